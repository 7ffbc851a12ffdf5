using Guotu.Kernel.Figures;
using Guotu.Kernel.Time;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Guotu.Platform.Pages;

/// <summary>The description of the API, committed as <c>docs/api/openapi.json</c>; a test says when it is stale.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    public static void Configure(SwaggerGenOptions options)
    {
        options.SwaggerDoc(Name, new OpenApiInfo { Title = "国土 Guotu 平台接口", Version = "v1" });
        options.SupportNonNullableReferenceTypes();
        options.CustomSchemaIds(SchemaId);
        options.MapType<long>(() => new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[0-9]{1,19}$" });
        options.MapType<Instant>(() => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" });
        options.MapType<LegalArea>(() => new OpenApiSchema { Type = JsonSchemaType.Number, Format = "double", Description = "m²" });
        options.SchemaFilter<MembersAsSent>();
        options.OperationFilter<BytesAsSent>();
        options.ParameterFilter<ParametersAsRead>();
        options.DocumentFilter<AnswersAreWhole>();
    }

    private static string SchemaId(Type type) => type.IsGenericType
        ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + "Of" + string.Concat(type.GetGenericArguments().Select(SchemaId))
        : (type.DeclaringType is { } outer ? outer.Name : string.Empty) + type.Name;
}
