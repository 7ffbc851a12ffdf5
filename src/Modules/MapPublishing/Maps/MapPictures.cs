using Guotu.Geo.Crs;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Maps;

/// <summary>Draws pictures, as many at once as the machine has processors.</summary>
internal sealed class MapPictures(IPublishedLayers layers, PictureCache cache) : IDisposable
{
    private const double MarkStepX = 420;
    private const double MarkStepY = 110;
    private static readonly TextSymbolizer MarkLook = new(string.Empty, 11, new Colour(0x40, 0x40, 0x40, 70), null);

    private readonly SemaphoreSlim _drawing = new(Math.Max(2, Environment.ProcessorCount));

    public GaussKrugerProjection Projection { get; } = new(layers.Zone);

    /// <summary>The PNG; the refusal of a character that no font has or of content that cannot be read.</summary>
    public async Task<Result<byte[]>> DrawAsync(PictureAsked asked, CancellationToken ct)
    {
        var key = asked.Key;
        if (cache.Find(key) is { } kept)
        {
            return kept;
        }

        await _drawing.WaitAsync(ct);
        try
        {
            var drawn = await Task.Run(() => Draw(asked, ct), ct);
            if (drawn.IsSuccess)
            {
                cache.Keep(key, drawn.Value);
            }

            return drawn;
        }
        finally
        {
            _drawing.Release();
        }
    }

    public void Dispose() => _drawing.Dispose();

    private Result<byte[]> Draw(PictureAsked asked, CancellationToken ct)
    {
        using var canvas = new ImageCanvas(asked.Width, asked.Height, asked.Ground);
        var window = new MapWindow(asked.Crs, asked.Box, asked.Width, asked.Height, Projection);
        foreach (var drawn in asked.Layers)
        {
            if (drawn.DrawOn(canvas, window, ct).Error is { } error)
            {
                return error;
            }
        }

        Mark(canvas, asked);
        return canvas.Finish();
    }

    /// <summary>Over the whole picture, in rows that are set off against each other.</summary>
    private static void Mark(ImageCanvas canvas, PictureAsked asked)
    {
        if (asked.Mark.Length == 0)
        {
            return;
        }

        var isOdd = false;
        for (var y = 8.0; y < asked.Height; y += MarkStepY)
        {
            for (var x = isOdd ? -MarkStepX / 2 : 4.0; x < asked.Width; x += MarkStepX)
            {
                canvas.Words(asked.Mark, x, y, MarkLook);
            }

            isOdd = !isOdd;
        }
    }
}
