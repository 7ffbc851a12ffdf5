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
    private readonly FlatRing _ring = new(width, rows.Top, rows.Bottom);
    private StrokeOutline? _outline;
    private (double Width, LineJoin Join) _outlined;
    private CoverageBuffer? _borders;

    /// <summary>Whether this can draw it; the rest is for cairo.</summary>
    public static bool Draws(StrokeStyle? stroke) => stroke is null || (stroke.Dashes.Count == 0 && stroke.Casing is null);

    public void Dispose()
    {
        _coverage.Dispose();
        _borders?.Dispose();
    }

    public void Polygon(MapPath path, PolygonSymbolizer look)
    {
        if (look.Fill is { } fill && (fill.Colour is not null || fill.Hatch is not null))
        {
            for (var i = 0; i < path.RingCount; i++)
            {
                _coverage.Add(_ring.Take(path.Ring(i)));
            }

            Fill(fill);
        }

        if (look.Stroke is { } stroke)
        {
            Outline(path, stroke);
        }
    }

    public void Outline(MapPath path, StrokeStyle stroke)
    {
        var outline = OutlineOf(stroke);
        for (var i = 0; i < path.RingCount; i++)
        {
            outline.Around(_ring.Take(path.Ring(i)).Points);
            _coverage.Add(outline);
        }

        var ink = new FlatInk(pixels, width, stroke.Colour);
        _coverage.Resolve(CoverageRule.Union, ref ink);
    }

    /// <summary>Fills a polygon of many that lie side by side; its outline is kept until <see cref="Borders"/>.</summary>
    public void Neighbour(MapPath path, FillStyle? fill, StrokeStyle border)
    {
        var outline = OutlineOf(border);
        _borders ??= new CoverageBuffer(width, rows.Top, rows.Bottom);
        for (var i = 0; i < path.RingCount; i++)
        {
            outline.Around(_ring.Take(path.Ring(i)).Points);
            _borders.Add(outline);
            _coverage.Add(_ring);
        }

        Fill(fill ?? new FillStyle(Unseen));
    }

    /// <summary>Draws the outlines of all neighbours in one go.</summary>
    public void Borders(StrokeStyle border)
    {
        var ink = new FlatInk(pixels, width, border.Colour);
        _borders?.Resolve(CoverageRule.Paired, ref ink);
    }

    private void Fill(FillStyle fill)
    {
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

    private StrokeOutline OutlineOf(StrokeStyle stroke)
    {
        if (_outline is null || _outlined != (stroke.Width, stroke.Join))
        {
            (_outline, _outlined) = (new StrokeOutline(stroke.Width, stroke.Join), (stroke.Width, stroke.Join));
        }

        return _outline;
    }
}

/// <summary>Rows of a picture, from <paramref name="Top"/> to before <paramref name="Bottom"/>.</summary>
public readonly record struct RowRange(int Top, int Bottom);
