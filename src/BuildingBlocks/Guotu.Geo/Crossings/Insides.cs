namespace Guotu.Geo.Crossings;

/// <summary>Whether a vertex lies inside the other figure, under the same small step as the crossings: a ray to the east, edges counted.</summary>
internal static class Insides
{
    public static bool ProjectVertex((int X, int Y) vertex, PreparedFigure layer) =>
        IsIn(layer.Box, vertex) && Odd(layer, vertex, static (p, from, to) =>
            (from.Y <= p.Y) != (to.Y <= p.Y) && PerturbedSides.ProjectIsLeft(PerturbedSides.Cross(from, to, p), from, to) == from.Y <= p.Y);

    public static bool LayerVertex((int X, int Y) vertex, PreparedFigure project) =>
        IsIn(project.Box, vertex) && Odd(project, vertex, static (p, from, to) =>
            (from.Y >= p.Y) != (to.Y >= p.Y) && PerturbedSides.LayerIsLeft(PerturbedSides.Cross(from, to, p), from, to) == from.Y < p.Y);

    /// <summary>Whether the ray from the point meets the edge.</summary>
    private delegate bool Meets((int X, int Y) point, (int X, int Y) from, (int X, int Y) to);

    private static bool IsIn(in FrameBox box, (int X, int Y) p) => p.X >= box.MinX && p.X <= box.MaxX && p.Y >= box.MinY && p.Y <= box.MaxY;

    private static bool Odd(PreparedFigure figure, (int X, int Y) point, Meets meets) => Odd(figure, point, meets, figure.Tree.Top, 0);

    private static bool Odd(PreparedFigure figure, (int X, int Y) point, Meets meets, int level, int node)
    {
        var box = figure.Tree.Box(level, node);
        if (point.Y < box.MinY || point.Y > box.MaxY || point.X > box.MaxX)
        {
            return false;
        }

        var odd = false;
        if (level > 0)
        {
            var (first, end) = figure.Tree.Children(level, node);
            for (var child = first; child < end; child++)
            {
                odd ^= Odd(figure, point, meets, level - 1, child);
            }

            return odd;
        }

        var (from, to) = figure.Tree.Edges(node);
        for (var edge = from; edge < to; edge++)
        {
            odd ^= meets(point, figure.Vertex(edge), figure.EdgeEnd(edge));
        }

        return odd;
    }
}
