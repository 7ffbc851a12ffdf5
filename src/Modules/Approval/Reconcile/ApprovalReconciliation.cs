using System.Globalization;
using System.Runtime.CompilerServices;
using Guotu.Audit.Contracts;
using Guotu.Database.Sessions;

namespace Guotu.Approval.Reconcile;

/// <summary>
/// What must be in the trail if the rows of approval are right (完整性核对): each case's intake, each finished task, each step. Read in
/// pages by id, so that memory stays flat.
/// </summary>
public sealed class ApprovalReconciliation : IAuditReconciliation
{
    private const string Object = "case";

    private const string CasesSql = "SELECT case_id AS object_id, 1 AS act_total FROM ap_case c WHERE {scope:ap_case:c} ORDER BY case_id";

    private const string TasksSql =
        """
        SELECT case_id AS object_id, COUNT(*) AS act_total FROM ap_task
        WHERE state_code = 'DONE' AND outcome_key <> 'corrected' GROUP BY case_id ORDER BY case_id
        """;

    private const string StepsSql =
        "SELECT case_id AS object_id, COUNT(*) AS act_total FROM ap_step WHERE state_code = 'DONE' GROUP BY case_id ORDER BY case_id";

    private static readonly IReadOnlyList<(string Sql, string Kind, string Table)> Proved =
        [(CasesSql, "case.register", "ap_case"), (TasksSql, "task.complete", "ap_task"), (StepsSql, "case.step", "ap_step")];

    public string Name => "approval";

    public IReadOnlyList<string> Kinds { get; } = Proved.Select(p => p.Kind).ToList();

    public async IAsyncEnumerable<ExpectedRecord> ExpectedAsync(IReadSession session, [EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        foreach (var (sql, kind, table) in Proved)
        {
            await foreach (var row in session.StreamAsync<Act>(sql, null, ct))
            {
                var id = row.ObjectId.ToString(CultureInfo.InvariantCulture);
                yield return new ExpectedRecord(kind, Object, id, row.ActTotal, $"{table}(case_id={id})");
            }
        }
    }

    private sealed class Act
    {
        public long ObjectId { get; init; }

        public int ActTotal { get; init; }
    }
}
