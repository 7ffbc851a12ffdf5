using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;

namespace Guotu.OneMap.Contracts;

/// <summary>The list of layers with what a caller sees of each, for the capabilities of services: nothing is opened that was measured before.</summary>
public interface IPublishedExtents
{
    /// <summary>As <see cref="IPublishedLayers.ListAsync"/>; a layer that cannot be read has no totals here, its features say why.</summary>
    Task<IReadOnlyList<MeasuredLayer>> MeasureAsync(Caller caller, CancellationToken ct);

    /// <summary>
    /// What sights show of a layer's current revision; null where nothing, or where the content cannot be read. What is seen in part is walked once a
    /// stamp: the time grows with the features of the layer.
    /// </summary>
    Task<LayerTotals?> MeasureAsync(ILayerSights sights, LayerState state, CancellationToken ct);

    /// <summary>The revisions of all layers that the caller may open, by layer, oldest first. One query, whatever the number of layers.</summary>
    Task<ILookup<string, RevisionMark>> RevisionsAsync(Caller caller, CancellationToken ct);
}

/// <summary>A visible layer and what the caller sees of it.</summary>
public sealed record MeasuredLayer(PublishedLayer Layer, LayerTotals? Totals);

/// <summary>What of a revision its layer's other revisions are told by.</summary>
/// <param name="LayerCode">Its layer.</param>
/// <param name="Number">From 1.</param>
/// <param name="AsOf">The legal date the data speaks of (数据时点).</param>
/// <param name="Label">Label that came in with it.</param>
public sealed record RevisionMark(string LayerCode, int Number, DateOnly AsOf, SecurityLabel Label);
