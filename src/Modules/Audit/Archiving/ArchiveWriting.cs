using System.IO.Compression;
using Guotu.Audit.Contracts;
using Guotu.Audit.ExportTrail;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Audit.Verification;
using Guotu.Crypto;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Archiving;

/// <summary>
/// Writes one archive file (归档文件): each batch is proved, records against MACs and leaves, leaves against the signed root, before it goes in.
/// What does not hold is not archived: it stays in the database, where the verification names it.
/// </summary>
public sealed class ArchiveWriting(
    IUnitsOfWork units, RecordSeal seal, CheckpointSigning signing, ArchiveFolder folder, IClock clock, IEnumerable<IAuditReconciliation> reconciliations)
{
    internal async Task<Result<WrittenArchive>> WriteAsync(long archiveNo, IReadOnlyList<Checkpoint> batches, CancellationToken ct)
    {
        foreach (var batch in batches.Where(b => !signing.IsSigned(b)))
        {
            return new Error(AuditErrors.BatchDamaged, ("batch", batch.BatchNo));
        }

        if (await FirstDamagedAsync(batches, ct) is { } damaged)
        {
            return new Error(AuditErrors.BatchDamaged, ("batch", damaged));
        }

        var name = FormattableString.Invariant($"audit-archive-{archiveNo:D6}-batches-{batches[0].BatchNo}-{batches[^1].BatchNo}.jsonl.gz");
        var acts = new ArchivedActs(reconciliations);
        var records = 0L;
        Sm3Digest digest = await folder.WriteAsync(name, async file => records = await WriteToAsync(file, batches, acts, ct), ct);
        return new WrittenArchive(name, digest.ToString(), records, acts);
    }

    private async Task<long?> FirstDamagedAsync(IReadOnlyList<Checkpoint> batches, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        foreach (var batch in batches)
        {
            var findings = new FindingList();
            await new BatchVerification(seal, findings).CheckAsync(session, batch, archived: false, ct);
            if (findings.Count > 0)
            {
                return batch.BatchNo;
            }
        }

        return null;
    }

    private async Task<long> WriteToAsync(Stream file, IReadOnlyList<Checkpoint> batches, ArchivedActs acts, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        await using var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        await using var buffered = new BufferedStream(packed, 1 << 16);
        var writer = new TrailWriter(buffered);
        await writer.HeaderAsync(new TrailHeader(TrailWriter.Version, "archive", clock.Now.ToString(), await TrailReading.KeysAsync(session, signing, ct), []), ct);
        var epochs = new Queue<Epoch>((await EpochTable.AllAsync(session, ct)).Where(e => e.AfterBatch >= batches[0].BatchNo - 1 && e.AfterBatch < batches[^1].BatchNo));
        foreach (var batch in batches)
        {
            while (epochs.TryPeek(out var epoch) && epoch.AfterBatch < batch.BatchNo)
            {
                await writer.StatementAsync(epochs.Dequeue(), ct);
            }

            await writer.StatementAsync(batch, ct);
            await foreach (var record in TrailReading.RecordsAsync(session, batch.BatchNo, ct))
            {
                acts.Count(record);
                await writer.RecordAsync(record, ct);
            }
        }

        await writer.EndAsync(ct);
        return writer.Records;
    }
}

/// <summary>A file that is durable and not yet entered.</summary>
internal sealed record WrittenArchive(string Name, string FileHex, long Records, ArchivedActs Acts);
