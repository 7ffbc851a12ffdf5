using System.Runtime.Intrinsics;

namespace Guotu.Geo.Crs;

/// <summary>Conversion between one Gauss-Kruger zone and degrees of the same datum, EPSG:4490 unless told. No datum shift is built in.</summary>
public sealed class GaussKrugerProjection
{
    private const double Degree = Numerics.DeterministicMath.Pi / 180;
    private static readonly TransverseMercator Cgcs2000 = new(Ellipsoid.Cgcs2000, scale: 1);
    private readonly TransverseMercator _kernel;

    public GaussKrugerProjection(GaussKrugerZone zone)
        : this(zone, Ellipsoid.Cgcs2000)
    {
    }

    /// <summary>The zone of the same number on another datum's ellipsoid.</summary>
    public GaussKrugerProjection(GaussKrugerZone zone, Ellipsoid ellipsoid)
    {
        ArgumentNullException.ThrowIfNull(zone);
        Zone = zone;
        _kernel = ellipsoid == Ellipsoid.Cgcs2000 ? Cgcs2000 : new TransverseMercator(ellipsoid, scale: 1);
    }

    public GaussKrugerZone Zone { get; }

    /// <summary>Degrees to metres of the zone.</summary>
    public PlanePosition Forward(GeographicPosition position)
    {
        var (north, east) = _kernel.Forward(position.Latitude * Degree, (position.Longitude - Zone.CentralMeridian) * Degree);
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
        _kernel.Inverse(position.North, position.East - Zone.FalseEasting);

    /// <summary>The same of four positions.</summary>
    internal (Vector256<double> Latitude, Vector256<double> LongitudeFromCentre) InverseRadians(Vector256<double> east, Vector256<double> north) =>
        _kernel.Inverse(north, east - Vector256.Create((double)Zone.FalseEasting));
}
