namespace Guotu.Geo.Crs;

/// <summary>Conversion between one CGCS2000 Gauss-Kruger zone and EPSG:4490. Same datum only: no datum shift is built in.</summary>
public sealed class GaussKrugerProjection
{
    private const double Degree = Numerics.DeterministicMath.Pi / 180;
    private static readonly TransverseMercator Kernel = new(Ellipsoid.Cgcs2000, scale: 1);

    public GaussKrugerProjection(GaussKrugerZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        Zone = zone;
    }

    public GaussKrugerZone Zone { get; }

    /// <summary>Degrees to metres of the zone.</summary>
    public PlanePosition Forward(GeographicPosition position)
    {
        var (north, east) = Kernel.Forward(position.Latitude * Degree, (position.Longitude - Zone.CentralMeridian) * Degree);
        return new PlanePosition(east + Zone.FalseEasting, north);
    }

    /// <summary>Metres of the zone to degrees.</summary>
    public GeographicPosition Inverse(PlanePosition position)
    {
        var (latitude, longitude) = InverseRadians(position);
        return new GeographicPosition(latitude / Degree, (longitude / Degree) + Zone.CentralMeridian);
    }

    /// <summary>Latitude, and longitude from the central meridian, in radians: what the area formula works with.</summary>
    internal (double Latitude, double LongitudeFromCentre) InverseRadians(PlanePosition position) =>
        Kernel.Inverse(position.North, position.East - Zone.FalseEasting);
}
