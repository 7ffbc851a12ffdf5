using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guotu.ComplianceReview.Contracts;
using Guotu.Geo.Geometry;

namespace Guotu.ComplianceReview.Store;

/// <summary>A verdict as it is stored: everything, names and reasons included; shapes as integers of 0.1 mm.</summary>
public static class VerdictJson
{
    private static readonly JsonSerializerOptions Options = Make();

    public static string Write(Verdict verdict) => JsonSerializer.Serialize(verdict, Options);

    /// <summary>Throws <see cref="JsonException"/> when the text is not a verdict.</summary>
    public static Verdict Read(string text) =>
        JsonSerializer.Deserialize<Verdict>(text, Options) ?? throw new JsonException("A verdict cannot be null");

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            IgnoreReadOnlyProperties = true,
        };
        options.Converters.Add(new ShapeConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }

    /// <summary>Parts of rings of alternating east and north.</summary>
    private sealed class ShapeConverter : JsonConverter<GridMultiPolygon>
    {
        public override GridMultiPolygon Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = JsonSerializer.Deserialize<long[][][]>(ref reader, options) ?? throw new JsonException("A shape cannot be null");
            return new GridMultiPolygon([.. parts.Select(PolygonOf)]);
        }

        public override void Write(Utf8JsonWriter writer, GridMultiPolygon value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var polygon in value.Polygons)
            {
                writer.WriteStartArray();
                foreach (var ring in polygon.Rings)
                {
                    writer.WriteStartArray();
                    foreach (var point in ring.Points)
                    {
                        writer.WriteNumberValue(point.East);
                        writer.WriteNumberValue(point.North);
                    }

                    writer.WriteEndArray();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        private static GridPolygon PolygonOf(long[][] rings) => rings.Length == 0
            ? throw new JsonException("A part has an outer ring")
            : new GridPolygon(RingOf(rings[0]), [.. rings.Skip(1).Select(RingOf)]);

        private static GridRing RingOf(long[] numbers) => numbers.Length % 2 == 0
            ? new GridRing(Enumerable.Range(0, numbers.Length / 2).Select(i => new GridPoint(numbers[2 * i], numbers[(2 * i) + 1])).ToImmutableArray())
            : throw new JsonException("A ring has pairs of numbers");
    }
}
