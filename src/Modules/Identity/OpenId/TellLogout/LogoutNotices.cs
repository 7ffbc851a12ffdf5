using System.Data.Common;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.TellLogout;

/// <summary>
/// What is to be told of ended sessions (退出通知): found from the rows of sign-ons and sessions themselves, so that no way of ending a session is forgotten. One is
/// taken by a lease and sent outside of any transaction; the outbox sends inside its own, and no other system may hold this database.
/// </summary>
internal sealed class LogoutNotices(IUnitsOfWork units, IConnectionSource connections, IIdSource ids, IClock clock)
{
    /// <summary>After this many tries, about two hours, nobody is asked any more: the system learns at its next request.</summary>
    public const int Most = 12;

    private const int Batch = 8;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    private const string UntoldSql =
        """
        SELECT DISTINCT s.client_key, s.user_id, s.session_id
        FROM id_openid_sign_on s
        JOIN id_session e ON e.session_id = s.session_id
        JOIN id_openid_notice_to t ON t.client_key = s.client_key
        WHERE s.used_utc IS NOT NULL AND s.created_utc > :p_since AND e.ended_utc IS NOT NULL
          AND NOT EXISTS (SELECT n.notice_id FROM id_openid_notice n WHERE n.session_id = s.session_id AND n.client_key = s.client_key)
        ORDER BY s.session_id LIMIT 64
        """;

    private const string InsertSql =
        """
        INSERT INTO id_openid_notice (notice_id, client_key, user_id, session_id, state_code, made_utc, next_utc, attempt_count)
        VALUES (:p_id, :p_client, :p_user, :p_session, 'NEW', :p_now, :p_now, 0)
        """;

    private const string ForgetSql = "DELETE FROM id_openid_notice WHERE made_utc < :p_before";

    private const string DueSql =
        """
        SELECT notice_id, client_key, user_id, session_id, attempt_count FROM id_openid_notice
        WHERE state_code = 'NEW' AND next_utc <= :p_now AND (lease_utc IS NULL OR lease_utc <= :p_now) ORDER BY notice_id LIMIT 8
        """;

    private const string ClaimSql =
        """
        UPDATE id_openid_notice SET lease_utc = :p_lease, attempt_count = attempt_count + 1
        WHERE notice_id = :p_id AND state_code = 'NEW' AND attempt_count = :p_attempts
        """;

    private const string EndSql = "UPDATE id_openid_notice SET state_code = :p_state, lease_utc = NULL, done_utc = :p_done, last_error = :p_error WHERE notice_id = :p_id AND state_code = 'NEW'";
    private const string LaterSql = "UPDATE id_openid_notice SET lease_utc = NULL, next_utc = :p_next, last_error = :p_error WHERE notice_id = :p_id AND state_code = 'NEW'";

    /// <summary>Those that wait behind one that did not get through: asking a system that is away once for each of a hundred people would keep the others waiting.</summary>
    private const string BehindSql =
        """
        UPDATE id_openid_notice SET attempt_count = attempt_count + 1, next_utc = :p_next, last_error = :p_error
        WHERE client_key = :p_client AND state_code = 'NEW' AND next_utc <= :p_now AND lease_utc IS NULL AND attempt_count < :p_last
        """;

    /// <summary>Writes down what is to be told and is not yet; answers how many.</summary>
    public async Task<int> GatherAsync(CancellationToken ct)
    {
        try
        {
            return await WriteDownAsync(clock.Now.Plus(-OpenIdTerms.RowKeptFor), ct);
        }
        catch (DbException exception) when (connections.Dialect.IsUniqueViolation(exception))
        {
            // Another process of the cluster found the same ends at the same moment: its rows are there.
            return 0;
        }
    }

    private async Task<int> WriteDownAsync(Instant since, CancellationToken ct) =>
        await units.RunUpkeepWhereAsync(
            "logout-notice",
            async (session, token) => (await session.QueryAsync<Untold>(UntoldSql, new { p_since = since }, token)).Count > 0,
            async (work, token) =>
            {
                var untold = await work.QueryAsync<Untold>(UntoldSql, new { p_since = since }, token);
                await work.ExecuteAsync(ForgetSql, new { p_before = work.At.Plus(-KeptFor) }, token);
                foreach (var one in untold)
                {
                    await work.ExecuteAsync(InsertSql, new { p_id = ids.Next(), p_client = one.ClientKey, p_user = one.UserId, p_session = one.SessionId, p_now = work.At }, token);
                }

                return untold.Count;
            },
            ct);

    public async Task<IReadOnlyList<NoticeDue>> ClaimAsync(CancellationToken ct) => await units.RunUpkeepWhereAsync(
        "logout-notice",
        async (session, token) => (await session.QueryAsync<NoticeDue>(DueSql, new { p_now = clock.Now }, token)).Count > 0,
        async (work, token) =>
        {
            var claimed = new List<NoticeDue>(Batch);
            foreach (var due in await work.QueryAsync<NoticeDue>(DueSql + work.Dialect.ClaimSuffix, new { p_now = work.At }, token))
            {
                if (await work.ExecuteAsync(ClaimSql, new { p_id = due.NoticeId, p_lease = work.At.Plus(Lease), p_attempts = due.AttemptCount }, token) == 1)
                {
                    claimed.Add(due);
                }
            }

            return claimed;
        },
        ct) ?? [];

    public static Task<int> ToldAsync(IUnitOfWork work, NoticeDue due, CancellationToken ct) =>
        work.ExecuteAsync(EndSql, new { p_id = due.NoticeId, p_state = "DONE", p_done = work.At, p_error = (string?)null }, ct);

    public static Task<int> GiveUpAsync(IUnitOfWork work, NoticeDue due, string reason, CancellationToken ct) =>
        work.ExecuteAsync(EndSql, new { p_id = due.NoticeId, p_state = "STUCK", p_done = (Instant?)null, p_error = reason }, ct);

    public Task<int> PostponeAsync(NoticeDue due, NotTold refusal, CancellationToken ct) => units.RunUpkeepAsync(
        "logout-notice",
        async (work, token) =>
        {
            var next = work.At.Plus(TimeSpan.FromSeconds(Math.Min(3600, 4 << Math.Min(due.AttemptCount, 10))));
            return await work.ExecuteAsync(LaterSql, new { p_id = due.NoticeId, p_next = next, p_error = refusal.Reason }, token)
                + (refusal.IsAway ? await work.ExecuteAsync(BehindSql, BehindOf(work, due, next, refusal.Reason), token) : 0);
        },
        ct);

    private static object BehindOf(IUnitOfWork work, NoticeDue due, Instant next, string reason) =>
        new { p_client = due.ClientKey, p_now = work.At, p_next = next, p_error = reason, p_last = Most - 1 };

    private sealed class Untold
    {
        public long ClientKey { get; init; }

        public long UserId { get; init; }

        public long SessionId { get; init; }
    }
}

/// <summary>Why a system was not told.</summary>
/// <param name="Reason">For the record.</param>
/// <param name="IsAway">Whether it would take no other notice now either.</param>
internal sealed record NotTold(string Reason, bool IsAway);

/// <summary>A notice that is to be sent now.</summary>
internal sealed record NoticeDue
{
    public long NoticeId { get; init; }

    public long ClientKey { get; init; }

    public long UserId { get; init; }

    public long SessionId { get; init; }

    /// <summary>Tries before this one.</summary>
    public int AttemptCount { get; init; }
}
