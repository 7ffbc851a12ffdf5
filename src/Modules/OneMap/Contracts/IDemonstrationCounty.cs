using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Fills a demonstration node with an invented county (演示县): deterministic by seed, labelled 演示数据.</summary>
public interface IDemonstrationCounty
{
    /// <summary>
    /// Imports every layer and writes the parcels to try into <c>HOME/parcels</c>. Refused on a node that is not a demonstration
    /// node, and where a layer already has a revision.
    /// </summary>
    Task<Result<DemonstrationResult>> CreateAsync(
        DemonstrationSize size, int seed, IProgress<DemonstrationProgress>? progress, CancellationToken ct);
}

/// <summary>How large the invented county is.</summary>
public enum DemonstrationSize
{
    /// <summary>Some thousands of patches, in seconds.</summary>
    Small,

    /// <summary>250,000 patches.</summary>
    County,
}

/// <summary>How far it is.</summary>
public sealed record DemonstrationProgress(string LayerCode, string LayerName, int Done, int Total);

/// <summary>What was made.</summary>
public sealed record DemonstrationResult(IReadOnlyList<LayerRevision> Layers, RasterRevision Terrain, string ParcelFolder, IReadOnlyList<string> ParcelFiles);
