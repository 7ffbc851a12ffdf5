namespace Guotu.Geo.Crossings;

/// <summary>
/// Implicit 8-ary tree of boxes over the edges of a figure in their order along its rings: no sorting, no pointers, about two
/// bytes an edge; a red line of 150,000 vertices needs no subdivision.
/// </summary>
internal sealed class EdgeTree
{
    private const int Bits = 3;
    private const int Arity = 1 << Bits;
    private readonly FrameBox[][] _levels;
    private readonly PreparedFigure _figure;

    public EdgeTree(PreparedFigure figure)
    {
        _figure = figure;
        var levels = new List<FrameBox[]> { Leaves(figure) };
        while (levels[^1].Length > 1)
        {
            var below = levels[^1];
            var level = new FrameBox[(below.Length + Arity - 1) / Arity];
            for (var node = 0; node < level.Length; node++)
            {
                var box = FrameBox.Empty;
                for (var child = node * Arity; child < Math.Min(below.Length, (node + 1) * Arity); child++)
                {
                    box = box.Union(below[child]);
                }

                level[node] = box;
            }

            levels.Add(level);
        }

        _levels = [.. levels];
    }

    public int Top => _levels.Length - 1;

    public FrameBox Root => _levels[^1].Length == 0 ? FrameBox.Empty : _levels[^1][0];

    public FrameBox Box(int level, int node) => _levels[level][node];

    /// <summary>Children of a node above the leaves.</summary>
    public (int First, int End) Children(int level, int node) => (node << Bits, Math.Min(_levels[level - 1].Length, (node + 1) << Bits));

    /// <summary>Edges of a leaf.</summary>
    public (int First, int End) Edges(int leaf) => (leaf << Bits, Math.Min(_figure.EdgeCount, (leaf + 1) << Bits));

    /// <summary>Edges under a node of any level.</summary>
    public (int First, int End) EdgesUnder(int level, int node) =>
        (node << (Bits * (level + 1)), (int)Math.Min(_figure.EdgeCount, (node + 1L) << (Bits * (level + 1))));

    /// <summary>Whether some edge's box meets the box: false is certain, true is a suspicion.</summary>
    public bool Meets(in FrameBox box) => _levels[^1].Length > 0 && Meets(Top, 0, box);

    private bool Meets(int level, int node, in FrameBox box)
    {
        if (!_levels[level][node].Meets(box))
        {
            return false;
        }

        if (level > 0)
        {
            var (first, end) = Children(level, node);
            for (var child = first; child < end; child++)
            {
                if (Meets(level - 1, child, box))
                {
                    return true;
                }
            }

            return false;
        }

        var (from, to) = Edges(node);
        for (var edge = from; edge < to; edge++)
        {
            if (_figure.EdgeBox(edge).Meets(box))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some edge whose box meets the box is what is looked for.</summary>
    public bool Any<TState>(in FrameBox box, TState state, Func<TState, int, bool> found) => _levels[^1].Length > 0 && Any(Top, 0, box, state, found);

    private bool Any<TState>(int level, int node, in FrameBox box, TState state, Func<TState, int, bool> found)
    {
        if (!_levels[level][node].Meets(box))
        {
            return false;
        }

        var (first, end) = level > 0 ? Children(level, node) : Edges(node);
        for (var i = first; i < end; i++)
        {
            if (level > 0 ? Any(level - 1, i, box, state, found) : _figure.EdgeBox(i).Meets(box) && found(state, i))
            {
                return true;
            }
        }

        return false;
    }

    private static FrameBox[] Leaves(PreparedFigure figure)
    {
        var leaves = new FrameBox[(figure.EdgeCount + Arity - 1) / Arity];
        for (var leaf = 0; leaf < leaves.Length; leaf++)
        {
            var (first, end) = (leaf * Arity, Math.Min(figure.EdgeCount, (leaf + 1) * Arity));
            if (end - first == Arity && figure.AreReadAtOnce(first, end))
            {
                leaves[leaf] = figure.Eight(first).Around();
                continue;
            }

            var box = FrameBox.Empty;
            for (var edge = first; edge < end; edge++)
            {
                box = box.Union(figure.EdgeBox(edge));
            }

            leaves[leaf] = box;
        }

        return leaves;
    }
}
