using Guotu.Geo.Crs;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ReadLayers;

namespace Guotu.OneMap.PublishLayers;

/// <summary>Opens layers for callers, each through the one check.</summary>
internal sealed class PublishedLayers(
    LayerContent content, ILayerCatalogue catalogue, ILayerAccess access, KeptTotals totals, RevisionMarks marks, IClock clock) : IPublishedLayers, IPublishedExtents
{
    public GaussKrugerZone Zone => content.Zone;

    public async Task<IReadOnlyList<PublishedLayer>> ListAsync(Caller caller, CancellationToken ct) => await ListAsync(await access.OfAsync(caller, ct), ct);

    public async Task<IReadOnlyList<MeasuredLayer>> MeasureAsync(Caller caller, CancellationToken ct)
    {
        var sights = await access.OfAsync(caller, ct);
        var measured = new List<MeasuredLayer>();
        foreach (var layer in await ListAsync(sights, ct))
        {
            measured.Add(new MeasuredLayer(layer, totals.Find(layer.Stamp) ?? await MeasureAsync(sights, layer, ct)));
        }

        return measured;
    }

    public async Task<ILookup<string, RevisionMark>> RevisionsAsync(Caller caller, CancellationToken ct)
    {
        var sights = await access.OfAsync(caller, ct);
        return (await marks.ReadAsync(ct)).Where(m => catalogue.Find(m.LayerCode) is not null && sights.Of(m.LayerCode, m.Label) is not null)
            .ToLookup(m => m.LayerCode, StringComparer.Ordinal);
    }

    public async Task<LayerTotals?> MeasureAsync(ILayerSights sights, LayerState state, CancellationToken ct)
    {
        if (state.Current is not { } current || sights.Of(state.Definition.Code, current.Label) is not { } sight)
        {
            return null;
        }

        var layer = new PublishedLayer(state.Definition, current, VisibleFields.StampOf(sight, current), sight.IsWhole);
        return totals.Find(layer.Stamp) ?? await MeasureAsync(sights, layer, ct);
    }

    private async Task<LayerTotals?> MeasureAsync(ILayerSights sights, PublishedLayer layer, CancellationToken ct)
    {
        var opened = await OpenAsync(sights, layer.Definition.Code, layer.Revision.Number, ct);
        return opened.IsSuccess && opened.Value.Totals(ct) is { IsSuccess: true } found ? totals.Keep(layer.Stamp, found.Value) : null;
    }

    private async Task<IReadOnlyList<PublishedLayer>> ListAsync(ILayerSights sights, CancellationToken ct)
    {
        var states = await catalogue.StatesAsync(clock.Today, ct);
        var listed = new List<PublishedLayer>();
        foreach (var state in states)
        {
            if (state.Current is { } current && sights.Of(state.Definition.Code, current.Label) is { } sight)
            {
                listed.Add(new PublishedLayer(VisibleFields.Of(state.Definition, sight), current, VisibleFields.StampOf(sight, current), sight.IsWhole));
            }
        }

        return listed;
    }

    public async Task<Result<ISeenLayer>> OpenAsync(Caller caller, string layerCode, int? revision, CancellationToken ct) =>
        (await OpenAsync(await access.OfAsync(caller, ct), layerCode, revision, ct)).Map<ISeenLayer>(l => l);

    /// <summary>For several layers of one request.</summary>
    public async Task<Result<SeenLayer>> OpenAsync(ILayerSights sights, string layerCode, int? revision, CancellationToken ct)
    {
        if (catalogue.Find(layerCode) is null || sights.OfNamed(layerCode, SecurityLabel.Lowest) is null)
        {
            return Unknown(layerCode);
        }

        var opened = await content.OpenAsync(layerCode, revision, ct);
        if (opened.Error is { } error)
        {
            return await ToldAsync(sights, layerCode, error, ct);
        }

        return sights.OfNamed(layerCode, opened.Value.Revision.Label) is { } sight ? new SeenLayer(opened.Value, sight, totals) : Unknown(layerCode);
    }

    /// <summary>
    /// Why a layer is not opened, as this caller may be told it: the reason names the layer, so it is only for those who see the layer as it stands. Where
    /// its own label cannot be known it stands under the highest.
    /// </summary>
    internal async Task<Error> ToldAsync(ILayerSights sights, string layerCode, Error reason, CancellationToken ct)
    {
        var state = await catalogue.StateAsync(layerCode, clock.Today, ct);
        return sights.OfNamed(layerCode, state.IsSuccess ? state.Value.Label : LabelScheme.Shipped.Highest) is null ? Unknown(layerCode) : reason;
    }

    private static Error Unknown(string layerCode) => new(KernelErrors.NotFound, ("what", "图层 " + layerCode));
}
