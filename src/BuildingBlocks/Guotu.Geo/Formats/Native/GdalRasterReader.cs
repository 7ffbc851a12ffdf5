using System.Runtime.InteropServices;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Formats.Reference;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>A raster in a reading process; a process that broke is replaced at the next window.</summary>
internal sealed class GdalRasterReader : IRasterReader
{
    private const int MostSamples = 64 << 20;
    private readonly string _path;
    private readonly SemaphoreSlim _one = new(1, 1);
    private ReadingProcess? _process;

    private GdalRasterReader(string path)
    {
        _path = path;
        Description = Opened();
    }

    public RasterDescription Description { get; }

    public static Result<IRasterReader> Open(string path) => FileFeatureReader.Guard<IRasterReader>(() => new GdalRasterReader(Path.GetFullPath(path)))!.Value;

    public async Task<Result<float[]>> ReadFloatsAsync(int band, RasterWindow window, CancellationToken ct)
    {
        var read = await ReadAsync(new WindowOrder(band, window.Column, window.Row, window.Width, window.Height, Floats: true), ct);
        return read.Map(bytes =>
        {
            var samples = MemoryMarshal.Cast<byte, float>(bytes).ToArray();
            if (Description.Bands[band].NoData is { } none)
            {
                foreach (ref var sample in samples.AsSpan())
                {
                    sample = sample == (float)none ? float.NaN : sample;
                }
            }

            return samples;
        });
    }

    public Task<Result<byte[]>> ReadBytesAsync(int band, RasterWindow window, CancellationToken ct) =>
        ReadAsync(new WindowOrder(band, window.Column, window.Row, window.Width, window.Height, Floats: false), ct);

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        _one.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Result<byte[]>> ReadAsync(WindowOrder order, CancellationToken ct)
    {
        if (order.Band < 0 || order.Band >= Description.Bands.Count || order.Column < 0 || order.Row < 0 || order.Width < 1 || order.Height < 1
            || order.Column > Description.Width - order.Width || order.Row > Description.Height - order.Height || (long)order.Width * order.Height > MostSamples)
        {
            return new Error(FormatErrors.WindowRefused, ("band", order.Band + 1), ("column", order.Column), ("row", order.Row), ("width", order.Width), ("height", order.Height), ("size", $"{Description.Width} × {Description.Height}"));
        }

        await _one.WaitAsync(ct);
        try
        {
            return await Task.Run(() => FileFeatureReader.Guard(() => Window(order, ct))!.Value, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private byte[] Window(WindowOrder order, CancellationToken ct)
    {
        if (_process is not { HasEnded: false })
        {
            Opened();
        }

        return _process!.Window(order, ct);
    }

    private RasterDescription Opened()
    {
        _process?.Dispose();
        _process = ReadingProcess.Start("GeoTIFF");
        try
        {
            var head = _process.OpenRaster(_path);
            if (head is not { Width: > 0, Height: > 0, Transform: [var east, > 0 and var cellEast, 0, var north, 0, < 0 and var cellNorth], Bands.Length: > 0 })
            {
                throw new FormatFault(new Error(FormatErrors.GdalFailed, ("format", "GeoTIFF"), ("where", string.Empty), ("reason", "格网不是上北下南,或没有波段")));
            }

            var crs = head.Epsg is { } epsg ? CoordinateSystem.OfEpsg(epsg) : head.Wkt is { } wkt ? CrsWkt.Read(wkt) ?? CoordinateSystem.Foreign("未知") : null;
            return new RasterDescription(head.Width, head.Height, head.Bands, new RasterGrid(east, north, cellEast, -cellNorth), crs) { IsCloudOptimised = head.IsCloudOptimised };
        }
        catch (FormatFault)
        {
            _process.Dispose();
            throw;
        }
    }
}
