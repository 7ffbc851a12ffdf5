using System.Globalization;
using Guotu.Approval.Store;
using Guotu.Geo.Geometry;
using Guotu.Rendering.Figures.Map;
using Guotu.Rendering.Model;

namespace Guotu.Approval.Documents;

/// <summary>The map of a case's parcels and the table of their boundary points (选址范围图、界址点坐标表).</summary>
internal static class ParcelMap
{
    /// <summary>With more points than this the numbers would cover the map; the table has them all.</summary>
    private const int MostNumbered = 60;

    public static MapFigure Figure(IReadOnlyList<CaseParcel> parcels)
    {
        var outline = parcels.SelectMany(p => p.Figure.Polygons).Select(p => new MapPolygon([.. p.Rings.Select(Ring)])).ToList();
        var style = new MapAreaStyle
        {
            Fill = new FillStyle(null) { Hatch = new Hatch(HatchKind.Falling, Colour.Parse("#0B3D91"), 2.4, 0.15) },
            Stroke = new StrokeStyle(Colour.Parse("#0B3D91"), 0.7) { Casing = Casing.White, Join = LineJoin.Round },
        };
        var corners = parcels.Sum(p => p.Figure.VertexCount) <= MostNumbered ? RingsOf(parcels).SelectMany(r => r.Corners).ToList() : [];
        return new MapFigure("项目规划选址范围图", [new MapLayer("选址范围", style, outline)])
        {
            Focus = PlaneBox.Around(outline.SelectMany(p => p.Rings).SelectMany(r => r)),
            Corners = corners,
        };
    }

    public static CornerTable Corners(IReadOnlyList<CaseParcel> parcels) => new([.. RingsOf(parcels)]);

    /// <summary>Numbered through all rings in order, J1 first.</summary>
    private static IEnumerable<CornerRing> RingsOf(IReadOnlyList<CaseParcel> parcels)
    {
        var number = 0;
        foreach (var ring in parcels.SelectMany(p => p.Figure.Polygons).SelectMany(p => p.Rings))
        {
            var corners = new List<MapCorner>();
            foreach (var point in ring.Points)
            {
                number++;
                corners.Add(new MapCorner("J" + number.ToString(CultureInfo.InvariantCulture), PointOf(point)));
            }

            yield return new CornerRing(corners);
        }
    }

    private static IReadOnlyList<PlanePoint> Ring(GridRing ring) => [.. ring.Points.Select(PointOf)];

    private static PlanePoint PointOf(GridPoint point) => new(point.NorthMetres, point.EastMetres);
}
