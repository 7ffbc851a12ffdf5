using System.Text.Json;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.GeoJson;

/// <summary>Takes the properties of a feature into the places of a schema.</summary>
internal static class JsonProperties
{
    public static void Fill(JsonElement feature, FeatureSchema schema, object?[] values, string where)
    {
        if (!feature.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (properties.TryGetProperty(schema.Fields[i].Name, out var value))
            {
                values[i] = Value(schema.Fields[i], value, where);
            }
        }
    }

    /// <summary>A string as it is, null as null, anything else as its JSON text.</summary>
    public static string? Text(JsonElement value, string field, string where)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };
        }
        catch (InvalidOperationException)
        {
            throw Broken(field, value, where, "文字里有不成字的代码");
        }
    }

    private static object? Value(FieldDefinition field, JsonElement value, string where) => (field.Kind, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (FieldKind.Flag, _) => value.GetBoolean(),
        (FieldKind.Whole, _) => value.GetInt64(),
        (FieldKind.Number, _) => value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Broken(field.Name, value, where, "数字过大"),
        _ => Text(value, field.Name, where),
    };

    private static FormatFault Broken(string field, JsonElement value, string where, string reason)
    {
        var raw = value.GetRawText();
        return new FormatFault(new Error(FormatErrors.ValueBroken, ("where", where), ("value", raw.Length > 60 ? raw[..60] : raw), ("reason", reason)) { Field = field });
    }
}

/// <summary>Learns names and types of the properties, and the kinds of geometry, from all features.</summary>
internal sealed class JsonFields
{
    private const int MostFields = 4_096;
    private readonly Dictionary<string, FieldKind?> _kinds = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly HashSet<string> _geometries = new(StringComparer.Ordinal);

    public void Add(JsonElement feature)
    {
        if (feature.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (feature.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Object && geometry.TryGetProperty("type", out var type))
        {
            _geometries.Add(type.GetRawText());
        }

        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                Add(Name(property), property.Value);
            }
        }
    }

    public FeatureSchema ToSchema(string name) => new(name, [.. _order.Select(n => new FieldDefinition(n, _kinds[n] ?? FieldKind.Text))])
    {
        Geometry = _geometries.Count == 0 ? GeometryKind.Mixed
            : _geometries.All(g => g.EndsWith("Polygon\"", StringComparison.Ordinal)) ? GeometryKind.Polygon
            : _geometries.All(g => g.EndsWith("LineString\"", StringComparison.Ordinal)) ? GeometryKind.Line
            : _geometries.All(g => g.EndsWith("Point\"", StringComparison.Ordinal)) ? GeometryKind.Point : GeometryKind.Mixed,
        MultiPoints = _geometries.Contains("\"MultiPoint\""),
    };

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw FormatFault.Structure("文件", "字段名里有不成字的代码");
        }
    }

    private void Add(string name, JsonElement value)
    {
        if (!_kinds.TryGetValue(name, out var known))
        {
            if (_order.Count == MostFields)
            {
                throw FormatFault.Structure("文件", $"字段超过 {MostFields} 个");
            }

            _order.Add(name);
            _kinds[name] = KindOf(value);
            return;
        }

        if (KindOf(value) is { } kind && kind != known)
        {
            _kinds[name] = known is null ? kind : (known, kind) is (FieldKind.Whole, FieldKind.Number) or (FieldKind.Number, FieldKind.Whole) ? FieldKind.Number : FieldKind.Text;
        }
    }

    private static FieldKind? KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True or JsonValueKind.False => FieldKind.Flag,
        JsonValueKind.Number => value.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') < 0 && value.TryGetInt64(out _) ? FieldKind.Whole : FieldKind.Number,
        _ => FieldKind.Text,
    };
}
