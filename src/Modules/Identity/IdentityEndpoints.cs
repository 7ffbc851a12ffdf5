using Guotu.Hosting.Http;
using Guotu.Identity.Certificates;
using Guotu.Identity.DualControl;
using Guotu.Identity.ExplainAccess;
using Guotu.Identity.ImageCode;
using Guotu.Identity.LendRights;
using Guotu.Identity.Login;
using Guotu.Identity.ManageAccounts;
using Guotu.Identity.ManageClearances;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.ManagePolicy;
using Guotu.Identity.ManageSessions;
using Guotu.Identity.MarkExports;
using Guotu.Identity.OpenId;
using Guotu.Identity.Portal;
using Guotu.Identity.ReviewAccess;
using Guotu.Identity.SecondFactor;
using Guotu.Identity.Sessions;
using Guotu.Identity.ShowRoles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity;

/// <summary>HTTP of the module.</summary>
internal static class IdentityEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var session = endpoints.MapGroup("/api/v1/session").WithTags("登录");
        session.MapGet("/challenge", (LoginChallenge challenge) => challenge.Make().ToHttp()).AllowsAnyone().Produces<ChallengeView>();
        session.MapGet("/image-code", ImageCode).AllowsAnyone().Produces<ImageCodeView>();
        session.MapPost(string.Empty, SignInAsync).AllowsAnyone().Produces<SessionView>();
        session.MapGet(string.Empty, ReadAsync).RequiresSessionEvenExpired().Produces<SessionView>();
        session.MapDelete(string.Empty, SignOutAsync).RequiresSessionEvenExpired().Produces(StatusCodes.Status204NoContent);
        session.MapPost("/proof", ProveAsync).RequiresSessionEvenExpired().Produces(StatusCodes.Status204NoContent);
        session.MapPost("/password", ChangePasswordAsync).RequiresSessionEvenExpired().Produces<SessionView>();
        AccountEndpoints.Map(endpoints);
        GrantEndpoints.Map(endpoints);
        RoleMatrixEndpoints.Map(endpoints);
        PolicyEndpoints.Map(endpoints);
        ClearanceEndpoints.Map(endpoints);
        ExplainEndpoints.Map(endpoints);
        FactorEndpoints.Map(endpoints);
        CertificateEndpoints.Map(endpoints);
        TrustEndpoints.Map(endpoints);
        OpenSessionEndpoints.Map(endpoints);
        ControlEndpoints.Map(endpoints);
        DelegationEndpoints.Map(endpoints);
        ReviewEndpoints.Map(endpoints);
        ExportEndpoints.Map(endpoints);
        OpenIdServices.Map(endpoints);
        AssemblyEndpoints.Map(endpoints);
    }

    private static IResult ImageCode(HttpContext http, string? nonce, string? kind, ImageCodes images)
    {
        http.Response.Headers.CacheControl = "no-store";
        return images.Make(nonce ?? string.Empty, kind == "words" ? ImageCodeKind.Words : ImageCodeKind.Picture).ToHttp();
    }

    private static async Task<IResult> SignInAsync(
        HttpContext http, SignInBody body, SignIn signIn, SessionTokens tokens, SessionViews views, CancellationToken ct)
    {
        var result = await signIn.RunAsync(body.Account ?? string.Empty, body.Cipher ?? string.Empty, http.ClientAddress(), ct);
        if (result.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        return await SessionAnswer.OfAsync(http, result.Value, tokens, views, ct);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, SessionViews views, CancellationToken ct) =>
        (await views.OfAsync(http.Caller(), attempt: null, ct)).ToHttp();

    private static async Task<IResult> SignOutAsync(HttpContext http, SignOut signOut, SessionTokens tokens, CancellationToken ct)
    {
        var digest = tokens.DigestOf(http.Request.Cookies[SessionTokens.CookieName] ?? string.Empty);
        if (digest.Error is { } noKey)
        {
            return ProblemAnswer.Of(noKey);
        }

        var result = await signOut.RunAsync(http.Command("identity.logout", "account", http.Caller().Account), digest.Value, ct);
        http.Response.Cookies.Delete(SessionTokens.CookieName, SessionAnswer.CookieOf(http));
        return result.ToHttp();
    }

    private static async Task<IResult> ProveAsync(HttpContext http, ProofBody body, ProveAgain prove, SessionTokens tokens, CancellationToken ct)
    {
        var digest = OpenSessionEndpoints.DigestOf(http, tokens);
        return digest.Error is { } noKey
            ? ProblemAnswer.Of(noKey)
            : (await prove.RunAsync(http.Command(ProveAgain.Kind, "account", http.Caller().Account), digest.Value, body.Cipher ?? string.Empty, ct)).ToHttp();
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext http, ChangePasswordBody body, ChangePassword change, SessionTokens tokens, SessionViews views, CancellationToken ct)
    {
        var caller = http.Caller();
        var digest = tokens.DigestOf(http.Request.Cookies[SessionTokens.CookieName] ?? string.Empty);
        if (digest.Error is { } noKey)
        {
            return ProblemAnswer.Of(noKey);
        }

        var context = http.Command("identity.password.change", "account", caller.Account);
        var changed = await change.RunAsync(context, digest.Value, body.Cipher ?? string.Empty, ct);
        if (changed.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        var fresh = await views.CallerAsync(caller.UserId, new CallerChannel("web", caller.Address, caller.CsrfToken), ct);
        return fresh.Error is { } error ? ProblemAnswer.Of(error) : (await views.OfAsync(fresh.Value, attempt: null, ct)).ToHttp();
    }

    private sealed record SignInBody(string? Account, string? Cipher);

    private sealed record ProofBody(string? Cipher);

    private sealed record ChangePasswordBody(string? Cipher);
}
