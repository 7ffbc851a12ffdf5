using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Print.Sheet;
using Guotu.MapPublishing.Rasters;
using Guotu.Rendering.Maps;

namespace Guotu.MapPublishing.Print;

/// <summary>
/// A raster on a print (栅格出图): drawn as GetMap draws it, in pixels of the print, and laid into the frame. A picture takes its own dots; a PDF so many
/// as a good printer shows and memory allows.
/// </summary>
internal sealed class RasterOnPage(StyledRaster raster, PageCanvas page)
{
    /// <summary>Dots an inch of a raster in a PDF: more are not seen on paper.</summary>
    private const int PaperDpi = 200;

    private const int MostPixels = 16_000_000;

    /// <summary>Its legend; nothing where it does not show.</summary>
    public Result<IReadOnlyList<LegendGroup>> Draw(MapWindow window, PrintAsked asked, CancellationToken ct)
    {
        var (width, height) = PixelsOf(page.Width, page.Height, asked.IsPicture ? asked.Dpi : PaperDpi);
        using var canvas = new ImageCanvas(width, height, null);
        if (raster.DrawOn(canvas, window.Of(width, height), ct).Error is { } undrawn)
        {
            return undrawn;
        }

        if (canvas.IsBlank())
        {
            return Array.Empty<LegendGroup>();
        }

        var png = canvas.Finish();
        if (png.Error is { } error)
        {
            return error;
        }

        page.Picture(png.Value);
        return new[] { LegendGroups.Of(raster) };
    }

    private static (int Width, int Height) PixelsOf(double width, double height, int dpi)
    {
        var dots = Math.Min(dpi / 25.4, Math.Min(Math.Sqrt(MostPixels / (width * height)), ImageCanvas.LargestSide / Math.Max(width, height)));
        return (Math.Max(1, (int)(width * dots)), Math.Max(1, (int)(height * dots)));
    }
}
