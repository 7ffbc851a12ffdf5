using System.Globalization;
using Guotu.Hosting.Http;
using Guotu.Identity.Sessions;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.ManageSessions;

/// <summary>HTTP of open sessions: the own ones, and the security administrator's list.</summary>
internal static class OpenSessionEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var own = endpoints.MapGroup("/api/v1/session/open").WithTags("登录");
        own.MapGet(string.Empty, ListOwnAsync).RequiresSession().Produces<IReadOnlyList<OpenSessionView>>();
        own.MapPost("/end-others", EndOthersAsync).RequiresSession().Produces(StatusCodes.Status204NoContent);
        own.MapPost("/{id:long}/end", EndOwnAsync).RequiresSession().Produces(StatusCodes.Status204NoContent);

        var all = endpoints.MapGroup("/api/v1/security/sessions").WithTags("安全策略");
        all.MapGet(string.Empty, ListAllAsync).Requires(IdentityPermissions.ManageGrants).Produces<IReadOnlyList<OpenSessionView>>();
        all.MapPost("/{id:long}/end", WithdrawAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListOwnAsync(HttpContext http, SessionTokens tokens, OpenSessions sessions, CancellationToken ct)
    {
        var digest = DigestOf(http, tokens);
        return digest.Error is { } noKey ? ProblemAnswer.Of(noKey) : (await sessions.OwnAsync(http.Caller().UserId, digest.Value, ct)).ToHttp();
    }

    private static async Task<IResult> ListAllAsync(HttpContext http, SessionTokens tokens, OpenSessions sessions, CancellationToken ct)
    {
        var digest = DigestOf(http, tokens);
        return digest.Error is { } noKey ? ProblemAnswer.Of(noKey) : (await sessions.AllAsync(digest.Value, ct)).ToHttp();
    }

    private static async Task<IResult> EndOthersAsync(HttpContext http, SessionTokens tokens, OpenSessions sessions, CancellationToken ct)
    {
        var digest = DigestOf(http, tokens);
        return digest.Error is { } noKey
            ? ProblemAnswer.Of(noKey)
            : (await sessions.EndOthersAsync(http.Command(OpenSessions.EndKind, "account", http.Caller().Account), digest.Value, ct)).ToHttp();
    }

    private static async Task<IResult> EndOwnAsync(HttpContext http, long id, OpenSessions sessions, CancellationToken ct) =>
        (await sessions.EndOwnAsync(http.Command(OpenSessions.EndKind, "session", id.ToString(CultureInfo.InvariantCulture)), id, ct)).ToHttp();

    private static async Task<IResult> WithdrawAsync(HttpContext http, long id, OpenSessions sessions, CancellationToken ct) =>
        (await sessions.WithdrawAsync(http.Command(OpenSessions.WithdrawKind, "session", id.ToString(CultureInfo.InvariantCulture)), id, ct)).ToHttp();

    /// <summary>Digest of the caller's own session.</summary>
    internal static Result<string> DigestOf(HttpContext http, SessionTokens tokens) =>
        tokens.DigestOf(http.Request.Cookies[SessionTokens.CookieName] ?? string.Empty);
}
