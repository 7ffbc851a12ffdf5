using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Ogc;

/// <summary>
/// Features as GeoJSON. Numbers as they are stored, digit by digit; what JavaScript could not hold exactly, and every id, as text. Rings as RFC
/// 7946 turns them where x comes first.
/// </summary>
internal sealed class GeoJsonOutput(ISeenLayer layer, Positions positions, IReadOnlySet<string>? chosen)
{
    private const int ExactDigits = 15;

    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly (int Place, LayerFieldKind Kind, JsonEncodedText Name)[] _fields =
    [
        .. from field in layer.Definition.Fields
           let place = layer.PlaceOf(field.Code)
           where place >= 0 && chosen?.Contains(field.Code) != false
           select (place, field.Kind, JsonEncodedText.Encode(field.Code, Options.Encoder)),
    ];

    private readonly JsonPositions _positions = new(positions);

    public void Write(Utf8JsonWriter json, SnapshotFeature feature)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", feature.Id.ToString(CultureInfo.InvariantCulture));
        WriteGeometry(json, feature.Shape);
        json.WriteStartObject("properties");
        foreach (var (place, kind, name) in _fields)
        {
            json.WritePropertyName(name);
            WriteValue(json, kind, feature.Attributes[place]);
        }

        json.WriteEndObject();
    }

    public static void Finish(Utf8JsonWriter json) => json.WriteEndObject();

    private void WriteGeometry(Utf8JsonWriter json, GridMultiPolygon shape)
    {
        json.WriteStartObject("geometry");
        json.WriteString("type", "MultiPolygon");
        json.WritePropertyName("coordinates");
        json.WriteRawValue(_positions.Of(shape.IsNormalized ? shape : shape.Normalized()), skipInputValidation: true);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, LayerFieldKind kind, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            json.WriteNullValue();
        }
        else if (kind is LayerFieldKind.Whole or LayerFieldKind.Decimal && IsExactNumber(text))
        {
            json.WriteRawValue(text);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    /// <summary>A JSON number of no more digits than a double holds.</summary>
    private static bool IsExactNumber(string text)
    {
        var digits = text.AsSpan(text[0] == '-' ? 1 : 0);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        return digits.Length - (point < 0 ? 0 : 1) <= ExactDigits && whole.Length > 0 && (whole.Length == 1 || whole[0] != '0') && !whole.ContainsAnyExceptInRange('0', '9')
            && (point < 0 || (point + 1 < digits.Length && !digits[(point + 1)..].ContainsAnyExceptInRange('0', '9')));
    }
}
