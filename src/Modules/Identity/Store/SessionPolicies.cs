using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Domain;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.Store;

/// <summary>
/// Reads and writes the session policies. What was never set is as delivered; a row whose MAC does not hold is refused, so that nobody makes
/// sessions longer behind the application's back.
/// </summary>
internal sealed class SessionPolicies(RowWriter rows, NodeSettings node)
{
    private const string FindSql =
        """
        SELECT policy_id, idle_minutes, longest_hours, most_sessions, at_limit, proof_minutes, changed_utc, row_mac
        FROM id_session_policy WHERE policy_id = :p_id
        """;

    private static readonly ProtectedTable Table = new(
        "id_session_policy",
        "policy_id",
        ["idle_minutes", "longest_hours", "most_sessions", "at_limit", "proof_minutes", "changed_utc"],
        new HashSet<string>(),
        "row_mac");

    /// <summary>Brings the rows to the proof.</summary>
    public static void Register(IServiceCollection services) => services.AddSingleton<IProtectedRows>(
        ProtectedRows<PolicyRow>.Plain(SessionPolicies.Table, r => r.PolicyId, r => r.RowMac, r => ValuesOf(r.Policy, r.ChangedUtc)));

    public async Task<Result<SessionPolicy>> ReadAsync(ISqlSession session, PasswordAudience audience, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<PolicyRow>(FindSql, new { p_id = PasswordPolicyRow.IdOf(audience) }, ct);
        if (row is null)
        {
            return SessionPolicy.DeliveredFor(audience, node.IdleMinutes);
        }

        var policy = row.Policy;
        var intact = rows.Verify(Table, row.PolicyId, ValuesOf(policy, row.ChangedUtc), row.RowMac);
        return intact.Error is { } tampered ? tampered : policy;
    }

    public async Task<Result> WriteAsync(IUnitOfWork work, PasswordAudience audience, SessionPolicy policy, CancellationToken ct)
    {
        var (id, values) = (PasswordPolicyRow.IdOf(audience), ValuesOf(policy, work.At));
        var updated = await rows.UpdateAsync(work, Table, id, values, ct);
        return updated.Error is { } refused ? refused
            : updated.Value ? Result.Done
            : await rows.InsertAsync(work, Table, id, values, ct);
    }

    private static IReadOnlyList<RowValue> ValuesOf(SessionPolicy policy, Instant at) =>
    [
        RowValue.Of("idle_minutes", policy.IdleMinutes),
        RowValue.Of("longest_hours", policy.LongestHours),
        RowValue.Of("most_sessions", policy.MostSessions),
        RowValue.Of("at_limit", policy.AtLimit.ToString()),
        RowValue.Of("proof_minutes", policy.ProofMinutes),
        RowValue.Of("changed_utc", at),
    ];

    private sealed class PolicyRow
    {
        public long PolicyId { get; init; }

        public int IdleMinutes { get; init; }

        public int LongestHours { get; init; }

        public int MostSessions { get; init; }

        public string AtLimit { get; init; } = string.Empty;

        public int ProofMinutes { get; init; }

        public Instant ChangedUtc { get; init; }

        public string RowMac { get; init; } = string.Empty;

        public SessionPolicy Policy => new()
        {
            IdleMinutes = IdleMinutes,
            LongestHours = LongestHours,
            MostSessions = MostSessions,
            AtLimit = Enum.Parse<SessionLimit>(AtLimit),
            ProofMinutes = ProofMinutes,
        };
    }
}
