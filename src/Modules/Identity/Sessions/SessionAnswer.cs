using Guotu.Hosting.Http;
using Guotu.Identity.Login;
using Microsoft.AspNetCore.Http;

namespace Guotu.Identity.Sessions;

/// <summary>Answers a login, however the person was proved (登录的应答): the cookie, and what the pages learn of the session.</summary>
internal static class SessionAnswer
{
    public static async Task<IResult> OfAsync(HttpContext http, SignedIn signedIn, SessionTokens tokens, SessionViews views, CancellationToken ct)
    {
        var csrf = tokens.CsrfOf(signedIn.Token);
        var caller = csrf.IsSuccess
            ? await views.CallerAsync(signedIn.UserId, new CallerChannel("web", http.ClientAddress(), csrf.Value), ct)
            : csrf.Error!;
        if (caller.Error is { } unknown)
        {
            return ProblemAnswer.Of(unknown);
        }

        http.Response.Cookies.Append(SessionTokens.CookieName, signedIn.Token, CookieOf(http));
        return (await views.OfAsync(caller.Value, signedIn.Attempt, ct)).ToHttp();
    }

    /// <summary>A session cookie without end date: it goes with the browser, and the row ends it on the server.</summary>
    public static CookieOptions CookieOf(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
