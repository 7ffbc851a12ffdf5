using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.OverlayNG;

namespace Guotu.Geo.Tiles;

/// <summary>Polygons of a tile as NTS figures and back, for what needs a general repair.</summary>
internal static class TileFigures
{
    private static readonly PrecisionModel Pixels = new(1);
    private static readonly GeometryFactory Factory = new();

    public static MultiPolygon Of(IReadOnlyList<TilePolygon> polygons) => Factory.CreateMultiPolygon(
        [.. polygons.Select(p => Factory.CreatePolygon(Ring(p.Outer), [.. p.Holes.Select(Ring)]))]);

    /// <summary>Valid polygons on whole units that cover what these do, within the rounding.</summary>
    /// <exception cref="TopologyException">They defy repair.</exception>
    public static IReadOnlyList<TilePolygon> Repaired(IReadOnlyList<TilePolygon> polygons)
    {
        // Each alone: where two polygons came to overlap by rounding, what both cover stays covered.
        var mended = UnaryUnionNG.Union(polygons.Select(p => GeometryFixer.Fix(Of([p]))), Pixels);

        // A union of one figure does not look at its rounding.
        var united = PrecisionReducer.ReducePrecision(mended, Pixels);
        return [.. Enumerable.Range(0, united.NumGeometries).Select(united.GetGeometryN).OfType<Polygon>().Where(p => !p.IsEmpty).Select(Polygon)];
    }

    private static TilePolygon Polygon(Polygon polygon) => new(
        Points(polygon.ExteriorRing.Coordinates, positive: true), [.. polygon.InteriorRings.Select(h => Points(h.Coordinates, positive: false))]);

    private static TilePoint[] Points(Coordinate[] closed, bool positive)
    {
        TilePoint[] points = [.. closed.Take(closed.Length - 1).Select(c => new TilePoint((long)c.X, (long)c.Y))];
        if (TileRing.DoubledArea(points) > 0 != positive)
        {
            Array.Reverse(points);
        }

        return points;
    }

    private static LinearRing Ring(TilePoint[] points) => Factory.CreateLinearRing([.. points.Append(points[0]).Select(p => new Coordinate(p.X, p.Y))]);
}
