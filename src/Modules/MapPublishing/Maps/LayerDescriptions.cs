using Guotu.Geo.Geometry;
using Guotu.Hosting.Http;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Maps;

/// <summary>A layer as capabilities tell it.</summary>
/// <param name="Box">What the caller sees of it; empty where that is nothing, or the content cannot be read.</param>
/// <param name="Dates">Legal dates of the revisions that the caller may open, oldest first.</param>
/// <param name="Revisions">Their numbers, oldest first.</param>
internal sealed record LayerDescription(PublishedLayer Layer, GridEnvelope Box, IReadOnlyList<DateOnly> Dates, IReadOnlyList<int> Revisions);

/// <summary>Reads them for a caller.</summary>
internal static class LayerDescriptions
{
    public static async Task<IReadOnlyList<LayerDescription>> ReadAsync(HttpContext http, IPublishedExtents extents, CancellationToken ct)
    {
        var revisions = await extents.RevisionsAsync(http.Caller(), ct);
        var measured = await extents.MeasureAsync(http.Caller(), ct);
        return [.. measured.Select(m => DescriptionOf(m, [.. revisions[m.Layer.Definition.Code]]))];
    }

    private static LayerDescription DescriptionOf(MeasuredLayer measured, IReadOnlyList<RevisionMark> revisions) => new(
        measured.Layer, measured.Totals?.Envelope ?? GridEnvelope.Empty, [.. revisions.Select(r => r.AsOf).Distinct().Order()], [.. revisions.Select(r => r.Number)]);

    /// <summary>The box in a coordinate system, east first; null where there is none.</summary>
    public static MapBox? BoxIn(GridEnvelope box, MapCrs crs, Geo.Crs.GaussKrugerZone zone)
    {
        const int steps = 8;
        if (box.IsEmpty)
        {
            return null;
        }

        var window = new MapWindow(crs, new MapBox(0, 0, 1, 1), 1, 1, new Geo.Crs.GaussKrugerProjection(zone));
        var points = new List<(double X, double Y)>();
        for (var i = 0; i <= steps; i++)
        {
            var (east, north) = (box.MinEast + (box.Width * i / steps), box.MinNorth + (box.Height * i / steps));
            points.AddRange([window.ToCrs(new(east, box.MinNorth)), window.ToCrs(new(east, box.MaxNorth)), window.ToCrs(new(box.MinEast, north)), window.ToCrs(new(box.MaxEast, north))]);
        }

        return new MapBox(points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y));
    }
}
