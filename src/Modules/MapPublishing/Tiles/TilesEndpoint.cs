using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Geo.Tiles;
using Guotu.Hosting.Http;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Rasters;
using Guotu.MapPublishing.Usage;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.MapPublishing.Tiles;

/// <summary>OGC API Tiles: vector tiles of layers on WebMercatorQuad, their metadata, and TileJSON.</summary>
internal static class TilesEndpoint
{
    private const string Root = "/ogc/tiles";
    private const string SetName = "WebMercatorQuad";
    private const string SetUri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
    private const string Mvt = "application/vnd.mapbox-vector-tile";
    private const int MaxZoom = 18;

    public static void Map(RouteGroupBuilder ogc)
    {
        ogc.MapGet("/tiles", ListAsync).Produces(StatusCodes.Status200OK, contentType: "application/json");
        ogc.MapGet("/tiles/{code}", SetAsync).Produces(StatusCodes.Status200OK, contentType: "application/json");
        ogc.MapGet("/tiles/{code}/tilejson.json", TileJsonAsync).Produces(StatusCodes.Status200OK, contentType: "application/json");
        ogc.MapGet("/tiles/{code}/" + SetName + "/{level}/{row}/{column}", TileAsync).Produces(StatusCodes.Status200OK, contentType: Mvt);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IPublishedLayers layers, RasterDescriptions rasters, CancellationToken ct)
    {
        var listed = await layers.ListAsync(http.Caller(), ct);
        var pictures = await rasters.ReadAsync(http.Caller(), ct);
        return Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("tilesets");
            foreach (var layer in listed)
            {
                json.WriteStartObject();
                Identity(json, layer.Definition);
                json.WriteStartArray("links");
                Link(json, "self", "application/json", Address(http, layer.Definition.Code));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            foreach (var picture in pictures)
            {
                json.WriteStartObject();
                Identity(json, picture.Layer.Definition);
                json.WriteStartArray("links");
                TileLink(json, "image/png", MapAddress.Of(http, $"{Root}/{picture.Layer.Definition.Code}/map/{SetName}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}") + MapAddress.Token(http));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> SetAsync(HttpContext http, string code, IPublishedLayers layers, CancellationToken ct)
    {
        var opened = await layers.OpenAsync(http.Caller(), code, null, ct);
        if (opened.Error is { } error)
        {
            return ProblemAnswer.Of(error);
        }

        var box = Box(opened.Value, layers, ct);
        return box.Error is { } damaged ? ProblemAnswer.Of(damaged) : Json(json =>
        {
            json.WriteStartObject();
            Identity(json, opened.Value.Definition);
            if (box.Value is { } b)
            {
                json.WriteStartObject("boundingBox");
                Numbers(json, "lowerLeft", b.West, b.South);
                Numbers(json, "upperRight", b.East, b.North);
                json.WriteString("crs", "http://www.opengis.net/def/crs/OGC/1.3/CRS84");
                json.WriteEndObject();
            }

            json.WriteStartArray("links");
            Link(json, "self", "application/json", Address(http, code));
            Link(json, "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", "application/json", SetUri);
            TileLink(json, Mvt, MapAddress.Of(http, $"{Root}/{code}/{SetName}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}") + MapAddress.Token(http));
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> TileJsonAsync(HttpContext http, string code, IPublishedLayers layers, CancellationToken ct)
    {
        var opened = await layers.OpenAsync(http.Caller(), code, null, ct);
        if (opened.Error is { } error)
        {
            return ProblemAnswer.Of(error);
        }

        var box = Box(opened.Value, layers, ct);
        var definition = opened.Value.Definition;
        return box.Error is { } damaged ? ProblemAnswer.Of(damaged) : Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("tilejson", "3.0.0");
            json.WriteString("name", definition.Name);
            json.WriteStartArray("tiles");
            json.WriteStringValue(MapAddress.Of(http, $"{Root}/{code}/{SetName}/{{z}}/{{y}}/{{x}}") + MapAddress.Token(http));
            json.WriteEndArray();
            json.WriteNumber("minzoom", definition.TileZoom);
            json.WriteNumber("maxzoom", MaxZoom);
            if (box.Value is { } b)
            {
                Numbers(json, "bounds", b.West, b.South, b.East, b.North);
            }

            json.WriteStartArray("vector_layers");
            json.WriteStartObject();
            json.WriteString("id", definition.Code);
            json.WriteString("description", definition.Name);
            json.WriteStartObject("fields");
            foreach (var field in new[] { definition.LabelField, definition.ClassField }.Where(f => !string.IsNullOrEmpty(f)).Distinct(StringComparer.Ordinal))
            {
                json.WriteString(field!, "String");
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> TileAsync(
        HttpContext http, string code, string level, string row, string column, IVectorTiles tiles, UsageTally usage, CancellationToken ct)
    {
        if (Number(level) is not { } z || Number(row) is not { } y || Number(column) is not { } x || !new TileAddress(z, x, y).IsValid)
        {
            return ProblemAnswer.Of(OgcParameters.Refused("tileMatrix/tileRow/tileCol", "没有该瓦片"));
        }

        var tile = await tiles.ReadAsync(http.Caller(), code, new TileAddress(z, x, y), ct);
        if (tile.Error is { } error)
        {
            return TileRefusal.Of(http, error);
        }

        usage.Count(http.Caller().UserId, "tiles", code, 0);
        return Tagged.Answer(http, PictureCache.KeyOf("mvt", tile.Value.Stamp, code, $"{z}/{y}/{x}"), tile.Value.Bytes, Mvt);
    }

    private static Result<MapBox?> Box(ISeenLayer layer, IPublishedLayers layers, CancellationToken ct) =>
        layer.Totals(ct).Map(t => LayerDescriptions.BoxIn(t.Envelope, MapCrs.Cgcs2000, layers.Zone));

    private static void Identity(Utf8JsonWriter json, LayerDefinition layer)
    {
        json.WriteString("title", layer.Name);
        json.WriteString("dataType", layer.Geometry == "raster" ? "map" : "vector");
        json.WriteString("crs", "http://www.opengis.net/def/crs/EPSG/0/3857");
        json.WriteString("tileMatrixSetURI", SetUri);
    }

    private static string Address(HttpContext http, string code) => MapAddress.Of(http, $"{Root}/{Uri.EscapeDataString(code)}") + MapAddress.Token(http);

    private static void TileLink(Utf8JsonWriter json, string type, string address)
    {
        json.WriteStartObject();
        json.WriteString("rel", "item");
        json.WriteString("type", type);
        json.WriteString("href", address);
        json.WriteBoolean("templated", true);
        json.WriteEndObject();
    }

    private static void Link(Utf8JsonWriter json, string relation, string type, string address)
    {
        json.WriteStartObject();
        json.WriteString("rel", relation);
        json.WriteString("type", type);
        json.WriteString("href", address);
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, params double[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(Math.Round(number, 9));
        }

        json.WriteEndArray();
    }

    private static IResult Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        return Results.Bytes(stream.ToArray(), "application/json");
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}
