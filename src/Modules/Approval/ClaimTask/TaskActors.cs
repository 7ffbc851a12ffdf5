using Guotu.Approval.Store;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;

namespace Guotu.Approval.ClaimTask;

/// <summary>
/// In whose name a person acts on a task (代办署名): where its post was lent, the audit record and the signature line of the opinion name both.
/// </summary>
public sealed class TaskActors(IUnitsOfWork units)
{
    public async Task<CommandContext> ForAsync(CommandContext context, Caller caller, long taskId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Delegated.Count == 0)
        {
            return context;
        }

        await using var session = await units.ReadAsync(context.Scope, ct);
        return await TaskStore.FindAsync(session, taskId, ct) is { } task ? context with { Actor = caller.UsingPost(task.PostCode).Actor } : context;
    }
}
