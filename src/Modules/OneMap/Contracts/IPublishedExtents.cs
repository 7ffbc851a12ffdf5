using Guotu.Hosting.Callers;

namespace Guotu.OneMap.Contracts;

/// <summary>The list of layers with what a caller sees of each, for the capabilities of services: nothing is opened that was measured before.</summary>
public interface IPublishedExtents
{
    /// <summary>As <see cref="IPublishedLayers.ListAsync"/>; a layer that cannot be read has no totals here, its features say why.</summary>
    Task<IReadOnlyList<MeasuredLayer>> MeasureAsync(Caller caller, CancellationToken ct);
}

/// <summary>A visible layer and what the caller sees of it.</summary>
public sealed record MeasuredLayer(PublishedLayer Layer, LayerTotals? Totals);
