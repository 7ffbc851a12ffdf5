using System.Globalization;

namespace Guotu.Rendering.Model;

/// <summary>An sRGB colour, eight bits a channel, with opacity (255 = opaque).</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue, byte Alpha = 255)
{
    public static readonly Colour Black = new(0, 0, 0);

    public static readonly Colour White = new(255, 255, 255);

    /// <summary>The red of office headings and seals (公文红).</summary>
    public static readonly Colour SealRed = new(0xD7, 0x00, 0x0F);

    /// <summary>Reads <c>#RRGGBB</c>.</summary>
    public static Colour Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        var value = uint.Parse(hex.AsSpan(hex.StartsWith('#') ? 1 : 0), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Colour((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }
}

public enum LineCap
{
    Butt = 0,
    Round = 1,
    Square = 2,
}

public enum LineJoin
{
    Miter = 0,
    Round = 1,
    Bevel = 2,
}

/// <summary>How a line is drawn. Widths and dashes in millimetres.</summary>
public sealed record StrokeStyle(Colour Colour, double Width)
{
    /// <summary>Lengths of dash and gap in turn; empty for a solid line.</summary>
    public IReadOnlyList<double> Dashes { get; init; } = [];

    public LineCap Cap { get; init; } = LineCap.Butt;

    public LineJoin Join { get; init; } = LineJoin.Miter;

    /// <summary>A band under the line that keeps it legible on any ground (白色衬边); null for none.</summary>
    public Casing? Casing { get; init; }
}

/// <summary>The band that shows on each side of a line or a letter, in millimetres.</summary>
public sealed record Casing(Colour Colour, double Margin)
{
    /// <summary>White, 2 px at 96 dpi, as the map rules ask of every overlay line.</summary>
    public static readonly Casing White = new(Colour.White, 0.53);
}

/// <summary>Hatches of map overlays (填充纹样).</summary>
public enum HatchKind
{
    /// <summary>Lines rising to the right (45°).</summary>
    Rising,

    /// <summary>Lines falling to the right (−45°).</summary>
    Falling,

    /// <summary>Both diagonals.</summary>
    Crossed,

    /// <summary>Horizontal and vertical lines.</summary>
    Grid,

    /// <summary>Round dots in staggered rows.</summary>
    Dots,
}

/// <summary>A hatch: distance between lines and their width in millimetres. Anchored to the page, so that neighbours meet.</summary>
public sealed record Hatch(HatchKind Kind, Colour Colour, double Spacing, double LineWidth);

public enum FillRule
{
    NonZero = 0,
    EvenOdd = 1,
}

/// <summary>How an area is filled: a colour, a hatch over it, or both.</summary>
public sealed record FillStyle(Colour? Colour)
{
    public Hatch? Hatch { get; init; }

    /// <summary>Even-odd by default: rings of a polygon may run either way round.</summary>
    public FillRule Rule { get; init; } = FillRule.EvenOdd;
}
