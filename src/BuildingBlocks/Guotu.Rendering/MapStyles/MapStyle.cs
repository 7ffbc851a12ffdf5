using Guotu.Rendering.Model;

namespace Guotu.Rendering.MapStyles;

/// <summary>The style file of a layer (图层样式文件): the usual style first, then its variants such as the aid for colour blindness (色觉辅助).</summary>
/// <param name="Layer">Code of the layer.</param>
/// <param name="Styles">At least one; the first is the default.</param>
/// <param name="Digest">SHA-256 of the file in hex: what is drawn by it is kept under this.</param>
public sealed record MapStyleFile(string Layer, IReadOnlyList<MapStyle> Styles, string Digest)
{
    public MapStyle Default => Styles[0];

    /// <summary>By name; the default for an empty name; null for an unknown one.</summary>
    public MapStyle? Find(string? name) => string.IsNullOrEmpty(name) ? Default : Styles.FirstOrDefault(s => s.Name == name);
}

/// <summary>One way to draw a layer.</summary>
/// <param name="Rules">In drawing and legend order; the else rule last.</param>
public sealed record MapStyle(string Name, string Title, IReadOnlyList<MapRule> Rules)
{
    /// <summary>Fields that rules and labels read.</summary>
    public IEnumerable<string> Fields => Rules.SelectMany(r => r.Fields).Distinct(StringComparer.Ordinal);
}

/// <summary>What the features that a filter takes look like within a range of scales.</summary>
/// <param name="Filter">Null takes every feature, or where <paramref name="IsElse"/> those that no other rule with a filter takes.</param>
/// <param name="MinScale">Least denominator at which it shows, inclusive.</param>
/// <param name="MaxScale">Denominator below which it shows.</param>
public sealed record MapRule(
    string Name, string Title, RuleFilter? Filter, bool IsElse, double MinScale, double MaxScale, IReadOnlyList<MapSymbolizer> Symbolizers)
{
    /// <summary>What the file says about the rule, such as where its colours come from; empty for nothing.</summary>
    public string Note { get; init; } = string.Empty;

    public IEnumerable<string> Fields =>
        (Filter is null ? [] : Filter.Fields).Concat(Symbolizers.OfType<TextSymbolizer>().Select(t => t.Field));

    public bool ShowsAt(double denominator) => denominator >= MinScale && denominator < MaxScale;
}

/// <summary>Sizes in pixels of 0.28 mm, as OGC counts them.</summary>
public abstract record MapSymbolizer;

public sealed record PolygonSymbolizer(FillStyle? Fill, StrokeStyle? Stroke) : MapSymbolizer;

public sealed record LineSymbolizer(StrokeStyle Stroke) : MapSymbolizer;

/// <summary>A round or square mark.</summary>
public sealed record PointSymbolizer(bool IsRound, double Size, Colour Fill, StrokeStyle? Stroke) : MapSymbolizer;

/// <summary>The value of a field written on the feature.</summary>
public sealed record TextSymbolizer(string Field, double Size, Colour Colour, Casing? Halo) : MapSymbolizer;
