using System.Globalization;
using Guotu.Approval.CompleteTask;
using Guotu.Approval.Contracts;
using Guotu.Approval.Flow;
using Guotu.Approval.Store;
using Guotu.Bpmn.Engine;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;

namespace Guotu.Approval.ClaimTask;

/// <summary>签收 and its release: a lease of 30 minutes within which no colleague acts on the task.</summary>
public sealed class TaskClaims(IUnitsOfWork units, TaskContexts contexts, ProcessRunner runner)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    private const string ClaimSql =
        """
        UPDATE ap_task SET claimed_by = :p_by, claimed_name = :p_name, claimed_utc = :p_at, lease_utc = :p_lease, row_version = row_version + 1
        WHERE task_id = :p_id AND state_code = 'OPEN' AND row_version = :p_row
        """;

    private const string ReleaseSql =
        """
        UPDATE ap_task SET claimed_by = NULL, claimed_name = NULL, claimed_utc = NULL, lease_utc = NULL, row_version = row_version + 1
        WHERE task_id = :p_id AND state_code = 'OPEN' AND claimed_by = :p_by
        """;

    public Task<Result> ClaimAsync(CommandContext context, Caller caller, long taskId, CancellationToken ct) =>
        units.RunAsync(context, (work, token) => ClaimAsync(work, caller, taskId, token), ct);

    public Task<Result> ReleaseAsync(CommandContext context, Caller caller, long taskId, CancellationToken ct) =>
        units.RunAsync(context, (work, token) => ReleaseAsync(work, caller, taskId, token), ct);

    /// <summary>Writes the claim of the one who acts; a task that was claimed anew in between is not taken.</summary>
    internal static async Task<bool> TakeAsync(IUnitOfWork work, TaskRow task, CancellationToken ct)
    {
        var arguments = new
        {
            p_id = task.TaskId,
            p_by = work.Context.Actor.UserId,
            p_name = work.Context.Actor.Name,
            p_at = work.At,
            p_lease = work.At.Plus(Lease),
            p_row = task.RowVersion,
        };
        return await work.ExecuteAsync(ClaimSql, arguments, ct) == 1;
    }

    private async Task<Result> ClaimAsync(IUnitOfWork work, Caller caller, long taskId, CancellationToken ct)
    {
        var found = await contexts.FindAsync(work, taskId, caller, ct);
        if (found.Error is { } error)
        {
            return error;
        }

        var context = found.Value;
        if (await contexts.RefusalAsync(context, ct) is { } refusal)
        {
            return refusal;
        }

        var opened = await runner.ApplyAsync(work, context.Case, new OpenTask(context.Task.WorkNo), null, ct);
        if (opened.Error is { } refused)
        {
            return refused;
        }

        if (!await TakeAsync(work, context.Task, ct))
        {
            return new Error(Kernel.Errors.KernelErrors.ChangedMeanwhile, ("what", "这项任务"));
        }

        work.Audit(new AuditEntry("task.claim", "case", Id(context.Case.CaseId), $"签收“{context.Task.Title}”"));
        return Result.Done;
    }

    private async Task<Result> ReleaseAsync(IUnitOfWork work, Caller caller, long taskId, CancellationToken ct)
    {
        var found = await contexts.FindAsync(work, taskId, caller, ct);
        if (found.Error is { } error)
        {
            return error;
        }

        if (await work.ExecuteAsync(ReleaseSql, new { p_id = taskId, p_by = caller.UserId }, ct) != 1)
        {
            return new Error(ApprovalErrors.NotClaimedByYou);
        }

        work.Audit(new AuditEntry("task.release", "case", Id(found.Value.Case.CaseId), $"退回待办“{found.Value.Task.Title}”"));
        return Result.Done;
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
