using System.Globalization;
using Guotu.Hosting.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Guotu.Platform.Pages;

/// <summary>Describes answers that are written as bytes: GeoJSON, papers, tiles.</summary>
internal sealed class BytesAsSent : IOperationFilter
{
    private const string GeoJson = "application/geo+json";
    private const string Json = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var answer in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<IProducesResponseTypeMetadata>())
        {
            var status = answer.StatusCode.ToString(CultureInfo.InvariantCulture);
            if (operation.Responses?.GetValueOrDefault(status) is not OpenApiResponse response)
            {
                continue;
            }

            foreach (var type in answer.ContentTypes.Where(t => t != Json))
            {
                (response.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal))[type] = new OpenApiMediaType
                {
                    Schema = type == GeoJson
                        ? GeoJsonSchemas.Of(GeoJsonKind.Features, context.SchemaRepository)
                        : new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                };
            }
        }
    }
}
