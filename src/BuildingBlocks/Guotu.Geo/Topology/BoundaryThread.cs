using Guotu.Geo.Geometry;

namespace Guotu.Geo.Topology;

/// <summary>A figure that is hardly more than a line: what is left between two borders that should be one.</summary>
internal static class BoundaryThread
{
    /// <summary>A vertex off the ends of a ring that is nowhere wider than the width given, in 0.1 mm; null for a wider ring.</summary>
    public static GridPoint? MiddleOf(GridRing ring, long width)
    {
        var start = Farthest(ring, ring.Points[0]);
        var end = Farthest(ring, start);
        double dx = end.East - start.East, dy = end.North - start.North;
        var limit = width * Math.Sqrt((dx * dx) + (dy * dy));
        GridPoint? middle = null;
        foreach (var point in ring.Points)
        {
            var across = ((Int128)(end.East - start.East) * (point.North - start.North)) - ((Int128)(end.North - start.North) * (point.East - start.East));
            if ((double)Int128.Abs(across) > limit)
            {
                return null;
            }

            middle = point != start && point != end ? middle ?? point : middle;
        }

        return middle;
    }

    private static GridPoint Farthest(GridRing ring, GridPoint from)
    {
        var (best, most) = (from, (Int128)(-1));
        foreach (var point in ring.Points)
        {
            var (dx, dy) = ((Int128)(point.East - from.East), (Int128)(point.North - from.North));
            var square = (dx * dx) + (dy * dy);
            (best, most) = square > most || (square == most && point < best) ? (point, square) : (best, most);
        }

        return best;
    }
}
