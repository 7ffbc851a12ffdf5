using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Guotu.Rendering.Raster;

/// <summary>
/// How much of each pixel closed outlines cover (覆盖率缓冲), exactly: every edge adds the area to the right of it to the cells it passes, and the sum along
/// a row is the winding number averaged over the pixel. Cost grows with the pixels that edges pass and with runs between them. For rows
/// <c>top … bottom − 1</c> of a picture; what lies beside the picture is cut off here, so outlines may reach as far as they like.
/// </summary>
internal sealed class CoverageBuffer(int width, int top, int bottom) : IDisposable
{
    private const int Lanes = CoverageCells.Lanes;
    private readonly CoverageCells _cells = new(width, bottom - top);

    public void Dispose() => _cells.Dispose();

    /// <summary>The edges of a closed ring.</summary>
    public void Add(FlatRing ring) => _cells.AddLoop(ring.Points, 1);

    /// <summary>A line along the ring that the outline was last worked out of.</summary>
    public void Add(StrokeOutline outline)
    {
        _cells.AddLoop(outline.Right, 1);
        _cells.AddLoop(outline.Left, -1);
    }

    /// <summary>Gives every run of covered pixels to the ink, row by row, and empties the buffer.</summary>
    public void Resolve<TInk>(CoverageRule rule, ref TInk ink)
        where TInk : struct, IInk
    {
        for (var row = _cells.FirstRow; row <= _cells.LastRow; row++)
        {
            var (first, last) = _cells.Ends(row);
            if (last >= 0)
            {
                ink.Begin(row + top);
                ref var cells = ref _cells.First(row);
                ResolveRow(ref cells, first, Math.Min(last, width - 1), rule, ref ink);
                for (var beside = width; beside <= last; beside++)
                {
                    Unsafe.Add(ref cells, beside) = 0;
                }

                _cells.Empty(row);
            }
        }

        _cells.ForgetRows();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ResolveRow<TInk>(ref float cells, int first, int last, CoverageRule rule, ref TInk ink)
        where TInk : struct, IInk
    {
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
        if (x < width && ToByte(sum, rule) is var open and > 0)
        {
            ink.Run(x, width - x, open);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ToByte(float sum, CoverageRule rule)
    {
        var depth = Math.Abs(sum);
        return depth <= 1 && rule != CoverageRule.Paired ? Byte(depth) : rule switch
        {
            CoverageRule.Union => 255,
            CoverageRule.EvenOdd => Folded(depth),
            _ => Byte(depth >= 2 ? 1 : depth - (depth * depth / 4)),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Byte(float coverage) => CoverageCells.Whole((coverage * 255) + 0.5f);

    private static int Folded(float depth)
    {
        var folded = depth - (2 * MathF.Floor(depth / 2));
        return Byte(folded > 1 ? 2 - folded : folded);
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
}

/// <summary>How winding numbers become coverage.</summary>
internal enum CoverageRule
{
    /// <summary>Even ones are outside: the fill of polygons with holes.</summary>
    EvenOdd,

    /// <summary>All but none are inside: outlines that lie over themselves.</summary>
    Union,

    /// <summary>Fine lines of which nearly each lies there twice, once from either side: as if one were drawn over the other.</summary>
    Paired,
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
