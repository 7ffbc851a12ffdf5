using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Guotu.OneMap.Store;

/// <summary>The stored form of attributes: a JSON object of strings, keys in ordinal order, fields without value left out.</summary>
public static class AttributeText
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyDictionary<string, string> attributes)
    {
        var ordered = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in attributes)
        {
            if (value.Length > 0)
            {
                ordered[key] = value;
            }
        }

        return JsonSerializer.Serialize(ordered, Json);
    }

    /// <summary>False where the text is not such an object.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out IReadOnlyDictionary<string, string>? attributes)
    {
        try
        {
            attributes = JsonSerializer.Deserialize<SortedDictionary<string, string>>(text, Json);
        }
        catch (JsonException)
        {
            attributes = null;
        }

        return attributes is not null;
    }

    /// <summary>The values of columns, in their order; false where the text is not such an object or has another key.</summary>
    public static bool TryReadColumns(string text, IReadOnlyDictionary<string, int> places, string?[] values)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            var place = -1;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    place = places.TryGetValue(reader.GetString()!, out var found) ? found : throw new JsonException("an unknown field");
                }
                else if (reader.TokenType == JsonTokenType.String && place >= 0)
                {
                    values[place] = reader.GetString();
                }
                else if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject) || reader.CurrentDepth > 0)
                {
                    return false;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
