using System.Runtime.InteropServices;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Topology;

/// <summary>A directed boundary edge, its feature on the left, that no neighbour's reverse edge meets; Count of them lie on each other.</summary>
internal readonly record struct LooseEdge(GridPoint From, GridPoint To, int Feature, int Count);

/// <summary>
/// Cancels every edge against its reverse (边配对). In a clean coverage only the outer boundary is left. An edge is forgotten as its reverse is
/// met, so that the table holds the front between what was seen and what was not; where so many are left that it grows beyond a bound, it is
/// filled again in passes over a share of the edges each.
/// </summary>
internal sealed class EdgeMatching
{
    private const int MostHeld = 4_000_000;
    private readonly Dictionary<Edge, (int Net, int Forward, int Backward)> _edges = [];

    /// <summary>Edges left over, in no order that depends on the machine.</summary>
    public static List<LooseEdge> Unmatched(IReadOnlyList<GridMultiPolygon> shapes, CancellationToken cancellation)
    {
        for (var passes = 1; ; passes *= 2)
        {
            if (InPasses(shapes, passes, cancellation) is { } loose)
            {
                loose.Sort(static (a, b) => (a.From, a.To).CompareTo((b.From, b.To)));
                return loose;
            }
        }
    }

    public void Add(GridPoint from, GridPoint to, int feature, int count)
    {
        var forward = from < to;
        var edge = forward ? new Edge(from, to) : new Edge(to, from);
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_edges, edge, out _);
        entry = forward
            ? (entry.Net + count, feature, entry.Backward)
            : (entry.Net - count, entry.Forward, feature);
        if (entry.Net == 0)
        {
            _edges.Remove(edge);
        }
    }

    public void AddTo(List<LooseEdge> loose)
    {
        foreach (var (edge, (net, forward, backward)) in _edges)
        {
            loose.Add(net > 0 ? new LooseEdge(edge.Low, edge.High, forward, net) : new LooseEdge(edge.High, edge.Low, backward, -net));
        }
    }

    /// <summary>Null where a pass would hold too much.</summary>
    private static List<LooseEdge>? InPasses(IReadOnlyList<GridMultiPolygon> shapes, int passes, CancellationToken cancellation)
    {
        var loose = new List<LooseEdge>();
        for (var pass = 0; pass < passes; pass++)
        {
            var matching = new EdgeMatching();
            for (var feature = 0; feature < shapes.Count; feature++)
            {
                if ((feature & 0xFFF) == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                matching.AddBoundary(shapes[feature], feature, pass, passes);
                if (matching._edges.Count > MostHeld && passes < 1 << 10)
                {
                    return null;
                }
            }

            matching.AddTo(loose);
        }

        return loose;
    }

    private void AddBoundary(GridMultiPolygon shape, int feature, int pass, int passes)
    {
        foreach (var polygon in shape.Polygons)
        {
            AddRing(polygon.Outer, polygon.Outer.IsCounterClockwise, feature, (pass, passes));
            foreach (var hole in polygon.Holes)
            {
                AddRing(hole, !hole.IsCounterClockwise, feature, (pass, passes));
            }
        }
    }

    /// <summary>Adds a ring with the feature on its left.</summary>
    private void AddRing(GridRing ring, bool asWritten, int feature, (int Pass, int Passes) share)
    {
        var points = ring.Points.AsSpan();
        for (var i = 0; i < points.Length; i++)
        {
            var (a, b) = (points[i], points[i + 1 == points.Length ? 0 : i + 1]);
            if (share.Passes == 1 || Share(a, b, share.Passes) == share.Pass)
            {
                Add(asWritten ? a : b, asWritten ? b : a, feature, 1);
            }
        }
    }

    // Symmetric in the ends, so that an edge and its reverse come in the same pass.
    private static int Share(GridPoint a, GridPoint b, int passes) =>
        (int)((ulong)(((a.East + b.East) * 31) + (a.North + b.North)) % (ulong)passes);

    /// <summary>An edge by its ends in order, with a hash that is quick to have.</summary>
    private readonly record struct Edge(GridPoint Low, GridPoint High)
    {
        public override int GetHashCode()
        {
            var mixed = ((ulong)Low.East * 0x9E3779B97F4A7C15UL) ^ ((ulong)Low.North * 0xC2B2AE3D27D4EB4FUL) ^ ((ulong)(High.East - Low.East) << 24) ^ (ulong)(High.North - Low.North);
            mixed *= 0x9E3779B97F4A7C15UL;
            return (int)(mixed >> 32);
        }
    }
}
