using Guotu.Geo.Geometry;

namespace Guotu.Geo.Validity;

/// <summary>A point at which two rings touch: a vertex of at least one of them.</summary>
internal readonly record struct RingTouch(int Ring, int Point, int OtherRing, int OtherPoint, GridPoint At)
{
    public static RingTouch Of(EdgeSet edges, EdgeContact contact)
    {
        var (a, b) = (contact.First, contact.Second);
        var at = On(edges, a, edges.From[b]) ? edges.From[b]
            : On(edges, a, edges.To[b]) ? edges.To[b]
            : On(edges, b, edges.From[a]) ? edges.From[a]
            : edges.To[a];
        return new RingTouch(edges.Ring[a], edges.PointIndex(a), edges.Ring[b], edges.PointIndex(b), at);
    }

    private static bool On(EdgeSet edges, int edge, GridPoint p) => edges.Box(edge).Contains(p) && Orientation.Of(edges.From[edge], edges.To[edge], p) == 0;
}

/// <summary>
/// Whether the rings of one part, where they touch at points, cut its ground in two. Rings and touching points as nodes, a line between a ring and each
/// point it touches at: ground is cut off exactly where the lines close a loop.
/// </summary>
internal sealed class TouchLoops
{
    private readonly Dictionary<int, int> _rings = [];
    private readonly Dictionary<GridPoint, int> _points = [];
    private readonly HashSet<(int Ring, GridPoint At)> _lines = [];
    private readonly List<int> _parent = [];

    /// <summary>The touch that closes the first loop, or null.</summary>
    public static RingTouch? First(IEnumerable<RingTouch> touches)
    {
        var loops = new TouchLoops();
        foreach (var touch in touches.OrderBy(t => t.At).ThenBy(t => t.Ring).ThenBy(t => t.OtherRing))
        {
            if (loops.Closes(touch.Ring, touch.At) || loops.Closes(touch.OtherRing, touch.At))
            {
                return touch;
            }
        }

        return null;
    }

    private bool Closes(int ring, GridPoint at)
    {
        if (!_lines.Add((ring, at)))
        {
            return false;
        }

        var (a, b) = (Root(Node(_rings, ring)), Root(Node(_points, at)));
        _parent[a] = b;
        return a == b;
    }

    private int Node<TKey>(Dictionary<TKey, int> nodes, TKey key)
        where TKey : notnull
    {
        if (!nodes.TryGetValue(key, out var node))
        {
            nodes[key] = node = _parent.Count;
            _parent.Add(node);
        }

        return node;
    }

    private int Root(int node)
    {
        while (_parent[node] != node)
        {
            node = _parent[node] = _parent[_parent[node]];
        }

        return node;
    }
}
