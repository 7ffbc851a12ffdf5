using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>The county and its towns by the XZQ layer (行政区).</summary>
public interface ICountyTowns
{
    /// <summary>
    /// Towns whose figures meet the envelope. Together the towns are the county: what none of them covers lies outside.
    /// Errors as of <see cref="ILayerPins.PinAsync"/>.
    /// </summary>
    Task<Result<TownsThere>> PinAsync(GridEnvelope envelope, DateOnly onDate, CancellationToken ct);
}

/// <summary>Towns at a place, by one revision of XZQ.</summary>
public sealed record TownsThere(LayerRevision Revision, IReadOnlyList<Town> Towns);

/// <summary>A town or street (镇、街道).</summary>
/// <param name="Code">12-digit code.</param>
/// <param name="Name">Such as 杨河镇.</param>
/// <param name="Figure">On the county's grid.</param>
public sealed record Town(string Code, string Name, GridMultiPolygon Figure);
