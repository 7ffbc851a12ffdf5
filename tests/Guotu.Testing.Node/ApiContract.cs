using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Guotu.Testing.Node;

/// <summary>
/// Holds every answer that a test gets against <c>docs/api/openapi.json</c>: the pages are typed by it, so an answer of another shape is a
/// fault of the server or of the description. The few words of JSON Schema that the description uses are read here; an unknown one fails.
/// </summary>
public static class ApiContract
{
    private const string JsonType = "application/json";

    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "type", "nullable", "oneOf", "enum", "properties", "required", "additionalProperties", "items", "pattern", "format", "description", "minItems", "maxItems",
    };

    private static readonly Lazy<JsonElement> Document = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(TestData.Checkout, "docs", "api", "openapi.json"))).RootElement);

    /// <summary>Fails with the place in the answer where it is not as described.</summary>
    public static void MustDescribe(HttpResponseMessage response, JsonElement body)
    {
        ArgumentNullException.ThrowIfNull(response);
        var request = response.RequestMessage!;
        var path = request.RequestUri!.AbsolutePath;
        var method = request.Method.Method.ToLowerInvariant();
        var served = OperationOf(path, method);
        Assert.True(served is not null, $"{method} {path} is not described");
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        Assert.True(served!.Value.GetProperty("responses").TryGetProperty(status, out var described), $"{method} {path} does not describe {status}");
        if (body.ValueKind == JsonValueKind.Undefined)
        {
            Assert.False(described.TryGetProperty("content", out _), $"{method} {path} answers nothing but describes content");
            return;
        }

        var schema = described.TryGetProperty("content", out var content) ? TypeOf(content) : null;
        var fault = schema is { } shape ? Fault(shape, body, "$") : "no JSON is described";
        Assert.True(fault is null, $"{method} {path} answers otherwise than described: {fault}");
    }

    private static JsonElement? TypeOf(JsonElement content) =>
        content.TryGetProperty(JsonType, out var json) || content.TryGetProperty("application/geo+json", out json) ? json.GetProperty("schema") : null;

    private static JsonElement? OperationOf(string path, string method)
    {
        var found = Document.Value.GetProperty("paths").EnumerateObject()
            .Where(p => p.Value.TryGetProperty(method, out _) && Regex.IsMatch(path, "^" + Regex.Replace(Regex.Escape(p.Name), @"\\\{[^}]+}", "[^/]+") + "$"))
            .OrderBy(p => p.Name.Count(c => c == '{'))
            .ToList();
        return found.Count == 0 ? null : found[0].Value.GetProperty(method);
    }

    private static string? Fault(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Fault(Document.Value.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]), value, at);
        }

        if (schema.EnumerateObject().Select(m => m.Name).FirstOrDefault(n => !Annotations.Contains(n)) is { } unknown)
        {
            return $"{at}: the description uses {unknown}";
        }

        if (value.ValueKind == JsonValueKind.Null && schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean())
        {
            return null;
        }

        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var faults = choices.EnumerateArray().Select(c => Fault(c, value, at)).ToList();
            return faults.Contains(null) ? null : faults[0];
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(w => w.GetRawText() == value.GetRawText()))
        {
            return $"{at}: {value.GetRawText()} is none of {words.GetRawText()}";
        }

        return !schema.TryGetProperty("type", out var type) ? null : type.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object ? ObjectFault(schema, value, at) : Other(value, at, "an object"),
            "array" => value.ValueKind == JsonValueKind.Array ? ArrayFault(schema, value, at) : Other(value, at, "a list"),
            "string" => value.ValueKind == JsonValueKind.String ? PatternFault(schema, value, at) : Other(value, at, "a text"),
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : Other(value, at, "true or false"),
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _) ? null : Other(value, at, "a whole number"),
            "number" => value.ValueKind == JsonValueKind.Number ? null : Other(value, at, "a number"),
            var other => $"{at}: the description uses type {other}",
        };
    }

    private static string Other(JsonElement value, string at, string expected) => $"{at}: {value.ValueKind} where {expected} is described";

    private static string? PatternFault(JsonElement schema, JsonElement value, string at) =>
        schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!) ? $"{at}: not {pattern.GetString()}" : null;

    private static string? ArrayFault(JsonElement schema, JsonElement value, string at)
    {
        var count = value.GetArrayLength();
        return schema.TryGetProperty("minItems", out var least) && count < least.GetInt32() ? $"{at}: {count} items"
            : schema.TryGetProperty("maxItems", out var most) && count > most.GetInt32() ? $"{at}: {count} items"
            : value.EnumerateArray().Select((v, i) => Fault(schema.GetProperty("items"), v, $"{at}[{i}]")).FirstOrDefault(f => f is not null);
    }

    private static string? ObjectFault(JsonElement schema, JsonElement value, string at)
    {
        var members = schema.TryGetProperty("properties", out var properties) ? properties : default;
        if (schema.TryGetProperty("required", out var required)
            && required.EnumerateArray().FirstOrDefault(r => !value.TryGetProperty(r.GetString()!, out _)) is { ValueKind: JsonValueKind.String } absent)
        {
            return $"{at}.{absent.GetString()} is absent";
        }

        foreach (var member in value.EnumerateObject())
        {
            var place = $"{at}.{member.Name}";
            var fault = members.ValueKind == JsonValueKind.Object && members.TryGetProperty(member.Name, out var known) ? Fault(known, member.Value, place)
                : !schema.TryGetProperty("additionalProperties", out var others) || others.ValueKind == JsonValueKind.True ? null
                : others.ValueKind == JsonValueKind.False ? $"{place} is not described"
                : Fault(others, member.Value, place);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }
}
