using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.OneMap.ReadLayers;

namespace Guotu.OneMap.LayerFiles;

/// <summary>Writes a revision as GeoJSON in metres of its zone, block by block.</summary>
internal static class GeoJsonExport
{
    private const int MetreDecimals = 4;

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
        json.WriteStartObject("crs");
        json.WriteString("type", "name");
        json.WriteStartObject("properties");
        json.WriteString("name", $"urn:ogc:def:crs:EPSG::{layer.Snapshot.Description.Zone.Epsg}");
        json.WriteEndObject();
        json.WriteEndObject();
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
        json.WriteStartObject("geometry");
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in feature.Shape.Polygons)
        {
            json.WriteStartArray();
            foreach (var ring in polygon.Rings)
            {
                WriteRing(json, ring);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRing(Utf8JsonWriter json, GridRing ring)
    {
        json.WriteStartArray();
        foreach (var point in ring.Points.Append(ring.Points[0]))
        {
            json.WriteStartArray();
            json.WriteNumberValue(Metres(point.East));
            json.WriteNumberValue(Metres(point.North));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static decimal Metres(long units) => new((int)units, (int)(units >> 32), 0, false, MetreDecimals);
}
