using Guotu.Rendering.Model;

namespace Guotu.Rendering.Raster;

/// <summary>
/// The outline of a line along a closed ring (线的轮廓): one contour on each side, mitred, bevelled or rounded outside of a corner, drawn together
/// inside of it as far as its edges are long. Dashes are cairo's.
/// </summary>
internal sealed class StrokeOutline(CoverageBuffer buffer)
{
    /// <summary>Miters longer than ten half widths are cut, as cairo does unasked.</summary>
    private const double MiterLimit = 10;

    /// <summary>Pixels that do not show.</summary>
    private const double Unseen = 0.1;

    /// <summary>Points nearer than this are one.</summary>
    private const double Nearest = 1e-6;

    private readonly Contour _right = new(buffer, 1);
    private readonly Contour _left = new(buffer, -1);
    private readonly List<Edge> _edges = [];
    private double _half;
    private LineJoin _join;

    public void AddRing(ReadOnlySpan<(double X, double Y)> ring, double width, LineJoin join)
    {
        (_half, _join) = (width / 2, join);
        _edges.Clear();
        for (var i = 0; i < ring.Length; i++)
        {
            var (from, to) = (ring[i], ring[i + 1 == ring.Length ? 0 : i + 1]);
            var (dx, dy) = (to.X - from.X, to.Y - from.Y);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            if (length > Nearest)
            {
                _edges.Add(new Edge(from.X, from.Y, dy / length, -dx / length, length));
            }
        }

        if (_edges.Count < 2)
        {
            return;
        }

        var before = _edges[^1];
        foreach (var edge in _edges)
        {
            Turn(before, edge);
            before = edge;
        }

        _right.Close();
        _left.Close();
    }

    private void Turn(in Edge a, in Edge b)
    {
        var (x, y) = (b.X, b.Y);
        var (cross, dot) = ((a.NormalX * b.NormalY) - (a.NormalY * b.NormalX), (a.NormalX * b.NormalX) + (a.NormalY * b.NormalY));
        var (outer, inner, side) = cross > 0 ? (_right, _left, _half) : (_left, _right, -_half);
        var whole = 1 + dot;
        var (miterX, miterY) = (side * (a.NormalX + b.NormalX) / whole, side * (a.NormalY + b.NormalY) / whole);
        if (whole > 1e-9 && Math.Abs(cross) * _half <= Math.Min(a.Length, b.Length) * whole)
        {
            inner.To(x - miterX, y - miterY);
        }
        else
        {
            inner.To(x - (side * a.NormalX), y - (side * a.NormalY));
            inner.To(x, y);
            inner.To(x - (side * b.NormalX), y - (side * b.NormalY));
        }

        // A corner's tip that stands out by less is drawn as it is, whatever the join.
        var isSlight = _half * _half * 2 <= (_half + Unseen) * (_half + Unseen) * whole;
        if (isSlight || (_join == LineJoin.Miter && 2 <= MiterLimit * MiterLimit * whole))
        {
            outer.To(x + miterX, y + miterY);
        }
        else if (_join == LineJoin.Round)
        {
            Round(outer, a, b, side);
        }
        else
        {
            outer.To(x + (side * a.NormalX), y + (side * a.NormalY));
            outer.To(x + (side * b.NormalX), y + (side * b.NormalY));
        }
    }

    /// <summary>An arc from one edge's side to the next one's, in chords less than a tenth of a pixel off.</summary>
    private void Round(Contour outer, in Edge a, in Edge b, double side)
    {
        var angle = Math.Acos(Math.Clamp((a.NormalX * b.NormalX) + (a.NormalY * b.NormalY), -1, 1)) * Math.Sign(side);
        var steps = (int)Math.Ceiling(Math.Abs(angle) / Math.Max(0.1, 2 * Math.Acos(1 - Math.Min(1, Unseen / _half))));
        var (sin, cos) = Math.SinCos(angle / steps);
        var (nx, ny) = (a.NormalX, a.NormalY);
        outer.To(b.X + (side * nx), b.Y + (side * ny));
        for (var i = 0; i < steps; i++)
        {
            (nx, ny) = ((nx * cos) - (ny * sin), (nx * sin) + (ny * cos));
            outer.To(b.X + (side * nx), b.Y + (side * ny));
        }
    }

    /// <summary>Start of an edge, its normal to the right and its length.</summary>
    private readonly record struct Edge(double X, double Y, double NormalX, double NormalY, double Length);

    /// <summary>One side of the line; the other one is gone through backwards, so that the line lies on the same hand of both.</summary>
    private sealed class Contour(CoverageBuffer buffer, int direction)
    {
        private (double X, double Y)? _first;
        private (double X, double Y) _last;

        public void To(double x, double y)
        {
            if (_first is null)
            {
                _first = (x, y);
            }
            else
            {
                Add(x, y);
            }

            _last = (x, y);
        }

        public void Close()
        {
            var (x, y) = _first!.Value;
            Add(x, y);
            _first = null;
        }

        private void Add(double x, double y)
        {
            if (direction > 0)
            {
                buffer.AddEdge(_last.X, _last.Y, x, y);
            }
            else
            {
                buffer.AddEdge(x, y, _last.X, _last.Y);
            }
        }
    }
}
