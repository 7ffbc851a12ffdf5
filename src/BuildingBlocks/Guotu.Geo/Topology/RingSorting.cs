using System.Collections.Immutable;
using Guotu.Geo.Geometry;
using Guotu.Geo.Validity;

namespace Guotu.Geo.Topology;

/// <summary>Polygons of rings that do not cross: a ring inside an odd count of others is a hole of the smallest of them.</summary>
internal static class RingSorting
{
    // Pairs grow with the square of the rings: beyond this a figure is hostile.
    private const int MostRings = 2_000;

    /// <summary>The figure, or null where there are too many rings.</summary>
    public static GridMultiPolygon? ByContainment(IReadOnlyList<GridRing> rings)
    {
        if (rings.Count > MostRings)
        {
            return null;
        }

        var ordered = rings.OrderByDescending(r => Int128.Abs(r.DoubledSignedArea)).ThenBy(r => r.Points.Min()).ToArray();
        var (depth, holder) = (new int[ordered.Length], new int[ordered.Length]);
        for (var i = 0; i < ordered.Length; i++)
        {
            holder[i] = Array.FindLastIndex(ordered, i, i + 1, r => !ReferenceEquals(r, ordered[i]) && FigureValidity.Side(ordered[i], r) > 0);
            depth[i] = holder[i] < 0 ? 0 : depth[holder[i]] + 1;
        }

        return new GridMultiPolygon(Enumerable.Range(0, ordered.Length).Where(i => depth[i] % 2 == 0)
            .Select(i => new GridPolygon(ordered[i], [.. Enumerable.Range(0, ordered.Length).Where(h => depth[h] % 2 == 1 && holder[h] == i).Select(h => ordered[h])]))
            .ToImmutableArray());
    }
}
