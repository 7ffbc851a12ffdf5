using Guotu.Geo.Geometry;
using Guotu.Geo.Terrain;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.Contracts;

/// <summary>
/// Slope of the ground by a loaded elevation model (地形坡度), behind the one check of what a caller sees. Where nothing registers one, or none is loaded or seen,
/// whoever asks for a slope is refused with <c>ANA-0010</c>; a slope that is not known is never taken for level ground.
/// </summary>
public interface ITerrainSlope
{
    /// <summary>The current model as the caller sees it; <c>ANA-0010</c> where there is none.</summary>
    Task<Result<ISeenTerrain>> OpenAsync(Caller caller, CancellationToken ct);

    /// <summary>Stamp of a revision as the caller sees it now; null where it is not seen. Results that rest on it are given out only while it is the same.</summary>
    Task<string?> StampAsync(Caller caller, TerrainSource source, CancellationToken ct);
}

/// <summary>An elevation model open for one caller.</summary>
public interface ISeenTerrain
{
    TerrainSource Source { get; }

    /// <summary>Slope over a valid figure of the county's zone; <c>ANA-0010</c> where the model does not cover the whole of it.</summary>
    Result<SlopeOver> Slope(GridMultiPolygon figure, CancellationToken ct);

    /// <summary>
    /// Heights of the cells of a box and of three around it, as far as the model goes; ground that the caller may not see is without data. Of the finest cells
    /// that are no smaller than asked; <c>GEO-0094</c> for a box of too many.
    /// </summary>
    /// <param name="box">On the county's grid.</param>
    /// <param name="leastCellMetres">0 for the finest there are.</param>
    Result<HeightField> Heights(GridEnvelope box, double leastCellMetres, CancellationToken ct);
}

/// <summary>Which model it is.</summary>
/// <param name="Code">Of the raster.</param>
/// <param name="Stamp">Sight and content.</param>
/// <param name="LabelLevel">0 for none.</param>
public sealed record TerrainSource(string Code, string Name, int Revision, DateOnly AsOf, string Stamp, int LabelLevel)
{
    /// <summary>Categories of its label, with commas; null for none.</summary>
    public string? LabelCategory { get; init; }
}

/// <summary>Slope over a figure.</summary>
/// <param name="MeanDegrees">Mean over the cells of the model inside.</param>
/// <param name="GreatestDegrees">Steepest cell inside.</param>
public sealed record SlopeOver(double MeanDegrees, double GreatestDegrees);
