using Guotu.Geo.Geometry;
using Guotu.Hosting.Http;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Maps;

/// <summary>A layer as capabilities tell it.</summary>
/// <param name="Box">What the caller sees of it; empty where that is nothing, or the content cannot be read.</param>
/// <param name="Dates">Legal dates of its revisions, oldest first.</param>
internal sealed record LayerDescription(PublishedLayer Layer, GridEnvelope Box, IReadOnlyList<DateOnly> Dates, IReadOnlyList<int> Revisions);

/// <summary>Reads them for a caller.</summary>
internal static class LayerDescriptions
{
    public static async Task<Result<IReadOnlyList<LayerDescription>>> ReadAsync(
        HttpContext http, IPublishedLayers layers, ILayerCatalogue catalogue, CancellationToken ct)
    {
        var described = new List<LayerDescription>();
        foreach (var layer in await layers.ListAsync(http.Caller(), ct))
        {
            var opened = await layers.OpenAsync(http.Caller(), layer.Definition.Code, layer.Revision.Number, ct);
            var totals = opened.IsSuccess && opened.Value.Totals(ct) is { IsSuccess: true } t ? t.Value : new LayerTotals(0, GridEnvelope.Empty);
            var known = await catalogue.RevisionsAsync(layer.Definition.Code, ct);
            described.Add(new LayerDescription(
                layer, totals.Envelope, [.. known.Select(r => r.AsOf).Distinct().Order()], [.. known.Select(r => r.Number).Order()]));
        }

        return described;
    }

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
