using Guotu.Hosting.Http;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Usage;
using Guotu.MapPublishing.Wmts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.MapPublishing.Rasters;

/// <summary>OGC API Tiles, map tiles (地图瓦片): pictures of a raster or layer on WebMercatorQuad.</summary>
internal static class MapTilesEndpoint
{
    public static void Map(RouteGroupBuilder ogc) =>
        ogc.MapGet("/tiles/{code}/map/WebMercatorQuad/{level}/{row}/{column}", AnswerAsync).Produces(StatusCodes.Status200OK, contentType: "image/png");

    private static async Task<IResult> AnswerAsync(
        HttpContext http, string code, string level, string row, string column, LayerChoosing choosing, MapPictures pictures, UsageTally usage, CancellationToken ct)
    {
        if (TileMatrixSet.GoogleMaps.BoxOf(level, row, column) is not { } box)
        {
            return ProblemAnswer.Of(OgcParameters.Refused("tileMatrix/tileRow/tileCol", "没有该瓦片"));
        }

        var asking = new OgcParameters(http.Request.Query);
        var revision = asking.Text("revision").Length == 0 ? Result<TimeAsked>.Of(TimeAsked.Now) : asking.Whole("revision", 1, int.MaxValue).Map(n => new TimeAsked(null, n));
        if (revision.Error is { } unusable)
        {
            return ProblemAnswer.Of(unusable);
        }

        var opened = await choosing.OpenDrawnAsync(http.Caller(), code, asking.Text("style"), revision.Value, ct);
        if (opened.Error is { } error)
        {
            return ProblemAnswer.Of(error);
        }

        var asked = new PictureAsked([opened.Value], TileMatrixSet.GoogleMaps.Crs, box, TileMatrixSet.TilePixels, TileMatrixSet.TilePixels, null);
        var drawn = await pictures.DrawAsync(asked, ct);
        usage.Count(http.Caller().UserId, "tiles", code, 0);
        return drawn.Error is { } undrawn ? ProblemAnswer.Of(undrawn) : Tagged.Answer(http, asked.Key, drawn.Value, "image/png");
    }
}
