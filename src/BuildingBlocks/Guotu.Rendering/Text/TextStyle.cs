using Guotu.Rendering.Model;

namespace Guotu.Rendering.Text;

/// <summary>Chinese type sizes (字号) in points; 1 point = 25.4/72 mm.</summary>
public static class TypeSize
{
    public const double Initial = 42;
    public const double SmallInitial = 36;
    public const double One = 26;
    public const double SmallOne = 24;
    public const double Two = 22;
    public const double SmallTwo = 18;
    public const double Three = 16;
    public const double SmallThree = 15;
    public const double Four = 14;
    public const double SmallFour = 12;
    public const double Five = 10.5;
    public const double SmallFive = 9;
    public const double Six = 7.5;

    internal const double MillimetresPerPoint = 25.4 / 72;
}

/// <summary>How characters look: role of the typeface and size in points.</summary>
public sealed record TextStyle(FontRole Font, double Points)
{
    public Colour Colour { get; init; } = Colour.Black;

    public FontWeight Weight { get; init; } = FontWeight.OfRole;

    /// <summary>Space added after each character, in millimetres; negative sets tighter.</summary>
    public double LetterSpacing { get; init; }

    /// <summary>Size in millimetres.</summary>
    public double Size => Points * TypeSize.MillimetresPerPoint;
}

/// <summary>Characters in one style.</summary>
public sealed record TextSpan(string Text, TextStyle Style);

public enum TextAlignment
{
    Left,
    Centre,
    Right,

    /// <summary>Both edges straight; the last line of a paragraph stays as it is (两端对齐).</summary>
    Justified,
}

/// <summary>How lines of a paragraph are set.</summary>
public sealed record ParagraphStyle
{
    public TextAlignment Alignment { get; init; } = TextAlignment.Justified;

    /// <summary>Distance of baselines as a multiple of the largest size in the paragraph.</summary>
    public double LineSpacing { get; init; } = 1.6;

    /// <summary>Distance of baselines in millimetres; overrides <see cref="LineSpacing"/> when given.</summary>
    public double? LinePitch { get; init; }

    /// <summary>Indent of the first line in characters of the paragraph's first size; negative hangs the other lines.</summary>
    public double FirstLineIndent { get; init; }

    /// <summary>Space in millimetres above the paragraph; left out at the top of a page.</summary>
    public double SpaceBefore { get; init; }

    public double SpaceAfter { get; init; }
}

/// <summary>Text with its looks: what is laid out into lines (段落).</summary>
public sealed record Paragraph(IReadOnlyList<TextSpan> Spans, ParagraphStyle Style)
{
    public static Paragraph Of(string text, TextStyle style, TextAlignment alignment = TextAlignment.Justified) =>
        new([new TextSpan(text, style)], new ParagraphStyle { Alignment = alignment });

    public string Text => string.Concat(Spans.Select(s => s.Text));
}

/// <summary>One measured line: its runs relative to the line's top left, in millimetres.</summary>
public sealed record TextLine(double Width, double Height, IReadOnlyList<GlyphRun> Runs);
