using Guotu.Kernel.Results;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Maps;

/// <summary>The legend of a layer (图例): one sign and one name a rule, without counts.</summary>
internal static class LegendPicture
{
    private const int SignWidth = 28, SignHeight = 18, RowHeight = 24, Margin = 6, LetterSize = 13;
    private static readonly TextSymbolizer Words = new(string.Empty, LetterSize, Colour.Parse("#1F2933"), null);

    /// <summary>Rules that have a sign, in the order of the style.</summary>
    public static IReadOnlyList<MapRule> RulesOf(StyledLayer layer) =>
        [.. LayerDrawing.ShownRules(layer.Layer.Definition, layer.Style).Where(r => !r.Symbolizers.All(s => s is TextSymbolizer))];

    public static Result<byte[]> Draw(StyledLayer layer)
    {
        var rules = RulesOf(layer);
        var longest = rules.Count == 0 ? 0 : rules.Max(r => TitleOf(r).Sum(c => c < 0x2E80 ? 0.62 : 1.04));
        var width = (int)Math.Ceiling((3 * Margin) + SignWidth + (longest * LetterSize));
        using var canvas = new ImageCanvas(width, Math.Max(1, rules.Count * RowHeight) + (2 * Margin), Colour.White);
        for (var i = 0; i < rules.Count; i++)
        {
            var top = Margin + (i * RowHeight);
            LegendSign.Draw(canvas, rules[i], new BoxMm(Margin, top + ((RowHeight - SignHeight) / 2), SignWidth, SignHeight));
            canvas.Words(TitleOf(rules[i]), (2 * Margin) + SignWidth, top + ((RowHeight - LetterSize) / 2), Words);
        }

        return canvas.Finish();
    }

    /// <summary>A class by its code and name.</summary>
    public static string TitleOf(MapRule rule) => rule.Filter is null ? rule.Title : rule.Name + " " + rule.Title;
}
