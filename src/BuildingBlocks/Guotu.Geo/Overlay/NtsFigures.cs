using System.Collections.Immutable;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Overlay;

/// <summary>
/// Figures to NetTopologySuite and back, relative to an origin: every coordinate is then an integer below 2⁵³, exact as a double.
/// </summary>
internal sealed class NtsFigures(GridPoint origin)
{
    /// <summary>One unit, 0.1 mm: every result vertex falls on the grid.</summary>
    private static readonly GeometryFactory Factory = new(new PrecisionModel(1));

    public NetTopologySuite.Geometries.Geometry ToNts(GridMultiPolygon figure) => figure.Polygons.Length == 1
        ? ToNts(figure.Polygons[0])
        : Factory.CreateMultiPolygon([.. figure.Polygons.Select(ToNts)]);

    /// <summary>The areas of a result; lines and points, which a touch leaves, have none and are dropped.</summary>
    public Result<GridMultiPolygon> FromNts(NetTopologySuite.Geometries.Geometry result)
    {
        var polygons = ImmutableArray.CreateBuilder<GridPolygon>();
        for (var i = 0; i < result.NumGeometries; i++)
        {
            if (result.GetGeometryN(i) is Polygon { IsEmpty: false } polygon)
            {
                var outer = Ring(polygon.ExteriorRing);
                var holes = polygon.InteriorRings.Select(Ring).ToArray();
                if (outer is null || Array.Exists(holes, h => h is null))
                {
                    return new Error(GeoErrors.OffGrid, ("value", polygon.ExteriorRing.StartPoint.ToString()));
                }

                polygons.Add(new GridPolygon(outer, [.. holes!]));
            }
        }

        return new GridMultiPolygon(polygons.ToImmutable());
    }

    private Polygon ToNts(GridPolygon polygon) =>
        Factory.CreatePolygon(ToNts(polygon.Outer), [.. polygon.Holes.Select(ToNts)]);

    private LinearRing ToNts(GridRing ring)
    {
        var coordinates = new Coordinate[ring.Points.Length + 1];
        for (var i = 0; i < ring.Points.Length; i++)
        {
            coordinates[i] = new Coordinate(ring.Points[i].East - origin.East, ring.Points[i].North - origin.North);
        }

        coordinates[^1] = coordinates[0].Copy();
        return Factory.CreateLinearRing(coordinates);
    }

    private GridRing? Ring(LineString ring)
    {
        var points = ImmutableArray.CreateBuilder<GridPoint>(ring.NumPoints);
        foreach (var c in ring.Coordinates)
        {
            var (east, north) = ((long)c.X, (long)c.Y);
            if (east != c.X || north != c.Y)
            {
                return null;
            }

            points.Add(new GridPoint(east + origin.East, north + origin.North));
        }

        return new GridRing(points.MoveToImmutable());
    }
}
