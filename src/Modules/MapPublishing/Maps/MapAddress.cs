using Guotu.MapPublishing.Ogc;
using Microsoft.AspNetCore.Http;

namespace Guotu.MapPublishing.Maps;

/// <summary>Addresses of map services as their documents give them; a token that came in the address goes on in it.</summary>
internal static class MapAddress
{
    public static string Of(HttpContext http, string path) => ServiceAddress.Of(http, path);

    /// <summary>An address to which parameters can be added: it ends in <c>?</c> or <c>&amp;</c>.</summary>
    public static string ForParameters(HttpContext http, string path) =>
        Of(http, path) + (Token(http) is { Length: > 0 } token ? token + "&" : "?");

    /// <summary><c>?token=…</c>, or nothing.</summary>
    public static string Token(HttpContext http) =>
        http.Request.Query[ServiceAddress.TokenParameter].ToString() is { Length: > 0 } token
            ? "?" + ServiceAddress.TokenParameter + "=" + Uri.EscapeDataString(token)
            : string.Empty;
}
