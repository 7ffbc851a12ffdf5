using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Guotu.Rendering.Raster;

/// <summary>
/// How much of each pixel closed outlines cover (覆盖率缓冲), exactly: every edge adds the area to the right of it to the cells it passes, and the sum along
/// a row is the winding number averaged over the pixel. Cost grows with the pixels that edges pass and with runs between them. For rows
/// <c>top … bottom − 1</c> of a picture; what lies beside the picture is cut off here, so outlines may reach as far as they like.
/// </summary>
internal sealed class CoverageBuffer : IDisposable
{
    private const int Lanes = 8;
    private readonly float[] _cells;
    private readonly int[] _ends;
    private readonly int _stride;
    private readonly int _width;
    private readonly int _height;
    private readonly double _top;
    private int _firstRow;
    private int _lastRow;

    public CoverageBuffer(int width, int top, int bottom)
    {
        (_width, _top, _height) = (width, top, bottom - top);
        _stride = (width + Lanes + 1) / Lanes * Lanes;
        _cells = ArrayPool<float>.Shared.Rent((_stride * _height) + Lanes);
        Array.Clear(_cells);
        _ends = new int[2 * _height];
        for (var row = 0; row < _height; row++)
        {
            Untouch(row);
        }

        (_firstRow, _lastRow) = (int.MaxValue, -1);
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_cells);

    /// <summary>The edges of a closed ring.</summary>
    public void AddRing(ReadOnlySpan<(double X, double Y)> ring)
    {
        var before = ring[^1];
        foreach (var point in ring)
        {
            AddEdge(before.X, before.Y, point.X, point.Y);
            before = point;
        }
    }

    /// <summary>One edge in pixels of the picture.</summary>
    public void AddEdge(double x0, double y0, double x1, double y1)
    {
        (y0, y1) = (y0 - _top, y1 - _top);
        var sign = 1f;
        if (y0 > y1)
        {
            (x0, y0, x1, y1, sign) = (x1, y1, x0, y0, -1f);
        }

        // Written so that no number at all is passed over too.
        if (!(y1 > 0 && y0 < _height && y1 > y0) || (x0 >= _width && x1 >= _width))
        {
            return;
        }

        var slope = (x1 - x0) / (y1 - y0);
        if (y0 < 0)
        {
            (x0, y0) = (x0 - (y0 * slope), 0);
        }

        if (y1 > _height)
        {
            (x1, y1) = (x1 - ((y1 - _height) * slope), _height);
        }

        if (Math.Min(x0, x1) >= 0 && Math.Max(x0, x1) <= _width)
        {
            Walk(x0, y0, y1, slope, sign);
        }
        else
        {
            AddCut(x0, y0, x1, y1, slope, sign);
        }
    }

    /// <summary>Gives every run of covered pixels to the ink, row by row, and empties the buffer.</summary>
    public void Resolve<TInk>(CoverageRule rule, ref TInk ink)
        where TInk : struct, IInk
    {
        for (var row = _firstRow; row <= _lastRow; row++)
        {
            var (first, last) = (_ends[2 * row], _ends[(2 * row) + 1]);
            if (last >= 0)
            {
                ink.Begin(row + (int)_top);
                ResolveRow(row, first, Math.Min(last, _width - 1), rule, ref ink);
                if (last >= _width)
                {
                    _cells.AsSpan((row * _stride) + _width, last - _width + 1).Clear();
                }

                Untouch(row);
            }
        }

        (_firstRow, _lastRow) = (int.MaxValue, -1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ResolveRow<TInk>(int row, int first, int last, CoverageRule rule, ref TInk ink)
        where TInk : struct, IInk
    {
        ref var cells = ref _cells[row * _stride];
        var sum = 0f;
        var x = first;
        while (x <= last)
        {
            ref var cell = ref Unsafe.Add(ref cells, x);
            if (cell != 0)
            {
                sum += cell;
                cell = 0;
                if (ToByte(sum, rule) is var coverage and > 0)
                {
                    ink.Dot(x, coverage);
                }

                x++;
                continue;
            }

            var next = NextTouched(ref cells, x + 1, last);
            if (ToByte(sum, rule) is var run and > 0)
            {
                ink.Run(x, next - x, run);
            }

            x = next;
        }

        // Edges beyond the right border were left out: what is open there is open to the border.
        if (x < _width && ToByte(sum, rule) is var open and > 0)
        {
            ink.Run(x, _width - x, open);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ToByte(float sum, CoverageRule rule)
    {
        var depth = Math.Abs(sum);
        return depth <= 1 ? (int)((depth * 255) + 0.5f) : rule == CoverageRule.Union ? 255 : Folded(depth);
    }

    private static int Folded(float depth)
    {
        var folded = depth - (2 * MathF.Floor(depth / 2));
        return (int)(((folded > 1 ? 2 - folded : folded) * 255) + 0.5f);
    }

    private static int NextTouched(ref float cells, int x, int last)
    {
        while (x + Lanes <= last + 1 && Vector256.EqualsAll(Vector256.LoadUnsafe(ref cells, (nuint)x), Vector256<float>.Zero))
        {
            x += Lanes;
        }

        while (x <= last && Unsafe.Add(ref cells, x) == 0)
        {
            x++;
        }

        return x;
    }

    /// <summary>An edge that leaves the picture at the side: what is left of it counts from the border, what is right of it not at all.</summary>
    private void AddCut(double x0, double y0, double x1, double y1, double slope, float sign)
    {
        if (!double.IsFinite(x0 + x1))
        {
            return;
        }

        if (x0 <= 0 && x1 <= 0)
        {
            Walk(0, y0, y1, 0, sign);
            return;
        }

        var (low, high) = (YAt(0), YAt(_width));
        if (x0 < 0)
        {
            Walk(0, y0, low, 0, sign);
            (x0, y0) = (0, low);
        }
        else if (x1 < 0)
        {
            Walk(0, low, y1, 0, sign);
            y1 = low;
        }

        if (x0 > _width)
        {
            (x0, y0) = (_width, high);
        }
        else if (x1 > _width)
        {
            y1 = high;
        }

        Walk(x0, y0, y1, slope, sign);

        double YAt(double x) => Math.Clamp(y0 + ((x - x0) / slope), y0, y1);
    }

    /// <summary>An edge within the picture, downwards.</summary>
    private void Walk(double x, double y0, double y1, double slope, float sign)
    {
        var (row, end) = ((int)y0, Math.Min(_height, (int)Math.Ceiling(y1)));
        (_firstRow, _lastRow) = (Math.Min(_firstRow, row), Math.Max(_lastRow, end - 1));
        ref var ends = ref MemoryMarshal.GetArrayDataReference(_ends);
        ref var cells = ref MemoryMarshal.GetArrayDataReference(_cells);
        for (; row < end; row++)
        {
            var height = Math.Min(row + 1, y1) - Math.Max(row, y0);
            if (height <= 0)
            {
                continue;
            }

            var next = Math.Clamp(x + (slope * height), 0, _width);
            var (left, right) = x < next ? (x, next) : (next, x);
            var (first, last) = ((int)left, (int)right);
            ref var low = ref Unsafe.Add(ref ends, 2 * row);
            ref var high = ref Unsafe.Add(ref ends, (2 * row) + 1);
            low = Math.Min(low, first);
            high = Math.Max(high, last + 1);
            ref var cell = ref Unsafe.Add(ref cells, (row * _stride) + first);
            var depth = (float)height * sign;
            if (first == last)
            {
                var beyond = (float)(((x + next) * 0.5) - first) * depth;
                cell += depth - beyond;
                Unsafe.Add(ref cell, 1) += beyond;
            }
            else
            {
                Spread(ref cell, left - first, right - first, last - first, depth);
            }

            x = next;
        }
    }

    /// <summary>An edge over several pixels of one row; places count from the first cell.</summary>
    private static void Spread(ref float cell, double left, double right, int last, float depth)
    {
        var perPixel = (float)(depth / (right - left));
        var inFirst = (float)(1 - left);
        var area = 0.5f * perPixel * inFirst * inFirst;
        cell += area;
        var before = area;
        for (var i = 1; i < last; i++)
        {
            area = perPixel * (inFirst + i - 0.5f);
            Unsafe.Add(ref cell, i) += area - before;
            before = area;
        }

        var inLast = (float)(right - last);
        // The pixel of the end is covered right of the edge, but for the triangle before it.
        area = (perPixel * (inFirst + last - 1)) + (perPixel * inLast * (1 - (0.5f * inLast)));
        Unsafe.Add(ref cell, last) += area - before;
        Unsafe.Add(ref cell, last + 1) += depth - area;
    }

    private void Untouch(int row) => (_ends[2 * row], _ends[(2 * row) + 1]) = (int.MaxValue, -1);
}

/// <summary>How winding numbers become coverage.</summary>
internal enum CoverageRule
{
    /// <summary>Even ones are outside: the fill of polygons with holes.</summary>
    EvenOdd,

    /// <summary>All but none are inside: outlines that lie over themselves.</summary>
    Union,
}

/// <summary>What covered pixels are given to, row by row. Coverages are 1 to 255.</summary>
internal interface IInk
{
    /// <summary>The next pixels are of this row of the picture.</summary>
    void Begin(int y);

    void Dot(int x, int coverage);

    /// <param name="x">First pixel.</param>
    /// <param name="count">At least one.</param>
    /// <param name="coverage">Of each.</param>
    void Run(int x, int count, int coverage);
}
