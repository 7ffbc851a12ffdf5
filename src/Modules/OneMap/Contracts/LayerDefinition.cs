using Guotu.Rendering.MapStyles;

namespace Guotu.OneMap.Contracts;

/// <summary>
/// A layer of the catalogue (图层定义), read from <c>Layers/CODE.yaml</c>: a change of it needs no build.
/// Plane coordinates of every layer are those of the county's zone, east first, on the 0.1 mm grid.
/// </summary>
public sealed record LayerDefinition
{
    /// <summary>Standard code such as <c>DLTB</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese name as staff know it.</summary>
    public required string Name { get; init; }

    /// <summary>First and second level of the catalogue.</summary>
    public required IReadOnlyList<string> Category { get; init; }

    /// <summary>Only <c>polygon</c> in this build.</summary>
    public required string Geometry { get; init; }

    /// <summary>Days after its as-of date when the layer counts as stale (过期); null where it does not age.</summary>
    public int? MaxAgeDays { get; init; }

    public required IReadOnlyList<LayerField> Fields { get; init; }

    /// <summary>Field that names a feature on maps and lists.</summary>
    public required string LabelField { get; init; }

    /// <summary>Field whose values give classes (地类 of DLTB); null for layers without.</summary>
    public string? ClassField { get; init; }

    /// <summary>Fields that tell a feature again in a later import; together unique in the layer, at least one.</summary>
    public required IReadOnlyList<string> KeyFields { get; init; }

    /// <summary>How it is drawn on maps and told in legends.</summary>
    public required LayerStyle Style { get; init; }

    /// <summary>The whole style file, by which the server draws; <see cref="Style"/> is its overview.</summary>
    public MapStyleFile Drawing { get; init; } = new(string.Empty, [], string.Empty);

    /// <summary>Least zoom at which the pages show the layer.</summary>
    public int MinZoom { get; init; }

    /// <summary>Least zoom at which tiles hold the layer, for desktop programs perhaps less than <see cref="MinZoom"/>.</summary>
    public int TileZoom { get; init; }

    /// <summary>Whether the layer must cover the county without gap or overlap (无缝覆盖).</summary>
    public bool CoversCounty { get; init; }

    public LayerField Field(string code) =>
        Fields.FirstOrDefault(f => f.Code == code) ?? throw new InvalidOperationException($"Layer {Code} has no field {code}");
}

/// <summary>A field of a layer (字段), as its standard states it.</summary>
/// <param name="Code">Standard field code such as <c>DLBM</c>.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Kind">Type of its values.</param>
/// <param name="Length">Characters at most for text, digits for numbers.</param>
/// <param name="Decimals">Decimals of a number; 0 for whole numbers.</param>
/// <param name="Requirement">M, O or C: mandatory, optional, conditional.</param>
public sealed record LayerField(string Code, string Name, LayerFieldKind Kind, int Length, int Decimals, string Requirement)
{
    public bool Mandatory => Requirement == "M";
}

/// <summary>Type of a field's values.</summary>
public enum LayerFieldKind
{
    Text,
    Whole,
    Decimal,
    Date,
}

/// <summary>How a layer is drawn (样式): colours as #RRGGBB, pattern names of the map's style subset.</summary>
public sealed record LayerStyle
{
    public string? Fill { get; init; }

    public required string Stroke { get; init; }

    /// <summary>Stroke width in CSS pixels.</summary>
    public double StrokeWidth { get; init; } = 1;

    /// <summary><c>none</c>, <c>hatch45</c>, <c>dots</c>, <c>dash-dot</c>.</summary>
    public string Pattern { get; init; } = "none";

    /// <summary>Scale denominator from which on the outline is one thin line without casing; null for never.</summary>
    public double? ThinFrom { get; init; }

    /// <summary>Field whose value chooses the fill among <see cref="Classes"/>.</summary>
    public string? ByField { get; init; }

    public IReadOnlyList<LayerStyleClass> Classes { get; init; } = [];

    /// <summary>Where the colours come from.</summary>
    public required string Source { get; init; }

    /// <summary>待核实: the standard's own appendix was not read.</summary>
    public bool Unverified { get; init; }
}

/// <summary>Fill of one class.</summary>
public sealed record LayerStyleClass(string Value, string Label, string Fill, bool Unverified)
{
    /// <summary>Hatch of the class in the variant for colour blindness (色觉辅助); null for none.</summary>
    public string? AidPattern { get; init; }
}
