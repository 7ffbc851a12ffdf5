using System.Globalization;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.OneMap.Catalogue;

/// <summary>What the web needs of a layer's style file: the same colours and hatches, by its own parse of the same file.</summary>
internal static class OverviewOfStyle
{
    public static LayerStyle Of(MapStyleFile file, string source, bool unverified)
    {
        var rules = file.Default.Rules;
        var classes = rules.Where(r => r.Filter is ValueFilter).ToList();
        var rest = rules.First(r => r.Filter is null && !r.Symbolizers.All(s => s is TextSymbolizer));
        var stroke = rest.Symbolizers.Select(StrokeOf).Last(s => s is not null)!;
        return new LayerStyle
        {
            Fill = FillOf(rest)?.Colour is { } fill ? Hex(fill) : null,
            Stroke = Hex(stroke.Colour),
            StrokeWidth = stroke.Width,
            Pattern = PatternOf(FillOf(rest)?.Hatch, stroke),
            ThinFrom = ThinFrom(rules, rest),
            ByField = classes.Count == 0 ? null : classes[0].Filter!.Fields.Single(),
            Classes = [.. classes.SelectMany(r => ClassesOf(r, file))],
            Source = source,
            Unverified = unverified,
        };
    }

    /// <summary>Where the outline's rule ends and another takes over that draws one line alone.</summary>
    private static double? ThinFrom(IReadOnlyList<MapRule> rules, MapRule rest) => rules.Any(r =>
        r.Filter is null && r.MinScale == rest.MaxScale && r.Symbolizers.OfType<LineSymbolizer>().Count() == 1) ? rest.MaxScale : null;

    private static IEnumerable<LayerStyleClass> ClassesOf(MapRule rule, MapStyleFile file)
    {
        var aid = file.Styles.Skip(1).SelectMany(s => s.Rules).FirstOrDefault(r => r.Name == rule.Name);
        foreach (var value in ((ValueFilter)rule.Filter!).Values)
        {
            yield return new LayerStyleClass(value, rule.Title, Hex(FillOf(rule)!.Colour!.Value), rule.Note == "待核实")
            {
                AidPattern = aid is null ? null : NameOf(FillOf(aid)?.Hatch),
            };
        }
    }

    private static FillStyle? FillOf(MapRule rule) => rule.Symbolizers.OfType<PolygonSymbolizer>().FirstOrDefault()?.Fill;

    private static StrokeStyle? StrokeOf(MapSymbolizer symbolizer) => symbolizer switch
    {
        PolygonSymbolizer p => p.Stroke,
        LineSymbolizer l => l.Stroke,
        _ => null,
    };

    private static string PatternOf(Hatch? hatch, StrokeStyle stroke) =>
        NameOf(hatch) ?? (stroke.Dashes.Count > 2 ? "dash-dot" : stroke.Dashes.Count > 0 ? "dash" : "none");

    /// <summary>The names that the web's patterns go by.</summary>
    private static string? NameOf(Hatch? hatch) => hatch?.Kind switch
    {
        HatchKind.Rising => "hatch45",
        HatchKind.Falling => "hatch-45",
        HatchKind.Crossed => "cross",
        HatchKind.Grid => "grid",
        HatchKind.Dots => "dots",
        _ => null,
    };

    private static string Hex(Colour c) => string.Create(CultureInfo.InvariantCulture, $"#{c.Red:X2}{c.Green:X2}{c.Blue:X2}");
}
