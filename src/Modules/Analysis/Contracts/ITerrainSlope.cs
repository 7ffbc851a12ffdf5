using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.Contracts;

/// <summary>
/// Slope of the ground by a loaded elevation model (地形坡度). Where no module registers one, or none is loaded, whoever asks for a slope is refused
/// with <c>ANA-0010</c>; a slope that is not known is never taken for level ground.
/// </summary>
public interface ITerrainSlope
{
    /// <summary>
    /// Slope over a valid figure of the county's zone. <c>ANA-0010</c> where no model is loaded or it does not cover the whole figure.
    /// </summary>
    Task<Result<SlopeOver>> OfAsync(GridMultiPolygon figure, CancellationToken ct);
}

/// <summary>Slope over a figure.</summary>
/// <param name="MeanDegrees">Mean over the cells of the model inside.</param>
/// <param name="GreatestDegrees">Steepest cell inside.</param>
public sealed record SlopeOver(double MeanDegrees, double GreatestDegrees);
