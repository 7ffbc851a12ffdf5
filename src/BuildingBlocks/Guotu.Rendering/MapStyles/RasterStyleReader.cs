using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.MapStyles;

/// <summary>
/// Reads the subset of RasterSymbolizer (Symbology Encoding 1.1) that rasters are drawn by: ColorMap with Interpolate of Rasterdata or Categorize of Slope,
/// ShadedRelief, and as vendor options the azimuth and altitude of the light and the resampling. What is outside the subset stops the reading.
/// </summary>
public static class RasterStyleReader
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "ColorMap", "ShadedRelief", "VendorOption" };
    private static readonly HashSet<string> Options = new(StringComparer.Ordinal) { "azimuth", "altitude", "resampling" };

    /// <summary>The file's styles; a <see cref="FormatException"/> names what is not understood.</summary>
    public static RasterStyleFile Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 1_000_000 };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        var root = XDocument.Load(reader).Root!;
        SldReader.Must(root.Name == SldReader.Sld + "StyledLayerDescriptor" && (string?)root.Attribute("version") == "1.1.0", "the root is not a StyledLayerDescriptor 1.1.0");
        var layer = SldReader.Single(root, SldReader.Sld + "NamedLayer");
        var styles = layer.Elements(SldReader.Sld + "UserStyle").Select(Style).ToList();
        SldReader.Must(styles.Count > 0 && styles.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count() == styles.Count, "no UserStyle, or two of one name");
        return new RasterStyleFile(
            SldReader.Single(layer, SldReader.Se + "Name").Value, styles, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant());
    }

    private static RasterStyle Style(XElement style)
    {
        var rule = SldReader.Single(SldReader.Single(style, SldReader.Se + "CoverageStyle"), SldReader.Se + "Rule");
        var look = SldReader.Single(rule, SldReader.Se + "RasterSymbolizer");
        SldReader.Must(look.Elements().All(e => Known.Contains(e.Name.LocalName)), "a RasterSymbolizer outside the subset");
        var options = look.Elements(SldReader.Sld + "VendorOption").ToDictionary(o => (string?)o.Attribute("name") ?? string.Empty, o => o.Value, StringComparer.Ordinal);
        SldReader.Must(options.Keys.All(Options.Contains), "an unknown vendor option");
        var resampling = options.GetValueOrDefault("resampling");
        SldReader.Must(resampling is "bilinear" or "nearest", "the resampling is neither bilinear nor nearest");
        var name = SldReader.Single(style, SldReader.Se + "Name").Value;
        return new RasterStyle(
            name,
            style.Element(SldReader.Se + "Description")?.Element(SldReader.Se + "Title")?.Value ?? name,
            look.Element(SldReader.Se + "ColorMap") is { } map ? Colours(map) : null,
            look.Element(SldReader.Se + "ShadedRelief") is { } relief ? Relief(relief, options) : null,
            resampling == "bilinear");
    }

    private static ReliefStyle Relief(XElement relief, Dictionary<string, string> options)
    {
        SldReader.Must(options.ContainsKey("azimuth") && options.ContainsKey("altitude"), "ShadedRelief without azimuth and altitude");
        var style = new ReliefStyle(
            SldReader.Number(options["azimuth"]), SldReader.Number(options["altitude"]), SldReader.Number(SldReader.Single(relief, SldReader.Se + "ReliefFactor").Value));
        SldReader.Must(style is { Azimuth: >= 0 and < 360, Altitude: > 0 and <= 90, Exaggeration: > 0 and <= 100 }, "a light out of range");
        return style;
    }

    private static RasterColours Colours(XElement map)
    {
        var function = map.Elements().Single();
        var quantity = SldReader.Single(function, SldReader.Se + "LookupValue").Value switch
        {
            "Rasterdata" => RasterQuantity.Value,
            "Slope" => RasterQuantity.Slope,
            var other => throw new FormatException($"Style: colours by {other} are outside the subset"),
        };
        var isContinuous = function.Name == SldReader.Se + "Interpolate";
        SldReader.Must(isContinuous || function.Name == SldReader.Se + "Categorize", "a ColorMap that neither interpolates nor categorizes");
        var stops = isContinuous
            ? function.Elements(SldReader.Se + "InterpolationPoint").Select(p => new ColourStop(
                SldReader.Number(SldReader.Single(p, SldReader.Se + "Data").Value), Colour.Parse(SldReader.Single(p, SldReader.Se + "Value").Value))).ToList()
            : [.. Categories(function)];
        SldReader.Must(stops.Count >= 2 && stops.Zip(stops.Skip(1)).All(p => p.First.From < p.Second.From), "colours that do not ascend");
        return new RasterColours(quantity, isContinuous, stops);
    }

    private static IEnumerable<ColourStop> Categories(XElement categorize)
    {
        var colours = categorize.Elements(SldReader.Se + "Value").Select(v => Colour.Parse(v.Value)).ToList();
        var thresholds = categorize.Elements(SldReader.Se + "Threshold").Select(t => SldReader.Number(t.Value)).ToList();
        SldReader.Must(colours.Count == thresholds.Count + 1, "Categorize has one colour more than thresholds");
        return colours.Select((c, i) => new ColourStop(i == 0 ? double.NegativeInfinity : thresholds[i - 1], c));
    }
}
