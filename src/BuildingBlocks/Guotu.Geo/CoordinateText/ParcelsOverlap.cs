using Guotu.Geo.Indexing;
using Guotu.Geo.Overlay;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>Warns where parcels of one file overlap (宗地重叠): each is right for itself, their total is not.</summary>
internal static class ParcelsOverlap
{
    public static void Note(IReadOnlyList<CoordinateParcel> parcels, WarningList warnings, CancellationToken cancellation)
    {
        if (parcels.Count < 2)
        {
            return;
        }

        var shapes = parcels.Select(p => p.Shape).ToArray();
        var boxes = shapes.Select(s => s.Envelope).ToArray();
        var tree = new ChunkTree(shapes.Length, i => boxes[i]);
        var leaves = new List<int>();
        for (var i = 0; i < shapes.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            leaves.Clear();
            tree.Find(boxes[i], i / 8, leaves);
            foreach (var j in leaves.SelectMany(l => Enumerable.Range(l * 8, 8)).Where(j => j > i && j < shapes.Length && boxes[j].Meets(boxes[i])))
            {
                NotePair(parcels[i], parcels[j], GridOverlay.Intersect(shapes[i], shapes[j]), warnings);
            }
        }
    }

    private static void NotePair(CoordinateParcel first, CoordinateParcel second, Result<Geometry.GridMultiPolygon> common, WarningList warnings)
    {
        if (!common.IsSuccess)
        {
            warnings.Add(common.Error!);
            return;
        }

        var area = Areas.PlaneArea.Of(common.Value);
        if (area.TenThousandths > 0)
        {
            warnings.Add(new Error(
                GeoErrors.WarnParcelsOverlap, ("first", first.Ordinal), ("second", second.Ordinal), ("area", area)) { Line = second.HeadLine });
        }
    }
}
