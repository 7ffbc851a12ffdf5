using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>What opening a raster found out.</summary>
internal sealed record RasterHead(
    string Version, int Width, int Height, double[] Transform, int? Epsg, string? Wkt, bool IsCloudOptimised, Rasters.RasterBand[] Bands);

/// <summary>A window of one band that is asked for.</summary>
/// <param name="Floats">Floats, otherwise bytes.</param>
internal sealed record WindowOrder(int Band, int Column, int Row, int Width, int Height, bool Floats);

/// <summary>A GeoTIFF through libgdal, in a reading process; no other driver may open the file, and no file beside it is looked at.</summary>
internal sealed class GdalRaster : IDisposable
{
    private const uint RasterReadOnly = 0x02;
    private const int Byte = 1, Float32 = 6, ReadAct = 0;
    private readonly nint _dataset;

    private GdalRaster(nint dataset) => _dataset = dataset;

    public static GdalRaster Open(string path)
    {
        if (!GdalApi.IsPresent)
        {
            throw new FormatFault(new Error(FormatErrors.GdalMissing, ("format", "GeoTIFF")));
        }

        GdalApi.SetOption("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR");
        GdalApi.ResetError();
        var dataset = GdalApi.Open(path, RasterReadOnly, ["GTiff", null], 0, 0);
        return dataset != 0 ? new GdalRaster(dataset) : throw Fault("读不了");
    }

    public RasterHead Head()
    {
        var transform = new double[6];
        if (GdalApi.GetGeoTransform(_dataset, transform) != 0)
        {
            throw Fault("没有写明位置");
        }

        var (epsg, wkt) = GdalDriver.ReferenceOf(GdalApi.SpatialReference(_dataset));
        var bands = Enumerable.Range(1, GdalApi.RasterCount(_dataset)).Select(i => Band(GdalApi.RasterBand(_dataset, i))).ToArray();
        var layout = GdalApi.Text(GdalApi.MetadataItem(_dataset, "LAYOUT", "IMAGE_STRUCTURE"));
        return new RasterHead(GdalDriver.Version, GdalApi.RasterWidth(_dataset), GdalApi.RasterHeight(_dataset), transform, epsg, wkt, layout == "COG", bands);
    }

    /// <summary>The samples row by row, as little-endian floats or bytes.</summary>
    public byte[] Read(WindowOrder order)
    {
        var samples = new byte[(long)order.Width * order.Height * (order.Floats ? sizeof(float) : 1)];
        GdalApi.ResetError();
        var band = GdalApi.RasterBand(_dataset, order.Band + 1);
        return band != 0 && GdalApi.RasterIo(band, ReadAct, order.Column, order.Row, order.Width, order.Height, samples, order.Width, order.Height, order.Floats ? Float32 : Byte, 0, 0) == 0
            ? samples
            : throw Fault("窗口读不出来");
    }

    public void Dispose() => GdalApi.Close(_dataset);

    private static Rasters.RasterBand Band(nint band)
    {
        var noData = GdalApi.NoDataValue(band, out var has);
        var type = GdalApi.Text(GdalApi.DataTypeName(GdalApi.RasterDataType(band))) ?? "?";
        // JSON has no NaN: as no data it is what floats give anyway.
        return new Rasters.RasterBand(type, has != 0 && double.IsFinite(noData) ? noData : null, GdalApi.OverviewCount(band));
    }

    private static FormatFault Fault(string otherwise)
    {
        var message = GdalApi.Text(GdalApi.LastErrorMessage());
        return new FormatFault(new Error(FormatErrors.GdalFailed, ("format", "GeoTIFF"), ("where", string.Empty), ("reason", string.IsNullOrEmpty(message) ? otherwise : message.Length > 200 ? message[..200] : message)));
    }
}
