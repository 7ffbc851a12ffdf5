using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;

namespace Guotu.Geo.Topology;

/// <summary>How many features cover the ground just right of an edge, of those edges that it was made for.</summary>
internal sealed class CoverageDepth
{
    // Everything is scaled so that a step of a sixteenth of a grid unit is a whole number; 128-bit products hold it.
    private const long Scale = 4096;
    private const double Step = Scale / 16.0;

    private readonly IReadOnlyList<GridMultiPolygon> _shapes;
    private readonly int[] _near;
    private readonly EnvelopeIndex _index;

    /// <param name="boxes">Of the shapes.</param>
    /// <param name="edges">Edges that are asked for: of the features only those that come near them are looked at.</param>
    public CoverageDepth(IReadOnlyList<GridMultiPolygon> shapes, IReadOnlyList<GridEnvelope> boxes, IReadOnlyList<LooseEdge> edges)
    {
        _shapes = shapes;
        var ground = new MarkedGround(edges);
        var near = new List<int>();
        for (var i = 0; i < boxes.Count; i++)
        {
            if (ground.MayMeet(boxes[i]))
            {
                near.Add(i);
            }
        }

        _near = [.. near];
        _index = new EnvelopeIndex(Array.ConvertAll(_near, i => boxes[i]));
    }

    /// <summary>Features (by position) that cover the ground beside the middle of the edge, on its right.</summary>
    public List<int> RightOf(LooseEdge edge) => Beside(edge.From, edge.To);

    /// <summary>Features (by position) that cover the ground beside the middle of the edge, on its left.</summary>
    public List<int> LeftOf(GridPoint from, GridPoint to) => Beside(to, from);

    private List<int> Beside(GridPoint from, GridPoint to)
    {
        double dx = to.East - from.East, dy = to.North - from.North;
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        var x = ((from.East + to.East) * (Scale / 2)) + (long)Math.Round(dy / length * Step);
        var y = ((from.North + to.North) * (Scale / 2)) - (long)Math.Round(dx / length * Step);
        var middle = new GridPoint((from.East + to.East) / 2, (from.North + to.North) / 2);
        var near = new GridEnvelope(middle.East - 2, middle.North - 2, middle.East + 2, middle.North + 2);
        var covering = new List<int>();
        foreach (var i in _index.Find(near))
        {
            if (Covers(_shapes[_near[i]], x, y))
            {
                covering.Add(_near[i]);
            }
        }

        return covering;
    }

    private static bool Covers(GridMultiPolygon shape, long x, long y)
    {
        var inside = false;
        foreach (var polygon in shape.Polygons)
        {
            inside ^= Winds(polygon.Outer, x, y);
            foreach (var hole in polygon.Holes)
            {
                inside ^= Winds(hole, x, y);
            }
        }

        return inside;
    }

    private static bool Winds(GridRing ring, long x, long y)
    {
        var inside = false;
        var points = ring.Points.AsSpan();
        var a = points[^1];
        foreach (var b in points)
        {
            var (low, high) = a.North < b.North ? (a, b) : (b, a);
            if (y >= low.North * Scale && y < high.North * Scale)
            {
                var (dx, dy) = ((Int128)(high.East - low.East), (Int128)(high.North - low.North));
                inside ^= (dx * (y - (low.North * Scale))) - (dy * (x - (low.East * Scale))) > 0;
            }

            a = b;
        }

        return inside;
    }
}
