namespace Guotu.Rendering.Maps;

/// <summary>
/// Cuts rings at a box a little larger than the picture (Sutherland-Hodgman). Edges that run along the box lie outside of what shows, so that the
/// cut ring serves fill and outline alike; and cairo's fixed-point numbers are never left.
/// </summary>
public sealed class RingClip(double left, double top, double right, double bottom)
{
    private List<(double X, double Y)> _from = [];
    private List<(double X, double Y)> _to = [];

    /// <summary>The part of the ring inside the box; valid until the next call.</summary>
    public ReadOnlySpan<(double X, double Y)> Cut(ReadOnlySpan<(double X, double Y)> ring)
    {
        if (IsInside(ring))
        {
            return ring;
        }

        _from.Clear();
        _from.AddRange(ring);
        for (var side = 0; side < 4 && _from.Count > 0; side++)
        {
            CutSide(side);
            (_from, _to) = (_to, _from);
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_from);
    }

    private bool IsInside(ReadOnlySpan<(double X, double Y)> ring)
    {
        foreach (var (x, y) in ring)
        {
            if (x < left || x > right || y < top || y > bottom)
            {
                return false;
            }
        }

        return true;
    }

    private void CutSide(int side)
    {
        _to.Clear();
        var before = _from[^1];
        var beforeDepth = Depth(before, side);
        foreach (var point in _from)
        {
            var depth = Depth(point, side);
            if ((depth >= 0) != (beforeDepth >= 0))
            {
                var share = beforeDepth / (beforeDepth - depth);
                _to.Add((before.X + ((point.X - before.X) * share), before.Y + ((point.Y - before.Y) * share)));
            }

            if (depth >= 0)
            {
                _to.Add(point);
            }

            (before, beforeDepth) = (point, depth);
        }
    }

    private double Depth((double X, double Y) p, int side) => side switch
    {
        0 => p.X - left,
        1 => right - p.X,
        2 => p.Y - top,
        _ => bottom - p.Y,
    };
}
