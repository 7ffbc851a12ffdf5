namespace Guotu.Geo.Crossings;

/// <summary>Finds the crossings of two boundaries by descending both box trees at once, and sums what lies under the runs between them.</summary>
internal sealed class CrossingSums(PreparedFigure project, PreparedFigure layer)
{
    // Integers may wrap on the way; only their total, an area within the frame, has a meaning.
    // Eastings are counted from the project's middle, which keeps the rounded pieces small; a closed boundary sums the same from anywhere.
    private readonly long _middle = ((long)project.Box.MinX + project.Box.MaxX) / 2;
    private long _wholeEdges;
    private double _pieces;
    private double _correction;

    public int Count { get; private set; }

    /// <summary>Σ leaving − Σ entering, over both boundaries.</summary>
    public Int128 DoubledPlane => _wholeEdges + (Int128)Math.Round(_pieces, MidpointRounding.AwayFromZero);

    public double Correction => _correction;

    public void Visit(int projectLevel, int projectNode, int layerLevel, int layerNode)
    {
        if (!project.Tree.Box(projectLevel, projectNode).Meets(layer.Tree.Box(layerLevel, layerNode)))
        {
            return;
        }

        if (projectLevel == 0 && layerLevel == 0)
        {
            Leaves(projectNode, layerNode);
        }
        else if (projectLevel >= layerLevel)
        {
            var (first, end) = project.Tree.Children(projectLevel, projectNode);
            for (var child = first; child < end; child++)
            {
                Visit(projectLevel - 1, child, layerLevel, layerNode);
            }
        }
        else
        {
            var (first, end) = layer.Tree.Children(layerLevel, layerNode);
            for (var child = first; child < end; child++)
            {
                Visit(projectLevel, projectNode, layerLevel - 1, child);
            }
        }
    }

    private void Leaves(int projectLeaf, int layerLeaf)
    {
        var (aFirst, aEnd) = project.Tree.Edges(projectLeaf);
        var (bFirst, bEnd) = layer.Tree.Edges(layerLeaf);
        var leafBox = layer.Tree.Box(0, layerLeaf);
        for (var a = aFirst; a < aEnd; a++)
        {
            var box = project.EdgeBox(a);
            if (!box.Meets(leafBox))
            {
                continue;
            }

            for (var b = bFirst; b < bEnd; b++)
            {
                if (box.Meets(layer.EdgeBox(b)))
                {
                    Edges(a, b);
                }
            }
        }
    }

    private void Edges(int a, int b)
    {
        var (a1, a2, b1, b2) = (project.Vertex(a), project.EdgeEnd(a), layer.Vertex(b), layer.EdgeEnd(b));
        var (from, to) = (PerturbedSides.Cross(b1, b2, a1), PerturbedSides.Cross(b1, b2, a2));
        var enters = PerturbedSides.ProjectIsLeft(to, b1, b2);
        if (PerturbedSides.ProjectIsLeft(from, b1, b2) == enters)
        {
            return;
        }

        var ends = PerturbedSides.LayerIsLeft(PerturbedSides.Cross(a1, a2, b2), a1, a2);
        if (PerturbedSides.LayerIsLeft(PerturbedSides.Cross(a1, a2, b1), a1, a2) == ends)
        {
            return;
        }

        // Both differences can not be 0: an edge along the other has both ends on one side once moved.
        var share = from / (double)(from - to);
        var (x, y) = (a1.X + (share * ((double)a2.X - a1.X)), a1.Y + (share * ((double)a2.Y - a1.Y)));
        var sign = enters ? -1 : 1;
        Add(project, a, (x, y), sign);
        Add(layer, b, (x, y), -sign);
        Count++;
    }

    private void Add(PreparedFigure figure, int edge, (double X, double Y) at, int sign)
    {
        var (x, y) = figure.Vertex(edge);
        _wholeEdges = unchecked(_wholeEdges + (sign * (figure.PlaneTo(edge) - (2 * _middle * y))));
        _pieces += sign * ((x - _middle + (at.X - _middle)) * (at.Y - y));
        _correction += sign * (figure.CorrectionTo(edge) + figure.Frame.Correction.Along(x, y, at.X, at.Y));
    }
}
