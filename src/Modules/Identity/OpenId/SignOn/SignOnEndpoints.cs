using Guotu.Hosting.Http;
using Guotu.Identity.ManageSessions;
using Guotu.Identity.OpenId.Describe;
using Guotu.Identity.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.OpenId.SignOn;

/// <summary>
/// HTTP of a sign-on. The authorization endpoint only leads to a page of the platform: the session cookie is not sent with a request that
/// another site began (SameSite=Strict), but it is with what the page asks for.
/// </summary>
internal static class SignOnEndpoints
{
    public const string BrowserCookie = "guotu_sso";
    private const string Page = "/sso";
    private const string Place = "/api/v1/openid";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var protocol = endpoints.MapGroup(OpenIdPaths.Protocol).BehindProtocolGate();
        protocol.MapGet("/authorize", (HttpContext http) => Results.Redirect(Page + http.Request.QueryString)).AllowsAnyone().ExcludeFromDescription();
        protocol.MapPost("/authorize", ByFormAsync).AllowsAnyone().ExcludeFromDescription();
        var api = endpoints.MapGroup(Place).WithTags("单点登录");
        api.MapPost("/requests", AskAsync).BehindProtocolGate().AllowsAnyone().Produces<SignOnAsked>();
        api.MapPost("/sign-ons", SignOnAsync).RequiresSession().Produces<SignOnMade>();
        api.MapGet("/systems", async (HttpContext http, SystemsOfPerson systems, CancellationToken ct) => Results.Ok(await systems.ReadAsync(http.Caller(), ct)))
            .RequiresSession().Produces<IReadOnlyList<SystemOfPerson>>();
    }

    /// <summary>OpenID Connect wants POST as well (3.1.2.1).</summary>
    private static async Task<IResult> ByFormAsync(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
        {
            return Results.BadRequest();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var query = QueryString.Create(form.SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v)));
        return Results.Redirect(Page + query);
    }

    private static async Task<IResult> AskAsync(HttpContext http, RequestBody body, AskSignOn ask, SignOnTicket tickets, CancellationToken ct)
    {
        var browser = tickets.MarkFor(http.Request.Cookies[BrowserCookie]);
        var asked = await ask.RunAsync(body.Query ?? string.Empty, browser, http.ClientAddress(), ct);
        if (asked.IsSuccess)
        {
            http.Response.Cookies.Append(BrowserCookie, browser, BrowserMark.For(http, Place, SignOnTicket.GoodFor));
        }

        return asked.ToHttp();
    }

    private static async Task<IResult> SignOnAsync(HttpContext http, SignOnBody body, SignOnToSystem signOn, SessionTokens tokens, CancellationToken ct)
    {
        var digest = OpenSessionEndpoints.DigestOf(http, tokens);
        var browser = http.Request.Cookies[BrowserCookie] ?? string.Empty;
        return digest.Error is { } noKey
            ? ProblemAnswer.Of(noKey)
            : (await signOn.RunAsync(
                http.Command(OpenIdKinds.SignOn, "openid-client", string.Empty),
                new SignOnWish(http.Caller(), digest.Value, body.Query ?? string.Empty, body.Ticket ?? string.Empty, browser),
                ct)).ToHttp();
    }

    private sealed record RequestBody(string? Query);

    private sealed record SignOnBody(string? Query, string? Ticket);
}
