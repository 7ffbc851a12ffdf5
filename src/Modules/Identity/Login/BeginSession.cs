using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Domain;
using Guotu.Identity.ManageSessions;
using Guotu.Identity.Sessions;
using Guotu.Identity.Store;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Login;

/// <summary>
/// Begins a session after everything was proved (建立会话). It always has a token of its own: what the browser brought is not looked at. How many an
/// account may have at once is the session policy's.
/// </summary>
internal sealed class BeginSession(
    IUnitsOfWork units, PasswordPolicies audiences, SessionPolicies policies, SessionTokens tokens, LoginAttempts attempts, IIdSource ids)
{
    private const string InsertSql =
        """
        INSERT INTO id_session (token_digest, session_id, user_id, created_utc, seen_utc, client_address, proved_utc)
        VALUES (:p_token, :p_id, :p_user, :p_now, :p_now, :p_address, :p_proved)
        """;

    private const string OpenSql =
        """
        SELECT session_id FROM id_session
        WHERE user_id = :p_user AND ended_utc IS NULL AND seen_utc >= :p_seen AND created_utc >= :p_created ORDER BY created_utc, session_id
        """;

    private const string EndSql = "UPDATE id_session SET ended_utc = :p_now WHERE session_id IN :p_ids AND ended_utc IS NULL";

    public async Task<Result<SignedIn>> RunAsync(ProvedAccount proved, string nonce, string address, CancellationToken ct)
    {
        var context = new CommandContext(SignIn.ActorOf(proved.Account, "web", address), DataScope.WholeNode, "identity.login")
        {
            ObjectType = "account",
            ObjectId = proved.Account.AccountName,
        };
        var begun = await units.RunAsync(context, (work, token) => InsertAsync(work, proved, nonce, token), ct);
        if (begun.Error?.Code == IdentityErrors.TooManySessions)
        {
            // The person was the right one: what the unit took back is no failure of the account.
            await attempts.GiveBackAsync(proved.Account.AccountName, ct);
        }

        return begun;
    }

    private async Task<Result<SignedIn>> InsertAsync(IUnitOfWork work, ProvedAccount proved, string nonce, CancellationToken ct)
    {
        if ((await LoginChallenge.UseAsync(work, nonce, ct)).Error is { } used)
        {
            return used;
        }

        // The row of the account's attempts is locked by this, so that two logins at once count each other.
        var address = work.Context.Actor.Address;
        await LoginAttempts.SucceedAsync(work, proved.Account.AccountName, address, ct);
        if ((await MakeRoomAsync(work, proved.Account, ct)).Error is { } full)
        {
            return full;
        }

        var secret = tokens.New();
        var digest = tokens.DigestOf(secret);
        if (digest.Error is { } noKey)
        {
            return noKey;
        }

        var id = ids.Next();
        var row = new { p_token = digest.Value, p_id = id, p_user = proved.Account.UserId, p_now = work.At, p_address = address, p_proved = work.At.Plus(-proved.ProvedBefore) };
        await work.ExecuteAsync(InsertSql, row, ct);
        work.Audit(new AuditEntry("identity.login", "session", Text(id), "登录" + proved.Means));
        return new SignedIn(secret, proved.Account.UserId, proved.Attempt);
    }

    private async Task<Result> MakeRoomAsync(IUnitOfWork work, AccountRow account, CancellationToken ct)
    {
        var audience = await audiences.AudienceAsync(work, account, ct);
        var policy = audience.IsSuccess ? await policies.ReadAsync(work, audience.Value, ct) : audience.Error!;
        if (policy.Error is { } tampered)
        {
            return tampered;
        }

        var limits = new { p_user = account.UserId, p_seen = policy.Value.OldestSeen(work.At), p_created = policy.Value.OldestBegin(work.At) };
        var open = await work.QueryAsync<long>(OpenSql, limits, ct);
        var surplus = open.Count + 1 - policy.Value.MostSessions;
        if (surplus <= 0)
        {
            return Result.Done;
        }

        if (policy.Value.AtLimit == SessionLimit.RefuseNew)
        {
            return new Error(IdentityErrors.TooManySessions, ("most", policy.Value.MostSessions));
        }

        var ended = open.Take(surplus).ToList();
        await work.ExecuteAsync(EndSql, new { p_now = work.At, p_ids = ended }, ct);
        foreach (var id in ended)
        {
            work.Audit(new AuditEntry(OpenSessions.EndKind, "session", Text(id), $"同时登录满 {policy.Value.MostSessions} 个,结束最早的登录"));
        }

        return Result.Done;
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
