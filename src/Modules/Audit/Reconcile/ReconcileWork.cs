using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Runs;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Reconcile;

/// <summary>
/// Carries out one reconciliation from claim to stored result (执行对账): rights of the person as they stand now, lease renewed meanwhile, stopped when it
/// is cancelled. Result, differences and audit record commit together.
/// </summary>
internal sealed class ReconcileWork(IUnitsOfWork units, ICallers callers, TrailReconciliation reconciliation, IClock clock)
{
    private const string Process = "audit-reconcile";
    private readonly RunBeat _beat = new(units, Process, clock);

    /// <summary>Takes the next run; null where there is none, which takes reading only.</summary>
    public Task<RunClaim<ReconcileRow>?> ClaimAsync(string claimer, CancellationToken ct) => units.RunUpkeepWhereAsync<RunClaim<ReconcileRow>?>(
        Process, (session, token) => ReconcileTable.Runs.IsDueAsync(session, clock.Now, token), (work, token) => ReconcileTable.Runs.ClaimAsync(work, claimer, new Error(AuditErrors.ReconcilingBrokenOff), token), ct);

    public async Task RunAsync(RunClaim<ReconcileRow> job, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            if ((await CompareAsync(job, stop)).Error is { } fault)
            {
                await units.RunUpkeepAsync(Process, (work, token) => ReconcileTable.Runs.FailAsync(work, job, fault, token), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Of a run that was cancelled the row is no longer this worker's, and nothing changes.
            await units.RunUpkeepAsync(Process, (work, token) => ReconcileTable.Runs.GiveBackAsync(work, job, token), CancellationToken.None);
        }
    }

    private async Task<Result> CompareAsync(RunClaim<ReconcileRow> job, CancellationTokenSource stop)
    {
        var caller = await callers.OfAccountAsync(job.Row.UserId, Process, job.Row.UserAddress, stop.Token);
        if (caller.Error is { } gone)
        {
            return gone;
        }

        if (!caller.Value.May(AuditModule.Verify))
        {
            return new Error(AccessErrors.NotPermitted, ("use", "与业务表对账"));
        }

        var trail = await _beat.WhileAsync(ReconcileTable.Runs, job, stop, async steps => new ReconciledTrail(clock.Now, await reconciliation.RunAsync(steps, stop.Token)));
        return await StoreAsync(job, new CommandContext(caller.Value.Actor, caller.Value.Scope, ReconcileCommands.Kind), trail);
    }

    private Task<Result> StoreAsync(RunClaim<ReconcileRow> job, CommandContext context, ReconciledTrail trail)
    {
        var id = job.Row.RunId.ToString(CultureInfo.InvariantCulture);
        return units.RunAsync(
            context with { ObjectType = ReconcileCommands.ObjectType, ObjectId = id },
            async (work, token) =>
            {
                if (await ReconcileTable.DoneAsync(work, job, trail, token))
                {
                    await DifferenceTable.InsertAsync(work, job.Row.RunId, [.. trail.Results.SelectMany(r => r.Differences)], token);
                    work.Audit(new AuditEntry(ReconcileCommands.Kind, ReconcileCommands.ObjectType, id, "与业务表对账:" + trail.Words));
                }

                return Result.Done;
            },
            CancellationToken.None);
    }
}
