using Guotu.Geo.Indexing;

namespace Guotu.Geo.Validity;

/// <summary>
/// Finds every pair of edges that meet beyond the vertex they share as neighbours. Near-linear on survey boundaries;
/// on hostile ones it stops at a fixed count of pairs, which is a count and not a clock so that every machine agrees.
/// </summary>
internal sealed class ContactSearch(EdgeSet edges, Func<EdgeContact, bool> visit, CancellationToken cancellation)
{
    /// <summary>Pairs of edges compared before the search gives up.</summary>
    public const long MostPairs = 400_000_000;

    private readonly ChunkTree _tree = new(edges.Count, edges.Box);
    private long _pairs;
    private bool _stopped;

    /// <summary>True where the search gave up: nothing may be concluded then.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>Shows every contact to the visitor, in an order that depends on the edges alone, until it answers false.</summary>
    public void Run()
    {
        var leaves = new List<int>();
        for (var leaf = 0; leaf < _tree.LeafCount && !_stopped; leaf++)
        {
            cancellation.ThrowIfCancellationRequested();
            leaves.Clear();
            _tree.Find(_tree.LeafBox(leaf), leaf, leaves);
            foreach (var other in leaves)
            {
                Compare(leaf, other);
            }

            _pairs += leaves.Count * 64L;
            if (_pairs > MostPairs)
            {
                GaveUp = true;
                return;
            }
        }
    }

    private void Compare(int leaf, int other)
    {
        var (firstA, endA) = _tree.ItemsOf(leaf);
        var (firstB, endB) = _tree.ItemsOf(other);
        for (var a = firstA; a < endA; a++)
        {
            var box = edges.Box(a);
            for (var b = Math.Max(firstB, a + 1); b < endB && !_stopped; b++)
            {
                if (box.Meets(edges.Box(b)))
                {
                    Judge(a, b);
                }
            }
        }
    }

    private void Judge(int a, int b)
    {
        var kind = EdgeContact.Classify(edges.From[a], edges.To[a], edges.From[b], edges.To[b]);
        var neighbours = edges.Follows(a, b) || edges.Follows(b, a);
        if (kind == ContactKind.None || (neighbours && kind == ContactKind.Touch))
        {
            return;
        }

        _stopped = !visit(new EdgeContact(a, b, kind));
    }
}
