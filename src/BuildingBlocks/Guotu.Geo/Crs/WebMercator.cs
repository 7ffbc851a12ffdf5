namespace Guotu.Geo.Crs;

/// <summary>
/// Web Mercator (EPSG:3857), for display only: nothing recorded is computed in it. CGCS2000 and WGS84 degrees are
/// taken as equal here; they differ by centimetres, which no screen shows.
/// </summary>
public static class WebMercator
{
    /// <summary>Half the width of the world square in metres.</summary>
    public const double HalfWorld = 20037508.342789244;

    private const double Radius = 6378137.0;

    public static PlanePosition Forward(GeographicPosition position) => new(
        position.Longitude * Math.PI / 180 * Radius,
        Math.Asinh(Math.Tan(position.Latitude * Math.PI / 180)) * Radius);

    public static GeographicPosition Inverse(PlanePosition position) => new(
        Math.Atan(Math.Sinh(position.North / Radius)) * 180 / Math.PI,
        position.East / Radius * 180 / Math.PI);
}
