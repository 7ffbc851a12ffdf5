using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guotu.Hosting.Http;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Guotu.Platform.Pages;

/// <summary>
/// Describes members as the JSON writer sends them: null where the type says so, the closed lists of words, GeoJSON. What the type does not
/// allow to be null is required.
/// </summary>
internal sealed class MembersAsSent : ISchemaFilter
{
    private readonly NullabilityInfoContext _nullability = new();

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { Count: > 0 } members } whole)
        {
            return;
        }

        foreach (var property in context.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!members.TryGetValue(name, out var member))
            {
                continue;
            }

            var nullable = IsNullable(property);
            members[name] = nullable ? OrNull(Described(property, member, context)) : Described(property, member, context);
            if (!nullable)
            {
                (whole.Required ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
            }
        }
    }

    private static IOpenApiSchema Described(PropertyInfo property, IOpenApiSchema member, SchemaFilterContext context)
    {
        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } words)
        {
            return new OpenApiSchema { Type = JsonSchemaType.String, Enum = words.Values.OfType<string>().Select(w => (JsonNode)JsonValue.Create(w)).ToList() };
        }

        if (property.GetCustomAttribute<GeoJsonAttribute>() is { } shape)
        {
            return GeoJsonSchemas.Of(shape.Kind, context.SchemaRepository);
        }

        return member is OpenApiSchema { Type: null, Enum: null, AllOf: null or { Count: 0 } }
            ? throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} has no shape: the description of the API would say nothing of it")
            : member;
    }

    private bool IsNullable(PropertyInfo property) => property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(property.PropertyType) is not null
        : _nullability.Create(property).ReadState == NullabilityState.Nullable;

    private static OpenApiSchema OrNull(IOpenApiSchema schema)
    {
        if (schema is not OpenApiSchema own)
        {
            return new OpenApiSchema { OneOf = [schema, new OpenApiSchema { Type = JsonSchemaType.Null }] };
        }

        own.Type = (own.Type ?? JsonSchemaType.String) | JsonSchemaType.Null;
        if (own.Enum is { Count: > 0 } words)
        {
            own.Enum = [.. words, JsonNullSentinel.JsonNull];
        }

        return own;
    }
}
