using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Bench;

/// <summary>
/// A gap-free coverage as land use is: n × n patches whose corners are moved about and whose edges, shared by both neighbours, are
/// ragged. Deterministic; the vertices of an edge depend on its place alone.
/// </summary>
internal sealed class Coverage
{
    public const int Classes = 12;

    private static readonly GridPoint CountyCorner = new(364_500_000_000, 36_200_000_000);
    private readonly int _n;
    private readonly int _pointsPerEdge;
    private readonly long _side;

    private readonly int _noise;
    private readonly GridPoint _corner = CountyCorner;

    /// <param name="n">Patches along a side.</param>
    /// <param name="pointsPerEdge">Vertices between two nodes.</param>
    /// <param name="sideMetres">Mean side of a patch.</param>
    public Coverage(int n, int pointsPerEdge, double sideMetres)
        : this(n, pointsPerEdge, sideMetres, 0)
    {
    }

    /// <param name="noise">Units by which each figure's own copy of a vertex is off at most: gaps and overlaps along every border.</param>
    public Coverage(int n, int pointsPerEdge, double sideMetres, int noise)
    {
        _noise = noise;
        _side = (long)(sideMetres * 10_000);
        (_n, _pointsPerEdge) = (n, pointsPerEdge);
        Patches = [.. from row in Enumerable.Range(0, n) from column in Enumerable.Range(0, n) select Patch(column, row)];
        Vertices = Patches.Sum(p => (long)p.VertexCount);
    }

    private Coverage(GridPoint corner)
    {
        (_corner, _n, _side) = (corner, 500, 113 * 10_000L);
        Patches = [];
    }

    /// <summary>No patches: a ground of 56 km from a corner, to lay projects on.</summary>
    public static Coverage At(GridPoint corner) => new(corner);

    public static GaussKrugerZone Zone { get; } = GaussKrugerZone.ThreeDegree(36);

    public IReadOnlyList<GridMultiPolygon> Patches { get; }

    public long Vertices { get; }

    /// <summary>Fewer and larger patches over the same ground.</summary>
    public Coverage Coarser(int n, int pointsPerEdge) => new(n, pointsPerEdge, _side / 10_000.0 * _n / n);

    public static int ClassOf(int patch) => (int)(Mixed(patch, 7) % Classes);

    /// <summary>A point of the covered square, in shares of its side.</summary>
    public GridPoint At(double east, double north) => new(_corner.East + (long)(east * _side * _n), _corner.North + (long)(north * _side * _n));

    /// <summary>A ragged figure around the middle of a path: a lot, a reservoir.</summary>
    public GridMultiPolygon Around(double east, double north, double metres, int points) => GridMultiPolygon.Of(new GridPolygon(new GridRing(
        Enumerable.Range(0, points).Select(i =>
        {
            var (angle, r) = (2 * Math.PI * i / points, metres * 10_000 * (0.8 + (0.2 * (Mixed(i, points) % 1000) / 1000.0)));
            var middle = At(east, north);
            return new GridPoint(middle.East + (long)(r * Math.Cos(angle)), middle.North + (long)(r * Math.Sin(angle)));
        }))));

    /// <summary>A road of 40 m across the whole square from corner to corner, bending, with so many vertices.</summary>
    public GridMultiPolygon Corridor(int points)
    {
        var half = points / 2;
        IEnumerable<GridPoint> Bank(double offset) => Enumerable.Range(0, half).Select(i =>
        {
            var t = (i + 0.5) / half;
            var p = At(0.05 + (0.9 * t), 0.05 + (0.9 * t) + (0.02 * Math.Sin(40 * t)));
            return new GridPoint(p.East - (long)(offset * 7071), p.North + (long)(offset * 7071));
        });
        return GridMultiPolygon.Of(new GridPolygon(new GridRing(Bank(-20).Concat(Bank(20).Reverse()))));
    }

    private GridMultiPolygon Patch(int column, int row) => GridMultiPolygon.Of(new GridPolygon(new GridRing(
        Edge(column, row, 0).Concat(Edge(column + 1, row, 1)).Concat(Reversed(column, row + 1, 0)).Concat(Reversed(column, row, 1)).Select((p, i) => Off(p, (column * 7919) + row, i)))));

    private GridPoint Off(GridPoint p, int patch, int vertex) => _noise == 0
        ? p
        : new GridPoint(p.East + (Mixed(patch, vertex) % ((2 * _noise) + 1)) - _noise, p.North + (Mixed(vertex, patch) % ((2 * _noise) + 1)) - _noise);

    /// <summary>From a node to the next one east (0) or north (1), without the last point.</summary>
    private IEnumerable<GridPoint> Edge(int column, int row, int direction)
    {
        var (from, to) = (Node(column, row), direction == 0 ? Node(column + 1, row) : Node(column, row + 1));
        yield return from;
        for (var i = 1; i <= _pointsPerEdge; i++)
        {
            var t = i / (double)(_pointsPerEdge + 1);
            var swing = ((long)(Mixed((column * 31) + i, (row * 17) + direction) % 2001) - 1000) * Math.Min(_side / 40, _side / (2 * (_pointsPerEdge + 1))) / 1000;
            var (east, north) = (from.East + (long)(t * (to.East - from.East)), from.North + (long)(t * (to.North - from.North)));
            yield return direction == 0 ? new GridPoint(east, north + swing) : new GridPoint(east + swing, north);
        }
    }

    /// <summary>The same edge walked back, from its far node, without the near one.</summary>
    private IEnumerable<GridPoint> Reversed(int column, int row, int direction)
    {
        yield return direction == 0 ? Node(column + 1, row) : Node(column, row + 1);
        foreach (var point in Edge(column, row, direction).Skip(1).Reverse())
        {
            yield return point;
        }
    }

    private GridPoint Node(int column, int row) => new(
        _corner.East + (column * _side) + ((long)(Mixed(column, row) % 1001) - 500) * (_side / 4) / 1000,
        _corner.North + (row * _side) + ((long)(Mixed(row, column + 1) % 1001) - 500) * (_side / 4) / 1000);

    private static uint Mixed(int a, int b)
    {
        var h = ((uint)a * 2654435761u) ^ ((uint)b * 2246822519u);
        h = (h ^ (h >> 15)) * 2246822519u;
        h = (h ^ (h >> 13)) * 3266489917u;
        return h ^ (h >> 16);
    }
}
