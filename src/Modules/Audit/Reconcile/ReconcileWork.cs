using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
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
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes the next run; null where there is none, which takes reading only.</summary>
    public Task<ReconcileClaim?> ClaimAsync(string claimer, CancellationToken ct) => units.RunUpkeepWhereAsync<ReconcileClaim?>(
        Process, (session, token) => ReconcileTable.IsDueAsync(session, clock.Now, token), (work, token) => ReconcileTable.ClaimAsync(work, claimer, Lease, token), ct);

    public async Task RunAsync(ReconcileClaim job, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        try
        {
            if ((await CompareAsync(job, stop)).Error is { } fault)
            {
                await units.RunUpkeepAsync(Process, (work, token) => ReconcileTable.FailAsync(work, job, fault, token), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Of a run that was cancelled the row is no longer this worker's, and nothing changes.
            await units.RunUpkeepAsync(Process, (work, token) => ReconcileTable.GiveBackAsync(work, job, token), CancellationToken.None);
        }
    }

    private async Task<Result> CompareAsync(ReconcileClaim job, CancellationTokenSource stop)
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

        var steps = new Steps();
        using var ended = new CancellationTokenSource();
        var beating = BeatAsync(job, steps, stop, ended.Token);
        ReconciledTrail trail;
        try
        {
            trail = new ReconciledTrail(clock.Now, await reconciliation.RunAsync(steps, stop.Token));
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
        }

        return await StoreAsync(job, new CommandContext(caller.Value.Actor, caller.Value.Scope, ReconcileCommands.Kind), trail);
    }

    private Task<Result> StoreAsync(ReconcileClaim job, CommandContext context, ReconciledTrail trail)
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

    /// <summary>Renews the lease; where the row is no longer this worker's the run stops.</summary>
    private async Task BeatAsync(ReconcileClaim job, Steps steps, CancellationTokenSource stop, CancellationToken ended)
    {
        try
        {
            while (await units.RunUpkeepAsync(Process, (work, token) => ReconcileTable.BeatAsync(work, job, steps.Now, Lease, token), ended))
            {
                await Task.Delay(Beat, clock.TimeProvider, ended);
            }

            await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The run ended.
        }
    }

    /// <summary>How far the run is; told by the run, read by the beat.</summary>
    private sealed class Steps : IProgress<string>
    {
        private readonly object _gate = new();
        private (string Name, int Done) _now = ("准备", 0);
        private int _begun;

        public (string Name, int Done) Now
        {
            get
            {
                lock (_gate)
                {
                    return _now;
                }
            }
        }

        public void Report(string value)
        {
            lock (_gate)
            {
                _now = (value, _begun++);
            }
        }
    }
}
