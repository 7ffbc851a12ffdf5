using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Http;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.PublishLayers;

namespace Guotu.OneMap.ReadLayers;

/// <summary>A layer as lists and maps show it.</summary>
public sealed record LayerView(
    string Code, string Name, IReadOnlyList<string> Category, string Geometry, int? Revision, DateOnly? AsOf, Instant? UpdatedAt, int? MaxAgeDays,
    bool Stale, bool DeclaredEmpty, int Count, [property: Length(4, 4)] IReadOnlyList<double>? Extent4490, LayerStyleView Style, int MinZoom, bool Demonstration)
{
    /// <summary>The record of the current revision is not the one that was written (损坏): nothing of it is shown.</summary>
    public bool Damaged { get; init; }

    /// <summary>Name of the label of layer and revision joined (密级标志), such as 内部.</summary>
    public required string Label { get; init; }
}

/// <summary>Its style.</summary>
/// <param name="ThinFrom">Scale denominator from which on the outline is one thin line without casing; null for never.</param>
public sealed record LayerStyleView(
    string? Fill, string Stroke, double StrokeWidth, string? Pattern, double? ThinFrom, string? ByField, IReadOnlyList<LayerClassView> Classes, string Source, bool Unverified);

/// <summary>Fill of a class.</summary>
/// <param name="AidPattern">Hatch of the class in the variant for colour blindness (色觉辅助); null for none.</param>
public sealed record LayerClassView(string Value, string Label, string Fill, string? AidPattern);

/// <summary>A revision in a list.</summary>
public sealed record RevisionView(int Revision, Instant CommittedAt, DateOnly AsOf, string Source, int Count, string Digest);

/// <summary>A feature at a place.</summary>
public sealed record IdentifyView(
    string Layer, string LayerName, int Revision, DateOnly AsOf, long FeatureId, string Title, IReadOnlyList<LabelledValue> Properties, [property: GeoJson(GeoJsonKind.Geometry)] JsonElement Geometry);

/// <summary>A field's Chinese name and value.</summary>
public sealed record LabelledValue(string Label, string Value);

/// <summary>The list of layers with what they hold, as far as the caller may see it.</summary>
internal sealed class LayerList(ILayerCatalogue catalogue, PublishedLayers published, ILayerAccess access, NodeSettings node, IClock clock)
{
    public async Task<IReadOnlyList<LayerView>> ReadAsync(Caller caller, CancellationToken ct)
    {
        var sights = await access.OfAsync(caller, ct);
        var places = new MapPlaces(published.Zone);
        var views = new List<LayerView>();
        foreach (var state in await catalogue.StatesAsync(clock.Today, ct))
        {
            if (sights.Of(state.Definition.Code, state.Label) is { } sight)
            {
                var held = await HeldAsync(state, sights, ct);
                var extent = held is { Envelope.IsEmpty: false } ? places.ToDegrees(held.Envelope) : null;
                views.Add(ViewOf(state with { Definition = VisibleFields.Of(state.Definition, sight) }, sight.Label, held?.Count ?? 0, extent));
            }
        }

        return views;
    }

    public async Task<Result<IReadOnlyList<RevisionView>>> RevisionsAsync(Caller caller, string layerCode, RevisionTime time, CancellationToken ct)
    {
        var sights = await access.OfAsync(caller, ct);
        if (catalogue.Find(layerCode) is null || sights.OfNamed(layerCode, SecurityLabel.Lowest) is null)
        {
            return new Error(KernelErrors.NotFound, ("what", "图层 " + layerCode));
        }

        var known = await catalogue.RevisionsAsync(layerCode, ct);
        if (known.Error is { } notProved)
        {
            return await published.ToldAsync(sights, layerCode, notProved, ct);
        }

        var views = new List<RevisionView>();
        foreach (var revision in known.Value.Where(time.Holds))
        {
            if (sights.Of(layerCode, revision.Label) is not { } sight)
            {
                continue;
            }

            var count = sight.IsWhole ? revision.FeatureCount : await CountAsync(sights, revision, ct);
            views.Add(new RevisionView(revision.Number, revision.CommittedAt, revision.AsOf, revision.Source, count, revision.ContentDigest.ToString()));
        }

        return views;
    }

    private async Task<int> CountAsync(ILayerSights sights, LayerRevision revision, CancellationToken ct)
    {
        var opened = await published.OpenAsync(sights, revision.LayerCode, revision.Number, ct);
        return opened.IsSuccess && opened.Value.Totals(ct) is { IsSuccess: true } totals ? totals.Value.Count : 0;
    }

    /// <summary>Null where nothing is there to show; a content that cannot be read has no extent here, reviews tell why.</summary>
    private async Task<LayerTotals?> HeldAsync(LayerState state, ILayerSights sights, CancellationToken ct)
    {
        if (state.Current is not { FeatureCount: > 0 } current)
        {
            return null;
        }

        if (await published.MeasureAsync(sights, state, ct) is { } measured)
        {
            return measured;
        }

        return sights.Of(state.Definition.Code, current.Label) is { IsWhole: true } ? new LayerTotals(current.FeatureCount, GridEnvelope.Empty) : null;
    }

    private LayerView ViewOf(LayerState state, SecurityLabel label, int count, IReadOnlyList<double>? extent)
    {
        var (d, r) = (state.Definition, state.Current);
        return new LayerView(
            d.Code, d.Name, d.Category, d.Geometry, r?.Number, r?.AsOf, r?.CommittedAt, d.MaxAgeDays, state.Stale, r?.DeclaredEmpty is not null,
            count, extent, StyleOf(d.Style), d.MinZoom, node.Demonstration || r?.Demonstration == true)
        {
            Damaged = state.Damaged,
            Label = LabelScheme.Shipped.NameOf(label),
        };
    }

    private static LayerStyleView StyleOf(LayerStyle s) => new(
        s.Fill, s.Stroke, s.StrokeWidth, s.Pattern == "none" ? null : s.Pattern, s.ThinFrom, s.ByField,
        [.. s.Classes.Select(c => new LayerClassView(c.Value, c.Label, c.Fill, c.AidPattern))], s.Source, s.Unverified);
}
