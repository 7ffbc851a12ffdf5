namespace Guotu.Geo.Crossings;

/// <summary>
/// Least distance of two valid figures in the plane (最近距离): 0 where they share a point. Both box trees are descended together and whatever
/// is no nearer than the best so far is left. In grid units of 0.1 mm, to 2⁻⁴⁰ of the distance.
/// </summary>
internal sealed class FigureDistance
{
    private readonly PreparedFigure _one;
    private readonly PreparedFigure _other;
    private double _best;

    private FigureDistance(PreparedFigure one, PreparedFigure other, double limit) => (_one, _other, _best) = (one, other, limit * limit);

    /// <summary>Null where it is no less than the limit.</summary>
    public static double? Within(PreparedFigure one, PreparedFigure other, double limit)
    {
        if (one.EdgeCount == 0 || other.EdgeCount == 0)
        {
            return null;
        }

        if (Insides.ProjectVertex(one.Vertex(0), other) || Insides.LayerVertex(other.Vertex(0), one))
        {
            return 0;
        }

        var search = new FigureDistance(one, other, limit);
        search.Visit(one.Tree.Top, 0, other.Tree.Top, 0);
        return search._best < limit * limit ? Math.Sqrt(search._best) : null;
    }

    /// <summary>Square of the least distance of two boxes; 0 where they meet.</summary>
    public static double Squared(in FrameBox a, in FrameBox b)
    {
        double x = Math.Max(0, Math.Max((double)a.MinX - b.MaxX, (double)b.MinX - a.MaxX));
        double y = Math.Max(0, Math.Max((double)a.MinY - b.MaxY, (double)b.MinY - a.MaxY));
        return (x * x) + (y * y);
    }

    private void Visit(int oneLevel, int oneNode, int otherLevel, int otherNode)
    {
        if (Squared(_one.Tree.Box(oneLevel, oneNode), _other.Tree.Box(otherLevel, otherNode)) >= _best)
        {
            return;
        }

        if (oneLevel == 0 && otherLevel == 0)
        {
            Leaves(oneNode, otherNode);
        }
        else if (oneLevel >= otherLevel)
        {
            var (first, end) = _one.Tree.Children(oneLevel, oneNode);
            for (var child = first; child < end; child++)
            {
                Visit(oneLevel - 1, child, otherLevel, otherNode);
            }
        }
        else
        {
            var (first, end) = _other.Tree.Children(otherLevel, otherNode);
            for (var child = first; child < end; child++)
            {
                Visit(oneLevel, oneNode, otherLevel - 1, child);
            }
        }
    }

    private void Leaves(int oneLeaf, int otherLeaf)
    {
        var (aFirst, aEnd) = _one.Tree.Edges(oneLeaf);
        var (bFirst, bEnd) = _other.Tree.Edges(otherLeaf);
        for (var a = aFirst; a < aEnd; a++)
        {
            for (var b = bFirst; b < bEnd; b++)
            {
                if (Squared(_one.EdgeBox(a), _other.EdgeBox(b)) < _best)
                {
                    _best = Math.Min(_best, Edges(_one.Vertex(a), _one.EdgeEnd(a), _other.Vertex(b), _other.EdgeEnd(b)));
                }
            }
        }
    }

    private static double Edges((int X, int Y) a1, (int X, int Y) a2, (int X, int Y) b1, (int X, int Y) b2)
    {
        var (s1, s2) = (Math.Sign(PerturbedSides.Cross(b1, b2, a1)), Math.Sign(PerturbedSides.Cross(b1, b2, a2)));
        var (t1, t2) = (Math.Sign(PerturbedSides.Cross(a1, a2, b1)), Math.Sign(PerturbedSides.Cross(a1, a2, b2)));
        return s1 * s2 < 0 && t1 * t2 < 0
            ? 0
            : Math.Min(Math.Min(ToEdge(a1, b1, b2), ToEdge(a2, b1, b2)), Math.Min(ToEdge(b1, a1, a2), ToEdge(b2, a1, a2)));
    }

    /// <summary>Square of the distance of a point from an edge.</summary>
    internal static double ToEdge((int X, int Y) p, (int X, int Y) a, (int X, int Y) b)
    {
        double dx = (double)b.X - a.X, dy = (double)b.Y - a.Y, px = (double)p.X - a.X, py = (double)p.Y - a.Y;
        var (along, length) = ((px * dx) + (py * dy), (dx * dx) + (dy * dy));
        if (along <= 0 || length == 0)
        {
            return (px * px) + (py * py);
        }

        if (along >= length)
        {
            return ((px - dx) * (px - dx)) + ((py - dy) * (py - dy));
        }

        var across = (double)PerturbedSides.Cross(a, b, p);
        return across * across / length;
    }
}

/// <summary>The feature nearest to a parcel.</summary>
/// <param name="FeatureId">Of several at the same distance the one with the lesser id.</param>
/// <param name="Metres">0 where they share a point.</param>
public sealed record NearestFeature(long FeatureId, double Metres);
