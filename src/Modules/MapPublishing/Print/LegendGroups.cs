using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Print.Sheet;
using Guotu.MapPublishing.Rasters;
using Guotu.Rendering.MapStyles;

namespace Guotu.MapPublishing.Print;

/// <summary>What the legend says of a layer or raster of which something shows within the frame.</summary>
internal static class LegendGroups
{
    /// <summary>What a layer's group is headed by.</summary>
    public static string HeadOf(IDrawnLayer layer) => layer is StyledRaster raster ? RasterLegend.HeadOf(raster.Raster.Definition, raster.Style) : layer.Name;

    public static IEnumerable<LegendGroup> Of(StyledLayer styled, DrawingTally tally)
    {
        var shown = LegendPicture.RulesOf(styled).Where(tally.Shows).ToList();
        return shown.Count == 0 ? [] : [new LegendGroup(styled.Name, shown)];
    }

    public static LegendGroup Of(StyledRaster styled)
    {
        var rows = RasterLegend.Rows(styled.Style).ToList();
        MapRule Sign(RasterLegendRow row) => new(row.Text, row.Text, null, false, 0, double.PositiveInfinity, [RasterLegend.SignOf(row.Colour!.Value)]);
        return new LegendGroup(RasterLegend.HeadOf(styled.Raster.Definition, styled.Style), [.. rows.Where(r => r.Colour is not null).Select(Sign)])
        {
            Notes = [.. rows.Where(r => r.Colour is null).Select(r => r.Text)],
        };
    }
}
