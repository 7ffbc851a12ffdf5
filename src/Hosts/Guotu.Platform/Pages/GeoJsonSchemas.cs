using Guotu.Hosting.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Guotu.Platform.Pages;

/// <summary>GeoJSON (RFC 7946) as far as answers hold it: polygons, lines and points with properties of the endpoint's own.</summary>
internal static class GeoJsonSchemas
{
    private const string Geometry = "GeoJsonGeometry";
    private const string Feature = "GeoJsonFeature";
    private const string Features = "GeoJsonFeatures";

    public static IOpenApiSchema Of(GeoJsonKind kind, SchemaRepository repository)
    {
        if (!repository.Schemas.ContainsKey(Geometry))
        {
            var geometry = repository.AddDefinition(Geometry, Shape(("type", Text()), ("coordinates", new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema() })));
            var properties = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema() };
            var feature = repository.AddDefinition(Feature, Shape(("type", Text("Feature")), ("geometry", geometry), ("properties", properties)));
            repository.AddDefinition(
                Features, Shape(("type", Text("FeatureCollection")), ("features", new OpenApiSchema { Type = JsonSchemaType.Array, Items = feature })));
        }

        return new OpenApiSchemaReference(kind == GeoJsonKind.Geometry ? Geometry : Features);
    }

    private static OpenApiSchema Shape(params (string Name, IOpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(m => m.Name, m => m.Schema),
        Required = members.Select(m => m.Name).ToHashSet(StringComparer.Ordinal),
    };

    private static OpenApiSchema Text(string? only = null) => new()
    {
        Type = JsonSchemaType.String,
        Enum = only is null ? [] : [only],
    };
}
