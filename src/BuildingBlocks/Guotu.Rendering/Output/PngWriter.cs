using Guotu.Kernel.Results;
using Guotu.Rendering.Model;
using Guotu.Rendering.Native;

namespace Guotu.Rendering.Output;

/// <summary>Draws a page of the model as a PNG picture on white (预览图).</summary>
public static class PngWriter
{
    private const int LargestSide = 16_384;

    /// <summary>The picture of one page at a resolution in dots per inch. Safe to call from many threads.</summary>
    public static Result<byte[]> Write(Page page, double dotsPerInch, CancellationToken cancellationToken) => Write([page], dotsPerInch, cancellationToken);

    /// <summary>Pages one below the other.</summary>
    public static unsafe Result<byte[]> Write(IReadOnlyList<Page> pages, double dotsPerInch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var scale = dotsPerInch / 25.4;
        var (width, height) = ((int)Math.Ceiling(pages.Max(p => p.Size.Width) * scale), pages.Sum(p => HeightOf(p, scale)));
        if (width is < 1 or > LargestSide || height is < 1 or > LargestSide)
            throw new ArgumentOutOfRangeException(nameof(dotsPerInch), $"A picture of {width}×{height} px is out of range");
        var faces = FontFaceCache.Shared;
        using var surface = CairoApi.ImageSurfaceCreate(CairoApi.FormatArgb32, width, height);
        using var context = CairoApi.Create(surface);
        CairoApi.SetSourceRgba(context, 1, 1, 1, 1);
        CairoApi.Paint(context);
        using var options = CairoApi.UnhintedFontOptions();
        CairoApi.SetFontOptions(context, options);
        var (painter, top) = (new CairoPainter(context, faces), 0);
        foreach (var page in pages)
        {
            CairoApi.Save(context);
            CairoApi.Translate(context, 0, top);
            CairoApi.Scale(context, scale, scale);
            var painted = painter.Paint(page, cancellationToken);
            CairoApi.Restore(context);
            if (!painted.IsSuccess)
                return painted.Error!;
            top += HeightOf(page, scale);
        }

        CairoStatus.Check(CairoApi.Status(context), null);
        CairoApi.SurfaceFlush(surface);
        return PngEncoder.Encode((uint*)CairoApi.ImageSurfaceGetData(surface), width, height);
    }

    private static int HeightOf(Page page, double scale) => (int)Math.Ceiling(page.Size.Height * scale);
}
