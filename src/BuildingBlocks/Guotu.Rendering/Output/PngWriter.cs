using Guotu.Kernel.Results;
using Guotu.Rendering.Model;
using Guotu.Rendering.Native;

namespace Guotu.Rendering.Output;

/// <summary>Draws a page of the model as a PNG picture on white (预览图).</summary>
public static class PngWriter
{
    private const int LargestSide = 16_384;

    /// <summary>The picture of one page at a resolution in dots per inch. Safe to call from many threads.</summary>
    public static unsafe Result<byte[]> Write(Page page, double dotsPerInch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        var scale = dotsPerInch / 25.4;
        var (width, height) = ((int)Math.Ceiling(page.Size.Width * scale), (int)Math.Ceiling(page.Size.Height * scale));
        if (width is < 1 or > LargestSide || height is < 1 or > LargestSide)
            throw new ArgumentOutOfRangeException(nameof(dotsPerInch), $"A picture of {width}×{height} px is out of range");
        using var faces = new FontFaceCache();
        using var surface = CairoApi.ImageSurfaceCreate(CairoApi.FormatArgb32, width, height);
        using var context = CairoApi.Create(surface);
        CairoApi.SetSourceRgba(context, 1, 1, 1, 1);
        CairoApi.Paint(context);
        CairoApi.Scale(context, scale, scale);
        using var options = CairoApi.UnhintedFontOptions();
        CairoApi.SetFontOptions(context, options);
        var painted = new CairoPainter(context, faces).Paint(page, cancellationToken);
        if (!painted.IsSuccess)
            return painted.Error!;
        CairoStatus.Check(CairoApi.Status(context), null);
        using var output = new MemoryStream();
        using var stream = new NativeStream(output);
        CairoStatus.Check(CairoApi.SurfaceWriteToPng(surface, &NativeStream.Write, stream.Closure), stream);
        return output.ToArray();
    }
}
