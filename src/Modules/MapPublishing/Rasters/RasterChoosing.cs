using System.Globalization;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Rasters;

/// <summary>Opens the raster a map request names, with its style, at a date or revision.</summary>
internal sealed class RasterChoosing(IPublishedRasters rasters, IRasterCatalogue catalogue)
{
    public bool Knows(string code) => catalogue.Find(code) is not null;

    public async Task<Result<StyledRaster>> OpenAsync(Caller caller, string code, string style, TimeAsked time, CancellationToken ct)
    {
        // First as it is now: nothing is told of the revisions of a raster that the caller does not see.
        var opened = await rasters.OpenAsync(caller, code, null, ct);
        if (opened.IsSuccess && time != TimeAsked.Now)
        {
            var number = await RevisionAsync(code, time, ct);
            opened = number.Error is { } none ? none : await rasters.OpenAsync(caller, code, number.Value, ct);
        }

        if (opened.Error is { } error)
        {
            return error;
        }

        return opened.Value.Definition.Drawing.Find(style == "default" ? string.Empty : style) is { } found
            ? new StyledRaster(opened.Value, found)
            : OgcParameters.Refused("STYLES", $"图层 {code} 没有该样式");
    }

    private async Task<Result<int>> RevisionAsync(string code, TimeAsked time, CancellationToken ct)
    {
        if (time.Revision is { } asked)
        {
            return asked;
        }

        var until = time.AsOf!.Value;
        var known = await catalogue.RevisionsAsync(code, ct);
        return known.Error is { } notProved ? notProved
            : known.Value.FirstOrDefault(r => r.AsOf <= until) is { } found ? found.Number
            : OgcParameters.Refused("TIME", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 还没有数据");
    }
}
