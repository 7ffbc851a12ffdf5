using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Runs;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Reconcile;

/// <summary>
/// Starts, lists and cancels reconciliations (对账任务), one at a time, and carries one out at a shell.
/// </summary>
public sealed class ReconcileCommands(IUnitsOfWork units, TrailReconciliation reconciliation, IIdSource ids, IClock clock)
{
    public const string StartKind = "audit.reconcile.start";
    public const string CancelKind = "audit.reconcile.cancel";
    public const string Kind = "audit.reconcile";
    public const string ObjectType = "audit-reconciliation";

    private static readonly RunKind Run = new(StartKind, CancelKind, ObjectType, "与业务表对账", AuditErrors.ReconcilingRuns);

    private readonly RunQueue<ReconcileRow> _queue = new(ReconcileTable.Runs, Run, units, ids);

    public async Task<Result<ReconcileView>> StartAsync(CommandContext context, CancellationToken ct) => (await _queue.StartAsync(context, reconciliation.Subjects, ct)).Map(r => r.View);

    public async Task<IReadOnlyList<ReconcileView>> ListAsync(CancellationToken ct) => [.. (await _queue.ListAsync(ct)).Select(r => r.View)];

    public async Task<Result<ReconcileView>> CancelAsync(CommandContext context, long id, CancellationToken ct) => (await _queue.CancelAsync(context, id, ct)).Map(r => r.View);

    internal async Task<Result<Page<TrailDifference>>> DifferencesAsync(long id, DifferenceFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await ReconcileTable.Runs.FindAsync(session, id, ct) is null ? Run.NotThere(id) : await DifferenceTable.PageAsync(session, id, filter, page, ct);
    }

    /// <summary>A run that is done, with every difference that was listed.</summary>
    internal async Task<Result<(ReconcileView Run, IReadOnlyList<TrailDifference> Differences)>> ResultAsync(long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        if (await ReconcileTable.Runs.FindAsync(session, id, ct) is not { } row)
        {
            return Run.NotThere(id);
        }

        return row.StateCode == RunRow.Done ? (row.View, await DifferenceTable.AllAsync(session, id, ct)) : new Error(AuditErrors.NotReconciled, ("state", row.StateName));
    }

    /// <summary>At a shell, for a named person: compared at once, recorded, not kept as a run.</summary>
    public async Task<Result<ReconciledTrail>> RunAsync(CommandContext context, IProgress<string>? steps, CancellationToken ct)
    {
        var trail = new ReconciledTrail(clock.Now, await reconciliation.RunAsync(steps, ct));
        return await units.RunAsync<ReconciledTrail>(
            context,
            (work, _) =>
            {
                work.Audit(new AuditEntry(Kind, "audit", "trail", "与业务表对账:" + trail.Words));
                return Task.FromResult<Result<ReconciledTrail>>(trail);
            },
            ct);
    }
}
