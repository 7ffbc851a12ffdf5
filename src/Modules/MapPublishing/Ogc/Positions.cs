using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.MapPublishing.Filters;

namespace Guotu.MapPublishing.Ogc;

/// <summary>Positions of the grid as numbers of a coordinate system: metres exact to 0.1 mm, degrees to nine decimals.</summary>
internal sealed class Positions(OgcCrs crs, GaussKrugerProjection projection)
{
    public const int DegreeDecimals = 9;

    public const int MetreDecimals = 4;

    /// <summary>Steps along the sides of a box whose degrees are sought.</summary>
    private const int BoxSteps = 16;

    private const double DegreeUnits = 1e9;

    private readonly ZoneDegrees _degrees = ZoneDegrees.Of(projection.Zone);

    public OgcCrs Crs => crs;

    /// <summary>Decimals of the numbers.</summary>
    public int Decimals => crs.Axis.Space == FilterSpace.Plane ? MetreDecimals : DegreeDecimals;

    /// <summary>First and second axis in units of the last decimal.</summary>
    public (long First, long Second) UnitsOf(GridPoint point)
    {
        if (crs.Axis.Space == FilterSpace.Plane)
        {
            return crs.Axis.NorthFirst ? (point.North, point.East) : (point.East, point.North);
        }

        var (longitude, latitude) = _degrees.At(point);
        var (x, y) = ((long)Math.Round(longitude * DegreeUnits), (long)Math.Round(latitude * DegreeUnits));
        return crs.Axis.NorthFirst ? (y, x) : (x, y);
    }

    public (decimal First, decimal Second) Of(GridPoint point)
    {
        var (first, second) = UnitsOf(point);
        return (Number(first), Number(second));
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

    /// <summary>Metres with all their decimals, degrees without zeros at the end.</summary>
    private decimal Number(long units)
    {
        var decimals = Decimals;
        while (decimals > (crs.Axis.Space == FilterSpace.Plane ? MetreDecimals : 0) && units % 10 == 0)
        {
            (units, decimals) = (units / 10, decimals - 1);
        }

        var magnitude = Math.Abs(units);
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, units < 0, (byte)decimals);
    }
}
