using Guotu.Hosting.Http;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Rasters;
using Guotu.MapPublishing.Usage;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.MapPublishing.Wms;

/// <summary>WMS 1.3.0: GetCapabilities, GetMap, GetFeatureInfo, GetLegendGraphic.</summary>
internal static class WmsEndpoint
{
    public const string Path = "/ogc/maps/wms";

    public static void Map(RouteGroupBuilder ogc) =>
        ogc.MapGet("/maps/wms", AnswerAsync).Produces(StatusCodes.Status200OK, contentType: "image/png");

    private static async Task<IResult> AnswerAsync(HttpContext http, WmsService service, CancellationToken ct)
    {
        var kvp = new OgcParameters(http.Request.Query);
        if (kvp.Text("SERVICE") is not ("WMS" or ""))
        {
            return WmsFault.Of(OgcParameters.Refused("SERVICE", "只有 WMS"));
        }

        return kvp.Text("REQUEST").ToUpperInvariant() switch
        {
            "GETCAPABILITIES" => await service.CapabilitiesAsync(http, ct),
            "GETMAP" => await service.MapAsync(http, kvp, ct),
            "GETFEATUREINFO" => await service.FeatureInfoAsync(http, kvp, ct),
            "GETLEGENDGRAPHIC" => await service.LegendAsync(http, kvp, ct),
            _ => WmsFault.Of(OgcParameters.Refused("REQUEST", "没有这个操作")),
        };
    }
}

/// <summary>The operations.</summary>
internal sealed class WmsService(MapPictures pictures, PictureMarks marks, LayerChoosing choosing, IPublishedLayers layers, IPublishedExtents extents, RasterDescriptions rasters, UsageTally usage)
{
    private const string Png = "image/png";

    private readonly WmsRequest _request = new(choosing, layers.Zone);

    public async Task<IResult> CapabilitiesAsync(HttpContext http, CancellationToken ct)
    {
        var described = await LayerDescriptions.ReadAsync(http, extents, ct);
        return Results.Text(WmsCapabilities.Of(MapAddress.ForParameters(http, WmsEndpoint.Path), [.. described, .. await rasters.ReadAsync(http.Caller(), ct)], layers.Zone), "text/xml; charset=utf-8");
    }

    public async Task<IResult> MapAsync(HttpContext http, OgcParameters kvp, CancellationToken ct)
    {
        if (kvp.Text("FORMAT") != Png)
        {
            return WmsFault.Of(OgcParameters.Refused("FORMAT", "只有 image/png"));
        }

        var asked = await _request.MapAsync(kvp, http.Caller(), ct);
        if (asked.Error is { } unusable)
        {
            return WmsFault.Of(unusable);
        }

        var words = await marks.WordsAsync(http.Caller(), asked.Value.Label, ct);
        if (words.Error is { } unmarked)
        {
            return WmsFault.Of(unmarked);
        }

        var wanted = asked.Value with { Mark = words.Value };
        var drawn = await pictures.DrawAsync(wanted, ct);
        foreach (var layer in asked.Value.Layers)
        {
            usage.Count(http.Caller().UserId, "wms", layer.Code, 0);
        }

        return drawn.Error is { } error ? WmsFault.Of(error) : Tagged.Answer(http, wanted.Key, drawn.Value, Png);
    }

    public async Task<IResult> FeatureInfoAsync(HttpContext http, OgcParameters kvp, CancellationToken ct)
    {
        var asked = await _request.MapAsync(kvp, http.Caller(), ct);
        if (asked.Error is { } unusable)
        {
            return WmsFault.Of(unusable);
        }

        var queried = kvp.List("QUERY_LAYERS");
        var chosen = asked.Value.Layers.Where(l => queried.Contains(l.Code)).Reverse().ToList();
        if (queried.Count == 0 || queried.Any(q => chosen.TrueForAll(c => c.Code != q)))
        {
            return WmsFault.Of(OgcParameters.Refused("QUERY_LAYERS", "要在 LAYERS 之内"));
        }

        var (i, j) = (kvp.Whole("I", 0, asked.Value.Width - 1), kvp.Whole("J", 0, asked.Value.Height - 1));
        var most = kvp.Text("FEATURE_COUNT").Length == 0 ? 1 : kvp.Whole("FEATURE_COUNT", 1, 100);
        if ((i.Error ?? j.Error ?? most.Error) is { } wrong)
        {
            return WmsFault.Of(wrong);
        }

        var window = new MapWindow(asked.Value.Crs, asked.Value.Box, asked.Value.Width, asked.Value.Height, pictures.Projection);
        var found = FeaturesAt.Find(chosen, window.ToGrid(i.Value + 0.5, j.Value + 0.5), most.Value, ct);
        return found.Error is { } error ? WmsFault.Of(error) : FeatureInfoAnswer.Of(kvp.Text("INFO_FORMAT"), found.Value, layers.Zone);
    }

    public async Task<IResult> LegendAsync(HttpContext http, OgcParameters kvp, CancellationToken ct)
    {
        var time = WmsRequest.TimeOf(kvp);
        if (time.Error is { } wrong)
        {
            return WmsFault.Of(wrong);
        }

        var layer = await choosing.OpenDrawnAsync(http.Caller(), kvp.Text("LAYER"), kvp.Text("STYLE"), time.Value, ct);
        if (layer.Error is { } error)
        {
            return WmsFault.Of(error);
        }

        var legend = layer.Value.Legend();
        return legend.Error is { } undrawn ? WmsFault.Of(undrawn) : Tagged.Answer(http, PictureCache.KeyOf("legend", layer.Value.Stamp), legend.Value, Png);
    }
}
