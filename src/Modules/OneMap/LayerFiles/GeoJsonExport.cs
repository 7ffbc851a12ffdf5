using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.OneMap.ReadLayers;

namespace Guotu.OneMap.LayerFiles;

/// <summary>Writes a revision as GeoJSON in metres of its zone, block by block.</summary>
internal static class GeoJsonExport
{
    public static async Task<Result> WriteAsync(OpenLayer layer, Stream target, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        WriteHead(json, layer);
        for (var block = 0; block < layer.Snapshot.BlockCount; block++)
        {
            var features = layer.Snapshot.ReadBlock(block);
            if (features.Error is { } damaged)
            {
                return damaged;
            }

            foreach (var feature in features.Value)
            {
                Write(json, layer, feature);
            }

            await json.FlushAsync(ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
        return Result.Done;
    }

    private static void WriteHead(Utf8JsonWriter json, OpenLayer layer)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("name", layer.Definition.Code);
        ZoneGeoJson.WriteCrs(json, layer.Snapshot.Description.Zone);
        json.WriteStartArray("features");
    }

    private static void Write(Utf8JsonWriter json, OpenLayer layer, SnapshotFeature feature)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", feature.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteStartObject("properties");
        for (var i = 0; i < feature.Attributes.Count; i++)
        {
            if (feature.Attributes[i] is { } value)
            {
                json.WriteString(layer.Snapshot.Description.Columns[i], value);
            }
        }

        json.WriteEndObject();
        json.WritePropertyName("geometry");
        ZoneGeoJson.Write(json, feature.Shape);
        json.WriteEndObject();
    }
}
