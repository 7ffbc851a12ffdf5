using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.LayerFiles;

/// <summary>Writes what is seen of a revision as GeoJSON in metres of its zone, feature by feature.</summary>
internal static class GeoJsonExport
{
    private const int FlushAt = 1 << 20;

    public static async Task<Result> WriteAsync(ISeenLayer layer, Stream target, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        WriteHead(json, layer);
        foreach (var feature in layer.Walk(null, long.MinValue))
        {
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            Write(json, layer, feature.Value);
            if (json.BytesPending > FlushAt)
            {
                await json.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
        return Result.Done;
    }

    private static void WriteHead(Utf8JsonWriter json, ISeenLayer layer)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("name", layer.Definition.Code);
        ZoneGeoJson.WriteCrs(json, layer.Zone);
        json.WriteStartArray("features");
    }

    private static void Write(Utf8JsonWriter json, ISeenLayer layer, SnapshotFeature feature)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", feature.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteStartObject("properties");
        for (var i = 0; i < feature.Attributes.Count; i++)
        {
            if (feature.Attributes[i] is { } value)
            {
                json.WriteString(layer.Columns[i], value);
            }
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry");
        ZoneGeoJson.Write(json, feature.Shape);
        json.WriteEndObject();
    }
}
