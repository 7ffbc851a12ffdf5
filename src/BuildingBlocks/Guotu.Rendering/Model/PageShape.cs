namespace Guotu.Rendering.Model;

/// <summary>Something on a page, in absolute page millimetres, painted in the order of the page's list.</summary>
public abstract record PageShape
{
    public abstract PageShape MovedBy(PointMm by);
}

/// <summary>An outline, filled, stroked or both (fill first).</summary>
public sealed record PathShape(PagePath Path) : PageShape
{
    public FillStyle? Fill { get; init; }

    public StrokeStyle? Stroke { get; init; }

    public override PageShape MovedBy(PointMm by) => this with { Path = Path.MovedBy(by) };
}

/// <summary>A PNG picture fitted to a box.</summary>
public sealed record ImageShape(BoxMm Box, ReadOnlyMemory<byte> Png) : PageShape
{
    public override PageShape MovedBy(PointMm by) => this with { Box = Box.MovedBy(by) };
}

/// <summary>Shapes of which only what lies inside the outline shows.</summary>
public sealed record ClipShape(PagePath Clip, IReadOnlyList<PageShape> Shapes) : PageShape
{
    /// <summary>Opacity of the shapes taken together (透明度), 0 to 1: what lies on top of another among them hides it first.</summary>
    public double Opacity { get; init; } = 1;

    public override PageShape MovedBy(PointMm by) =>
        this with { Clip = Clip.MovedBy(by), Shapes = [.. Shapes.Select(s => s.MovedBy(by))] };
}

/// <summary>A named place that a later step fills, such as the seal's (印章位置); draws nothing itself.</summary>
public sealed record PlaceMark(string Name, BoxMm Box) : PageShape
{
    public override PageShape MovedBy(PointMm by) => this with { Box = Box.MovedBy(by) };
}

/// <summary>
/// Glyphs of one font, size and colour on one baseline, as measured once (字形串). Every writer places exactly these
/// glyphs, so PDF and OFD break lines alike.
/// </summary>
public sealed record GlyphRun(FontFace Face, double Size, Colour Colour, PointMm Origin) : PageShape
{
    /// <summary>The characters the glyphs stand for; what a reader copies and searches.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Glyphs in drawing order, offsets in millimetres from <see cref="Origin"/>.</summary>
    public IReadOnlyList<Glyph> Glyphs { get; init; } = [];

    /// <summary>Which characters which glyphs stand for, in the order of <see cref="Text"/>.</summary>
    public IReadOnlyList<GlyphCluster> Clusters { get; init; } = [];

    /// <summary>True for a right-to-left run: clusters are then in reverse order of the glyphs.</summary>
    public bool RightToLeft { get; init; }

    /// <summary>Clockwise turn about <see cref="Origin"/> in degrees.</summary>
    public double Rotation { get; init; }

    /// <summary>A band around the letters where they stand on a map; null for none.</summary>
    public Casing? Halo { get; init; }

    /// <summary>True for a watermark: it shows, but is not part of what a reader copies and searches.</summary>
    public bool IsDecoration { get; init; }

    public override PageShape MovedBy(PointMm by) => this with { Origin = Origin + by };
}

/// <summary>A glyph of the run's font: its index in the font file and its baseline offset in millimetres.</summary>
public readonly record struct Glyph(uint Index, double X, double Y);

/// <summary>A piece of the run's text (UTF-16 length) and how many glyphs draw it; either may be 0.</summary>
public readonly record struct GlyphCluster(int TextLength, int GlyphCount);

/// <summary>The font file that was chosen (字体): enough to embed the same outlines in any format.</summary>
/// <param name="Family">Family name as installed.</param>
/// <param name="File">Path of the font file.</param>
/// <param name="Index">Face in a collection; the upper 16 bits name the instance of a variable font.</param>
/// <param name="Emboldened">True where the family has no bold face and the outlines are thickened.</param>
public sealed record FontFace(string Family, string File, int Index, bool Emboldened);
