using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Guotu.Rendering.Maps;

namespace Guotu.Rendering.Raster;

/// <summary>
/// A ring in single precision (单精度环), its rows counted from the first one of a band and its first point repeated at its end. What lies so far beside
/// the picture that single precision would tell is cut off beforehand.
/// </summary>
internal sealed class FlatRing(int width, int top, int bottom)
{
    /// <summary>Pixels beside the rows beyond which a ring is cut: no outline reaches back from there, and single precision has 1/500 of a pixel left.</summary>
    private const float Far = 16_384;

    private readonly RingClip _clip = new(-Far / 2, top - (Far / 2), width + (Far / 2), bottom + (Far / 2));
    private Vector2[] _points = new Vector2[64];
    private int _count;

    /// <summary>Pixels, the first point repeated; empty where nothing of the ring is near.</summary>
    public ReadOnlySpan<Vector2> Points => _points.AsSpan(0, _count);

    /// <summary>Takes a ring.</summary>
    /// <param name="ring">Pixels of the picture, without the closing point.</param>
    public FlatRing Take(ReadOnlySpan<(double X, double Y)> ring)
    {
        if (!IsNear(ring) && !IsNear(_clip.Cut(ring)))
        {
            _count = 0;
        }

        return this;
    }

    private bool IsNear(ReadOnlySpan<(double X, double Y)> ring)
    {
        if (ring.IsEmpty)
        {
            return false;
        }

        if (_points.Length <= ring.Length + 1)
        {
            _points = new Vector2[2 * (ring.Length + 1)];
        }

        ref var from = ref Unsafe.As<(double X, double Y), double>(ref MemoryMarshal.GetReference(ring));
        ref var to = ref Unsafe.As<Vector2, float>(ref MemoryMarshal.GetArrayDataReference(_points));
        var (down, farthest) = (Vector128.Create(0.0, top), Vector128<float>.Zero);
        for (var i = 0; i < ring.Length; i++)
        {
            // The upper half is the point before it is overwritten.
            var point = Vector128.LoadUnsafe(ref from, (nuint)(2 * i)) - down;
            var narrow = Vector128.Narrow(point, point);
            narrow.StoreUnsafe(ref to, (nuint)(2 * i));
            farthest = Vector128.Max(farthest, Vector128.Abs(narrow));
        }

        _points[ring.Length] = _points[0];
        _count = ring.Length + 1;

        // Written so that no number at all counts as far.
        return farthest[0] <= Far && farthest[1] <= Far;
    }
}
