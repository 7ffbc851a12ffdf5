using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Sealing;

/// <summary>
/// One sealer at a time (封存者选举): the row is locked for the length of a sealing, and its lease keeps the others from trying. A lease
/// that runs out is taken over; what the former sealer had not committed is simply not sealed yet.
/// </summary>
public sealed class SealerLease(string holder)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    private const string ReadSql = "SELECT holder_name, lease_utc, last_batch FROM au_sealer WHERE sealer_no = 1";

    private const string CreateSql = "INSERT INTO au_sealer (sealer_no, last_batch) VALUES (1, 0)";

    private const string TakeSql =
        "UPDATE au_sealer SET holder_name = :p_holder, lease_utc = :p_lease, last_batch = :p_last WHERE sealer_no = 1";

    /// <summary>Makes the row of a new node.</summary>
    public static async Task<int> EnsureAsync(IUnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await work.SingleOrDefaultAsync<LeaseRow>(ReadSql, null, ct) is null ? await work.ExecuteAsync(CreateSql, null, ct) : 0;
    }

    /// <summary>Locks the row until the end of the unit; false when another process holds the lease.</summary>
    public async Task<bool> TryTakeAsync(IUnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var row = await work.SingleOrDefaultAsync<LeaseRow>(ReadSql + work.Dialect.LockSuffix, null, ct)
            ?? throw new InvalidOperationException("The sealer's row is not there");
        return row.HolderName is null || row.HolderName == holder || row.LeaseUtc is not { } lease || lease <= work.At;
    }

    /// <summary>Keeps every sealer out until the end of the unit, whoever holds the lease.</summary>
    public static async Task LockAsync(IUnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        _ = await work.SingleOrDefaultAsync<LeaseRow>(ReadSql + work.Dialect.LockSuffix, null, ct)
            ?? throw new InvalidOperationException("The sealer's row is not there");
    }

    /// <summary>Renews the lease and keeps the number of the newest batch, which tells a cut tail from an older copy.</summary>
    public Task<int> RenewAsync(IUnitOfWork work, long lastBatch, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.ExecuteAsync(TakeSql, new { p_holder = holder, p_lease = work.At.Plus(Length), p_last = lastBatch }, ct);
    }

    private sealed class LeaseRow
    {
        public string? HolderName { get; init; }

        public Instant? LeaseUtc { get; init; }

        public long LastBatch { get; init; }
    }
}
