using Guotu.Geo.Geometry;

namespace Guotu.Geo.Crossings;

/// <summary>
/// A valid figure with the inside left of every edge, a box tree over its edges and, for each vertex, the area summed along its
/// ring so far: the contribution of any run of boundary is two look-ups. 16 bytes a vertex, 24 once ellipsoidal area was asked.
/// </summary>
/// <remarks>
/// Plane sums are doubled square units and may wrap: only differences are used, and those of areas within the frame fit 64 bits.
/// </remarks>
public sealed class PreparedFigure
{
    private readonly int[] _x;
    private readonly int[] _y;
    private readonly int[] _next;
    private readonly long[] _plane;
    private readonly int[] _ringStart;
    private readonly AreaFrame _frame;
    private long[]? _ellipsoidal;

    internal PreparedFigure(AreaFrame frame, GridMultiPolygon figure)
    {
        _frame = frame;
        var rings = figure.Polygons.SelectMany(Turned).ToList();
        var count = rings.Sum(r => r.Length);
        (_x, _y, _next, _plane) = (new int[count], new int[count], new int[count], new long[count]);
        _ringStart = new int[rings.Count];
        RingDoubledArea = new long[rings.Count];
        var at = 0;
        for (var ring = 0; ring < rings.Count; ring++)
        {
            _ringStart[ring] = at;
            RingDoubledArea[ring] = Lay(rings[ring], at);
            at += rings[ring].Length;
        }

        Tree = new EdgeTree(this);
        Box = Tree.Root;
        Parts = figure.Polygons.Length;
    }

    /// <summary>Number of parts (部分).</summary>
    public int Parts { get; }

    /// <summary>Twice the plane area of the whole, in 10⁻⁸ m². Exact.</summary>
    public long DoubledArea => RingDoubledArea.Sum();

    /// <summary>Ellipsoidal area of the whole, in 10⁻⁸ m²: that of <see cref="Areas.EllipsoidalArea"/>.</summary>
    public long EllipsoidalUnits => Enumerable.Range(0, RingCount).Sum(RingEllipsoidalUnits);

    internal EdgeTree Tree { get; }

    internal FrameBox Box { get; }

    internal int EdgeCount => _x.Length;

    internal int RingCount => _ringStart.Length;

    internal long[] RingDoubledArea { get; }

    internal AreaFrame Frame => _frame;

    internal (int X, int Y) Vertex(int i) => (_x[i], _y[i]);

    internal (int X, int Y) EdgeEnd(int i) => (_x[_next[i]], _y[_next[i]]);

    internal FrameBox EdgeBox(int i) => FrameBox.Of(_x[i], _y[i], _x[_next[i]], _y[_next[i]]);

    internal int RingStart(int ring) => _ringStart[ring];

    /// <summary>Doubled plane area summed along the ring from its start to a vertex; wraps.</summary>
    internal long PlaneTo(int vertex) => _plane[vertex];

    internal long EllipsoidalTo(int vertex) => Ellipsoidal[vertex];

    internal long RingEllipsoidalUnits(int ring)
    {
        var last = (ring + 1 < RingCount ? _ringStart[ring + 1] : EdgeCount) - 1;
        return Ellipsoidal[last] + EdgeEllipsoidal(last);
    }

    // Computed when first asked: several threads may do it, all get the same.
    private long[] Ellipsoidal => Volatile.Read(ref _ellipsoidal) ?? SumEllipsoidal();

    private long[] SumEllipsoidal()
    {
        var sums = new long[EdgeCount];
        for (var ring = 0; ring < RingCount; ring++)
        {
            var end = ring + 1 < RingCount ? _ringStart[ring + 1] : EdgeCount;
            for (var i = _ringStart[ring] + 1; i < end; i++)
            {
                sums[i] = sums[i - 1] + EdgeEllipsoidal(i - 1);
            }
        }

        Volatile.Write(ref _ellipsoidal, sums);
        return sums;
    }

    private long EdgeEllipsoidal(int i) => (long)_frame.Ellipsoid.SignedEdgeUnits(_frame.ToGrid(_x[i], _y[i]), _frame.ToGrid(_x[_next[i]], _y[_next[i]]));

    private long Lay(GridPoint[] ring, int at)
    {
        for (var i = 0; i < ring.Length; i++)
        {
            (_x[at + i], _y[at + i]) = _frame.ToFrame(ring[i]);
            _next[at + i] = at + ((i + 1) % ring.Length);
        }

        var sum = 0L;
        for (var i = at; i < at + ring.Length; i++)
        {
            _plane[i] = sum;
            sum = unchecked(sum + (((long)_x[i] + _x[_next[i]]) * ((long)_y[_next[i]] - _y[i])));
        }

        return sum;
    }

    /// <summary>Outer counter-clockwise, holes clockwise, no vertex twice in a row.</summary>
    private static IEnumerable<GridPoint[]> Turned(GridPolygon polygon) => polygon.Rings.Select((ring, i) =>
    {
        var points = new List<GridPoint>(ring.Points.Length);
        foreach (var p in ring.Points)
        {
            if (points.Count == 0 || points[^1] != p)
            {
                points.Add(p);
            }
        }

        if (ring.IsCounterClockwise != (i == 0))
        {
            points.Reverse();
        }

        return points.ToArray();
    });
}
