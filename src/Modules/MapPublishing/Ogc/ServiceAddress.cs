using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Guotu.MapPublishing.Ogc;

/// <summary>Addresses as the caller reached them: behind Nginx by its headers, which are believed from the machine itself only.</summary>
internal static class ServiceAddress
{
    public const string TokenParameter = "token";

    /// <summary>Scheme, host and a path of the service, without query.</summary>
    public static string Of(HttpContext http, string path)
    {
        var scheme = FromProxy(http) && http.Request.Headers["X-Forwarded-Proto"] == "https" ? "https" : http.Request.Scheme;
        return $"{scheme}://{http.Request.Host.ToUriComponent()}{path}";
    }

    /// <summary>An address of the service with parameters; a token that came in the address goes on in it, so that links work for who holds it.</summary>
    public static string Of(HttpContext http, string path, params (string Name, string Value)[] parameters)
    {
        var query = new QueryBuilder(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value)));
        if (http.Request.Query[TokenParameter].ToString() is { Length: > 0 } token)
        {
            query.Add(TokenParameter, token);
        }

        return Of(http, path) + query.ToQueryString();
    }

    /// <summary>Network address of the program that asks.</summary>
    public static string OfClient(HttpContext http)
    {
        var forwarded = FromProxy(http) ? http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim() : string.Empty;
        var address = IPAddress.TryParse(forwarded, out var real) ? real : http.Connection.RemoteIpAddress;
        return address is null ? "unknown" : (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }

    private static bool FromProxy(HttpContext http) => http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote);
}
