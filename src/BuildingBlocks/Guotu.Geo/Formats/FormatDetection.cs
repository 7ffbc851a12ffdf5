using System.Collections.Immutable;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Formats.Reference;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats;

/// <summary>Order of the two numbers of a position as the file writes them.</summary>
public enum AxisOrder
{
    /// <summary>East or longitude first (先东后北).</summary>
    EastFirst,

    /// <summary>North or latitude first (先北后东).</summary>
    NorthFirst,
}

/// <summary>What was concluded of a file and why (识别结论).</summary>
/// <param name="Encoding">Encoding of its text; null for formats that fix it themselves or have no text.</param>
/// <param name="Crs">Null where the file does not make it certain: then <see cref="Doubts"/> asks.</param>
/// <param name="Conclusions">Each thing concluded and the evidence, in Chinese.</param>
public sealed record FormatDetection(
    FileFormat Format, string? Encoding, CoordinateSystem? Crs, AxisOrder Axis, ImmutableArray<Conclusion> Conclusions)
{
    /// <summary>What the user has to settle before the features may be used for business; each names the choice that settles it.</summary>
    public ImmutableArray<Error> Doubts { get; init; } = [];

    /// <summary>Layers of the file, the one that is read among them.</summary>
    public ImmutableArray<string> Layers { get; init; } = [];
}

/// <summary>What the user has decided; whatever is null is concluded from the file or asked back.</summary>
public sealed record ReadChoices
{
    public static readonly ReadChoices None = new();

    public FileFormat? Format { get; init; }

    /// <summary><c>UTF-8</c> or <c>GB18030</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>For a file that names none; a file that names another is refused.</summary>
    public CoordinateSystem? Crs { get; init; }

    public AxisOrder? Axis { get; init; }

    /// <summary>Layer of a file that has several.</summary>
    public string? Layer { get; init; }

    public ReadLimits Limits { get; init; } = ReadLimits.Default;
}

/// <summary>Bounds that hold against hostile files.</summary>
public sealed record ReadLimits
{
    public static readonly ReadLimits Default = new();

    /// <summary>Bytes of a file, or of all that an archive unpacks to.</summary>
    public long MaxBytes { get; init; } = 8L << 30;

    /// <summary>Vertices of one feature.</summary>
    public int MaxVertices { get; init; } = 20_000_000;

    /// <summary>Rings of one feature.</summary>
    public int MaxRings { get; init; } = 1_000_000;

    /// <summary>Characters of one line or one value.</summary>
    public int MaxText { get; init; } = 64 << 20;

    public int MaxArchiveEntries { get; init; } = 5_000;

    /// <summary>Unpacked to packed bytes of an archive entry beyond its first mebibyte.</summary>
    public int MaxArchiveRatio { get; init; } = 250;
}
