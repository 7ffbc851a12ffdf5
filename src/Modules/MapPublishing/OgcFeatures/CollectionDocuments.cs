using System.Globalization;
using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.MapPublishing.Filters;
using Guotu.MapPublishing.Ogc;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.OgcFeatures;

/// <summary>Descriptions of collections; the extent is that of what the caller sees.</summary>
internal static class CollectionDocuments
{
    public static void Write(Utf8JsonWriter json, HttpContext http, LayerDefinition layer, Extent extent)
    {
        var zone = extent.Zone;
        json.WriteStartObject();
        json.WriteString("id", layer.Code);
        json.WriteString("title", layer.Name);
        json.WriteString("description", string.Join(" / ", layer.Category));
        json.WriteString("itemType", "feature");
        WriteExtent(json, extent);
        json.WriteStartArray("crs");
        foreach (var crs in OgcCrs.All(zone))
        {
            json.WriteStringValue(crs.Uri);
        }

        json.WriteEndArray();
        json.WriteString("storageCrs", OgcCrs.OfZone(zone).Uri);
        var address = FeaturesPaths.Collection(layer.Code);
        json.WriteStartArray("links");
        OgcLinks.Write(json, "self", OgcLinks.Json, ServiceAddress.Of(http, address, ("f", "json")));
        OgcLinks.Write(json, "items", ItemsAnswer.GeoJson, ServiceAddress.Of(http, address + "/items", ("f", "json")));
        OgcLinks.Write(json, "http://www.opengis.net/def/rel/ogc/1.0/queryables", "application/schema+json", ServiceAddress.Of(http, address + "/queryables", ("f", "json")));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>What can be filtered and sorted by, as JSON Schema.</summary>
    public static void WriteQueryables(Utf8JsonWriter json, HttpContext http, LayerDefinition layer)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2019-09/schema");
        json.WriteString("$id", ServiceAddress.Of(http, FeaturesPaths.Collection(layer.Code) + "/queryables"));
        json.WriteString("type", "object");
        json.WriteString("title", layer.Name);
        json.WriteStartObject("properties");
        json.WriteStartObject(FilterSubject.GeometryName);
        json.WriteString("format", "geometry-multipolygon");
        json.WriteEndObject();
        foreach (var field in layer.Fields)
        {
            json.WriteStartObject(field.Code);
            json.WriteString("title", field.Name);
            json.WriteString("type", field.Kind switch { LayerFieldKind.Whole => "integer", LayerFieldKind.Decimal => "number", _ => "string" });
            if (field.Kind == LayerFieldKind.Date)
            {
                json.WriteString("format", "date");
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    private static void WriteExtent(Utf8JsonWriter json, Extent extent)
    {
        if (extent.Box is not { IsEmpty: false } box)
        {
            return;
        }

        json.WriteStartObject("extent");
        json.WriteStartObject("spatial");
        json.WriteStartArray("bbox");
        json.WriteStartArray();
        var (west, south, east, north) = new Positions(OgcCrs.Crs84, new GaussKrugerProjection(extent.Zone)).Of(box);
        foreach (var number in (decimal[])[west, south, east, north])
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteString("crs", OgcCrs.Crs84Uri);
        json.WriteEndObject();
        if (extent.AsOf is { } asOf)
        {
            json.WriteStartObject("temporal");
            json.WriteStartArray("interval");
            json.WriteStartArray();
            json.WriteNullValue();
            json.WriteStringValue(asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z");
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

/// <summary>Where and of when a collection is; no box where it is not known without reading the layer, or nothing is seen.</summary>
internal sealed record Extent(GaussKrugerZone Zone, GridEnvelope? Box, DateOnly? AsOf);
