using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;

namespace Guotu.Geo.Topology.Repairs;

/// <summary>Gives edges the vertices that lie on them: exactly, or beside them by less than one rounding to the grid.</summary>
internal static class VertexInsertion
{
    // A point rounded to the grid is at most √½ of a unit off.
    private const double Reach = 0.75;

    /// <summary>The figure with every given point that lies on one of its edges as a vertex there.</summary>
    public static GridMultiPolygon Into(GridMultiPolygon figure, IReadOnlyList<GridPoint> points)
    {
        var index = new EnvelopeIndex([.. points.Select(p => new GridEnvelope(p.East, p.North, p.East, p.North))]);
        var changed = new GridMultiPolygon([.. figure.Polygons.Select(p => new GridPolygon(Into(p.Outer, points, index), [.. p.Holes.Select(h => Into(h, points, index))]))]);
        return changed.VertexCount == figure.VertexCount ? figure : changed;
    }

    private static GridRing Into(GridRing ring, IReadOnlyList<GridPoint> points, EnvelopeIndex index)
    {
        var own = ring.Points.ToHashSet();
        var made = new List<GridPoint>(ring.Points.Length);
        for (var i = 0; i < ring.Points.Length; i++)
        {
            var (from, to) = (ring.Points[i], ring.Points[i + 1 == ring.Points.Length ? 0 : i + 1]);
            made.Add(from);
            var near = new GridEnvelope(Math.Min(from.East, to.East) - 1, Math.Min(from.North, to.North) - 1, Math.Max(from.East, to.East) + 1, Math.Max(from.North, to.North) + 1);
            made.AddRange(index.Find(near)
                .Select(p => (Point: points[p], Place: PlaceOn(from, to, points[p])))
                .Where(p => p.Place is not null && own.Add(p.Point))
                .OrderBy(p => p.Place).Select(p => p.Point));
        }

        return made.Count == ring.Points.Length ? ring : new GridRing(made);
    }

    /// <summary>How far along the edge the point lies, 0 to 1; null where it does not lie on it.</summary>
    private static double? PlaceOn(GridPoint from, GridPoint to, GridPoint point)
    {
        double dx = to.East - from.East, dy = to.North - from.North;
        double px = point.East - from.East, py = point.North - from.North;
        var square = (dx * dx) + (dy * dy);
        var place = ((px * dx) + (py * dy)) / square;
        return place is > 0 and < 1 && Math.Abs((dx * py) - (dy * px)) <= Reach * Math.Sqrt(square) ? place : null;
    }
}
