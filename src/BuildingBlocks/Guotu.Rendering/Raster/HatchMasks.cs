using System.Collections.Concurrent;
using Guotu.Rendering.Model;
using Guotu.Rendering.Native;
using Guotu.Rendering.Output;

namespace Guotu.Rendering.Raster;

/// <summary>Hatches over a whole picture as coverage, drawn by cairo once each: hatches count from the picture's corner, whatever they fill.</summary>
internal sealed class HatchMasks(int width, int height)
{
    private readonly ConcurrentDictionary<Hatch, Lazy<byte[]>> _masks = new();

    /// <summary>A byte a pixel, row by row.</summary>
    public byte[] Of(Hatch hatch) => _masks.GetOrAdd(hatch with { Colour = Colour.Black }, h => new Lazy<byte[]>(() => Draw(h))).Value;

    private unsafe byte[] Draw(Hatch hatch)
    {
        using var surface = CairoApi.ImageSurfaceCreate(CairoApi.FormatArgb32, width, height);
        using var context = CairoApi.Create(surface);
        var faces = FontFaceCache.Shared;
        var frame = new BoxMm(0, 0, width, height);
        new CairoPainter(context, faces).PaintHatchMarks(frame, hatch, frame);
        CairoStatus.Check(CairoApi.Status(context), null);
        CairoApi.SurfaceFlush(surface);
        var pixels = (uint*)CairoApi.ImageSurfaceGetData(surface);
        var mask = new byte[width * height];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = (byte)(pixels[i] >> 24);
        }

        return mask;
    }
}
