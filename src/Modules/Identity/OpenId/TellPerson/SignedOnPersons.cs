using Guotu.Database.Sessions;
using Guotu.Hosting.Callers;
using Guotu.Identity.Domain;
using Guotu.Identity.Sessions;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.TellPerson;

/// <summary>
/// The person behind what was issued (登录者), found anew each time from the session of the platform: where that was ended, has run out, or the account
/// or its rights are gone, nothing that was issued for it counts any more.
/// </summary>
internal sealed class SignedOnPersons(Accounts accounts, CallerOfAccount callers, IClock clock)
{
    private const string SessionSql = "SELECT user_id, created_utc, seen_utc, proved_utc FROM id_session WHERE session_id = :p_session AND ended_utc IS NULL";

    public async Task<Result<Caller>> FindAsync(ISqlSession session, long sessionId, string address, CancellationToken ct)
    {
        var ended = new Error(AccessErrors.NotSignedIn);
        if (await session.SingleOrDefaultAsync<SessionRow>(SessionSql, new { p_session = sessionId }, ct) is not { } row)
        {
            return ended;
        }

        var account = await accounts.FindAsync(session, row.UserId, ct);
        return account.Error is { } tampered ? tampered
            : account.Value is not { IsEnabled: true } enabled || (enabled.ExpiresOn is { } last && last < clock.Today) ? ended
            : await callers.MakeAsync(session, enabled, new CallerChannel("openid", address, string.Empty, row.Times), ct);
    }

    private sealed class SessionRow
    {
        public long UserId { get; init; }

        public Instant CreatedUtc { get; init; }

        public Instant SeenUtc { get; init; }

        public Instant? ProvedUtc { get; init; }

        public SessionTimes Times => new(CreatedUtc, SeenUtc, ProvedUtc ?? CreatedUtc);
    }
}
