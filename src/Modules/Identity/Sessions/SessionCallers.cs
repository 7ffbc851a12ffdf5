using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.AspNetCore.Http;

namespace Guotu.Identity.Sessions;

/// <summary>Finds the caller by the session cookie; the row decides at each request, so a logout or a revoked grant counts at once.</summary>
internal sealed class SessionCallers(
    IUnitsOfWork units, SessionTokens tokens, Accounts accounts, CallerOfAccount callers, IClock clock) : ICallerSource, ICallers
{
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    private const string FindSql =
        "SELECT session_id, user_id, created_utc, seen_utc, proved_utc FROM id_session WHERE token_digest = :p_token AND ended_utc IS NULL";

    private const string TouchSql = "UPDATE id_session SET seen_utc = :p_now WHERE token_digest = :p_token AND ended_utc IS NULL";

    public async Task<Result<Caller>> FindAsync(HttpContext http, CancellationToken ct)
    {
        var unknown = new Error(AccessErrors.NotSignedIn);
        var token = http.Request.Cookies[SessionTokens.CookieName];
        if (string.IsNullOrEmpty(token) || token.Length > 100)
        {
            return unknown;
        }

        var (digest, csrf) = (tokens.DigestOf(token), tokens.CsrfOf(token));
        if ((digest.Error ?? csrf.Error) is { } noKey)
        {
            return noKey;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var row = await session.SingleOrDefaultAsync<SessionRow>(FindSql, new { p_token = digest.Value }, ct);
        if (row is null)
        {
            return unknown;
        }

        var found = await CallerAsync(session, row.UserId, new CallerChannel("web", http.ClientAddress(), csrf.Value, row.Times), ct);
        var now = clock.Now;
        if (found.IsSuccess && now.Minus(row.SeenUtc) > TouchEvery)
        {
            await units.RunUpkeepAsync("session", (work, t) => work.ExecuteAsync(TouchSql, new { p_now = now, p_token = digest.Value }, t), ct);
        }

        return found;
    }

    public async Task<Result<Caller>> OfAccountAsync(long userId, string channel, string address, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await CallerAsync(session, userId, new CallerChannel(channel, address, string.Empty), ct);
    }

    /// <summary>The caller that an account would be after a change; for previews only.</summary>
    public async Task<Result<Caller>> SupposingAsync(long userId, Supposed supposed, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await CallerAsync(session, userId, new CallerChannel("preview", string.Empty, string.Empty) { Supposed = supposed }, ct);
    }

    private async Task<Result<Caller>> CallerAsync(ISqlSession session, long userId, CallerChannel channel, CancellationToken ct)
    {
        var account = await accounts.FindAsync(session, userId, ct);
        if (account.Error is { } tampered)
        {
            return tampered;
        }

        return account.Value is { IsEnabled: true } enabled && (enabled.ExpiresOn is null || enabled.ExpiresOn >= clock.Today)
            ? await callers.MakeAsync(session, enabled, channel, ct)
            : new Error(AccessErrors.NotSignedIn);
    }

    private sealed class SessionRow
    {
        public long SessionId { get; init; }

        public long UserId { get; init; }

        public Instant CreatedUtc { get; init; }

        public Instant SeenUtc { get; init; }

        /// <summary>Null in rows of before proofs were kept.</summary>
        public Instant? ProvedUtc { get; init; }

        public SessionTimes Times => new(CreatedUtc, SeenUtc, ProvedUtc ?? CreatedUtc);
    }
}
