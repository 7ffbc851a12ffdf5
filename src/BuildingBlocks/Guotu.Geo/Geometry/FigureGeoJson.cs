using System.Text.Json;
using Guotu.Geo.Crs;

namespace Guotu.Geo.Geometry;

/// <summary>GeoJSON (RFC 7946) geometry of figures in EPSG:4490 degrees, longitude first, nine decimals: for display, not for record.</summary>
public static class FigureGeoJson
{
    private const int Decimals = 9;

    /// <summary>Writes a MultiPolygon geometry object: outer rings counter-clockwise, holes clockwise, closed.</summary>
    public static void Write(Utf8JsonWriter json, GridMultiPolygon figure, GaussKrugerZone zone)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(figure);
        var projection = new GaussKrugerProjection(zone);
        json.WriteStartObject();
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in figure.Normalized().Polygons)
        {
            json.WriteStartArray();
            foreach (var ring in polygon.Rings)
            {
                WriteRing(json, ring, projection);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The geometry object as a document of its own.</summary>
    public static JsonElement ToElement(GridMultiPolygon figure, GaussKrugerZone zone)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, figure, zone);
        }

        return JsonSerializer.Deserialize<JsonElement>(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void WriteRing(Utf8JsonWriter json, GridRing ring, GaussKrugerProjection projection)
    {
        json.WriteStartArray();
        foreach (var point in ring.Points.Append(ring.Points[0]))
        {
            var position = projection.Inverse(point.ToMetres());
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round(position.Longitude, Decimals));
            json.WriteNumberValue(Math.Round(position.Latitude, Decimals));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
