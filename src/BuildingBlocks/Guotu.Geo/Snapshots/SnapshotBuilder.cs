using Guotu.Crypto;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Snapshots;

/// <summary>The canonical blocks of a snapshot and the name that follows from them.</summary>
/// <param name="Name">SM3 Merkle root over the blocks: the same content has the same name on every machine.</param>
/// <param name="Blocks">Description, feature blocks in order of id, directory.</param>
public sealed record SnapshotContent(Sm3Digest Name, IReadOnlyList<ReadOnlyMemory<byte>> Blocks);

/// <summary>
/// Derives the canonical content of one layer revision in memory, from features in any order: features in order of id, figures in normal form,
/// integers only. The order in which features come, and the start and direction of their rings, do not change the name.
/// </summary>
public static class SnapshotBuilder
{
    public static Result<SnapshotContent> Build(
        SnapshotDescription description, IEnumerable<SnapshotFeature> features, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        var sink = new MemorySink();
        var assembly = new SnapshotAssembly(description, sink);
        foreach (var feature in features.OrderBy(f => f.Id))
        {
            cancellation.ThrowIfCancellationRequested();
            if (assembly.Add(feature) is { } refusal)
            {
                return refusal;
            }
        }

        return assembly.Finish().Map(name => new SnapshotContent(name, sink.Blocks));
    }
}
