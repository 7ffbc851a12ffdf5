using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Guotu.Hosting.Http;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.ReadLayers;

/// <summary>A layer as lists and maps show it.</summary>
public sealed record LayerView(
    string Code, string Name, IReadOnlyList<string> Category, string Geometry, int? Revision, DateOnly? AsOf, Instant? UpdatedAt, int? MaxAgeDays,
    bool Stale, bool DeclaredEmpty, int Count, [property: Length(4, 4)] IReadOnlyList<double>? Extent4490, LayerStyleView Style, int MinZoom, bool Demonstration);

/// <summary>Its style.</summary>
public sealed record LayerStyleView(
    string? Fill, string Stroke, double StrokeWidth, string? Pattern, string? ByField, IReadOnlyList<LayerClassView> Classes, string Source, bool Unverified);

/// <summary>Fill of a class.</summary>
public sealed record LayerClassView(string Value, string Label, string Fill);

/// <summary>A revision in a list.</summary>
public sealed record RevisionView(int Revision, Instant CommittedAt, DateOnly AsOf, string Source, int Count, string Digest);

/// <summary>A feature at a place.</summary>
public sealed record IdentifyView(
    string Layer, string LayerName, int Revision, DateOnly AsOf, long FeatureId, string Title, IReadOnlyList<LabelledValue> Properties, [property: GeoJson(GeoJsonKind.Geometry)] JsonElement Geometry);

/// <summary>A field's Chinese name and value.</summary>
public sealed record LabelledValue(string Label, string Value);

/// <summary>The list of layers with what they hold.</summary>
internal sealed class LayerList(ILayerCatalogue catalogue, LayerContent content, NodeSettings node, IClock clock)
{
    public async Task<IReadOnlyList<LayerView>> ReadAsync(CancellationToken ct)
    {
        var places = new MapPlaces(content.Zone);
        var views = new List<LayerView>();
        foreach (var state in await catalogue.StatesAsync(clock.Today, ct))
        {
            views.Add(ViewOf(state, await ExtentAsync(state, places, ct)));
        }

        return views;
    }

    public async Task<Result<IReadOnlyList<RevisionView>>> RevisionsAsync(string layerCode, CancellationToken ct)
    {
        var state = await catalogue.StateAsync(layerCode, clock.Today, ct);
        if (state.Error is { } error)
        {
            return error;
        }

        var revisions = await catalogue.RevisionsAsync(layerCode, ct);
        return revisions.Select(r => new RevisionView(r.Number, r.CommittedAt, r.AsOf, r.Source, r.FeatureCount, r.ContentDigest.ToString())).ToList();
    }

    /// <summary>Null where nothing is there to show, or the content cannot be read: reviews tell why.</summary>
    private async Task<IReadOnlyList<double>?> ExtentAsync(LayerState state, MapPlaces places, CancellationToken ct)
    {
        if (state.Current is not { FeatureCount: > 0 })
        {
            return null;
        }

        var opened = await content.OpenAsync(state.Definition.Code, state.Current.Number, ct);
        return opened.IsSuccess ? places.ToDegrees(opened.Value.Snapshot.Envelope) : null;
    }

    private LayerView ViewOf(LayerState state, IReadOnlyList<double>? extent)
    {
        var (d, r) = (state.Definition, state.Current);
        return new LayerView(
            d.Code, d.Name, d.Category, d.Geometry, r?.Number, r?.AsOf, r?.CommittedAt, d.MaxAgeDays, state.Stale, r?.DeclaredEmpty is not null,
            r?.FeatureCount ?? 0, extent, StyleOf(d.Style), d.MinZoom, node.Demonstration || r?.Demonstration == true);
    }

    private static LayerStyleView StyleOf(LayerStyle s) => new(
        s.Fill, s.Stroke, s.StrokeWidth, s.Pattern == "none" ? null : s.Pattern, s.ByField,
        [.. s.Classes.Select(c => new LayerClassView(c.Value, c.Label, c.Fill))], s.Source, s.Unverified);
}
