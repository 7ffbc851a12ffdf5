using System.Collections.Immutable;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Crossings;

/// <summary>
/// A valid figure with the inside left of every edge, a box tree over its edges and, for each vertex, the area summed along its
/// ring so far: the contribution of any run of boundary is two look-ups. About 30 bytes a vertex.
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
    private readonly bool[] _outer;
    private readonly Lazy<bool> _touchesItself;
    private readonly AreaFrame _frame;
    private readonly double[] _correction;

    internal PreparedFigure(AreaFrame frame, GridMultiPolygon figure)
    {
        _frame = frame;
        var rings = figure.Polygons.SelectMany(Turned).ToList();
        _outer = [.. figure.Polygons.SelectMany(p => p.Rings.Select((_, i) => i == 0))];
        var count = rings.Sum(r => r.Length);
        (_x, _y, _next, _plane, _correction) = (new int[count], new int[count], new int[count], new long[count], new double[count]);
        _ringStart = new int[rings.Count];
        RingDoubledArea = new long[rings.Count];
        RingCorrection = new double[rings.Count];
        var at = 0;
        for (var ring = 0; ring < rings.Count; ring++)
        {
            _ringStart[ring] = at;
            (RingDoubledArea[ring], RingCorrection[ring]) = Lay(rings[ring], at);
            at += rings[ring].Length;
        }

        Tree = new EdgeTree(this);
        Box = Tree.Root;
        Parts = figure.Polygons.Length;
        _touchesItself = new Lazy<bool>(() => RingCount > 1 && Enumerable.Range(0, EdgeCount).Any(TouchesAnother));
    }

    /// <summary>
    /// Whether a vertex lies on another edge of the figure, as a hole that touches its outer ring in a point does. Valid as it is; but
    /// runs of both rings may link to one ring that meets itself there.
    /// </summary>
    internal bool TouchesItself => _touchesItself.Value;

    /// <summary>Number of parts (部分).</summary>
    public int Parts { get; }

    /// <summary>Twice the plane area of the whole, in 10⁻⁸ m². Exact.</summary>
    public long DoubledArea => RingDoubledArea.Sum();

    /// <summary>What ellipsoidal area has more than plane area, whole figure, 10⁻⁸ m².</summary>
    internal double Correction => RingCorrection.Sum();

    internal EdgeTree Tree { get; }

    internal FrameBox Box { get; }

    internal int EdgeCount => _x.Length;

    internal int RingCount => _ringStart.Length;

    internal long[] RingDoubledArea { get; }

    internal double[] RingCorrection { get; }

    internal AreaFrame Frame => _frame;

    internal int RingEnd(int ring) => ring + 1 < _ringStart.Length ? _ringStart[ring + 1] : _x.Length;

    internal int Next(int vertex) => _next[vertex];

    /// <summary>The ring of a vertex.</summary>
    internal int RingOf(int vertex)
    {
        var found = Array.BinarySearch(_ringStart, vertex);
        return found >= 0 ? found : ~found - 1;
    }

    internal GridRing Ring(int ring) => new(
        ImmutableArray.CreateRange(Enumerable.Range(_ringStart[ring], RingEnd(ring) - _ringStart[ring]).Select(i => _frame.ToGrid(_x[i], _y[i]))));

    /// <summary>The figure again, outer rings counter-clockwise and holes clockwise.</summary>
    public GridMultiPolygon ToFigure()
    {
        var polygons = ImmutableArray.CreateBuilder<GridPolygon>(Parts);
        for (var ring = 0; ring < _outer.Length;)
        {
            var outer = Ring(ring++);
            var holes = ImmutableArray.CreateBuilder<GridRing>();
            for (; ring < _outer.Length && !_outer[ring]; ring++)
            {
                holes.Add(Ring(ring));
            }

            polygons.Add(new GridPolygon(outer, holes.ToImmutable()));
        }

        return new GridMultiPolygon(polygons.ToImmutable());
    }

    internal (int X, int Y) Vertex(int i) => (_x[i], _y[i]);

    internal (int X, int Y) EdgeEnd(int i) => (_x[_next[i]], _y[_next[i]]);

    internal FrameBox EdgeBox(int i) => FrameBox.Of(_x[i], _y[i], _x[_next[i]], _y[_next[i]]);

    internal int RingStart(int ring) => _ringStart[ring];

    /// <summary>Doubled plane area summed along the ring from its start to a vertex; wraps.</summary>
    internal long PlaneTo(int vertex) => _plane[vertex];

    /// <summary><see cref="EllipsoidalCorrection"/> summed along the ring from its start to a vertex.</summary>
    internal double CorrectionTo(int vertex) => _correction[vertex];

    private bool TouchesAnother(int vertex)
    {
        var (x, y) = Vertex(vertex);
        return Tree.Any(FrameBox.Of(x, y, x, y), (Figure: this, vertex, At: (x, y)), static (s, edge) =>
            edge != s.vertex && s.Figure._next[edge] != s.vertex
            && PerturbedSides.Cross(s.Figure.Vertex(edge), s.Figure.EdgeEnd(edge), s.At) == 0);
    }

    private (long Plane, double Correction) Lay(GridPoint[] ring, int at)
    {
        for (var i = 0; i < ring.Length; i++)
        {
            (_x[at + i], _y[at + i]) = _frame.ToFrame(ring[i]);
            _next[at + i] = at + ((i + 1) % ring.Length);
        }

        var (plane, correction) = (0L, 0.0);
        for (var i = at; i < at + ring.Length; i++)
        {
            (_plane[i], _correction[i]) = (plane, correction);
            var end = _next[i];
            plane = unchecked(plane + (((long)_x[i] + _x[end]) * ((long)_y[end] - _y[i])));
            correction += _frame.Correction.Along(_x[i], _y[i], _x[end], _y[end]);
        }

        return (plane, correction);
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
