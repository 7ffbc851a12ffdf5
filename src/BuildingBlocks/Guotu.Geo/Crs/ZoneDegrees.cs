using System.Collections.Concurrent;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Crs;

/// <summary>
/// Degrees of a zone's grid as they are given out (经纬度输出): the exact projection fitted over cells, less than 10⁻¹¹ degrees off it, a hundredth of
/// the last decimal that is written. Not for what is recorded.
/// </summary>
public sealed class ZoneDegrees
{
    private static readonly ConcurrentDictionary<int, ZoneDegrees> Known = new();
    private readonly PlaneSurface _surface;

    private ZoneDegrees(GaussKrugerZone zone)
    {
        var projection = new GaussKrugerProjection(zone);
        _surface = new PlaneSurface(metres => projection.Inverse(metres) is var place ? (place.Longitude, place.Latitude) : default);
    }

    /// <summary>One for all who ask for the zone.</summary>
    public static ZoneDegrees Of(GaussKrugerZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return Known.GetOrAdd(zone.Epsg, _ => new ZoneDegrees(zone));
    }

    public (double Longitude, double Latitude) At(GridPoint point) => _surface.At(point);
}
