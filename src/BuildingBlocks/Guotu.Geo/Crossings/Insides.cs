namespace Guotu.Geo.Crossings;

/// <summary>Whether a vertex lies inside the other figure, under the same small step as the crossings: a ray to the east, edges counted.</summary>
internal static class Insides
{
    public static bool ProjectVertex((int X, int Y) vertex, PreparedFigure layer) => IsIn(layer.Box, vertex) && Odd<ProjectRay>(layer, vertex, layer.Tree.Top, 0);

    public static bool LayerVertex((int X, int Y) vertex, PreparedFigure project) => IsIn(project.Box, vertex) && Odd<LayerRay>(project, vertex, project.Tree.Top, 0);

    /// <summary>A ray from a vertex of the one figure through the edges of the other.</summary>
    private interface IRay
    {
        /// <summary>On which side of the ray a height lies; what lies on it counts to one of them.</summary>
        static abstract bool IsBelow(int y, int ray);

        /// <summary>Whether the ray meets an edge whose ends lie on its two sides.</summary>
        static abstract bool Meets((int X, int Y) point, (int X, int Y) from, (int X, int Y) to);
    }

    private readonly struct ProjectRay : IRay
    {
        public static bool IsBelow(int y, int ray) => y <= ray;

        public static bool Meets((int X, int Y) point, (int X, int Y) from, (int X, int Y) to) =>
            PerturbedSides.ProjectIsLeft(PerturbedSides.Cross(from, to, point), from, to) == from.Y <= point.Y;
    }

    private readonly struct LayerRay : IRay
    {
        public static bool IsBelow(int y, int ray) => y < ray;

        public static bool Meets((int X, int Y) point, (int X, int Y) from, (int X, int Y) to) =>
            PerturbedSides.LayerIsLeft(PerturbedSides.Cross(from, to, point), from, to) == from.Y < point.Y;
    }

    private static bool IsIn(in FrameBox box, (int X, int Y) p) => p.X >= box.MinX && p.X <= box.MaxX && p.Y >= box.MinY && p.Y <= box.MaxY;

    private static bool Odd<TRay>(PreparedFigure figure, (int X, int Y) point, int level, int node)
        where TRay : struct, IRay
    {
        var box = figure.Tree.Box(level, node);
        if (point.Y < box.MinY || point.Y > box.MaxY || point.X > box.MaxX)
        {
            return false;
        }

        var (from, to) = figure.Tree.EdgesUnder(level, node);
        if (point.X < box.MinX && figure.AreOneRun(from, to))
        {
            // All of the run lies east of the point: how often the ray meets it is odd where the run ends on the other side.
            return TRay.IsBelow(figure.Vertex(from).Y, point.Y) != TRay.IsBelow(figure.EdgeEnd(to - 1).Y, point.Y);
        }

        var odd = false;
        if (level > 0)
        {
            var (first, end) = figure.Tree.Children(level, node);
            for (var child = first; child < end; child++)
            {
                odd ^= Odd<TRay>(figure, point, level - 1, child);
            }

            return odd;
        }

        for (var edge = from; edge < to; edge++)
        {
            var (start, end) = (figure.Vertex(edge), figure.EdgeEnd(edge));
            odd ^= TRay.IsBelow(start.Y, point.Y) != TRay.IsBelow(end.Y, point.Y) && TRay.Meets(point, start, end);
        }

        return odd;
    }
}
