using System.Globalization;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Rasters;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Maps;

/// <summary>Opens the layers a map request names, with their styles, at a date or revision. A hidden layer is told like an unknown one.</summary>
internal sealed class LayerChoosing(IPublishedLayers layers, ILayerCatalogue catalogue, RasterChoosing rasters)
{
    /// <summary>A layer or a raster.</summary>
    public async Task<Result<IDrawnLayer>> OpenDrawnAsync(Caller caller, string code, string style, TimeAsked time, CancellationToken ct) => rasters.Knows(code)
        ? (await rasters.OpenAsync(caller, code, style, time, ct)).Map<IDrawnLayer>(r => r)
        : (await OpenAsync(caller, code, style, time, ct)).Map<IDrawnLayer>(l => l);

    public async Task<Result<StyledLayer>> OpenAsync(Caller caller, string code, string style, TimeAsked time, CancellationToken ct)
    {
        // First as it is now: nothing is told of the revisions of a layer that the caller does not see.
        var opened = await layers.OpenAsync(caller, code, null, ct);
        if (opened.IsSuccess && time != TimeAsked.Now)
        {
            var number = await RevisionAsync(code, time, ct);
            opened = number.Error is { } none ? none : await layers.OpenAsync(caller, code, number.Value, ct);
        }

        if (opened.Error is { } error)
        {
            return error;
        }

        return opened.Value.Definition.Drawing.Find(style == "default" ? string.Empty : style) is { } found
            ? new StyledLayer(opened.Value, found)
            : new Error(PublishingErrors.ParameterInvalid, ("parameter", "STYLES"), ("reason", $"图层 {code} 没有该样式"));
    }

    private async Task<Result<int?>> RevisionAsync(string code, TimeAsked time, CancellationToken ct)
    {
        if (time.Revision is not null || time.AsOf is not { } day)
        {
            return time.Revision;
        }

        var known = await catalogue.RevisionsAsync(code, ct);
        return known.Error is { } notProved ? notProved : known.Value.Where(r => r.AsOf <= day).Select(r => (int?)r.Number).DefaultIfEmpty(null).Max() is { } found
            ? found
            : known.Value.Count == 0 ? Result<int?>.Of(null) : new Error(
                PublishingErrors.ParameterInvalid, ("parameter", "TIME"), ("reason", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 还没有数据"));
    }
}

/// <summary>Which state of the layers: a legal date, a revision, or the current one.</summary>
internal sealed record TimeAsked(DateOnly? AsOf, int? Revision)
{
    public static readonly TimeAsked Now = new(null, null);
}
