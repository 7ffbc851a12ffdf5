using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;
using NetTopologySuite.Operation.Overlay;

namespace Guotu.Geo.Overlay;

/// <summary>The boundary of a figure indexed once: whether another boundary meets it, and where a point lies, cost what they touch.</summary>
internal sealed class BoundaryIndex
{
    private readonly EdgeSet _edges;
    private readonly ChunkTree _tree;
    private readonly GridEnvelope _envelope;
    private readonly GridOverlay.OverlayOperand _operand;

    public BoundaryIndex(GridMultiPolygon figure)
    {
        Figure = figure;
        _envelope = figure.Envelope;
        _operand = new GridOverlay.OverlayOperand(figure);
        _edges = new EdgeSet(figure.Rings.ToArray());
        _tree = new ChunkTree(_edges.Count, _edges.Box);
    }

    public GridMultiPolygon Figure { get; }

    public Result<GridMultiPolygon> Intersect(GridMultiPolygon other) => _operand.Compute(other, SpatialFunction.Intersection);

    /// <summary>True where the two boundaries share any point.</summary>
    public bool MeetsBoundaryOf(GridMultiPolygon other)
    {
        var leaves = new List<int>();
        foreach (var ring in other.Rings)
        {
            for (var i = 0; i < ring.Points.Length; i++)
            {
                var (from, to) = (ring.Points[i], ring.Points[i + 1 == ring.Points.Length ? 0 : i + 1]);
                if (MeetsEdge(from, to, leaves))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True where a point off the boundary lies inside.</summary>
    public bool Encloses(GridPoint p)
    {
        if (!_envelope.Contains(p))
        {
            return false;
        }

        var leaves = new List<int>();
        _tree.Find(new GridEnvelope(p.East, p.North, _envelope.MaxEast, p.North), 0, leaves);
        var inside = false;
        foreach (var leaf in leaves)
        {
            var (first, end) = _tree.ItemsOf(leaf);
            for (var i = first; i < end; i++)
            {
                var (low, high) = _edges.From[i].North < _edges.To[i].North ? (_edges.From[i], _edges.To[i]) : (_edges.To[i], _edges.From[i]);
                inside ^= p.North >= low.North && p.North < high.North && Orientation.Of(low, high, p) > 0;
            }
        }

        return inside;
    }

    private bool MeetsEdge(GridPoint from, GridPoint to, List<int> leaves)
    {
        var box = GridEnvelope.Empty.Including(from).Including(to);
        if (!box.Meets(_envelope))
        {
            return false;
        }

        leaves.Clear();
        _tree.Find(box, 0, leaves);
        foreach (var leaf in leaves)
        {
            var (first, end) = _tree.ItemsOf(leaf);
            for (var i = first; i < end; i++)
            {
                if (box.Meets(_edges.Box(i)) && EdgeContact.Classify(from, to, _edges.From[i], _edges.To[i]) != ContactKind.None)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
