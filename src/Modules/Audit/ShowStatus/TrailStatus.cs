using Guotu.Audit.Reconcile;
using Guotu.Audit.Sealing;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.Audit.ShowStatus;

/// <summary>State of the trail at one glance.</summary>
public sealed record TrailStatusView(int Records, int Unsealed, CheckpointView? LastCheckpoint, VerificationView? LastVerification)
{
    /// <summary>The oldest record that waits to be sealed.</summary>
    public Instant? OldestUnsealedAt { get; init; }

    /// <summary>The last reconciliation with the business tables that was carried out to its end.</summary>
    public ReconciliationView? LastReconciliation { get; init; }
}

/// <summary>What the last reconciliation found.</summary>
/// <param name="CheckedAt">Acts up to here were compared.</param>
/// <param name="Differences">Objects that differ.</param>
/// <param name="Undetermined">Kinds of object of which nothing can be said.</param>
public sealed record ReconciliationView(long Id, Instant CheckedAt, int Differences, int Undetermined);

/// <summary>The newest checkpoint.</summary>
public sealed record CheckpointView(int BatchNo, Instant At, string KeyId);

/// <summary>The last verification that was run.</summary>
public sealed record VerificationView(Instant At, bool Ok, int Findings);

/// <summary>How many records there are, how many wait to be sealed, and when the trail was last proved (审计状态).</summary>
public sealed class TrailStatus(IUnitsOfWork units)
{
    private const string CountSql = "SELECT COUNT(*) AS row_total FROM au_record";

    private const string UnsealedSql = "SELECT COUNT(*) AS row_total FROM au_record WHERE batch_no = 0";

    private const string OldestSql = "SELECT at_utc FROM au_record WHERE batch_no = 0 ORDER BY at_utc LIMIT 1";

    private const string VerificationSql = "SELECT at_utc, is_ok, finding_count FROM au_verification ORDER BY run_id DESC LIMIT 1";

    public async Task<TrailStatusView> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var last = await BatchTable.LastAsync(session, ct);
        var run = await session.SingleOrDefaultAsync<RunRow>(VerificationSql, null, ct);
        return new TrailStatusView(
            await session.ScalarAsync<int>(CountSql, null, ct),
            await session.ScalarAsync<int>(UnsealedSql, null, ct),
            last is null ? null : new CheckpointView(checked((int)last.BatchNo), last.SealedUtc, last.KeyId),
            run is null ? null : new VerificationView(run.AtUtc, run.IsOk == 1, run.FindingCount))
        {
            LastReconciliation = await ReconcileTable.Runs.LastDoneAsync(session, ct) is { CheckedUtc: { } at } done
                ? new ReconciliationView(done.RunId, at, done.DifferenceTotal ?? 0, done.UndeterminedTotal ?? 0)
                : null,
            OldestUnsealedAt = (await session.SingleOrDefaultAsync<OldestRow>(OldestSql, null, ct))?.AtUtc,
        };
    }

    private sealed class OldestRow
    {
        public Instant AtUtc { get; init; }
    }

    private sealed class RunRow
    {
        public Instant AtUtc { get; init; }

        public int IsOk { get; init; }

        public int FindingCount { get; init; }
    }
}
