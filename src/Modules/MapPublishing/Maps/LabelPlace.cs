using Guotu.Rendering.Maps;

namespace Guotu.MapPublishing.Maps;

/// <summary>Where words stand best on what shows of a figure: the middle of its widest stretch at one of a few heights.</summary>
internal static class LabelPlace
{
    private static readonly double[] Heights = [0.5, 0.4, 0.6, 0.3, 0.7];

    /// <summary>Place and width of the stretch; null where the figure has none within the canvas.</summary>
    public static (double X, double Y, double Room)? Of(MapPath path, double canvasWidth, double canvasHeight)
    {
        var box = path.Bounds();
        var (top, bottom) = (Math.Max(0, box.Top), Math.Min(canvasHeight, box.Bottom));
        (double X, double Y, double Room)? best = null;
        if (top >= bottom)
        {
            return null;
        }

        foreach (var share in Heights)
        {
            var y = top + ((bottom - top) * share);
            var crossings = Crossings(path, y);
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                var (left, right) = (Math.Max(0, crossings[i]), Math.Min(canvasWidth, crossings[i + 1]));
                if (right - left > (best?.Room ?? 0) * 1.2)
                {
                    best = ((left + right) / 2, y, right - left);
                }
            }
        }

        return best;
    }

    private static List<double> Crossings(MapPath path, double y)
    {
        var found = new List<double>();
        for (var r = 0; r < path.RingCount; r++)
        {
            var ring = path.Ring(r);
            var a = ring[^1];
            foreach (var b in ring)
            {
                if ((a.Y > y) != (b.Y > y))
                {
                    found.Add(a.X + ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)));
                }

                a = b;
            }
        }

        found.Sort();
        return found;
    }
}
