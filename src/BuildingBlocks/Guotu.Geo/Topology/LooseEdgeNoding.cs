using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Topology;

/// <summary>A vertex of one feature exactly on an edge of another that has none there; both by position.</summary>
internal readonly record struct BareVertex(int Feature, GridPoint At, int Other);

/// <summary>Noded edges, and the vertices that neighbours have and edges lack.</summary>
internal sealed record NodedEdges(List<LooseEdge> Edges, IReadOnlyList<BareVertex> Bare);

/// <summary>
/// Splits loose edges where another one's end lies on them (T 形接点) and where they cross, then cancels again: a long edge met by
/// two short ones is no defect. Ends on an edge are exact; crossings are rounded to the grid.
/// </summary>
internal static class LooseEdgeNoding
{
    public static Result<NodedEdges> Node(List<LooseEdge> edges, CancellationToken cancellation)
    {
        var boxes = edges.Select(e => GridEnvelope.Empty.Including(e.From).Including(e.To)).ToArray();
        var index = new EnvelopeIndex(boxes);
        var splits = new List<GridPoint>?[edges.Count];
        var bare = new Dictionary<(int Feature, GridPoint At), int>();
        var (near, leaves) = (new List<int>(), new List<int>());
        long pairs = 0;
        for (var i = 0; i < edges.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            index.Find(boxes[i], near, leaves);
            pairs += near.Count;
            if (pairs > ContactSearch.MostPairs)
            {
                return new Error(GeoErrors.TooComplex, ("what", "图层"));
            }

            foreach (var j in near)
            {
                if (j > i)
                {
                    Split(edges, splits, (i, j), bare);
                }
            }
        }

        return new NodedEdges(
            Matched(edges, splits),
            [.. bare.Select(b => new BareVertex(b.Key.Feature, b.Key.At, b.Value)).OrderBy(b => b.At).ThenBy(b => b.Feature)]);
    }

    private static void Split(
        List<LooseEdge> edges, List<GridPoint>?[] splits, (int I, int J) pair, Dictionary<(int Feature, GridPoint At), int> bare)
    {
        var (i, j) = pair;
        var (a, b) = (edges[i], edges[j]);
        var kind = EdgeContact.Classify(a.From, a.To, b.From, b.To);
        if (kind == ContactKind.None)
        {
            return;
        }

        if (kind == ContactKind.Cross)
        {
            var crossing = Crossing(a, b);
            (splits[i] ??= []).Add(crossing);
            (splits[j] ??= []).Add(crossing);
            return;
        }

        Touch(edges, splits, (i, j), b.From, bare);
        Touch(edges, splits, (i, j), b.To, bare);
        Touch(edges, splits, (j, i), a.From, bare);
        Touch(edges, splits, (j, i), a.To, bare);
    }

    /// <summary>An end of the other edge, where it lies on the one.</summary>
    private static void Touch(
        List<LooseEdge> edges, List<GridPoint>?[] splits, (int One, int Other) pair, GridPoint end, Dictionary<(int Feature, GridPoint At), int> bare)
    {
        var edge = edges[pair.One];
        if (IsOn(edge, end))
        {
            (splits[pair.One] ??= []).Add(end);
            if (edge.Feature != edges[pair.Other].Feature)
            {
                bare.TryAdd((edge.Feature, end), edges[pair.Other].Feature);
            }
        }
    }

    private static bool IsOn(LooseEdge edge, GridPoint point) =>
        point != edge.From && point != edge.To && GridEnvelope.Empty.Including(edge.From).Including(edge.To).Contains(point)
        && Orientation.Of(edge.From, edge.To, point) == 0;

    private static GridPoint Crossing(LooseEdge a, LooseEdge b)
    {
        double dx = a.To.East - a.From.East, dy = a.To.North - a.From.North;
        double ex = b.To.East - b.From.East, ey = b.To.North - b.From.North;
        double fx = b.From.East - a.From.East, fy = b.From.North - a.From.North;
        var t = ((fx * ey) - (fy * ex)) / ((dx * ey) - (dy * ex));
        return new GridPoint(a.From.East + (long)Math.Round(t * dx), a.From.North + (long)Math.Round(t * dy));
    }

    private static List<LooseEdge> Matched(List<LooseEdge> edges, List<GridPoint>?[] splits)
    {
        var matching = new EdgeMatching();
        for (var i = 0; i < edges.Count; i++)
        {
            var edge = edges[i];
            var from = edge.From;
            foreach (var point in Along(edge, splits[i]))
            {
                if (point != from)
                {
                    matching.Add(from, point, edge.Feature, edge.Count);
                    from = point;
                }
            }
        }

        var loose = new List<LooseEdge>();
        matching.AddTo(loose);
        loose.Sort(static (a, b) => (a.From, a.To).CompareTo((b.From, b.To)));
        return loose;
    }

    private static IEnumerable<GridPoint> Along(LooseEdge edge, List<GridPoint>? splits)
    {
        var (dx, dy) = (edge.To.East - edge.From.East, edge.To.North - edge.From.North);
        var ordered = splits?.OrderBy(p => ((Int128)(p.East - edge.From.East) * dx) + ((Int128)(p.North - edge.From.North) * dy)) ?? Enumerable.Empty<GridPoint>();
        return ordered.Append(edge.To);
    }
}
