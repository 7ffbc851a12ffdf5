using static Guotu.Geo.Numerics.DeterministicMath;

namespace Guotu.Geo.Crs;

/// <summary>Geocentric Cartesian coordinates (地心/参心空间直角坐标), metres.</summary>
public readonly record struct GeocentricPosition(double X, double Y, double Z);

/// <summary>Degrees and ellipsoidal height to geocentric coordinates and back, deterministic to the bit.</summary>
public sealed class Geocentric(Ellipsoid ellipsoid)
{
    private const double Degree = Pi / 180;
    private readonly double _a = ellipsoid.SemiMajorAxis;
    private readonly double _e2 = ellipsoid.EccentricitySquared;

    /// <summary>Latitude and longitude in degrees, height above the ellipsoid in metres.</summary>
    public GeocentricPosition Forward(GeographicPosition position, double height)
    {
        var (b, l) = (position.Latitude * Degree, position.Longitude * Degree);
        var n = _a / Math.Sqrt(1 - (_e2 * Sin(b) * Sin(b)));
        return new GeocentricPosition((n + height) * Cos(b) * Cos(l), (n + height) * Cos(b) * Sin(l), ((n * (1 - _e2)) + height) * Sin(b));
    }

    /// <summary>The count of steps is fixed so that every machine takes the same path; below 10⁻¹² rad within 10 km of the ellipsoid.</summary>
    public GeographicPosition Inverse(GeocentricPosition position)
    {
        var p = Math.Sqrt((position.X * position.X) + (position.Y * position.Y));
        var b = Atan2(position.Z, p * (1 - _e2));
        for (var step = 0; step < 6; step++)
        {
            var n = _a / Math.Sqrt(1 - (_e2 * Sin(b) * Sin(b)));
            b = Atan2(position.Z + (_e2 * n * Sin(b)), p);
        }

        return new GeographicPosition(b / Degree, Atan2(position.Y, position.X) / Degree);
    }
}
