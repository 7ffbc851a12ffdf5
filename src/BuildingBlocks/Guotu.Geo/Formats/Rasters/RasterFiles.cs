using Guotu.Geo.Formats.Native;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Rasters;

/// <summary>Opens and writes GeoTIFF through libgdal, where it is installed.</summary>
public static class RasterFiles
{
    /// <summary>Opens a GeoTIFF, told by its content; it is read in a process of its own. The grid must lie north up.</summary>
    public static Task<Result<IRasterReader>> OpenAsync(string path, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Task.Run(() => IsTiff(path) ? GdalRasterReader.Open(path) : new Error(FormatErrors.FormatUnknown, ("name", Path.GetFileName(path)), ("reason", "不是 GeoTIFF")), ct);
    }

    /// <summary>Writes one band of floats as a tiled, compressed GeoTIFF; <see cref="float.NaN"/> stands for no data.</summary>
    public static Result Write(string path, RasterPlan plan, ReadOnlySpan<float> samples)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Length, plan.Width * plan.Height);
        return GdalRasterWriter.Write(path, plan, samples);
    }

    private static bool IsTiff(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> head = stackalloc byte[4];
        return stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4
            && (head.SequenceEqual("II*\0"u8) || head.SequenceEqual("MM\0*"u8) || head.SequenceEqual("II+\0"u8) || head.SequenceEqual("MM\0+"u8));
    }
}

/// <summary>A raster that is to be written.</summary>
/// <param name="Epsg">EPSG code of its system.</param>
public sealed record RasterPlan(int Width, int Height, RasterGrid Grid, int Epsg);
