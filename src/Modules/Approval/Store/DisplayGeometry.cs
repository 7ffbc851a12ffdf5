using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Approval.Store;

/// <summary>GeoJSON in EPSG:4490, longitude first, for display only (显示图形).</summary>
internal sealed class DisplayGeometry(GaussKrugerZone zone)
{
    private readonly GaussKrugerProjection _projection = new(zone);

    public static object Features(IEnumerable<object> features) => new { type = "FeatureCollection", features = features.ToList() };

    public object Feature(GridMultiPolygon figure, object properties) => new { type = "Feature", properties, geometry = Geometry(figure) };

    public object Geometry(GridMultiPolygon figure) => new
    {
        type = "MultiPolygon",
        coordinates = figure.Polygons.Select(part => part.Normalized().Rings.Select(Ring).ToList()).ToList(),
    };

    public (double Lon, double Lat) Degrees(GridPoint point)
    {
        var position = _projection.Inverse(point.ToMetres());
        return (Round(position.Longitude), Round(position.Latitude));
    }

    /// <summary>minLon, minLat, maxLon, maxLat of the box's corners.</summary>
    public IReadOnlyList<double> Extent(GridEnvelope box)
    {
        var corners = new[]
        {
            Degrees(new GridPoint(box.MinEast, box.MinNorth)), Degrees(new GridPoint(box.MaxEast, box.MinNorth)),
            Degrees(new GridPoint(box.MinEast, box.MaxNorth)), Degrees(new GridPoint(box.MaxEast, box.MaxNorth)),
        };
        return [corners.Min(c => c.Lon), corners.Min(c => c.Lat), corners.Max(c => c.Lon), corners.Max(c => c.Lat)];
    }

    private static double Round(double degrees) => Math.Round(degrees, 9);

    private List<double[]> Ring(GridRing ring) => ring.Points.Append(ring.Points[0]).Select(p => Degrees(p)).Select(d => new[] { d.Lon, d.Lat }).ToList();
}
