using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>
/// Compares figures that come in with the ground that the county knows (位置核对), to find those that have the offset of Internet maps (GCJ-02). It
/// gives away nothing of the layers but the size of an offset.
/// </summary>
public interface IPositionDoubts
{
    /// <summary>Against the current revision of every layer that covers the county; layers that were never committed say nothing. Errors: those of a pin.</summary>
    Task<Result<PositionFinding>> AgainstCountyAsync(IReadOnlyCollection<GridMultiPolygon> figures, CancellationToken ct);

    /// <summary>Against one revision: the same figures and revision always give the same finding. Errors: those of a pin.</summary>
    Task<Result<PositionFinding>> AgainstLayerAsync(IReadOnlyCollection<GridMultiPolygon> figures, LayerRevisionName reference, CancellationToken ct);
}

/// <summary>A revision by name.</summary>
/// <param name="Number">Null for the current one.</param>
public sealed record LayerRevisionName(string LayerCode, int? Number);

/// <summary>What the comparison found.</summary>
/// <param name="Doubt"><c>GEO-0065</c> where the figures are suspected; null where nothing speaks for an offset, which proves nothing.</param>
public sealed record PositionFinding(Error? Doubt)
{
    public static readonly PositionFinding None = new((Error?)null);
}
