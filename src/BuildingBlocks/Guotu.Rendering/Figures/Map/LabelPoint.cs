using Guotu.Rendering.Model;

namespace Guotu.Rendering.Figures.Map;

/// <summary>Finds where a polygon's label stands: the middle of its widest level stretch inside the frame (注记位置).</summary>
internal static class LabelPoint
{
    private static readonly double[] Levels = [0.5, 0.35, 0.65, 0.2, 0.8];

    /// <summary>The place in page millimetres and the room at its level; null where no part of the polygon shows.</summary>
    internal static (PointMm At, double Room)? Find(MapPolygon polygon, MapProjection projection)
    {
        var rings = polygon.Rings.Select(r => r.Select(projection.ToPage).ToList()).Where(r => r.Count > 2).ToList();
        if (rings.Count == 0)
            return null;
        var (frame, points) = (projection.Frame, rings.SelectMany(r => r).ToList());
        var top = Math.Max(frame.Y, points.Min(p => p.Y));
        var bottom = Math.Min(frame.Bottom, points.Max(p => p.Y));
        (PointMm At, double Room)? best = null;
        foreach (var level in Levels.Where(_ => bottom > top))
        {
            var y = top + (level * (bottom - top));
            foreach (var (from, to) in Stretches(rings, y, frame))
            {
                if (best is null || to - from > best.Value.Room * 1.2)
                    best = (new PointMm((from + to) / 2, y), to - from);
            }
        }

        return best;
    }

    private static IEnumerable<(double From, double To)> Stretches(List<List<PointMm>> rings, double y, BoxMm frame)
    {
        var crossings = rings.SelectMany(ring => ring.Select((p, i) => (A: p, B: ring[(i + 1) % ring.Count])))
            .Where(edge => (edge.A.Y <= y) != (edge.B.Y <= y))
            .Select(edge => edge.A.X + ((y - edge.A.Y) * (edge.B.X - edge.A.X) / (edge.B.Y - edge.A.Y)))
            .Order()
            .ToList();
        for (var i = 0; i + 1 < crossings.Count; i += 2)
        {
            var (from, to) = (Math.Max(crossings[i], frame.X), Math.Min(crossings[i + 1], frame.Right));
            if (to > from)
                yield return (from, to);
        }
    }
}
