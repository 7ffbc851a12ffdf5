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
    private const int MostHeld = 1_000_000;
    private const int MostShares = 1 << 10;
    private const int FewFeatures = 4_096;

    private const int ExpectedAtOnce = 64;

    private readonly EdgeTable _edges = new();
    private readonly int _share;
    private readonly int _shares;
    private readonly int _squareBits;

    public EdgeMatching()
        : this(0, 1)
    {
    }

    /// <summary>Of two shares squares of 839 m, smaller ones the more shares there are.</summary>
    private EdgeMatching(int share, int shares) => (_share, _shares, _squareBits) = (share, shares, 24 - System.Numerics.BitOperations.Log2((uint)shares));

    /// <summary>Edges left over, in no order that depends on the machine.</summary>
    public static List<LooseEdge> Unmatched(IReadOnlyList<GridMultiPolygon> shapes, CancellationToken cancellation)
    {
        var threads = shapes.Count < FewFeatures ? 1 : Environment.ProcessorCount;
        for (var shares = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(threads, MostShares)); ; shares *= 4)
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
        var matching = new EdgeMatching(share, shares);
        for (var feature = 0; feature < shapes.Count; feature++)
        {
            if ((feature & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            matching.AddBoundary(shapes[feature], feature);
            if (matching._edges.Count > MostHeld && shares < MostShares)
            {
                return null;
            }
        }

        var loose = new List<LooseEdge>();
        matching.AddTo(loose);
        return loose;
    }

    private void AddBoundary(GridMultiPolygon shape, int feature)
    {
        foreach (var polygon in shape.Polygons)
        {
            AddRing(polygon.Outer, polygon.Outer.IsCounterClockwise, feature);
            foreach (var hole in polygon.Holes)
            {
                AddRing(hole, !hole.IsCounterClockwise, feature);
            }
        }
    }

    /// <summary>Adds the edges of a ring that lie in the share, the feature on their left. Most rings lie in one square.</summary>
    private void AddRing(GridRing ring, bool asWritten, int feature)
    {
        var box = ring.Envelope;
        var (low, high) = (SquareOf(new GridPoint(box.MinEast, box.MinNorth)), SquareOf(new GridPoint(box.MaxEast, box.MaxNorth)));
        if (_shares == 1 || low != high)
        {
            AddEdges(ring.Points.AsSpan(), asWritten, feature, _shares == 1);
        }
        else if (IsOurs(low))
        {
            AddEdges(ring.Points.AsSpan(), asWritten, feature, all: true);
        }
    }

    private void AddEdges(ReadOnlySpan<GridPoint> points, bool asWritten, int feature, bool all)
    {
        if (points.IsEmpty)
        {
            return;
        }

        var a = points[^1];
        var (square, ours) = (SquareOf(a), all || IsOurs(SquareOf(a)));
        for (var i = 0; i < points.Length; i++)
        {
            var b = points[i];
            if (i % ExpectedAtOnce == 0 && all)
            {
                _edges.Expect(a, points[i..Math.Min(points.Length, i + ExpectedAtOnce)]);
            }

            var forward = a.East < b.East || (a.East == b.East && a.North < b.North);
            var (low, high) = forward ? (a, b) : (b, a);
            if (!all && SquareOf(low) is var at && at != square)
            {
                (square, ours) = (at, IsOurs(at));
            }

            if (ours)
            {
                _edges.Add(low, high, feature, forward == asWritten ? 1 : -1);
            }

            a = b;
        }
    }

    private (long East, long North) SquareOf(GridPoint point) => (point.East >> _squareBits, point.North >> _squareBits);

    // By the square of the lesser end: an edge and its reverse come in the same share.
    private bool IsOurs((long East, long North) square)
    {
        var mixed = ((ulong)square.East * 0x9E3779B97F4A7C15UL) ^ ((ulong)square.North * 0xC2B2AE3D27D4EB4FUL);
        return ((int)((mixed * 0x9E3779B97F4A7C15UL) >> 40) & (_shares - 1)) == _share;
    }
}
