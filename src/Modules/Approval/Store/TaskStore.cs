using Guotu.Bpmn.Definition;
using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Approval.Store;

/// <summary>Reads and writes task rows.</summary>
internal static class TaskStore
{
    private const string InsertSql =
        """
        INSERT INTO ap_task (task_id, case_id, work_no, node_id, node_name, member_name, post_code, section_code, state_code, arrived_utc, from_name, row_version)
        VALUES (:p_id, :p_case, :p_no, :p_node, :p_name, :p_member, :p_post, :p_section, 'OPEN', :p_at, :p_from, 1)
        """;

    private const string CloseSql =
        """
        UPDATE ap_task SET state_code = :p_state, done_utc = :p_at, done_by = :p_by, done_name = :p_by_name, outcome_key = :p_outcome, row_version = row_version + 1
        WHERE case_id = :p_case AND work_no = :p_no AND state_code = 'OPEN'
        """;

    private const string FindSql = "SELECT " + TaskRow.Columns + " FROM ap_task t WHERE t.task_id = :p_id";
    private const string OfCaseSql = "SELECT " + TaskRow.Columns + " FROM ap_task t WHERE t.case_id = :p_case ORDER BY t.task_id";

    public static Task InsertAsync(IUnitOfWork work, NewTask task, CancellationToken ct) => work.ExecuteAsync(
        InsertSql,
        new
        {
            p_id = task.Id,
            p_case = task.CaseId,
            p_no = task.WorkNo,
            p_node = task.Node.Id,
            p_name = task.Node.Name,
            p_member = task.Member,
            p_post = task.Assignment.Post,
            p_section = task.Assignment.Organisation,
            p_at = work.At,
            p_from = work.Context.Actor.Name,
        },
        ct);

    public static Task CloseAsync(IUnitOfWork work, long caseId, int workNo, ClosedTask closed, CancellationToken ct) => work.ExecuteAsync(
        CloseSql,
        new
        {
            p_case = caseId,
            p_no = workNo,
            p_state = closed.State,
            p_at = work.At,
            p_by = work.Context.Actor.UserId,
            p_by_name = work.Context.Actor.Name,
            p_outcome = closed.Outcome,
        },
        ct);

    public static Task<TaskRow?> FindAsync(ISqlSession session, long taskId, CancellationToken ct) =>
        session.SingleOrDefaultAsync<TaskRow>(FindSql, new { p_id = taskId }, ct);

    public static Task<IReadOnlyList<TaskRow>> OfCaseAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        session.QueryAsync<TaskRow>(OfCaseSql, new { p_case = caseId }, ct);
}

/// <summary>A task that arrives.</summary>
internal sealed record NewTask(long Id, long CaseId, int WorkNo, UserTaskNode Node, string? Member, Assignment Assignment);

/// <summary>How a task ends.</summary>
/// <param name="State"><c>DONE</c> or <c>CANCELLED</c>.</param>
/// <param name="Outcome">Outcome or return key; for a cancelled task the reason.</param>
internal sealed record ClosedTask(string State, string? Outcome);
