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
    // Longer than there are vertices: behind the last one stands the first of its ring, so that ever eight edges are read as two rows.
    private readonly int[] _x;
    private readonly int[] _y;
    private readonly int[] _next;
    private readonly long[] _plane;
    private readonly int[] _ringStart;
    private readonly bool[] _outer;
    private readonly AreaFrame _frame;
    private readonly double[] _correction;
    private bool? _touchesItself;

    internal PreparedFigure(AreaFrame frame, GridMultiPolygon figure)
    {
        _frame = frame;
        var rings = 0;
        foreach (var polygon in figure.Polygons)
        {
            rings += 1 + polygon.Holes.Length;
        }

        var count = figure.VertexCount;
        (_x, _y, _next, _plane, _correction) = (new int[count + EdgeEights.Count], new int[count + EdgeEights.Count], new int[count], new long[count], new double[count]);
        (_ringStart, _outer, RingDoubledArea, RingCorrection) = (new int[rings], new bool[rings], new long[rings], new double[rings]);
        var laid = (Vertices: 0, Rings: 0);
        foreach (var polygon in figure.Polygons)
        {
            laid = Lay(polygon.Outer, true, laid);
            foreach (var hole in polygon.Holes)
            {
                laid = Lay(hole, false, laid);
            }
        }

        EdgeCount = laid.Vertices;
        if (EdgeCount > 0)
        {
            (_x[EdgeCount], _y[EdgeCount]) = (_x[_ringStart[^1]], _y[_ringStart[^1]]);
        }

        Tree = new EdgeTree(this);
        Box = Tree.Root;
        Parts = figure.Polygons.Length;
    }

    /// <summary>
    /// Whether a vertex lies on another edge of the figure, as a hole that touches its outer ring in a point does. Valid as it is; but
    /// runs of both rings may link to one ring that meets itself there.
    /// </summary>
    internal bool TouchesItself => _touchesItself ??= RingCount > 1 && Enumerable.Range(0, EdgeCount).Any(TouchesAnother);

    /// <summary>Number of parts (部分).</summary>
    public int Parts { get; }

    /// <summary>Twice the plane area of the whole, in 10⁻⁸ m². Exact.</summary>
    public long DoubledArea => RingDoubledArea.Length == 1 ? RingDoubledArea[0] : RingDoubledArea.Sum();

    internal BoundarySums Sums => new(DoubledArea, Correction);

    /// <summary>What ellipsoidal area has more than plane area, whole figure, 10⁻⁸ m².</summary>
    internal double Correction => RingCorrection.Length == 1 ? RingCorrection[0] : RingCorrection.Sum();

    internal EdgeTree Tree { get; }

    internal FrameBox Box { get; }

    internal int EdgeCount { get; }

    internal int RingCount => _ringStart.Length;

    internal long[] RingDoubledArea { get; }

    internal double[] RingCorrection { get; }

    internal AreaFrame Frame => _frame;

    internal int RingEnd(int ring) => ring + 1 < _ringStart.Length ? _ringStart[ring + 1] : EdgeCount;

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

    /// <summary>Whether the edges from the first to before the end follow each other along one ring.</summary>
    internal bool AreOneRun(int first, int end) => RingCount == 1 || RingOf(first) == RingOf(end - 1);

    /// <summary>Whether ever so many edges, eight at most, can be read at once: each goes to the vertex that stands behind its first.</summary>
    internal bool AreReadAtOnce(int first, int end) => RingCount == 1 || (RingOf(first) is var ring && (end < RingEnd(ring) || (end == EdgeCount && ring == RingCount - 1)));

    /// <summary>Boxes of eight edges; of those of them only that <see cref="AreReadAtOnce"/>.</summary>
    internal EdgeEights Eight(int first) => new(_x, _y, first);

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

    /// <summary>Lays a ring after those before it.</summary>
    private (int Vertices, int Rings) Lay(GridRing ring, bool outer, (int Vertices, int Rings) laid)
    {
        var start = laid.Vertices;
        var at = start + RingLaying.Lay(_frame, ring, outer, _x.AsSpan(start), _y.AsSpan(start));
        for (var i = start; i < at; i++)
        {
            _next[i] = i + 1 < at ? i + 1 : start;
        }

        (_ringStart[laid.Rings], _outer[laid.Rings]) = (start, outer);
        (RingDoubledArea[laid.Rings], RingCorrection[laid.Rings]) = Sum(start, at);
        return (at, laid.Rings + 1);
    }

    private (long Plane, double Correction) Sum(int start, int end)
    {
        _frame.Correction.AlongEach(_x.AsSpan(start, end - start), _y.AsSpan(start, end - start), _correction.AsSpan(start, end - start));
        var (plane, correction) = (0L, 0.0);
        for (var i = start; i < end; i++)
        {
            var (next, edge) = (_next[i], _correction[i]);
            (_plane[i], _correction[i]) = (plane, correction);
            plane = unchecked(plane + (((long)_x[i] + _x[next]) * ((long)_y[next] - _y[i])));
            correction += edge;
        }

        return (plane, correction);
    }
}
