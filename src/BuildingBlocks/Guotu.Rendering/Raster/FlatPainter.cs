using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Raster;

/// <summary>
/// Paints flat fills, solid outlines and hatches on some rows of a picture (平面填绘), as cairo would: what differs is rounding along edges. Several may
/// paint at once on rows of their own.
/// </summary>
internal sealed unsafe class FlatPainter(uint* pixels, int width, RowRange rows, HatchMasks hatches) : IDisposable
{
    private static readonly Colour Unseen = new(0, 0, 0, 0);
    private readonly CoverageBuffer _coverage = new(width, rows.Top, rows.Bottom);
    private StrokeOutline? _outline;

    /// <summary>Whether this can draw it; the rest is for cairo.</summary>
    public static bool Draws(StrokeStyle? stroke) => stroke is null || (stroke.Dashes.Count == 0 && stroke.Casing is null);

    public void Dispose() => _coverage.Dispose();

    public void Polygon(MapPath path, PolygonSymbolizer look)
    {
        if (look.Fill is { } fill && (fill.Colour is not null || fill.Hatch is not null))
        {
            for (var i = 0; i < path.RingCount; i++)
            {
                _coverage.AddRing(path.Ring(i));
            }

            var ground = new FlatInk(pixels, width, fill.Colour ?? Unseen);
            if (fill.Hatch is { } hatch)
            {
                var ink = new HatchedInk(ground, new FlatInk(pixels, width, hatch.Colour), hatches.Of(hatch), width);
                _coverage.Resolve(CoverageRule.EvenOdd, ref ink);
            }
            else
            {
                _coverage.Resolve(CoverageRule.EvenOdd, ref ground);
            }
        }

        if (look.Stroke is { } stroke)
        {
            Outline(path, stroke);
        }
    }

    public void Outline(MapPath path, StrokeStyle stroke)
    {
        _outline ??= new StrokeOutline(_coverage);
        for (var i = 0; i < path.RingCount; i++)
        {
            _outline.AddRing(path.Ring(i), stroke.Width, stroke.Join);
        }

        var ink = new FlatInk(pixels, width, stroke.Colour);
        _coverage.Resolve(CoverageRule.Union, ref ink);
    }
}

/// <summary>Rows of a picture, from <paramref name="Top"/> to before <paramref name="Bottom"/>.</summary>
public readonly record struct RowRange(int Top, int Bottom);
