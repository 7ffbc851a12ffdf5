namespace Guotu.Geo.Validity;

/// <summary>
/// Finds every pair of edges that meet beyond the vertex they share as neighbours. Near-linear on survey boundaries;
/// on hostile ones it stops at a fixed count of pairs, which is a count and not a clock so that every machine agrees.
/// </summary>
internal sealed class ContactSearch(EdgeSet edges, CancellationToken cancellation)
{
    /// <summary>Pairs of edges compared before the search gives up.</summary>
    public const long MostPairs = 400_000_000;

    private readonly ChunkTree _tree = new(edges.Count, edges.Box);
    private readonly List<EdgeContact> _contacts = [];
    private long _pairs;

    /// <summary>True where the search gave up: nothing may be concluded then.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>The contacts in edge order, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<EdgeContact> Find(int most)
    {
        var leaves = new List<int>();
        for (var leaf = 0; leaf < _tree.LeafCount && _contacts.Count < most; leaf++)
        {
            cancellation.ThrowIfCancellationRequested();
            leaves.Clear();
            _tree.Find(_tree.LeafBox(leaf), leaf, leaves);
            foreach (var other in leaves)
            {
                Compare(leaf, other, most);
            }

            _pairs += leaves.Count * 64L;
            if (_pairs > MostPairs)
            {
                GaveUp = true;
                break;
            }
        }

        return _contacts;
    }

    private void Compare(int leaf, int other, int most)
    {
        var (firstA, endA) = _tree.ItemsOf(leaf);
        var (firstB, endB) = _tree.ItemsOf(other);
        for (var a = firstA; a < endA; a++)
        {
            var box = edges.Box(a);
            for (var b = Math.Max(firstB, a + 1); b < endB && _contacts.Count < most; b++)
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

        _contacts.Add(new EdgeContact(a, b, kind));
    }
}
