using System.Numerics;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Indexing;

/// <summary>Packed Hilbert R-tree (空间索引) over boxes: built once, queried by many threads.</summary>
public sealed class EnvelopeIndex
{
    private readonly GridEnvelope[] _boxes;
    private readonly int[] _order;
    private readonly ChunkTree _tree;

    public EnvelopeIndex(IReadOnlyList<GridEnvelope> boxes)
    {
        _boxes = [.. boxes];
        _order = HilbertOrder.Of(_boxes);
        _tree = new ChunkTree(_order.Length, i => _boxes[_order[i]]);
    }

    /// <summary>Positions of every box that meets the query, borders included, in ascending order.</summary>
    public IReadOnlyList<int> Find(GridEnvelope query)
    {
        var found = new List<int>();
        Find(query, found, []);
        return found;
    }

    /// <summary>The same, in lists that are used again.</summary>
    internal void Find(GridEnvelope query, List<int> found, List<int> leaves)
    {
        found.Clear();
        leaves.Clear();
        _tree.Find(query, 0, leaves);
        foreach (var leaf in leaves)
        {
            var (first, end) = _tree.ItemsOf(leaf);
            for (var i = first; i < end; i++)
            {
                if (_boxes[_order[i]].Meets(query))
                {
                    found.Add(_order[i]);
                }
            }
        }

        PutInOrder(found);
    }

    /// <summary>Few are sorted, many marked: the cost stays that of the answer.</summary>
    private void PutInOrder(List<int> found)
    {
        if (found.Count < _order.Length / 32)
        {
            found.Sort();
            return;
        }

        var marks = new ulong[(_order.Length + 63) / 64];
        foreach (var position in found)
        {
            marks[position / 64] |= 1UL << (position % 64);
        }

        found.Clear();
        for (var word = 0; word < marks.Length; word++)
        {
            for (var left = marks[word]; left != 0; left &= left - 1)
            {
                found.Add((word * 64) + BitOperations.TrailingZeroCount(left));
            }
        }
    }
}
