using Guotu.Geo.Crs;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Maps;

namespace Guotu.MapPublishing.Maps;

/// <summary>Draws pictures, as many at once as the machine has processors.</summary>
internal sealed class MapPictures(IPublishedLayers layers, PictureCache cache) : IDisposable
{
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

        return canvas.Finish();
    }
}
