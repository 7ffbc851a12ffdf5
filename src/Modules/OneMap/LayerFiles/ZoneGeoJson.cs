using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.OneMap.LayerFiles;

/// <summary>GeoJSON in metres of a Gauss-Kruger zone, east first, four decimals: the numbers of the grid, nothing rounded.</summary>
internal static class ZoneGeoJson
{
    private const int MetreDecimals = 4;

    /// <summary>The member that names the zone, as GeoJSON had it before RFC 7946.</summary>
    public static void WriteCrs(Utf8JsonWriter json, GaussKrugerZone zone)
    {
        json.WriteStartObject("crs");
        json.WriteString("type", "name");
        json.WriteStartObject("properties");
        json.WriteString("name", $"urn:ogc:def:crs:EPSG::{zone.Epsg}");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A MultiPolygon object, or null for an empty figure.</summary>
    public static void Write(Utf8JsonWriter json, GridMultiPolygon figure)
    {
        if (figure.IsEmpty)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in figure.Polygons)
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
