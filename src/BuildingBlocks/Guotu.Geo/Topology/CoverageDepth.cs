using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;

namespace Guotu.Geo.Topology;

/// <summary>How many features cover the ground just right of an edge.</summary>
internal sealed class CoverageDepth
{
    // Everything is scaled so that a step of a sixteenth of a grid unit is a whole number; 128-bit products hold it.
    private const long Scale = 4096;
    private const double Step = Scale / 16.0;

    private readonly IReadOnlyList<GridMultiPolygon> _shapes;
    private readonly EnvelopeIndex _index;

    public CoverageDepth(IReadOnlyList<GridMultiPolygon> shapes)
    {
        _shapes = shapes;
        _index = new EnvelopeIndex([.. shapes.Select(s => s.Envelope)]);
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
        return [.. _index.Find(near).Where(i => Covers(_shapes[i], x, y))];
    }

    private static bool Covers(GridMultiPolygon shape, long x, long y)
    {
        var inside = false;
        foreach (var ring in shape.Rings)
        {
            var a = ring.Points[^1];
            foreach (var b in ring.Points)
            {
                var (low, high) = a.North < b.North ? (a, b) : (b, a);
                if (y >= low.North * Scale && y < high.North * Scale)
                {
                    var (dx, dy) = ((Int128)(high.East - low.East), (Int128)(high.North - low.North));
                    inside ^= (dx * (y - (low.North * Scale))) - (dy * (x - (low.East * Scale))) > 0;
                }

                a = b;
            }
        }

        return inside;
    }
}
