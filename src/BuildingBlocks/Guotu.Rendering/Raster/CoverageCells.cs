using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Guotu.Rendering.Raster;

/// <summary>
/// The cells of a <see cref="CoverageBuffer"/> (覆盖率单元): every edge adds, to each cell it passes, the area to the right of it less what the cells
/// before have of it already. Edges within the picture, nearly all of them, take a short way in single precision; those that reach beside it are cut in
/// double precision. Places count from the upper left corner of the rows.
/// </summary>
internal sealed class CoverageCells : IDisposable
{
    /// <summary>Cells that are looked at in one step; a row is a multiple of them long, with at least two beyond the picture.</summary>
    public const int Lanes = 8;

    private readonly float[] _cells;
    private readonly int[] _ends;
    private readonly int _stride;
    private readonly int _width;
    private readonly int _height;
    private readonly Vector128<float> _limits;

    public CoverageCells(int width, int height)
    {
        (_width, _height) = (width, height);
        _limits = Vector128.Create((float)width, height, width, height);
        _stride = (width + Lanes + 1) / Lanes * Lanes;
        _cells = ArrayPool<float>.Shared.Rent((_stride * height) + Lanes);
        Array.Clear(_cells);
        _ends = new int[2 * height];
        for (var row = 0; row < height; row++)
        {
            Empty(row);
        }

        ForgetRows();
    }

    /// <summary>First row that an edge passed; greater than <see cref="LastRow"/> where none did.</summary>
    public int FirstRow { get; private set; }

    public int LastRow { get; private set; }

    public void Dispose() => ArrayPool<float>.Shared.Return(_cells);

    /// <summary>First and last cell that edges passed in a row; the last is below nought where none did, and up to a cell beyond the picture.</summary>
    public (int First, int Last) Ends(int row) => (_ends[2 * row], _ends[(2 * row) + 1]);

    public ref float First(int row) => ref _cells[row * _stride];

    /// <summary>Marks a row whose cells were set to nought.</summary>
    public void Empty(int row) => (_ends[2 * row], _ends[(2 * row) + 1]) = (int.MaxValue, -1);

    public void ForgetRows() => (FirstRow, LastRow) = (int.MaxValue, -1);

    /// <summary>The edges of a closed line whose last point is the first one again.</summary>
    /// <param name="loop">X and y, rows counted from the first one.</param>
    /// <param name="sign">1, or −1 as if it were gone through backwards.</param>
    public void AddLoop(ReadOnlySpan<Vector2> loop, float sign)
    {
        ref var first = ref Unsafe.As<Vector2, float>(ref MemoryMarshal.GetReference(loop));
        for (var i = 0; i + 1 < loop.Length; i++)
        {
            var edge = Vector128.LoadUnsafe(ref first, (nuint)(2 * i));
            if (Vector128.GreaterThanOrEqualAll(edge, Vector128<float>.Zero) && Vector128.LessThanAll(edge, _limits))
            {
                AddWithin(edge, sign);
            }
            else
            {
                AddEdge(edge[0], edge[1], edge[2], edge[3], sign);
            }
        }
    }

    /// <summary>One edge that may reach beside the picture, or be no number at all: then it is passed over.</summary>
    public void AddEdge(double x0, double y0, double x1, double y1, float sign)
    {
        if (y0 > y1)
        {
            (x0, y0, x1, y1, sign) = (x1, y1, x0, y0, -sign);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddWithin(Vector128<float> edge, float sign)
    {
        var (x0, y0, x1, y1) = (edge[0], edge[1], edge[2], edge[3]);
        var (row, end) = (Whole(y0), Whole(y1));
        if (row == end)
        {
            Touch(row, row);
            AddPiece(row, x0, x1, (y1 - y0) * sign);
        }
        else if (row < end)
        {
            Touch(row, end);
            AddRows(x0, y0, x1, y1, sign);
        }
        else
        {
            Touch(end, row);
            AddRows(x1, y1, x0, y0, -sign);
        }
    }

    /// <summary>An edge downwards over several rows.</summary>
    private void AddRows(float x0, float y0, float x1, float y1, float sign)
    {
        var (row, end, slope) = (Whole(y0), Whole(y1), (x1 - x0) / (y1 - y0));
        var below = row + 1 - y0;
        var next = x0 + (slope * below);
        AddPiece(row, x0, next, below * sign);
        for (row++; row < end; row++)
        {
            var x = next;
            next = x0 + (slope * (row + 1 - y0));
            AddPiece(row, x, next, sign);
        }

        if (y1 > end)
        {
            AddPiece(end, next, x1, (y1 - end) * sign);
        }
    }

    /// <summary>What of an edge lies in one row. Rounding may take it beside the picture by less than a cell, for which there is room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddPiece(int row, float x0, float x1, float depth)
    {
        var (left, right) = x0 < x1 ? (x0, x1) : (x1, x0);
        var (first, last) = (Whole(left), Whole(right));
        Widen(row, first, last + 1);
        ref var cell = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_cells), (row * _stride) + first);
        if (first == last)
        {
            var beyond = (((x0 + x1) * 0.5f) - first) * depth;
            cell += depth - beyond;
            Unsafe.Add(ref cell, 1) += beyond;
        }
        else
        {
            Spread(ref cell, left - first, right - first, last - first, depth);
        }
    }

    /// <summary>The whole part of a number that is known to have one: the language's own conversion asks first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Whole(float number) => Sse.IsSupported ? Sse.ConvertToInt32WithTruncation(Vector128.CreateScalarUnsafe(number)) : (int)number;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Touch(int first, int last)
    {
        if (first < FirstRow)
        {
            FirstRow = first;
        }

        if (last > LastRow)
        {
            LastRow = last;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Widen(int row, int first, int last)
    {
        ref var low = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ends), 2 * row);
        ref var high = ref Unsafe.Add(ref low, 1);
        if (first < low)
        {
            low = first;
        }

        if (last > high)
        {
            high = last;
        }
    }

    /// <summary>An edge over several pixels of one row; places count from the first cell.</summary>
    private static void Spread(ref float cell, float left, float right, int last, float depth)
    {
        var perPixel = depth / (right - left);
        var inFirst = 1 - left;
        var area = 0.5f * perPixel * inFirst * inFirst;
        cell += area;
        var before = area;
        for (var i = 1; i < last; i++)
        {
            area = perPixel * (inFirst + i - 0.5f);
            Unsafe.Add(ref cell, i) += area - before;
            before = area;
        }

        var inLast = right - last;
        // The pixel of the end is covered right of the edge, but for the triangle before it.
        area = (perPixel * (inFirst + last - 1)) + (perPixel * inLast * (1 - (0.5f * inLast)));
        Unsafe.Add(ref cell, last) += area - before;
        Unsafe.Add(ref cell, last + 1) += depth - area;
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

    /// <summary>An edge cut to the picture, downwards.</summary>
    private void Walk(double x, double y0, double y1, double slope, float sign)
    {
        var (row, end) = ((int)y0, Math.Min(_height, (int)Math.Ceiling(y1)));
        if (row >= end)
        {
            return;
        }

        Touch(row, end - 1);
        for (; row < end; row++)
        {
            var height = Math.Min(row + 1, y1) - Math.Max(row, y0);
            var next = Math.Clamp(x + (slope * height), 0, _width);
            AddPiece(row, (float)x, (float)next, (float)height * sign);
            x = next;
        }
    }
}
