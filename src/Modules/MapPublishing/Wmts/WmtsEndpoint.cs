using System.Xml.Linq;
using Guotu.Hosting.Http;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Rasters;
using Guotu.MapPublishing.Usage;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.MapPublishing.Wmts;

/// <summary>WMTS 1.0.0 by parameters and by addresses: GetCapabilities, GetTile, GetFeatureInfo.</summary>
internal static class WmtsEndpoint
{
    public const string Path = "/ogc/maps/wmts";

    public static void Map(RouteGroupBuilder ogc)
    {
        ogc.MapGet("/maps/wmts", KvpAsync).Produces(StatusCodes.Status200OK, contentType: "image/png");
        ogc.MapGet("/maps/wmts/1.0.0/WMTSCapabilities.xml", (HttpContext http, WmtsService service, CancellationToken ct) => service.CapabilitiesAsync(http, ct))
            .Produces(StatusCodes.Status200OK, contentType: "text/xml");
        ogc.MapGet("/maps/wmts/1.0.0/{layer}/{style}/{set}/{level}/{row}/{column}.png", TileAsync).Produces(StatusCodes.Status200OK, contentType: "image/png");
    }

    private static Task<IResult> TileAsync(
        HttpContext http, string layer, string style, string set, string level, string row, string column, WmtsService service, CancellationToken ct) =>
        service.TileAsync(http, new TileOfPicture(layer, style, set, level, row, column), ct);

    private static async Task<IResult> KvpAsync(HttpContext http, WmtsService service, CancellationToken ct)
    {
        var kvp = new OgcParameters(http.Request.Query);
        if (kvp.Text("SERVICE") is not "WMTS")
        {
            return WmtsService.Fault(OgcParameters.Refused("SERVICE", "只有 WMTS"));
        }

        var tile = new TileOfPicture(kvp.Text("LAYER"), kvp.Text("STYLE"), kvp.Text("TILEMATRIXSET"), kvp.Text("TILEMATRIX"), kvp.Text("TILEROW"), kvp.Text("TILECOL"));
        return kvp.Text("REQUEST").ToUpperInvariant() switch
        {
            "GETCAPABILITIES" => await service.CapabilitiesAsync(http, ct),
            "GETTILE" when kvp.Text("FORMAT") != "image/png" => WmtsService.Fault(OgcParameters.Refused("FORMAT", "只有 image/png")),
            "GETTILE" => await service.TileAsync(http, tile, ct),
            "GETFEATUREINFO" => await service.FeatureInfoAsync(http, tile, kvp, ct),
            _ => WmtsService.Fault(OgcParameters.Refused("REQUEST", "没有这个操作")),
        };
    }
}

/// <summary>A tile as a request names it.</summary>
internal sealed record TileOfPicture(string Layer, string Style, string Set, string Level, string Row, string Column);

/// <summary>The operations.</summary>
internal sealed class WmtsService(MapPictures pictures, LayerChoosing choosing, IPublishedLayers layers, IPublishedExtents extents, RasterDescriptions rasters, UsageTally usage)
{
    private static readonly XNamespace Ows = "http://www.opengis.net/ows/1.1";

    public static IResult Fault(Error error)
    {
        var parameter = error.Arguments.GetValueOrDefault("parameter");
        var (code, locator) = parameter switch
        {
            null => ("InvalidParameterValue", "LAYER"),
            "REQUEST" => ("OperationNotSupported", parameter),
            "TILEROW" or "TILECOL" => ("TileOutOfRange", parameter),
            _ => ("InvalidParameterValue", parameter),
        };
        var report = new XElement(
            Ows + "ExceptionReport", new XAttribute("version", "1.0.0"),
            new XElement(Ows + "Exception", new XAttribute("exceptionCode", code), new XAttribute("locator", locator), new XElement(Ows + "ExceptionText", XmlSafe.Of(error.Text))));
        return Results.Text(new XDeclaration("1.0", "UTF-8", null) + "\n" + report, "text/xml; charset=utf-8", statusCode: ErrorRegistry.Shared.Entry(error.Code).Http);
    }

    public async Task<IResult> CapabilitiesAsync(HttpContext http, CancellationToken ct)
    {
        var described = await LayerDescriptions.ReadAsync(http, extents, ct);
        return Results.Text(WmtsCapabilities.Of(http, [.. described, .. await rasters.ReadAsync(http.Caller(), ct)], layers.Zone), "text/xml; charset=utf-8");
    }

    public async Task<IResult> TileAsync(HttpContext http, TileOfPicture tile, CancellationToken ct)
    {
        var asked = await AskedAsync(http, tile, ct);
        if (asked.Error is { } unusable)
        {
            return Fault(unusable);
        }

        var drawn = await pictures.DrawAsync(asked.Value, ct);
        usage.Count(http.Caller().UserId, "wmts", asked.Value.Layers[0].Code, 0);
        return drawn.Error is { } error ? Fault(error) : Tagged.Answer(http, asked.Value.Key, drawn.Value, "image/png");
    }

    public async Task<IResult> FeatureInfoAsync(HttpContext http, TileOfPicture tile, OgcParameters kvp, CancellationToken ct)
    {
        var asked = await AskedAsync(http, tile, ct);
        var (i, j) = (kvp.Whole("I", 0, TileMatrixSet.TilePixels - 1), kvp.Whole("J", 0, TileMatrixSet.TilePixels - 1));
        if ((asked.Error ?? i.Error ?? j.Error) is { } unusable)
        {
            return Fault(unusable);
        }

        const int most = 20;
        var window = new MapWindow(asked.Value.Crs, asked.Value.Box, asked.Value.Width, asked.Value.Height, pictures.Projection);
        var found = FeaturesAt.Find(asked.Value.Layers, window.ToGrid(i.Value + 0.5, j.Value + 0.5), most, ct);
        if (found.Error is { } error)
        {
            return Fault(error);
        }

        var format = kvp.Text("INFOFORMAT");
        return FeatureInfoAnswer.Formats.Contains(format)
            ? FeatureInfoAnswer.Of(format, found.Value, layers.Zone)
            : Fault(OgcParameters.Refused("INFOFORMAT", "只有 " + string.Join("、", FeatureInfoAnswer.Formats)));
    }

    private async Task<Result<PictureAsked>> AskedAsync(HttpContext http, TileOfPicture tile, CancellationToken ct)
    {
        if (TileMatrixSet.Find(tile.Set) is not { } set)
        {
            return OgcParameters.Refused("TILEMATRIXSET", "没有该瓦片矩阵集");
        }

        if (set.BoxOf(tile.Level, tile.Row, tile.Column) is not { } box)
        {
            return OgcParameters.Refused("TILEROW", "没有该瓦片");
        }

        var layer = await choosing.OpenDrawnAsync(http.Caller(), tile.Layer, tile.Style, TimeAsked.Now, ct);
        return layer.Map(l => new PictureAsked([l], set.Crs, box, TileMatrixSet.TilePixels, TileMatrixSet.TilePixels, null));
    }
}
