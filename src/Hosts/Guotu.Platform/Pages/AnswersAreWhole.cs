using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Guotu.Platform.Pages;

/// <summary>
/// The server writes every member of an answer, null or not, so all of them are required there. In a body that is sent to the server a member
/// that may be null may also be absent.
/// </summary>
internal sealed class AnswersAreWhole : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        var schemas = context.SchemaRepository.Schemas;
        var sent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var content in swaggerDoc.Paths.Values.SelectMany(BodiesOf))
        {
            Walk(content.Schema, schemas, sent);
        }

        foreach (var schema in schemas.Where(s => !sent.Contains(s.Key)).Select(s => s.Value).OfType<OpenApiSchema>().Where(s => s.Properties is { Count: > 0 }))
        {
            schema.Required = schema.Properties!.Keys.ToHashSet(StringComparer.Ordinal);
        }
    }

    private static IEnumerable<OpenApiMediaType> BodiesOf(IOpenApiPathItem path) =>
        from operation in path.Operations?.Values.AsEnumerable() ?? []
        from content in operation.RequestBody?.Content?.Values.AsEnumerable() ?? []
        select content;

    private static void Walk(IOpenApiSchema? schema, Dictionary<string, IOpenApiSchema> schemas, HashSet<string> seen)
    {
        switch (schema)
        {
            case null:
                return;
            case OpenApiSchemaReference { Reference.Id: { } id }:
                if (seen.Add(id))
                {
                    Walk(schemas.GetValueOrDefault(id), schemas, seen);
                }

                return;
            default:
                var inner = (schema.Properties?.Values ?? []).Concat(schema.OneOf ?? []).Concat(schema.AllOf ?? []).Append(schema.Items).Append(schema.AdditionalProperties);
                foreach (var part in inner)
                {
                    Walk(part, schemas, seen);
                }

                return;
        }
    }
}
