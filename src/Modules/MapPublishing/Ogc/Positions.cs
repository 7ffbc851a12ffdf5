using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.MapPublishing.Filters;

namespace Guotu.MapPublishing.Ogc;

/// <summary>Positions of the grid as numbers of a coordinate system: metres exact to 0.1 mm, degrees to nine decimals.</summary>
internal sealed class Positions(OgcCrs crs, GaussKrugerProjection projection)
{
    private const int DegreeDecimals = 9;
    private const int MetreDecimals = 4;

    /// <summary>Steps along the sides of a box whose degrees are sought.</summary>
    private const int BoxSteps = 16;

    public OgcCrs Crs => crs;

    public (decimal First, decimal Second) Of(GridPoint point)
    {
        var (x, y) = crs.Axis.Space == FilterSpace.Plane ? (Metres(point.East), Metres(point.North)) : Degrees(point);
        return crs.Axis.NorthFirst ? (y, x) : (x, y);
    }

    /// <summary>First and second axis of the least and greatest corner of a box.</summary>
    public (decimal First, decimal Second, decimal LastFirst, decimal LastSecond) Of(GridEnvelope box)
    {
        if (crs.Axis.Space == FilterSpace.Plane)
        {
            var (low, high) = (Of(new GridPoint(box.MinEast, box.MinNorth)), Of(new GridPoint(box.MaxEast, box.MaxNorth)));
            return (low.First, low.Second, high.First, high.Second);
        }

        var border = Border(box).Select(Of).ToList();
        return (border.Min(p => p.First), border.Min(p => p.Second), border.Max(p => p.First), border.Max(p => p.Second));
    }

    private static IEnumerable<GridPoint> Border(GridEnvelope box)
    {
        for (var i = 0; i <= BoxSteps; i++)
        {
            var (east, north) = (box.MinEast + (box.Width * i / BoxSteps), box.MinNorth + (box.Height * i / BoxSteps));
            yield return new GridPoint(east, box.MinNorth);
            yield return new GridPoint(east, box.MaxNorth);
            yield return new GridPoint(box.MinEast, north);
            yield return new GridPoint(box.MaxEast, north);
        }
    }

    private static decimal Metres(long units) => new((int)units, (int)(units >> 32), 0, false, MetreDecimals);

    private (decimal X, decimal Y) Degrees(GridPoint point)
    {
        var place = projection.Inverse(point.ToMetres());
        return (Math.Round((decimal)place.Longitude, DegreeDecimals), Math.Round((decimal)place.Latitude, DegreeDecimals));
    }
}
