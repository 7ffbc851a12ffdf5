using Guotu.Hosting.Http;
using Guotu.Identity.OpenId.Describe;
using Guotu.Identity.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.OpenId.Upstream.SignIn;

/// <summary>HTTP of logins over the city's provider. The provider returns to a page of ours, which brings the answer here with the cookies of this site alone.</summary>
internal static class UpstreamLoginEndpoints
{
    public const string BrowserCookie = "guotu_city";
    private const string Place = "/api/v1/session/city";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var city = endpoints.MapGroup(Place).WithTags("登录").BehindProtocolGate();
        city.MapGet(string.Empty, async (StartUpstream start, CancellationToken ct) => Results.Ok(await start.OfferAsync(ct))).AllowsAnyone().Produces<UpstreamOffer>();
        city.MapPost("/start", StartAsync).AllowsAnyone().Produces<UpstreamLocation>();
        city.MapPost(string.Empty, CompleteAsync).AllowsAnyone().Produces<SessionView>();
    }

    private static async Task<IResult> StartAsync(HttpContext http, StartUpstream start, CancellationToken ct)
    {
        var started = await start.RunAsync(ct);
        if (started.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        http.Response.Cookies.Append(BrowserCookie, started.Value.Browser, MarkOf(http));
        return Results.Ok(new UpstreamLocation(started.Value.Location));
    }

    private static async Task<IResult> CompleteAsync(
        HttpContext http, ReturnBody body, CompleteUpstream complete, SessionTokens tokens, SessionViews views, CancellationToken ct)
    {
        var browser = http.Request.Cookies[BrowserCookie] is { Length: <= 100 } mark ? mark : string.Empty;
        var result = await complete.RunAsync(new UpstreamReturn(body.Query ?? string.Empty, body.Cipher ?? string.Empty, browser, http.ClientAddress()), ct);
        if (result.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        http.Response.Cookies.Delete(BrowserCookie, MarkOf(http));
        return await SessionAnswer.OfAsync(http, result.Value, tokens, views, ct);
    }

    private static CookieOptions MarkOf(HttpContext http) => BrowserMark.For(http, Place, Store.UpstreamLogins.GoodFor);

    private sealed record ReturnBody(string? Query, string? Cipher);
}

/// <summary>Where the browser goes.</summary>
internal sealed record UpstreamLocation(string Location);
