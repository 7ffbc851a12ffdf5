using System.Runtime.InteropServices;
using Guotu.Geo.Formats.Rasters;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Native;

/// <summary>Writes a raster of our own making through libgdal, in the node's process.</summary>
internal static class GdalRasterWriter
{
    private const int Float32 = 6, WriteAct = 1, EastFirst = 0;

    public static Result Write(string path, RasterPlan plan, ReadOnlySpan<float> samples)
    {
        if (!GdalApi.IsPresent)
        {
            return new Error(FormatErrors.GdalMissing, ("format", "GeoTIFF"));
        }

        GdalApi.ResetError();
        var dataset = GdalApi.CreateRaster(GdalApi.DriverByName("GTiff"), path, plan.Width, plan.Height, 1, Float32, ["TILED=YES", "COMPRESS=DEFLATE", "PREDICTOR=3", null]);
        if (dataset == 0)
        {
            return Refused();
        }

        var reference = GdalApi.NewReference(0);
        try
        {
            var band = GdalApi.RasterBand(dataset, 1);
            GdalApi.SetAxisMapping(reference, EastFirst);
            var written = GdalApi.ImportEpsg(reference, plan.Epsg) == 0
                && GdalApi.SetSpatialReference(dataset, reference) == 0
                && GdalApi.SetGeoTransform(dataset, [plan.Grid.OriginEast, plan.Grid.CellEast, 0, plan.Grid.OriginNorth, 0, -plan.Grid.CellNorth]) == 0
                && GdalApi.SetNoDataValue(band, double.NaN) == 0
                && GdalApi.RasterIoOut(band, WriteAct, 0, 0, plan.Width, plan.Height, MemoryMarshal.AsBytes(samples), plan.Width, plan.Height, Float32, 0, 0) == 0;
            return written ? Result.Done : Refused();
        }
        finally
        {
            GdalApi.ReleaseReference(reference);
            GdalApi.Close(dataset);
        }
    }

    private static Error Refused() => new(FormatErrors.GdalFailed, ("format", "GeoTIFF"), ("where", "(写)"), ("reason", GdalApi.Text(GdalApi.LastErrorMessage()) ?? "写不了"));
}
