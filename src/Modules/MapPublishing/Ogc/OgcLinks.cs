using System.Text.Json;

namespace Guotu.MapPublishing.Ogc;

/// <summary>Links of OGC APIs.</summary>
internal static class OgcLinks
{
    public const string Json = "application/json";

    public static void Write(Utf8JsonWriter json, string relation, string type, string address)
    {
        json.WriteStartObject();
        json.WriteString("rel", relation);
        json.WriteString("type", type);
        json.WriteString("href", address);
        json.WriteEndObject();
    }
}
