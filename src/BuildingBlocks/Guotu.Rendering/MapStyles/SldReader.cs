using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Guotu.Rendering.MapStyles;

/// <summary>
/// Reads the subset of Styled Layer Descriptor 1.1 and Symbology Encoding 1.1 that layers are drawn by. What is outside the subset stops the
/// reading: a style that is half understood would draw a false map.
/// </summary>
public static class SldReader
{
    internal static readonly XNamespace Sld = "http://www.opengis.net/sld";
    internal static readonly XNamespace Se = "http://www.opengis.net/se";
    internal static readonly XNamespace Ogc = "http://www.opengis.net/ogc";

    /// <summary>The file's styles; a <see cref="FormatException"/> names what is not understood.</summary>
    public static MapStyleFile Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 4_000_000 };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        var root = XDocument.Load(reader).Root!;
        Must(root.Name == Sld + "StyledLayerDescriptor" && (string?)root.Attribute("version") == "1.1.0", "the root is not a StyledLayerDescriptor 1.1.0");
        var layer = Single(root, Sld + "NamedLayer");
        var styles = layer.Elements(Sld + "UserStyle").Select(Style).ToList();
        Must(styles.Count > 0, "no UserStyle");
        Must(styles.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count() == styles.Count, "two styles of one name");
        return new MapStyleFile(Single(layer, Se + "Name").Value, styles, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant());
    }

    internal static void Must(bool holds, string fault)
    {
        if (!holds)
        {
            throw new FormatException("Style: " + fault);
        }
    }

    internal static XElement Single(XElement parent, XName name)
    {
        var found = parent.Elements(name).Take(2).ToList();
        Must(found.Count == 1, $"{parent.Name.LocalName} has {found.Count} of {name.LocalName}");
        return found[0];
    }

    internal static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"Style: {text} is no number");

    private static MapStyle Style(XElement style)
    {
        var rules = style.Elements(Se + "FeatureTypeStyle").SelectMany(f => f.Elements(Se + "Rule")).Select(Rule).ToList();
        Must(rules.Count > 0, "a style without rules");
        Must(rules.Exists(r => r.IsElse) || rules.Exists(r => r.Filter is null), "features that no rule takes would not show");
        return new MapStyle(Single(style, Se + "Name").Value, TitleOf(style), rules);
    }

    private static string TitleOf(XElement owner) =>
        owner.Element(Se + "Description")?.Element(Se + "Title")?.Value ?? owner.Element(Se + "Name")?.Value ?? string.Empty;

    private static MapRule Rule(XElement rule)
    {
        var filters = rule.Elements(Ogc + "Filter").ToList();
        Must(filters.Count <= 1, "a rule with two filters");
        var symbolizers = rule.Elements().Where(e => e.Name.LocalName.EndsWith("Symbolizer", StringComparison.Ordinal)).Select(SymbolizerReader.Read).ToList();
        Must(symbolizers.Count > 0, "a rule that draws nothing");
        return new MapRule(
            rule.Element(Se + "Name")?.Value ?? string.Empty,
            TitleOf(rule),
            filters.Count == 0 ? null : Filter(filters[0].Elements().Single()),
            rule.Element(Se + "ElseFilter") is not null,
            rule.Element(Se + "MinScaleDenominator") is { } min ? Number(min.Value) : 0,
            rule.Element(Se + "MaxScaleDenominator") is { } max ? Number(max.Value) : double.PositiveInfinity,
            symbolizers)
        {
            Note = rule.Element(Se + "Description")?.Element(Se + "Abstract")?.Value ?? string.Empty,
        };
    }

    private static RuleFilter Filter(XElement filter)
    {
        switch (filter.Name.LocalName)
        {
            case "PropertyIsEqualTo":
                return new ValueFilter(Field(filter), new HashSet<string>(StringComparer.Ordinal) { Single(filter, Ogc + "Literal").Value });
            case "PropertyIsGreaterThanOrEqualTo":
                return new RangeFilter(Field(filter), Bound(filter), null);
            case "PropertyIsLessThan":
                return new RangeFilter(Field(filter), null, Bound(filter));
            case "And":
                return new AllFilter([.. filter.Elements().Select(Filter)]);
            case "Or":
                var parts = filter.Elements().Select(Filter).ToList();
                Must(parts.TrueForAll(p => p is ValueFilter) && parts.Select(p => p.Fields.Single()).Distinct().Count() == 1, "Or joins equalities of one field only");
                return new ValueFilter(parts[0].Fields.Single(), parts.Cast<ValueFilter>().SelectMany(p => p.Values).ToHashSet(StringComparer.Ordinal));
            default:
                throw new FormatException($"Style: the filter {filter.Name.LocalName} is outside the subset");
        }
    }

    private static string Field(XElement filter) => Single(filter, Ogc + "PropertyName").Value;

    private static decimal Bound(XElement filter) => (decimal)Number(Single(filter, Ogc + "Literal").Value);
}
