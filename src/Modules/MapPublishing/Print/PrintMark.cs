using Guotu.Hosting.Exports;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print;

/// <summary>What every page of a print carries (水印、密级标志): who, when, the number of the export, and the label of what is drawn.</summary>
internal static class PrintMark
{
    private const double CornerX = 8;
    private const double CornerY = 3;

    /// <summary>Where the county marks no prints, only that the data are invented, if they are.</summary>
    /// <param name="mark">The export's.</param>
    /// <param name="factor">Of the sheet.</param>
    /// <param name="demonstration">Added behind the rest; empty where the data are real.</param>
    public static Watermark? Of(ExportMark mark, double factor, string demonstration)
    {
        var text = (mark.Shown ? $"{mark.Organisation} {mark.Tile} {demonstration}" : demonstration).Trim();
        return text.Length == 0 ? null : new Watermark(text)
        {
            Style = new TextStyle(FontRole.Hei, 11 * factor) { Colour = new Colour(0x40, 0x40, 0x40, 20) },
            StepX = 150 * factor,
            StepY = 50 * factor,
        };
    }

    public static PageLabel LabelOf(ExportMark mark, double factor) => new(mark.LabelName, new PointMm(CornerX * factor, CornerY * factor))
    {
        Style = new TextStyle(FontRole.Hei, TypeSize.SmallFour * factor),
    };
}
