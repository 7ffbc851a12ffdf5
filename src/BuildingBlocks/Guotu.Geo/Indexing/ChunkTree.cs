using Guotu.Geo.Geometry;

namespace Guotu.Geo.Indexing;

/// <summary>
/// Implicit 8-ary tree of boxes over items in their given order (edges along a ring, features along a Hilbert curve):
/// no sorting, no pointers, and neighbours in order are neighbours in space.
/// </summary>
internal sealed class ChunkTree
{
    private const int Arity = 8;
    private readonly List<GridEnvelope[]> _levels = [];

    public ChunkTree(int count, Func<int, GridEnvelope> box)
    {
        Count = count;
        var leaves = new GridEnvelope[(count + Arity - 1) / Arity];
        for (var leaf = 0; leaf < leaves.Length; leaf++)
        {
            leaves[leaf] = Union(leaf, count, box);
        }

        _levels.Add(leaves);
        while (_levels[^1].Length > 1)
        {
            var below = _levels[^1];
            var level = new GridEnvelope[(below.Length + Arity - 1) / Arity];
            for (var node = 0; node < level.Length; node++)
            {
                level[node] = Union(node, below.Length, i => below[i]);
            }

            _levels.Add(level);
        }
    }

    public int Count { get; }

    public int LeafCount => _levels[0].Length;

    public GridEnvelope LeafBox(int leaf) => _levels[0][leaf];

    public (int First, int End) ItemsOf(int leaf) => (leaf * Arity, Math.Min(Count, (leaf + 1) * Arity));

    /// <summary>Adds to <paramref name="leaves"/> every leaf from <paramref name="firstLeaf"/> on whose box meets the query, in order.</summary>
    public void Find(GridEnvelope query, int firstLeaf, List<int> leaves)
    {
        if (Count > 0)
        {
            Descend(_levels.Count - 1, 0, query, firstLeaf, leaves);
        }
    }

    private void Descend(int level, int node, GridEnvelope query, int firstLeaf, List<int> leaves)
    {
        var lastLeafOfNode = ((long)node + 1) << (3 * level);
        if (lastLeafOfNode <= firstLeaf || !_levels[level][node].Meets(query))
        {
            return;
        }

        if (level == 0)
        {
            leaves.Add(node);
            return;
        }

        var end = Math.Min(_levels[level - 1].Length, (node + 1) * Arity);
        for (var child = node * Arity; child < end; child++)
        {
            Descend(level - 1, child, query, firstLeaf, leaves);
        }
    }

    private static GridEnvelope Union(int node, int count, Func<int, GridEnvelope> box)
    {
        var union = GridEnvelope.Empty;
        for (var i = node * Arity; i < Math.Min(count, (node + 1) * Arity); i++)
        {
            union = union.Union(box(i));
        }

        return union;
    }
}
