using Guotu.Geo.Geometry;

namespace Guotu.Geo.Topology;

/// <summary>A directed boundary edge, its feature on the left, that no neighbour's reverse edge meets; Count of them lie on each other.</summary>
internal readonly record struct LooseEdge(GridPoint From, GridPoint To, int Feature, int Count);

/// <summary>
/// Cancels every edge against its reverse (边配对). In a clean coverage only the outer boundary is left. An edge is forgotten as its reverse is
/// met, so that the table holds the front between what was seen and what was not. Edges are shared out by where they lie, a share to a thread; where a share's
/// table grows beyond a bound, it is done again in more and smaller ones. An edge meets all that cancels it in one share and in the order of the features.
/// </summary>
internal sealed class EdgeMatching
{
    private const int MostHeld = 2_000_000;
    private const int MostShares = 1 << 10;
    private const int FewFeatures = 4_096;

    /// <summary>Edges are shared out by squares of 105 m.</summary>
    private const int SquareBits = 20;

    private readonly EdgeTable _edges = new();

    /// <summary>Edges left over, in no order that depends on the machine.</summary>
    public static List<LooseEdge> Unmatched(IReadOnlyList<GridMultiPolygon> shapes, CancellationToken cancellation)
    {
        var threads = shapes.Count < FewFeatures ? 1 : Environment.ProcessorCount;
        for (var shares = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(threads, MostShares)); ; shares *= 2)
        {
            if (InShares(shapes, shares, threads, cancellation) is { } loose)
            {
                loose.Sort(static (a, b) => a.From != b.From ? a.From.CompareTo(b.From) : a.To.CompareTo(b.To));
                return loose;
            }
        }
    }

    /// <param name="count">Of them, lying on each other; more than 0.</param>
    public void Add(GridPoint from, GridPoint to, int feature, int count)
    {
        if (from < to)
        {
            _edges.Add(from, to, feature, count);
        }
        else
        {
            _edges.Add(to, from, feature, -count);
        }
    }

    public void AddTo(List<LooseEdge> loose) => _edges.AddTo(loose);

    /// <summary>Null where a share would hold too much.</summary>
    private static List<LooseEdge>? InShares(IReadOnlyList<GridMultiPolygon> shapes, int shares, int threads, CancellationToken cancellation)
    {
        var loose = new List<LooseEdge>?[shares];
        Parallel.For(0, shares, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads }, (share, state) =>
        {
            loose[share] = OfShare(shapes, share, shares, cancellation);
            if (loose[share] is null)
            {
                state.Stop();
            }
        });
        return Array.Exists(loose, l => l is null) ? null : loose.SelectMany(l => l!).ToList();
    }

    private static List<LooseEdge>? OfShare(IReadOnlyList<GridMultiPolygon> shapes, int share, int shares, CancellationToken cancellation)
    {
        var matching = new EdgeMatching();
        for (var feature = 0; feature < shapes.Count; feature++)
        {
            if ((feature & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            matching.AddBoundary(shapes[feature], feature, share, shares);
            if (matching._edges.Count > MostHeld && shares < MostShares)
            {
                return null;
            }
        }

        var loose = new List<LooseEdge>();
        matching.AddTo(loose);
        return loose;
    }

    private void AddBoundary(GridMultiPolygon shape, int feature, int share, int shares)
    {
        foreach (var polygon in shape.Polygons)
        {
            AddRing(polygon.Outer, polygon.Outer.IsCounterClockwise, feature, (share, shares));
            foreach (var hole in polygon.Holes)
            {
                AddRing(hole, !hole.IsCounterClockwise, feature, (share, shares));
            }
        }
    }

    /// <summary>Adds the edges of a ring that lie in the share, the feature on their left.</summary>
    private void AddRing(GridRing ring, bool asWritten, int feature, (int Share, int Shares) of)
    {
        var points = ring.Points.AsSpan();
        if (points.IsEmpty)
        {
            return;
        }

        var a = points[^1];
        var square = (East: long.MinValue, North: long.MinValue, IsOurs: of.Shares == 1);
        foreach (ref readonly var b in points)
        {
            var forward = a.East < b.East || (a.East == b.East && a.North < b.North);
            var (low, high) = forward ? (a, b) : (b, a);
            if (of.Shares > 1 && (low.East >> SquareBits != square.East || low.North >> SquareBits != square.North))
            {
                square = (low.East >> SquareBits, low.North >> SquareBits, ShareOf(low.East >> SquareBits, low.North >> SquareBits, of.Shares) == of.Share);
            }

            if (square.IsOurs)
            {
                _edges.Add(low, high, feature, forward == asWritten ? 1 : -1);
            }

            a = b;
        }
    }

    // By the square of the lesser end: an edge and its reverse come in the same share.
    private static int ShareOf(long east, long north, int shares)
    {
        var square = ((ulong)east * 0x9E3779B97F4A7C15UL) ^ ((ulong)north * 0xC2B2AE3D27D4EB4FUL);
        return (int)((square * 0x9E3779B97F4A7C15UL) >> 40) & (shares - 1);
    }
}
