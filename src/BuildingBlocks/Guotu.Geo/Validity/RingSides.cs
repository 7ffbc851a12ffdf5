using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;

namespace Guotu.Geo.Validity;

/// <summary>
/// On which sides of one ring another runs, where the two meet only at points: every stretch between meeting points is probed at
/// its middle, on a grid twice as fine, so the answer is exact. A ring that runs on both sides crosses at a vertex.
/// </summary>
internal sealed class RingSides
{
    private readonly EdgeSet _fine;
    private readonly ChunkTree _tree;
    private readonly GridEnvelope _envelope;

    public RingSides(GridRing of)
    {
        var doubled = new GridRing(of.Points.Select(Doubled));
        _fine = new EdgeSet([doubled]);
        _tree = new ChunkTree(_fine.Count, _fine.Box);
        _envelope = doubled.Envelope;
    }

    /// <summary>Whether any stretch of the ring lies inside, and whether any lies outside.</summary>
    public (bool Inside, bool Outside) Of(GridRing ring)
    {
        var (inside, outside) = (false, false);
        var leaves = new List<int>();
        for (var i = 0; i < ring.Points.Length && !(inside && outside); i++)
        {
            var (from, to) = (Doubled(ring.Points[i]), Doubled(ring.Points[i + 1 == ring.Points.Length ? 0 : i + 1]));
            foreach (var middle in Middles(from, to, leaves))
            {
                var side = Locate(middle, leaves);
                inside |= side > 0;
                outside |= side < 0;
            }
        }

        return (inside, outside);
    }

    private static GridPoint Doubled(GridPoint p) => new(p.East * 2, p.North * 2);

    /// <summary>The middles of the pieces that the vertices lying on the edge cut it into.</summary>
    private List<GridPoint> Middles(GridPoint from, GridPoint to, List<int> leaves)
    {
        var box = GridEnvelope.Empty.Including(from).Including(to);
        leaves.Clear();
        _tree.Find(box, 0, leaves);
        var cuts = new List<GridPoint> { from, to };
        foreach (var vertex in Edges(leaves).Select(i => _fine.From[i]))
        {
            if (box.Contains(vertex) && vertex != from && vertex != to && Orientation.Of(from, to, vertex) == 0)
            {
                cuts.Add(vertex);
            }
        }

        // On one line the order by east, then north, is the order along it.
        cuts.Sort();
        return [.. cuts.Zip(cuts.Skip(1), (a, b) => new GridPoint((a.East + b.East) / 2, (a.North + b.North) / 2))];
    }

    private int Locate(GridPoint p, List<int> leaves)
    {
        if (!_envelope.Contains(p))
        {
            return -1;
        }

        leaves.Clear();
        _tree.Find(new GridEnvelope(p.East, p.North, _envelope.MaxEast, p.North), 0, leaves);
        var inside = false;
        foreach (var i in Edges(leaves))
        {
            var (a, b) = (_fine.From[i], _fine.To[i]);
            var (low, high) = a.North < b.North ? (a, b) : (b, a);
            if (p.North < low.North || p.North > high.North)
            {
                continue;
            }

            var side = Orientation.Of(low, high, p);
            if (side == 0 && _fine.Box(i).Contains(p))
            {
                return 0;
            }

            inside ^= side > 0 && p.North < high.North;
        }

        return inside ? 1 : -1;
    }

    private IEnumerable<int> Edges(List<int> leaves)
    {
        foreach (var leaf in leaves)
        {
            var (first, end) = _tree.ItemsOf(leaf);
            for (var i = first; i < end; i++)
            {
                yield return i;
            }
        }
    }
}
