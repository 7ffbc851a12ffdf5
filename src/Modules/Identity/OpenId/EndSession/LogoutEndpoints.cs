using Guotu.Hosting.Http;
using Guotu.Identity.OpenId.Describe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.OpenId.EndSession;

/// <summary>HTTP of a logout that a system began: it leads to a page of the platform, which ends the session as any logout does.</summary>
internal static class LogoutEndpoints
{
    private const string Page = "/sso/logout";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(OpenIdPaths.EndSession, (HttpContext http) => Results.Redirect(Page + http.Request.QueryString))
            .BehindProtocolGate().AllowsAnyone().ExcludeFromDescription();
        endpoints.MapPost(OpenIdPaths.EndSession, ByFormAsync).BehindProtocolGate().AllowsAnyone().ExcludeFromDescription();
        endpoints.MapPost("/api/v1/openid/logout-requests", async (LogoutBody body, LogoutRequests requests, CancellationToken ct) => (await requests.ReadAsync(body.Query ?? string.Empty, ct)).ToHttp())
            .BehindProtocolGate().AllowsAnyone().WithTags("单点登录").Produces<LogoutAsked>();
    }

    private static async Task<IResult> ByFormAsync(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            return Results.BadRequest();
        }

        var form = await http.Request.ReadFormAsync(ct);
        return Results.Redirect(Page + QueryString.Create(form.SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v))));
    }

    private sealed record LogoutBody(string? Query);
}
