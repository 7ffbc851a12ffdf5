using System.Text.Json;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Guotu.Platform.Pages;

/// <summary>Describes parameters as callers write them: camelCase names, ids as digits in text as everywhere in the API.</summary>
internal sealed class ParametersAsRead : IParameterFilter
{
    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is not OpenApiParameter own)
        {
            return;
        }

        if (own.In == ParameterLocation.Query)
        {
            own.Name = JsonNamingPolicy.CamelCase.ConvertName(own.Name ?? string.Empty);
        }

        if (own.Schema is OpenApiSchema { Format: "int64" } || context.ApiParameterDescription.Type == typeof(long))
        {
            own.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]{1,19}$" };
        }
    }
}
