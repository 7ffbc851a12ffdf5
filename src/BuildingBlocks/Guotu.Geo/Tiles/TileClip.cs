using System.Runtime.InteropServices;

namespace Guotu.Geo.Tiles;

/// <summary>
/// Cuts a polygon to the border of its tile by linking what runs inside along the border: exact where the rings are valid, never checked here.
/// </summary>
internal sealed class TileClip
{
    private readonly List<Chain> _chains = [];
    private readonly List<TilePoint[]> _outers = [];
    private readonly List<TilePoint[]> _holes = [];
    private bool _surrounded;

    /// <summary>Null where the rings do not link, which only invalid ones do.</summary>
    public static IReadOnlyList<TilePolygon>? Cut(TilePoint[] outer, IReadOnlyList<TilePoint[]> holes)
    {
        var clip = new TileClip();
        clip._surrounded = clip.Add(outer, clip._outers);
        foreach (var hole in holes)
        {
            if (clip.Add(hole, clip._holes))
            {
                return [];
            }
        }

        return clip.Linked();
    }

    /// <summary>Sorts what of a ring lies inside; true where the ring runs around the whole tile without meeting it.</summary>
    private bool Add(TilePoint[] ring, List<TilePoint[]> inside)
    {
        var (first, chain, leading) = (_chains.Count, (Chain?)null, new List<TilePoint>());
        for (var i = 0; i < ring.Length; i++)
        {
            var (p, q) = (ring[i], ring[i + 1 == ring.Length ? 0 : i + 1]);
            var (starts, ends) = (TileFrame.Holds(p), TileFrame.Holds(q));
            if (starts && ends)
            {
                (chain?.Points ?? leading).Add(q);
                continue;
            }

            if (TileFrame.Stretch(p, q) is not { } stretch)
            {
                continue;
            }

            if (!starts)
            {
                var (around, drawn) = TileFrame.At(p, q, stretch.Enter);
                chain = new Chain(around, [drawn]);
                _chains.Add(chain);
            }

            if (ends)
            {
                chain!.Points.Add(q);
                continue;
            }

            var leave = TileFrame.At(p, q, stretch.Leave);
            if (chain is null)
            {
                // The ring began inside: this end belongs to the chain that comes back to its beginning.
                leading.Add(leave.Drawn);
                _chains.Add(new Chain(double.NaN, leading) { Leave = leave.Around });
                continue;
            }

            chain.Points.Add(leave.Drawn);
            chain.Leave = leave.Around;
        }

        return Finish(ring, inside, first);
    }

    private bool Finish(TilePoint[] ring, List<TilePoint[]> inside, int first)
    {
        if (_chains.Count == first)
        {
            if (TileFrame.Holds(ring[0]))
            {
                inside.Add(ring);
                return false;
            }

            return TileRing.Locate(ring, new TilePoint(0, 0)) > 0;
        }

        if (double.IsNaN(_chains[first].Enter))
        {
            var (head, tail) = (_chains[first], _chains[^1]);
            if (head == tail)
            {
                // Leaves and never comes: no ring.
                return false;
            }

            tail.Points.AddRange(head.Points);
            tail.Leave = head.Leave;
            _chains.RemoveAt(first);
        }

        return false;
    }

    private List<TilePolygon>? Linked()
    {
        if (_chains.Count == 0 && _surrounded)
        {
            _outers.Add(TileFrame.Whole);
        }

        var byEntry = _chains.OrderBy(c => c.Enter).ToArray();
        foreach (var start in _chains)
        {
            if (start.Used)
            {
                continue;
            }

            if (Ring(start, byEntry) is not { } ring)
            {
                return null;
            }

            var area = TileRing.DoubledArea(ring);
            if (area < 0)
            {
                return null;
            }

            if (area > 0)
            {
                _outers.Add(ring);
            }
        }

        return WithHoles();
    }

    private static TilePoint[]? Ring(Chain start, Chain[] byEntry)
    {
        var points = new List<TilePoint>();
        for (var chain = start; ;)
        {
            if (chain.Used || double.IsNaN(chain.Enter) || double.IsNaN(chain.Leave))
            {
                return null;
            }

            chain.Used = true;
            points.AddRange(chain.Points);
            var next = Next(byEntry, chain.Leave);
            TileFrame.AddCorners(points, chain.Leave, next.Enter);
            if (next == start)
            {
                return TileRing.Of(CollectionsMarshal.AsSpan(points));
            }

            chain = next;
        }
    }

    /// <summary>The first chain that comes in after a place, around.</summary>
    private static Chain Next(Chain[] byEntry, double leave)
    {
        var (low, high) = (0, byEntry.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = byEntry[middle].Enter < leave ? (middle + 1, high) : (low, middle);
        }

        return byEntry[low == byEntry.Length ? 0 : low];
    }

    private List<TilePolygon>? WithHoles()
    {
        var holes = _outers.Select(_ => new List<TilePoint[]>()).ToArray();
        foreach (var hole in _holes)
        {
            var home = _outers.Count == 1 ? 0 : _outers.FindIndex(o => TileRing.Locate(o, hole[0]) > 0);
            if (home < 0)
            {
                return null;
            }

            holes[home].Add(hole);
        }

        return [.. _outers.Select((o, i) => new TilePolygon(o, holes[i]))];
    }

    /// <summary>A stretch of a ring inside of the border.</summary>
    private sealed class Chain(double enter, List<TilePoint> points)
    {
        public double Enter => enter;

        public List<TilePoint> Points => points;

        public double Leave { get; set; } = double.NaN;

        public bool Used { get; set; }
    }
}
