using System.Globalization;
using System.Text;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.MapStyles;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Guotu.OneMap.Catalogue;

/// <summary>Reads the catalogue's files. A file that says something unknown or contradicts itself stops the start.</summary>
internal static class CatalogueFiles
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();

    public static IReadOnlyList<LayerDefinition> Layers() => [.. Texts("layers/").Select(t => Parse(t.Name, t.Text))];

    public static IReadOnlyList<LandClass> LandClasses()
    {
        var rows = Yaml.Deserialize<List<List<string>>>(Texts("codes/").Single(t => t.Name == "land-classes.yaml").Text);
        return [.. rows.Select(r => new LandClass(r[0], r[1], KindOf(r[2])))];
    }

    internal static LayerDefinition Parse(string fileName, string text)
    {
        var file = Yaml.Deserialize<LayerFile>(text);
        var drawing = SldReader.Read(Texts("styles/").Single(s => s.Name == file.Code + ".sld").Text);
        SldMustFit(drawing, file.Code);
        var layer = new LayerDefinition
        {
            Code = file.Code,
            Name = file.Name,
            Category = file.Category,
            Geometry = file.Geometry,
            MaxAgeDays = file.MaxAgeDays,
            Fields = [.. file.Fields.Select(f => FieldOf(fileName, f))],
            LabelField = file.LabelField,
            ClassField = file.ClassField,
            KeyFields = file.KeyFields,
            Drawing = drawing,
            Style = OverviewOfStyle.Of(drawing, file.Style.Source, file.Style.Unverified),
            MinZoom = file.MinZoom,
            TileZoom = file.TileZoom ?? file.MinZoom,
            CoversCounty = file.CoversCounty,
        };
        foreach (var named in layer.KeyFields.Append(layer.LabelField).Concat(Named(layer.ClassField)).Concat(drawing.Styles.SelectMany(s => s.Fields)))
        {
            _ = layer.Field(named);
        }

        return layer;
    }

    private static void SldMustFit(MapStyleFile drawing, string code)
    {
        if (drawing.Layer != code)
        {
            throw new FormatException($"The style of {code} says it is of {drawing.Layer}");
        }
    }

    private static IEnumerable<string> Named(string? field) => field is null ? [] : [field];

    private static LayerField FieldOf(string fileName, List<string> f)
    {
        var kind = f[2] switch
        {
            "text" => LayerFieldKind.Text,
            "whole" => LayerFieldKind.Whole,
            "decimal" => LayerFieldKind.Decimal,
            "date" => LayerFieldKind.Date,
            _ => throw new FormatException($"{fileName}: field {f[0]} has the unknown type {f[2]}"),
        };
        return f[5] is "M" or "O" or "C"
            ? new LayerField(f[0], f[1], kind, Number(f[3]), Number(f[4]), f[5])
            : throw new FormatException($"{fileName}: field {f[0]} is neither M, O nor C");
    }

    private static LandKind KindOf(string letter) => letter switch
    {
        "N" => LandKind.Agricultural,
        "J" => LandKind.Construction,
        "W" => LandKind.Unused,
        _ => throw new FormatException($"land-classes.yaml has the unknown class {letter}"),
    };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<(string Name, string Text)> Texts(string folder)
    {
        var assembly = typeof(CatalogueFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return (name[folder.Length..], reader.ReadToEnd());
        }
    }

    private sealed class LayerFile
    {
        public string Code { get; init; } = string.Empty;

        public string Name { get; init; } = string.Empty;

        public List<string> Category { get; init; } = [];

        public string Geometry { get; init; } = string.Empty;

        public int? MaxAgeDays { get; init; }

        public string LabelField { get; init; } = string.Empty;

        public string? ClassField { get; init; }

        public List<string> KeyFields { get; init; } = [];

        public int MinZoom { get; init; }

        public int? TileZoom { get; init; }

        public bool CoversCounty { get; init; }

        public List<List<string>> Fields { get; init; } = [];

        public StyleFile Style { get; init; } = new();
    }

    private sealed class StyleFile
    {
        public string Source { get; init; } = string.Empty;

        public bool Unverified { get; init; }
    }
}
