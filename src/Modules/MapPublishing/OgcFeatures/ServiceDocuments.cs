using System.Text.Json;
using Guotu.Hosting.Http;
using Guotu.Hosting.Nodes;
using Guotu.MapPublishing.Ogc;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.OgcFeatures;

/// <summary>Landing page, conformance, and the description of the service.</summary>
internal static class ServiceDocuments
{
    private const string Part1 = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
    private const string Part3 = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/";
    private const string Cql2 = "http://www.opengis.net/spec/cql2/1.0/conf/";
    private const string OpenApiType = "application/vnd.oai.openapi+json;version=3.0";

    private static readonly string[] Classes =
    [
        Part1 + "core", Part1 + "geojson", Part1 + "oas30", "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
        Part3 + "queryables", Part3 + "queryables-query-parameters", Part3 + "filter", Part3 + "features-filter",
        Cql2 + "cql2-text", Cql2 + "basic-cql2", Cql2 + "advanced-comparison-operators", Cql2 + "basic-spatial-functions", Cql2 + "spatial-functions",
    ];

    public static Task<IResult> LandingAsync(HttpContext http) => OgcJson.WriteAsync(http, json =>
    {
        json.WriteStartObject();
        json.WriteString("title", "国土 要素服务");
        json.WriteString("description", "已发布图层的要素(OGC API Features)");
        json.WriteStartArray("links");
        OgcLinks.Write(json, "self", OgcLinks.Json, ServiceAddress.Of(http, FeaturesPaths.Root, ("f", "json")));
        OgcLinks.Write(json, "service-desc", OpenApiType, ServiceAddress.Of(http, FeaturesPaths.Api, ("f", "json")));
        OgcLinks.Write(json, "conformance", OgcLinks.Json, ServiceAddress.Of(http, FeaturesPaths.Conformance, ("f", "json")));
        OgcLinks.Write(json, "data", OgcLinks.Json, ServiceAddress.Of(http, FeaturesPaths.Collections, ("f", "json")));
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static Task<IResult> ConformanceAsync(HttpContext http) => OgcJson.WriteAsync(http, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("conformsTo");
        foreach (var name in Classes)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>OpenAPI 3.0 of the service with the collections that the caller sees.</summary>
    public static async Task<IResult> ApiAsync(HttpContext http, IPublishedLayers layers, PublishingLimits limits, NodeSettings node, CancellationToken ct)
    {
        var listed = await layers.ListAsync(http.Caller(), ct);
        return await OgcJson.WriteAsync(
            http,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("openapi", "3.0.3");
                json.WriteStartObject("info");
                json.WriteString("title", node.County.Bureau + " 要素服务");
                json.WriteString("version", "1.0");
                json.WriteEndObject();
                json.WriteStartArray("servers");
                json.WriteStartObject();
                json.WriteString("url", ServiceAddress.Of(http, FeaturesPaths.Root));
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteStartObject("paths");
                foreach (var path in (string[])["/", "/conformance", "/collections"])
                {
                    Operation(json, path, []);
                }

                foreach (var layer in listed)
                {
                    var path = "/collections/" + layer.Definition.Code;
                    Operation(json, path, []);
                    Operation(json, path + "/queryables", []);
                    Operation(json, path + "/items", [.. ItemsRequest.Names.Where(n => n != ServiceAddress.TokenParameter)], limits.LargestPage);
                }

                json.WriteEndObject();
                json.WriteEndObject();
            },
            OpenApiType);
    }

    private static void Operation(Utf8JsonWriter json, string path, IReadOnlyList<string> parameters, int largest = 0)
    {
        json.WriteStartObject(path);
        json.WriteStartObject("get");
        json.WriteStartArray("parameters");
        foreach (var name in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("in", "query");
            json.WriteStartObject("schema");
            json.WriteString("type", name is "limit" or "revision" ? "integer" : "string");
            if (name == "limit")
            {
                json.WriteNumber("minimum", 1);
                json.WriteNumber("maximum", largest);
                json.WriteNumber("default", ItemsRequest.UsualLimit);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("responses");
        json.WriteStartObject("200");
        json.WriteString("description", "ok");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
