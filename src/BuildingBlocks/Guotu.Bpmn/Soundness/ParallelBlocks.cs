using Guotu.Bpmn.Definition;

namespace Guotu.Bpmn.Soundness;

/// <summary>A branch of a parallel split: its gateway and the flow that begins it.</summary>
public sealed record BlockBranch(string Split, string Flow);

/// <summary>One parallel split with its branches and, where they meet again, its join.</summary>
/// <param name="Branches">Nodes of each branch, by the id of the flow that begins it; the join is in none.</param>
internal sealed record ParallelBlock(ParallelNode Split, ParallelNode? Join, IReadOnlyDictionary<string, IReadOnlySet<string>> Branches)
{
    public int Size => Branches.Values.Sum(b => b.Count);
}

/// <summary>
/// Which parallel branches lie around each node (并行块). Because blocks are nested, a token's branches say exactly
/// which other tokens a return has to take along.
/// </summary>
public sealed class ParallelBlocks
{
    private readonly Dictionary<string, IReadOnlyList<BlockBranch>> _around = new(StringComparer.Ordinal);

    internal ParallelBlocks(ProcessGraph graph, IEnumerable<ParallelBlock> blocks)
    {
        var outermostFirst = blocks.OrderByDescending(b => b.Size).ToList();
        foreach (var node in graph.Nodes)
        {
            _around[node.Id] = outermostFirst
                .SelectMany(b => b.Branches.Where(n => n.Value.Contains(node.Id)).Take(1).Select(n => new BlockBranch(b.Split.Id, n.Key)))
                .ToList();
        }
    }

    internal IReadOnlyList<BlockBranch> Around(string node) => _around[node];
}
