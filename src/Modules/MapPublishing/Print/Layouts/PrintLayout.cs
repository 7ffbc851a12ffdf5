namespace Guotu.MapPublishing.Print.Layouts;

/// <summary>
/// A layout of printed maps (版式), as its file states it: docs/formats/print-layout.md. Lengths in millimetres and sizes of type in points of an
/// A4 sheet; other papers take them times their factor.
/// </summary>
internal sealed record PrintLayout
{
    public const string CurrentFormat = "guotu-print-layout/1";

    public required string Format { get; init; }

    /// <summary>Letters, digits and hyphens; a county's file of the same code stands in place of the built-in one.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Papers it serves, of A4 to A0.</summary>
    public required IReadOnlyList<string> Papers { get; init; }

    public required IReadOnlyDictionary<string, double> Factors { get; init; }

    public required double Margin { get; init; }

    /// <summary>Between neat line (内图廓) and outer line (外图廓), where the coordinates stand.</summary>
    public required double CoordinateBand { get; init; }

    public required TitlePart Title { get; init; }

    public required PanelPart Panel { get; init; }

    public required StripPart Strip { get; init; }

    public required TextPart Text { get; init; }

    public required bool NorthArrow { get; init; }

    internal sealed record TitlePart(double Height, double Points, double SubtitlePoints);

    /// <summary>Legend, data versions and inset: beside the map on a landscape sheet, below it on an upright one.</summary>
    internal sealed record PanelPart(double BesideWidth, double BelowHeight, IReadOnlyList<string> Blocks)
    {
        public const string Legend = "legend";
        public const string Versions = "versions";
        public const string Inset = "inset";

        public bool Has(string block) => Blocks.Contains(block, StringComparer.Ordinal);
    }

    /// <summary>Notes, scale and sign-off block at the foot.</summary>
    internal sealed record StripPart(double Height, IReadOnlyList<string> SignOff, double SignOffWidth);

    internal sealed record TextPart(double HeadPoints, double BodyPoints, double GridPoints);
}
