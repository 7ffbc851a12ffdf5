using Guotu.Geo.Geometry;

namespace Guotu.Geo.Crossings;

/// <summary>Lays rings in a frame: outer rings counter-clockwise and holes clockwise, no vertex twice in a row.</summary>
internal static class RingLaying
{
    /// <summary>Writes the vertices of a ring; answers how many.</summary>
    /// <param name="x">With room for every vertex.</param>
    public static int Lay(AreaFrame frame, GridRing ring, bool outer, Span<int> x, Span<int> y)
    {
        var points = ring.Points.AsSpan();
        var count = 0;
        for (var i = 0; i < points.Length; i++)
        {
            if (i == 0 || points[i] != points[i - 1])
            {
                (x[count], y[count]) = frame.ToFrame(points[i]);
                count++;
            }
        }

        if (ring.IsCounterClockwise != outer)
        {
            x[..count].Reverse();
            y[..count].Reverse();
        }

        return count;
    }
}
