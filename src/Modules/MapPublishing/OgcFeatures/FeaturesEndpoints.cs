using System.Globalization;
using Guotu.Hosting.Http;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Ogc;
using Guotu.MapPublishing.Usage;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.MapPublishing.OgcFeatures;

/// <summary>OGC API Features: Core, GeoJSON, CRS, filtering with CQL2 text, sorting.</summary>
internal static class FeaturesEndpoints
{
    private const string Service = "oapif";

    public static void Map(RouteGroupBuilder ogc)
    {
        Get(ogc, FeaturesPaths.Root, (HttpContext http) => ServiceDocuments.LandingAsync(http));
        Get(ogc, FeaturesPaths.Conformance, (HttpContext http) => ServiceDocuments.ConformanceAsync(http));
        Get(ogc, FeaturesPaths.Api, ServiceDocuments.ApiAsync);
        Get(ogc, FeaturesPaths.Collections, CollectionsAsync);
        Get(ogc, FeaturesPaths.Collections + "/{code}", CollectionAsync);
        Get(ogc, FeaturesPaths.Collections + "/{code}/queryables", QueryablesAsync);
        Get(ogc, FeaturesPaths.Collections + "/{code}/items", ItemsAsync, ItemsAnswer.GeoJson);
        Get(ogc, FeaturesPaths.Collections + "/{code}/items/{id}", ItemAsync, ItemsAnswer.GeoJson);
    }

    private static void Get(RouteGroupBuilder ogc, string path, Delegate handler, string type = OgcLinks.Json) =>
        ogc.MapGet(path["/ogc".Length..], handler).Produces(StatusCodes.Status200OK, contentType: type);

    private static async Task<IResult> CollectionsAsync(HttpContext http, IPublishedLayers layers, IPublishedExtents extents, CancellationToken ct)
    {
        var listed = await extents.MeasureAsync(http.Caller(), ct);
        return await OgcJson.WriteAsync(http, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("links");
            OgcLinks.Write(json, "self", OgcLinks.Json, ServiceAddress.Of(http, FeaturesPaths.Collections, ("f", "json")));
            json.WriteEndArray();
            json.WriteStartArray("collections");
            foreach (var (layer, totals) in listed)
            {
                CollectionDocuments.Write(json, http, layer.Definition, new Extent(layers.Zone, totals?.Envelope, layer.Revision.AsOf));
            }

            json.WriteEndArray();
            json.WriteStartArray("crs");
            foreach (var crs in OgcCrs.All(layers.Zone))
            {
                json.WriteStringValue(crs.Uri);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> CollectionAsync(HttpContext http, string code, IPublishedLayers layers, CancellationToken ct)
    {
        var opened = await OpenAsync(http, code, layers, ct);
        if (opened.Error is { } error)
        {
            return ProblemAnswer.Of(error);
        }

        var totals = opened.Value.Totals(ct);
        return totals.Error is { } damaged
            ? ProblemAnswer.Of(damaged)
            : await OgcJson.WriteAsync(http, json => CollectionDocuments.Write(
                json, http, opened.Value.Definition, new Extent(layers.Zone, totals.Value.Envelope, opened.Value.Revision.AsOf)));
    }

    private static async Task<IResult> QueryablesAsync(HttpContext http, string code, IPublishedLayers layers, CancellationToken ct)
    {
        var opened = await OpenAsync(http, code, layers, ct);
        return opened.Error is { } error
            ? ProblemAnswer.Of(error)
            : await OgcJson.WriteAsync(http, json => CollectionDocuments.WriteQueryables(json, http, opened.Value.Definition), "application/schema+json");
    }

    private static async Task<IResult> ItemsAsync(
        HttpContext http, string code, IPublishedLayers layers, ItemsAnswer answer, UsageTally usage, PublishingLimits limits, CancellationToken ct)
    {
        var opened = await OpenAsync(http, code, layers, ct);
        if (opened.Error is { } error)
        {
            return ProblemAnswer.Of(error);
        }

        var request = ItemsRequest.Read(http.Request.Query, opened.Value, limits);
        var written = request.Error is { } unreadable ? unreadable : await answer.WriteAsync(http, opened.Value, request.Value, ct);
        return Counted(http, usage, opened.Value, written);
    }

    private static async Task<IResult> ItemAsync(HttpContext http, string code, string id, IPublishedLayers layers, UsageTally usage, CancellationToken ct)
    {
        var opened = await OpenAsync(http, code, layers, ct);
        if (opened.Error is { } error)
        {
            return ProblemAnswer.Of(error);
        }

        var named = http.Request.Query["crs"].ToString();
        if ((named.Length == 0 ? OgcCrs.Crs84 : OgcCrs.Find(named, layers.Zone)) is not { } crs)
        {
            return ProblemAnswer.Of(new Error(PublishingErrors.ParameterInvalid, ("parameter", "crs"), ("reason", "不提供这个坐标系")));
        }

        var written = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await ItemsAnswer.WriteOneAsync(http, opened.Value, number, crs, ct)
            : new Error(KernelErrors.NotFound, ("what", "要素"));
        return Counted(http, usage, opened.Value, written);
    }

    private static IResult Counted(HttpContext http, UsageTally usage, ISeenLayer layer, Result<int> written)
    {
        if (written.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        usage.Count(http.Caller().UserId, Service, layer.Definition.Code, written.Value);
        return Results.Empty;
    }

    private static async Task<Result<ISeenLayer>> OpenAsync(HttpContext http, string code, IPublishedLayers layers, CancellationToken ct)
    {
        int? revision = null;
        if (http.Request.Query["revision"].ToString() is { Length: > 0 } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return new Error(PublishingErrors.ParameterInvalid, ("parameter", "revision"), ("reason", "要是版本号"));
            }

            revision = number;
        }

        return ItemsRequest.FormatBreach(http.Request.Query) is { } breach ? breach : await layers.OpenAsync(http.Caller(), code, revision, ct);
    }
}
