namespace Guotu.Geo.Crossings;

/// <summary>
/// Whether the crossings may be rounded to the grid without any edge of the answer meeting another than before. They may where, at each
/// crossing, no other edge of either figure, and along each edge that ends in one, no other vertex, comes nearer than
/// three units (0.3 mm): a rounded place is less than 0.71 units from the true one, and two straight edges that are
/// apart are nearest at an end of one of them. Where this does not hold the caller takes another way; so it does where borders touch or coincide, which the search tells.
/// </summary>
internal sealed class Clearance(PreparedFigure project, PreparedFigure layer)
{
    private const int Reach = 3;
    private const double Squared = Reach * Reach;

    public bool Holds(CrossingOrder crossings, RunLinks links, List<List<RingVertex>> rings)
    {
        for (var i = 0; i < crossings.Count; i++)
        {
            var crossing = crossings.All[i];
            if (EdgeNear(project, links.Places[i], crossing.ProjectEdge) || EdgeNear(layer, links.Places[i], crossing.LayerEdge))
            {
                return false;
            }
        }

        return rings.TrueForAll(Holds);
    }

    private bool Holds(List<RingVertex> ring)
    {
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[i], ring[i + 1 == ring.Count ? 0 : i + 1]);
            if ((from.Crossing >= 0 || to.Crossing >= 0) && (VertexNear(project, from, to) || VertexNear(layer, from, to)))
            {
                return false;
            }
        }

        return true;
    }

    private static FrameBox Around(in FrameBox box) => new(box.MinX - Reach, box.MinY - Reach, box.MaxX + Reach, box.MaxY + Reach);

    /// <summary>Whether an edge other than the one that the crossing lies on comes near it.</summary>
    private static bool EdgeNear(PreparedFigure figure, (int X, int Y) place, int own)
    {
        var box = Around(FrameBox.Of(place.X, place.Y, place.X, place.Y));
        return figure.Tree.Any(box, (figure, place, own), static (s, edge) =>
            edge != s.own && Near(s.place, s.figure.Vertex(edge), s.figure.EdgeEnd(edge)));
    }

    /// <summary>Whether a vertex that is no end of the piece comes near it.</summary>
    private static bool VertexNear(PreparedFigure figure, in RingVertex from, in RingVertex to)
    {
        var box = Around(FrameBox.Of(from.At.X, from.At.Y, to.At.X, to.At.Y));
        var (first, last) = (OwnIn(figure, from), OwnIn(figure, to));
        return figure.Tree.Any(box, (figure, first, last, From: from.At, To: to.At), static (s, edge) =>
            edge != s.first && edge != s.last && Near(s.figure.Vertex(edge), s.From, s.To));
    }

    private static int OwnIn(PreparedFigure figure, in RingVertex vertex) => vertex.Crossing < 0 && vertex.Figure == figure ? vertex.Edge : -1;

    private static bool Near((int X, int Y) p, (int X, int Y) a, (int X, int Y) b) => FigureDistance.ToEdge(p, a, b) <= Squared;
}
