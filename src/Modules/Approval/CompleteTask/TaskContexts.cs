using Guotu.Approval.Domain;
using Guotu.Approval.Flow;
using Guotu.Approval.Store;
using Guotu.Bpmn.Definition;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Approval.CompleteTask;

/// <summary>Finds tasks with their cases and nodes, and says who may not act and why.</summary>
public sealed class TaskContexts(ProcessLibrary library, IPeople people, CaseSeal cases, IClock clock)
{
    /// <summary>How a case is taken for a change.</summary>
    internal CaseSeal Cases => cases;

    /// <summary>In a unit of work the case's row is locked first. Outside the caller's scope the task does not exist.</summary>
    internal async Task<Result<TaskContext>> FindAsync(ISqlSession session, long taskId, Caller caller, CancellationToken ct)
    {
        if (await TaskStore.FindAsync(session, taskId, ct) is not { } seen)
        {
            return new Error(KernelErrors.NotFound, ("what", "任务"));
        }

        var row = session is IUnitOfWork work ? await cases.LockAsync(work, seen.CaseId, ct) : await CaseStore.FindAsync(session, seen.CaseId, ct);
        if (row.Error is { } outside)
        {
            return outside;
        }

        var task = (await TaskStore.FindAsync(session, taskId, ct))!;
        var instance = await ProcessRunner.InstanceAsync(session, row.Value.CaseId, ct);
        var definition = await library.OfAsync(session, instance.ProcessVersion, ct);
        return new TaskContext(row.Value, task, definition.UserTask(task.NodeId), caller, clock.Now);
    }

    /// <summary>Why the caller may not act on the task at all; null when nothing is in the way.</summary>
    internal async Task<Error?> RefusalAsync(TaskContext context, CancellationToken ct) =>
        TheTaskMustBeOpen.Check(context)
        ?? OnlyTheHolderOfThePostMayAct.Check(context, await PostNameAsync(context.Task.PostCode, ct))
        ?? AnotherClaimMustHaveEnded.Check(context);

    internal async Task<string> PostNameAsync(string postCode, CancellationToken ct) =>
        (await people.PostNamesAsync(ct)).GetValueOrDefault(postCode, postCode);

    /// <summary>Names of those who may do a task that is given to a post.</summary>
    internal async Task<IReadOnlyList<string>> AssigneesAsync(Assignment assignment, CancellationToken ct)
    {
        var holders = await people.HoldersAsync(assignment.Post, null, ct);
        return holders.Where(p => assignment.Organisation is not { } section || p.Organisation.Name == section).Select(p => p.Name).ToList();
    }
}
