using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Reconcile;

/// <summary>
/// Starts, lists and cancels reconciliations (对账任务), and carries one out at a shell. One at a time is waiting or running; two that are started in the
/// same moment run one after the other.
/// </summary>
public sealed class ReconcileCommands(IUnitsOfWork units, TrailReconciliation reconciliation, IIdSource ids, IClock clock)
{
    public const string StartKind = "audit.reconcile.start";
    public const string CancelKind = "audit.reconcile.cancel";
    public const string Kind = "audit.reconcile";
    public const string ObjectType = "audit-reconciliation";

    public Task<Result<ReconcileView>> StartAsync(CommandContext context, CancellationToken ct) => units.RunAsync<ReconcileView>(
        context,
        async (work, token) =>
        {
            if (await ReconcileTable.UnfinishedAsync(work, token) is { } running)
            {
                return new Error(AuditErrors.ReconcilingRuns, ("by", running.UserName), ("at", running.CreatedUtc.LocalDateTime.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)));
            }

            var id = ids.Next();
            work.Audit(new AuditEntry(StartKind, ObjectType, Text(id), "开始与业务表对账"));
            await ReconcileTable.InsertAsync(work, id, reconciliation.Subjects, token);
            return (await ReconcileTable.FindAsync(work, id, token))!.View;
        },
        ct);

    public async Task<IReadOnlyList<ReconcileView>> ListAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [.. (await ReconcileTable.NewestAsync(session, ct)).Select(r => r.View)];
    }

    /// <summary>The worker notices at its next beat; one that has ended stays as it ended.</summary>
    public Task<Result<ReconcileView>> CancelAsync(CommandContext context, long id, CancellationToken ct) => units.RunAsync<ReconcileView>(
        context,
        async (work, token) =>
        {
            if (await ReconcileTable.FindAsync(work, id, token) is null)
            {
                return NotThere(id);
            }

            if (await ReconcileTable.CancelAsync(work, id, token))
            {
                work.Audit(new AuditEntry(CancelKind, ObjectType, Text(id), "取消与业务表对账"));
            }

            return (await ReconcileTable.FindAsync(work, id, token))!.View;
        },
        ct);

    internal async Task<Result<Page<TrailDifference>>> DifferencesAsync(long id, DifferenceFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await ReconcileTable.FindAsync(session, id, ct) is null ? NotThere(id) : await DifferenceTable.PageAsync(session, id, filter, page, ct);
    }

    /// <summary>A run that is done, with every difference that was listed.</summary>
    internal async Task<Result<(ReconcileView Run, IReadOnlyList<TrailDifference> Differences)>> ResultAsync(long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        if (await ReconcileTable.FindAsync(session, id, ct) is not { } row)
        {
            return NotThere(id);
        }

        return row.StateCode == ReconcileRow.Done ? (row.View, await DifferenceTable.AllAsync(session, id, ct)) : new Error(AuditErrors.NotReconciled, ("state", row.StateName));
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

    private static Error NotThere(long id) => new(KernelErrors.NotFound, ("what", "对账 " + Text(id)));

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
