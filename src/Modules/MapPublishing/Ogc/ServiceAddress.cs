using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Guotu.MapPublishing.Ogc;

/// <summary>Addresses as the caller reached them.</summary>
internal static class ServiceAddress
{
    public const string TokenParameter = "token";

    /// <summary>Scheme, host and a path of the service, without query.</summary>
    public static string Of(HttpContext http, string path) => $"{http.Request.Scheme}://{http.Request.Host.ToUriComponent()}{path}";

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
}
