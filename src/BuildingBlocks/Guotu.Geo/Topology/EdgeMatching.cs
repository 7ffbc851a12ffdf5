using System.Runtime.InteropServices;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Topology;

/// <summary>A directed boundary edge, its feature on the left, that no neighbour's reverse edge meets; Count of them lie on each other.</summary>
internal readonly record struct LooseEdge(GridPoint From, GridPoint To, int Feature, int Count);

/// <summary>
/// Cancels every edge against its reverse (边配对). In a clean coverage only the outer boundary is left. The hash table is filled
/// in passes over a share of the edges each, so that memory does not grow with the layer.
/// </summary>
internal sealed class EdgeMatching
{
    private const int EdgesAPass = 2_000_000;
    private readonly Dictionary<(GridPoint Low, GridPoint High), (int Net, int Forward, int Backward)> _edges = [];

    /// <summary>Edges left over, in no order that depends on the machine.</summary>
    public static List<LooseEdge> Unmatched(IReadOnlyList<GridMultiPolygon> shapes, CancellationToken cancellation)
    {
        var edges = shapes.Sum(s => (long)s.VertexCount);
        var passes = (int)((edges + EdgesAPass - 1) / EdgesAPass);
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
            }

            matching.AddTo(loose);
        }

        loose.Sort(static (a, b) => (a.From, a.To).CompareTo((b.From, b.To)));
        return loose;
    }

    public void Add(GridPoint from, GridPoint to, int feature, int count)
    {
        var forward = from < to;
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_edges, forward ? (from, to) : (to, from), out _);
        entry = forward
            ? (entry.Net + count, feature, entry.Backward)
            : (entry.Net - count, entry.Forward, feature);
    }

    public void AddTo(List<LooseEdge> loose)
    {
        foreach (var ((low, high), (net, forward, backward)) in _edges)
        {
            if (net != 0)
            {
                loose.Add(net > 0 ? new LooseEdge(low, high, forward, net) : new LooseEdge(high, low, backward, -net));
            }
        }
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
}
