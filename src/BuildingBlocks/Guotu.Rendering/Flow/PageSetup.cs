using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

/// <summary>Margins in millimetres (页边距).</summary>
public readonly record struct PageMargins(double Top, double Right, double Bottom, double Left);

/// <summary>
/// A line at the head or foot of every page (页眉、页脚). <c>{page}</c> and <c>{pages}</c> stand for the page's number and the count.
/// </summary>
public sealed record RunningLine
{
    public string Left { get; init; } = string.Empty;

    public string Centre { get; init; } = string.Empty;

    public string Right { get; init; } = string.Empty;

    public TextStyle Style { get; init; } = new(FontRole.Song, TypeSize.SmallFive);

    /// <summary>Distance in millimetres of the text's outer edge from the paper's edge.</summary>
    public double Distance { get; init; } = 12;

    /// <summary>Rule between the line and the text; null for none.</summary>
    public StrokeStyle? Rule { get; init; }
}

/// <summary>Pale words across every page (水印), such as 演示数据; drawn over the content so that no figure hides them.</summary>
public sealed record Watermark(string Text)
{
    /// <summary>The mark of demonstration data.</summary>
    public static readonly Watermark Demonstration = new("演示数据");

    public TextStyle Style { get; init; } = new(FontRole.Hei, 40) { Colour = new Colour(0x60, 0x60, 0x60, 34) };

    /// <summary>Distances between two marks in millimetres.</summary>
    public double StepX { get; init; } = 105;

    public double StepY { get; init; } = 99;
}

/// <summary>The label of what the pages show (密级标志), in bold at the top left of every page, above all else.</summary>
/// <param name="Text">Such as 内部.</param>
/// <param name="Place">Top left of the text in millimetres.</param>
public sealed record PageLabel(string Text, PointMm Place)
{
    public TextStyle Style { get; init; } = new(FontRole.Hei, TypeSize.Four);
}

/// <summary>A double frame around the page of a certificate (证书边框), in millimetres from the paper's edge.</summary>
public sealed record PageFrame(double Inset, StrokeStyle Outer, StrokeStyle Inner)
{
    public double Gap { get; init; } = 1.4;
}

/// <summary>Paper, margins and what every page carries (页面设置).</summary>
public sealed record PageSetup
{
    /// <summary>A4 with the type area 156 × 225 mm of GB/T 9704-2012 (公文版心).</summary>
    public static readonly PageSetup Official = new() { Margins = new PageMargins(37, 26, 35, 28) };

    /// <summary>A4 for reports and certificates.</summary>
    public static readonly PageSetup Report = new();

    public PageSize Size { get; init; } = PageSize.A4;

    public PageMargins Margins { get; init; } = new(25, 22, 22, 22);

    public RunningLine? Header { get; init; }

    public RunningLine? Footer { get; init; }

    public Watermark? Watermark { get; init; }

    public PageFrame? Frame { get; init; }

    public PageLabel? Label { get; init; }

    /// <summary>Where the text may stand, in page millimetres (版心).</summary>
    public BoxMm TypeArea => new(
        Margins.Left, Margins.Top, Size.Width - Margins.Left - Margins.Right, Size.Height - Margins.Top - Margins.Bottom);
}
