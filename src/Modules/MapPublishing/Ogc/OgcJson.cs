using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Ogc;

/// <summary>Small documents of the services, written whole.</summary>
internal static class OgcJson
{
    public static async Task<IResult> WriteAsync(HttpContext http, Action<Utf8JsonWriter> write, string type = OgcLinks.Json)
    {
        using var stream = new MemoryStream();
        await using (var json = new Utf8JsonWriter(stream, GeoJsonOutput.Options))
        {
            write(json);
        }

        http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Bytes(stream.ToArray(), type);
    }
}
