using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Raster;

/// <summary>
/// The outline of a line along a closed ring (线的轮廓): one contour on each side, mitred, bevelled or rounded outside of a corner, drawn together
/// inside of it as far as its edges are long. Corners of a mere miter, nearly all of them, are worked out eight at a time. Dashes are cairo's.
/// </summary>
internal sealed class StrokeOutline
{
    /// <summary>Miters longer than ten half widths are cut, as cairo does unasked.</summary>
    private const float MiterLimit = 10;

    /// <summary>Pixels that do not show.</summary>
    private const float Unseen = 0.1f;

    /// <summary>Points nearer than this, in pixels, are one.</summary>
    private const float Nearest = 1e-6f;

    private static readonly int Lanes = Vector256<float>.Count;

    private readonly Contour _right = new();
    private readonly Contour _left = new();
    private readonly float _half;
    private readonly LineJoin _join;

    /// <summary>Vertices, the first one repeated.</summary>
    private float[] _x = [];
    private float[] _y = [];

    /// <summary>To the right of each edge as long as half the line is wide, and how long it is; edge i at i + 1, so that the one before a vertex stands at its number.</summary>
    private float[] _normalX = [];
    private float[] _normalY = [];
    private float[] _length = [];

    /// <summary>From each vertex to the meeting of the right sides of its edges.</summary>
    private float[] _miterX = [];
    private float[] _miterY = [];
    private byte[] _plain = [];
    private int _count;

    /// <param name="width">Pixels.</param>
    /// <param name="join">Outside of corners.</param>
    public StrokeOutline(double width, LineJoin join) => (_half, _join) = ((float)width / 2, join);

    /// <summary>The contour to the right of the ring, its first point repeated; empty where the ring has no length.</summary>
    public ReadOnlySpan<Vector2> Right => _right.Closed;

    /// <summary>The contour to the left, gone through as the ring is: what is between both is the line.</summary>
    public ReadOnlySpan<Vector2> Left => _left.Closed;

    /// <summary>Works out both contours of a closed ring.</summary>
    /// <param name="ring">Pixels, the first point repeated.</param>
    public void Around(ReadOnlySpan<Vector2> ring)
    {
        _right.Clear();
        _left.Clear();
        Take(ring);
        if (_count < 2)
        {
            return;
        }

        MeasureEdges();
        MeasureCorners();
        for (var i = 0; i < _count; i++)
        {
            if ((_plain[i / Lanes] >> (i % Lanes) & 1) != 0)
            {
                _right.Add(_x[i] + _miterX[i], _y[i] + _miterY[i]);
                _left.Add(_x[i] - _miterX[i], _y[i] - _miterY[i]);
            }
            else
            {
                Turn(i);
            }
        }

        _right.Close();
        _left.Close();
    }

    /// <summary>Vertices that begin an edge of some length.</summary>
    private void Take(ReadOnlySpan<Vector2> ring)
    {
        Reserve(ring.Length);
        _count = 0;
        for (var i = 0; i + 1 < ring.Length; i++)
        {
            var (from, edge) = (ring[i], ring[i + 1] - ring[i]);
            if (edge.LengthSquared() > Nearest * Nearest)
            {
                (_x[_count], _y[_count]) = (from.X, from.Y);
                _count++;
            }
        }

        (_x[_count], _y[_count]) = (_x[0], _y[0]);
    }

    private void Reserve(int vertices)
    {
        // Room for the last step of eight, which may begin at the last vertex and looks one further.
        var room = vertices + Lanes + 2;
        if (_x.Length < room)
        {
            room *= 2;
            (_x, _y, _normalX, _normalY) = (new float[room], new float[room], new float[room], new float[room]);
            (_length, _miterX, _miterY, _plain) = (new float[room], new float[room], new float[room], new byte[(room / Lanes) + 1]);
        }
    }

    private void MeasureEdges()
    {
        ref var x = ref MemoryMarshal.GetArrayDataReference(_x);
        ref var y = ref MemoryMarshal.GetArrayDataReference(_y);
        for (var i = 0; i < _count; i += Lanes)
        {
            var dx = Vector256.LoadUnsafe(ref x, (nuint)(i + 1)) - Vector256.LoadUnsafe(ref x, (nuint)i);
            var dy = Vector256.LoadUnsafe(ref y, (nuint)(i + 1)) - Vector256.LoadUnsafe(ref y, (nuint)i);
            var length = Vector256.Sqrt((dx * dx) + (dy * dy));
            var share = Vector256.Create(_half) / length;
            (dy * share).StoreUnsafe(ref _normalX[i + 1]);
            (-dx * share).StoreUnsafe(ref _normalY[i + 1]);
            length.StoreUnsafe(ref _length[i + 1]);
        }

        (_normalX[0], _normalY[0], _length[0]) = (_normalX[_count], _normalY[_count], _length[_count]);
    }

    /// <summary>Corners whose both sides meet in a point; at the others that is seen one by one.</summary>
    private void MeasureCorners()
    {
        var square = _half * _half;
        var (squares, least) = (Vector256.Create(square), Vector256.Create(square * 1e-6f));
        // Half widths squared are in both numbers of each comparison. A corner's tip that stands out by less is drawn as it is, whatever the join.
        var slight = Vector256.Create(2 * square * square / ((_half + Unseen) * (_half + Unseen)));
        var sharpest = _join == LineJoin.Miter ? Vector256.Min(slight, Vector256.Create(2 * square / (MiterLimit * MiterLimit))) : slight;
        for (var i = 0; i < _count; i += Lanes)
        {
            var (ax, ay, aLength) = (Vector256.LoadUnsafe(ref _normalX[i]), Vector256.LoadUnsafe(ref _normalY[i]), Vector256.LoadUnsafe(ref _length[i]));
            var (bx, by, bLength) = (Vector256.LoadUnsafe(ref _normalX[i + 1]), Vector256.LoadUnsafe(ref _normalY[i + 1]), Vector256.LoadUnsafe(ref _length[i + 1]));
            var whole = squares + (ax * bx) + (ay * by);
            var cross = Vector256.Abs((ax * by) - (ay * bx));
            var isPlain = Vector256.GreaterThan(whole, least) & Vector256.GreaterThanOrEqual(whole, sharpest)
                & Vector256.LessThanOrEqual(cross * Vector256.Create(_half), Vector256.Min(aLength, bLength) * whole);
            var share = squares / whole;
            ((ax + bx) * share).StoreUnsafe(ref _miterX[i]);
            ((ay + by) * share).StoreUnsafe(ref _miterY[i]);
            _plain[i / Lanes] = (byte)isPlain.ExtractMostSignificantBits();
        }
    }

    /// <summary>A corner whose outside is cut off or rounded, or whose inside is longer than one of its edges.</summary>
    private void Turn(int i)
    {
        var (at, a, b) = (new Vector2(_x[i], _y[i]), new Vector2(_normalX[i], _normalY[i]), new Vector2(_normalX[i + 1], _normalY[i + 1]));
        var (square, cross) = (_half * _half, (a.X * b.Y) - (a.Y * b.X));
        var whole = square + Vector2.Dot(a, b);
        var (outer, inner, side) = cross > 0 ? (_right, _left, 1f) : (_left, _right, -1f);
        var miter = (a + b) * (side * square / whole);
        (a, b) = (a * side, b * side);
        if (whole > square * 1e-6f && MathF.Abs(cross) * _half <= Math.Min(_length[i], _length[i + 1]) * whole)
        {
            inner.Add(at - miter);
        }
        else
        {
            inner.Add(at - a);
            inner.Add(at);
            inner.Add(at - b);
        }

        if (2 * square * square <= (_half + Unseen) * (_half + Unseen) * whole || (_join == LineJoin.Miter && 2 * square <= MiterLimit * MiterLimit * whole))
        {
            outer.Add(at + miter);
        }
        else if (_join == LineJoin.Round)
        {
            Round(outer, at, a, b);
        }
        else
        {
            outer.Add(at + a);
            outer.Add(at + b);
        }
    }

    /// <summary>An arc from one edge's side to the next one's, in chords less than a tenth of a pixel off.</summary>
    private void Round(Contour outer, Vector2 at, Vector2 from, Vector2 to)
    {
        var (cross, dot) = ((from.X * to.Y) - (from.Y * to.X), Vector2.Dot(from, to));
        var angle = MathF.Atan2(cross, dot);
        var steps = (int)MathF.Ceiling(MathF.Abs(angle) / MathF.Max(0.1f, 2 * MathF.Acos(1 - Math.Min(1, Unseen / _half))));
        var (sin, cos) = steps == 0 ? (0, 1) : MathF.SinCos(angle / steps);
        outer.Add(at + from);
        for (var i = 0; i < steps; i++)
        {
            from = new Vector2((from.X * cos) - (from.Y * sin), (from.X * sin) + (from.Y * cos));
            outer.Add(at + from);
        }
    }

    /// <summary>One side of the line.</summary>
    private sealed class Contour
    {
        private Vector2[] _points = new Vector2[64];
        private int _count;

        public ReadOnlySpan<Vector2> Closed => _points.AsSpan(0, _count);

        public void Clear() => _count = 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float x, float y) => Add(new Vector2(x, y));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Vector2 point)
        {
            if (_count == _points.Length)
            {
                Array.Resize(ref _points, 2 * _count);
            }

            _points[_count++] = point;
        }

        public void Close() => Add(_points[0]);
    }
}
