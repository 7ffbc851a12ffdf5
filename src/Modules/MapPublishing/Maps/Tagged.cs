using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Maps;

/// <summary>
/// Answers that clients may keep but must ask about each time: what is shown depends on rights that may end. 304 where it is what they hold.
/// </summary>
internal static class Tagged
{
    public static IResult Answer(HttpContext http, string key, byte[] bytes, string type)
    {
        var tag = "\"" + key + "\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        return http.Request.Headers.IfNoneMatch.Any(t => t is not null && t.Split(',').Any(one => one.Trim() == tag))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : bytes.Length == 0 ? Results.NoContent() : Results.Bytes(bytes, type);
    }
}
