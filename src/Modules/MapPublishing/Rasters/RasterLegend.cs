using System.Globalization;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Rasters;

/// <summary>The legend of a raster: its colours with their heights or slopes, and where the light comes from.</summary>
internal static class RasterLegend
{
    private const int SignWidth = 28, RowHeight = 22, Margin = 6, LetterSize = 13;
    private static readonly TextSymbolizer Words = new(string.Empty, LetterSize, Colour.Parse("#1F2933"), null);

    public static Result<byte[]> Draw(RasterDefinition definition, RasterStyle style)
    {
        var rows = Rows(style).Prepend(new RasterLegendRow(null, HeadOf(definition, style))).ToList();
        var longest = rows.Max(r => r.Text.Sum(c => c < 0x2E80 ? 0.62 : 1.04));
        using var canvas = new ImageCanvas((int)Math.Ceiling((3 * Margin) + SignWidth + (longest * LetterSize)), (rows.Count * RowHeight) + (2 * Margin), Colour.White);
        for (var i = 0; i < rows.Count; i++)
        {
            var top = Margin + (i * RowHeight);
            if (rows[i].Colour is { } colour)
            {
                var path = new MapPath();
                ReadOnlySpan<(double, double)> box = [(Margin, top + 2), (Margin + SignWidth, top + 2), (Margin + SignWidth, top + RowHeight - 2), (Margin, top + RowHeight - 2)];
                path.Add(box);
                canvas.Polygon(path, SignOf(colour));
            }

            canvas.Words(rows[i].Text, rows[i].Colour is null ? Margin : (2 * Margin) + SignWidth, top + ((RowHeight - LetterSize) / 2), Words);
        }

        return canvas.Finish();
    }

    public static string HeadOf(RasterDefinition definition, RasterStyle style) => definition.Name + " · " + style.Title;

    /// <summary>Colours with what they stand for, and what is to be known of them.</summary>
    public static IEnumerable<RasterLegendRow> Rows(RasterStyle style)
    {
        if (style.Colours is { } colours)
        {
            for (var i = 0; i < colours.Stops.Count; i++)
            {
                yield return new RasterLegendRow(colours.Stops[i].Colour, TextOf(colours, i));
            }
        }

        if (style.Relief is { } relief)
        {
            yield return new RasterLegendRow(null, string.Create(CultureInfo.InvariantCulture, $"光源方位 {relief.Azimuth:0.#}°,高度 {relief.Altitude:0.#}°,夸张 {relief.Exaggeration:0.#} 倍"));
        }

        if (style.Colours?.Quantity == RasterQuantity.Slope)
        {
            yield return new RasterLegendRow(null, "缩小时按概化后的地形计算");
        }
    }

    private static string TextOf(RasterColours colours, int i)
    {
        var (stops, unit) = (colours.Stops, colours.Quantity == RasterQuantity.Slope ? "°" : " 米");
        return colours.IsContinuous ? Number(stops[i].From) + unit
            : i == 0 ? "≤ " + Number(stops[1].From) + unit
            : i == stops.Count - 1 ? "> " + Number(stops[i].From) + unit
            : Number(stops[i].From) + unit + "~" + Number(stops[i + 1].From) + unit;
    }

    /// <summary>The box of a colour.</summary>
    public static PolygonSymbolizer SignOf(Colour colour) => new(new FillStyle(colour), new StrokeStyle(Colour.Parse("#7C8896"), 0.8));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>A row of a raster's legend.</summary>
/// <param name="Colour">Null for words alone.</param>
internal sealed record RasterLegendRow(Colour? Colour, string Text);
