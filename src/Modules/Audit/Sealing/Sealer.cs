using Guotu.Audit.Records;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Database.Work;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Results;

namespace Guotu.Audit.Sealing;

/// <summary>
/// Closes records in batches (封存). It takes the <em>set</em> of unsealed records, never a range of ids: a transaction that commits late has
/// an old id. Order: the batch commits in the database, then its checkpoint is appended to the file; the next batch is not begun before
/// the file has the last one. So the file trails by at most one batch wherever the process is killed, and never leads.
/// </summary>
public sealed class Sealer(
    IUnitsOfWork units, RecordSeal seal, CheckpointSigning signing, CheckpointFile file, SealerLease lease, IFailpoints failpoints)
{
    /// <summary>Records of one batch at most; the rest is the next batch.</summary>
    public const int BatchLimit = 2000;

    private const string UnsealedSql =
        $"""
        SELECT {RecordTable.Columns} FROM au_record r LEFT JOIN au_leaf l ON l.record_id = r.record_id
        WHERE r.batch_no = 0 AND l.record_id IS NULL AND r.record_id > :p_after ORDER BY r.record_id LIMIT 2000
        """;

    private const string MarkSql =
        """
        UPDATE au_record SET batch_no = :p_batch
        WHERE batch_no = 0 AND record_id IN (SELECT l.record_id FROM au_leaf l WHERE l.batch_no = :p_batch)
        """;

    /// <summary>Seals one batch; the answer is the count of its records, 0 when there is nothing to do or another process seals.</summary>
    public async Task<Result<int>> SealAsync(CancellationToken ct)
    {
        await units.RunUpkeepAsync("audit-sealer", SealerLease.EnsureAsync, ct);
        var trailing = await MendFileAsync(ct);
        if (trailing.Error is { } damaged)
        {
            return damaged;
        }

        var batch = await units.RunUpkeepAsync("audit-sealer", SealSetAsync, ct);
        if (batch.Error is { } refused)
        {
            return refused;
        }

        if (batch.Value is not { } checkpoint)
        {
            return 0;
        }

        failpoints.Reach("audit.before-checkpoint");
        await file.AppendAsync(checkpoint, ct);
        failpoints.Reach("audit.after-checkpoint");
        return checkpoint.LeafCount;
    }

    /// <summary>Brings the file to the database's newest statement where it trails by one; every other difference stops the sealing.</summary>
    private async Task<Result> MendFileAsync(CancellationToken ct)
    {
        var line = await file.LastLineAsync(ct);
        var written = line is null ? null : TrailStatement.FromLine(line);
        if (line is not null && written is null)
        {
            return new Error(AuditErrors.CheckpointFileDamaged, ("place", "最后一行"));
        }

        var missing = await units.RunUpkeepAsync("audit-sealer", (work, token) => MissingInFileAsync(work, written, token), ct);
        if (missing.Error is { } difference)
        {
            return difference;
        }

        if (missing.Value is { } statement)
        {
            await file.AppendAsync(statement, ct);
        }

        return Result.Done;
    }

    private async Task<Result<ITrailStatement?>> MissingInFileAsync(IUnitOfWork work, ITrailStatement? written, CancellationToken ct) =>
        await lease.TryTakeAsync(work, ct) ? Missing(await EpochTable.HeadAsync(work, ct), written) : Result<ITrailStatement?>.Of(null);

    private static Result<ITrailStatement?> Missing(ITrailStatement? head, ITrailStatement? written)
    {
        if (Equals(head, written))
        {
            return Result<ITrailStatement?>.Of(null);
        }

        var (inFile, inDatabase) = (written?.BatchNo ?? 0, head?.BatchNo ?? 0);
        if (head is Epoch epoch && epoch.LostHex == written?.Digest())
        {
            return epoch;
        }

        if (inFile > inDatabase)
        {
            return new Error(AuditErrors.DatabaseIsOlder, ("file", inFile), ("database", inDatabase));
        }

        if (head is Checkpoint && inDatabase == inFile + 1 && head.PreviousHex == (written?.Digest() ?? Checkpoint.NoPrevious))
        {
            return Result<ITrailStatement?>.Of(head);
        }

        return new Error(AuditErrors.CheckpointFileDamaged, ("place", inDatabase == inFile ? $"第 {inFile} 批" : $"第 {inFile} 批之后"));
    }

    private async Task<Result<Checkpoint?>> SealSetAsync(IUnitOfWork work, CancellationToken ct)
    {
        if (!await lease.TryTakeAsync(work, ct))
        {
            return Result<Checkpoint?>.Of(null);
        }

        var last = await BatchTable.LastAsync(work, ct);
        var records = await SealableAsync(work, ct);
        await lease.RenewAsync(work, (last?.BatchNo ?? 0) + (records.Count > 0 ? 1 : 0), ct);
        if (records.Count == 0)
        {
            return Result<Checkpoint?>.Of(null);
        }

        var leaves = records.Select(RecordSeal.Leaf).ToList();
        var signed = Sign(last, await EpochTable.HeadAsync(work, ct), leaves, work);
        if (signed.Error is { } noKey)
        {
            return noKey;
        }

        await BatchTable.InsertAsync(work, signed.Value, ct);
        await LeafTable.InsertAsync(work, signed.Value.BatchNo, records, leaves, ct);
        await work.ExecuteAsync(MarkSql, new { p_batch = signed.Value.BatchNo }, ct);
        failpoints.Reach("audit.before-seal-commit");
        return signed.Value;
    }

    /// <summary>
    /// What no act of the platform wrote is not sealed: a batch would make it respectable. It stays where the verification finds it.
    /// </summary>
    private async Task<IReadOnlyList<AuditRecord>> SealableAsync(IUnitOfWork work, CancellationToken ct)
    {
        var records = new List<AuditRecord>();
        for (var after = -1L; records.Count < BatchLimit;)
        {
            var found = await work.QueryAsync<AuditRecord>(UnsealedSql, new { p_after = after }, ct);
            records.AddRange(found.Where(seal.IsGenuine).Take(BatchLimit - records.Count));
            if (found.Count < BatchLimit)
            {
                break;
            }

            after = found[^1].RecordId;
        }

        return records;
    }

    private Result<Checkpoint> Sign(Checkpoint? last, ITrailStatement? head, List<Sm3Digest> leaves, IUnitOfWork work)
    {
        var body = new Checkpoint
        {
            BatchNo = (last?.BatchNo ?? 0) + 1,
            LeafCount = leaves.Count,
            PreviousHex = head?.Digest() ?? Checkpoint.NoPrevious,
            RootHex = MerkleTree.Of(leaves).Root.ToString(),
            SealedUtc = work.At,
        };
        return signing.Sign(body);
    }
}
