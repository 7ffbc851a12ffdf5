using Guotu.Geo.Crs;

namespace Guotu.Geo.Areas;

/// <summary>Ellipsoidal area of a ring given in degrees, its edges straight in longitude and latitude: map sheets and control areas (控制面积).</summary>
public static class GeographicRingArea
{
    private const double Degree = Numerics.DeterministicMath.Pi / 180;

    /// <summary>Area in m², positive counter-clockwise (east is positive). The ring need not repeat its first point.</summary>
    public static double SquareMetres(IReadOnlyList<GeographicPosition> ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        var reference = ring[0].Longitude;
        var sum = 0.0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            sum += EllipsoidalTrapezoid.Cgcs2000.Area(
                (b.Latitude - a.Latitude) * Degree,
                (a.Latitude + b.Latitude) / 2 * Degree,
                (((a.Longitude + b.Longitude) / 2) - reference) * Degree);
        }

        return sum;
    }
}
