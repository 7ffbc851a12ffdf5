using System.Numerics;

namespace Guotu.Geo.Crossings;

/// <summary>Where an edge of the project crosses an edge of the layer, decided in integers under the small step.</summary>
/// <param name="ProjectEdge">Edge of the project, by its first vertex.</param>
/// <param name="LayerEdge">Edge of the layer's figure, by its first vertex.</param>
/// <param name="Enters">Whether the project's boundary goes in there; the layer's then comes out.</param>
/// <param name="From">Side of the project edge's first vertex: cross product with the layer's edge.</param>
/// <param name="To">Side of its last vertex; never equal to <paramref name="From"/>.</param>
internal readonly record struct Crossing(int ProjectEdge, int LayerEdge, bool Enters, long From, long To)
{
    /// <summary>The place along the project's edge, rounded to 2⁻⁵² of the edge.</summary>
    public (double X, double Y) Place(PreparedFigure project)
    {
        var (a1, a2) = (project.Vertex(ProjectEdge), project.EdgeEnd(ProjectEdge));
        var share = From / (double)(From - To);
        return (a1.X + (share * ((double)a2.X - a1.X)), a1.Y + (share * ((double)a2.Y - a1.Y)));
    }
}

/// <summary>Takes the crossings as they are found, in no order.</summary>
internal interface ICrossingSink
{
    void Take(in Crossing crossing);
}

/// <summary>Finds the crossings of two boundaries by descending both box trees at once.</summary>
internal sealed class CrossingSearch(PreparedFigure project, PreparedFigure layer, ICrossingSink sink)
{
    /// <summary>Whether a vertex of one boundary may lie on an edge of the other: false is certain.</summary>
    public bool Touches { get; private set; }

    public void Run()
    {
        if (project.Tree.Root.Meets(layer.Tree.Root))
        {
            Visit(project.Tree.Top, 0, layer.Tree.Top, 0);
        }
    }

    /// <summary>Two nodes whose boxes meet.</summary>
    private void Visit(int projectLevel, int projectNode, int layerLevel, int layerNode)
    {
        if (projectLevel == 0 && layerLevel == 0)
        {
            Leaves(projectNode, layerNode);
        }
        else if (projectLevel >= layerLevel)
        {
            var box = layer.Tree.Box(layerLevel, layerNode);
            var (first, end) = project.Tree.Children(projectLevel, projectNode);
            for (var child = first; child < end; child++)
            {
                if (project.Tree.Box(projectLevel - 1, child).Meets(box))
                {
                    Visit(projectLevel - 1, child, layerLevel, layerNode);
                }
            }
        }
        else
        {
            var box = project.Tree.Box(projectLevel, projectNode);
            var (first, end) = layer.Tree.Children(layerLevel, layerNode);
            for (var child = first; child < end; child++)
            {
                if (layer.Tree.Box(layerLevel - 1, child).Meets(box))
                {
                    Visit(projectLevel, projectNode, layerLevel - 1, child);
                }
            }
        }
    }

    private void Leaves(int projectLeaf, int layerLeaf)
    {
        var (aFirst, aEnd) = project.Tree.Edges(projectLeaf);
        var (bFirst, bEnd) = layer.Tree.Edges(layerLeaf);
        if (!project.AreReadAtOnce(aFirst, aEnd) || !layer.AreReadAtOnce(bFirst, bEnd))
        {
            OneByOne((aFirst, aEnd), (bFirst, bEnd), layer.Tree.Box(0, layerLeaf));
            return;
        }

        var (ours, theirs) = (project.Eight(aFirst), layer.Eight(bFirst));
        for (var near = ours.Meeting(layer.Tree.Box(0, layerLeaf), aEnd - aFirst); near != 0; near &= near - 1)
        {
            var a = BitOperations.TrailingZeroCount(near);
            for (var met = theirs.Meeting(ours.Box(a), bEnd - bFirst); met != 0; met &= met - 1)
            {
                Edges(aFirst + a, bFirst + BitOperations.TrailingZeroCount(met));
            }
        }
    }

    /// <summary>Where a ring ends among the edges.</summary>
    private void OneByOne((int First, int End) ours, (int First, int End) theirs, in FrameBox leafBox)
    {
        for (var a = ours.First; a < ours.End; a++)
        {
            var box = project.EdgeBox(a);
            if (!box.Meets(leafBox))
            {
                continue;
            }

            for (var b = theirs.First; b < theirs.End; b++)
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
        Touches |= from == 0 || to == 0;
        if (PerturbedSides.ProjectIsLeft(from, b1, b2) == enters)
        {
            return;
        }

        var (start, end) = (PerturbedSides.Cross(a1, a2, b1), PerturbedSides.Cross(a1, a2, b2));
        Touches |= start == 0 || end == 0;
        if (PerturbedSides.LayerIsLeft(start, a1, a2) == PerturbedSides.LayerIsLeft(end, a1, a2))
        {
            return;
        }

        // Both ends on one side once moved would have ended above: From and To differ.
        sink.Take(new Crossing(a, b, enters, from, to));
    }
}
