using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.Kernel.Results;

namespace Guotu.Geo.StoredRasters;

/// <summary>
/// The source that a file is (栅格来源): its cells as they are where it lies in the county's zone, resampled where it is in degrees. The same file always gives
/// the same cells, so that the tiled form can be made again from the original.
/// </summary>
public static class RasterSources
{
    /// <summary>Errors: those of <see cref="RasterMustFit.Place"/> and of reading.</summary>
    public static async Task<Result<IRasterSource>> OfAsync(IRasterReader reader, RasterKind kind, GaussKrugerZone zone, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(zone);
        var place = RasterMustFit.Place(reader.Description, kind, zone);
        if (place.Error is { } unfit)
        {
            return unfit;
        }

        var isWide = kind == RasterKind.Imagery && reader.Description.Bands[0].SampleType == RasterMustFit.WideSample;
        var stretch = isWide ? (await BandStretch.OfAsync(reader, ct)).Map<BandStretch?>(s => s) : Result<BandStretch?>.Of(null);
        if (stretch.Error is { } unread)
        {
            return unread;
        }

        var cells = new RasterFileSource(reader, kind, place.Value) { Stretch = stretch.Value };
        return reader.Description.Crs!.IsDegrees ? new ProjectedRaster(cells, reader.Description, zone) : cells;
    }
}
