using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ManageSessions;

/// <summary>
/// Sessions that are open (在线会话): a person sees and ends the own ones, the security administrator everybody's. An ended session's cookie is
/// worth nothing at its next request.
/// </summary>
internal sealed class OpenSessions(IUnitsOfWork units, SessionPolicies policies, IClock clock)
{
    public const string EndKind = "identity.session.end";
    public const string WithdrawKind = "identity.session.withdraw";

    // For the list only: who is staff by grants whose MACs the requests themselves check.
    private const string SelectSql =
        """
        SELECT s.session_id, s.token_digest, s.user_id, u.account_name, u.user_name, s.created_utc, s.seen_utc, s.client_address,
          (SELECT COUNT(*) FROM id_grant g JOIN id_role r ON r.role_code = g.role_code WHERE g.user_id = s.user_id AND g.is_revoked = 0
            AND (g.until_on IS NULL OR g.until_on >= :p_today) AND r.holder_kind = 'Business') AS business_count,
          (SELECT COUNT(*) FROM id_grant g JOIN id_role r ON r.role_code = g.role_code WHERE g.user_id = s.user_id AND g.is_revoked = 0
            AND (g.until_on IS NULL OR g.until_on >= :p_today) AND r.holder_kind <> 'Business') AS office_count
        FROM id_session s JOIN id_user u ON u.user_id = s.user_id
        """;

    private const string OpenSql =
        SelectSql + " WHERE s.ended_utc IS NULL AND s.seen_utc >= :p_seen AND s.created_utc >= :p_created ORDER BY s.seen_utc DESC, s.session_id LIMIT 1000";

    private const string OwnSql =
        SelectSql + " WHERE s.user_id = :p_user AND s.ended_utc IS NULL AND s.seen_utc >= :p_seen AND s.created_utc >= :p_created ORDER BY s.seen_utc DESC, s.session_id";

    private const string FindSql = "SELECT user_id FROM id_session WHERE session_id = :p_id AND ended_utc IS NULL";
    private const string EndSql = "UPDATE id_session SET ended_utc = :p_now WHERE session_id = :p_id AND ended_utc IS NULL";
    private const string EndOthersSql =
        "UPDATE id_session SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL AND token_digest <> :p_keep";

    /// <summary>The own ones; the one that asks is marked.</summary>
    public async Task<Result<IReadOnlyList<OpenSessionView>>> OwnAsync(long userId, string ownDigest, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await ReadAsync(session, OwnSql, new SessionAsked(userId, ownDigest), ct);
    }

    /// <summary>Everybody's, the last thousand by use.</summary>
    public async Task<Result<IReadOnlyList<OpenSessionView>>> AllAsync(string ownDigest, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await ReadAsync(session, OpenSql, new SessionAsked(0, ownDigest), ct);
    }

    /// <summary>Ends one of the own; another's does not exist.</summary>
    public Task<Result> EndOwnAsync(CommandContext context, long id, CancellationToken ct) => EndAsync(context, id, (owner, actor) => owner == actor, ct);

    /// <summary>Ends anybody's.</summary>
    public Task<Result> WithdrawAsync(CommandContext context, long id, CancellationToken ct) => EndAsync(context, id, (_, _) => true, ct);

    public Task<Result> EndOthersAsync(CommandContext context, string keptDigest, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var ended = await work.ExecuteAsync(EndOthersSql, new { p_now = work.At, p_user = work.Context.Actor.UserId, p_keep = keptDigest }, token);
            work.Audit(new AuditEntry(EndKind, "account", work.Context.Actor.UserId.ToString(CultureInfo.InvariantCulture), $"结束自己的其他登录 {ended} 个"));
            return Result.Done;
        },
        ct);

    private Task<Result> EndAsync(CommandContext context, long id, Func<long, long, bool> may, CancellationToken ct) => units.RunAsync(
        context,
        async (work, token) =>
        {
            var owner = await work.SingleOrDefaultAsync<long?>(FindSql, new { p_id = id }, token);
            if (owner is not { } userId || !may(userId, work.Context.Actor.UserId))
            {
                return new Error(KernelErrors.NotFound, ("what", "登录"));
            }

            await work.ExecuteAsync(EndSql, new { p_now = work.At, p_id = id }, token);
            work.Audit(new AuditEntry(context.CommandName, "session", id.ToString(CultureInfo.InvariantCulture), $"结束账号 {userId} 的登录"));
            return Result.Done;
        },
        ct);

    private async Task<Result<IReadOnlyList<OpenSessionView>>> ReadAsync(ISqlSession session, string sql, SessionAsked asked, CancellationToken ct)
    {
        var staff = await policies.ReadAsync(session, PasswordAudience.Staff, ct);
        var office = await policies.ReadAsync(session, PasswordAudience.Administrators, ct);
        if ((staff.Error ?? office.Error) is { } tampered)
        {
            return tampered;
        }

        var now = clock.Now;
        SessionPolicy[] both = [staff.Value, office.Value];
        var limits = new
        {
            p_user = asked.UserId,
            p_today = clock.Today,
            p_seen = both.Min(p => p.OldestSeen(now)),
            p_created = both.Min(p => p.OldestBegin(now)),
        };
        var rows = await session.QueryAsync<OpenRow>(sql, limits, ct);
        return rows.Where(r => !(r.IsStaff ? staff.Value : office.Value).IsOver(new SessionTimes(r.CreatedUtc, r.SeenUtc, r.CreatedUtc), now))
            .Select(r => new OpenSessionView(r.SessionId, r.AccountName, r.UserName, r.CreatedUtc, r.SeenUtc, r.ClientAddress, r.TokenDigest == asked.OwnDigest))
            .ToList();
    }

    private sealed record SessionAsked(long UserId, string OwnDigest);

    private sealed class OpenRow
    {
        public long SessionId { get; init; }

        public string TokenDigest { get; init; } = string.Empty;

        public string AccountName { get; init; } = string.Empty;

        public string UserName { get; init; } = string.Empty;

        public Instant CreatedUtc { get; init; }

        public Instant SeenUtc { get; init; }

        public string ClientAddress { get; init; } = string.Empty;

        public int BusinessCount { get; init; }

        public int OfficeCount { get; init; }

        public bool IsStaff => BusinessCount > 0 && OfficeCount == 0;
    }
}

/// <summary>A session that is open.</summary>
/// <param name="Id">Id of the session; worth nothing as a cookie.</param>
/// <param name="Account">Login name.</param>
/// <param name="Name">Name.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="SeenAt">Last request, to the minute.</param>
/// <param name="Address">From where it began.</param>
/// <param name="Current">Whether it is the one that asks.</param>
internal sealed record OpenSessionView(long Id, string Account, string Name, Instant CreatedAt, Instant SeenAt, string Address, bool Current);
