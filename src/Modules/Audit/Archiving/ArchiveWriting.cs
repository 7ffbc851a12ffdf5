using System.IO.Compression;
using Guotu.Audit.Contracts;
using Guotu.Audit.ExportTrail;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
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
    /// <summary>What the trail states of protected tables.</summary>
    internal RowStatementRecords Statements { get; } = new(seal);

    internal async Task<Result<WrittenArchive>> WriteAsync(long archiveNo, IReadOnlyList<Checkpoint> batches, CancellationToken ct)
    {
        var name = FormattableString.Invariant($"audit-archive-{archiveNo:D6}-batches-{batches[0].BatchNo}-{batches[^1].BatchNo}.jsonl.gz");
        var acts = new ArchivedActs(reconciliations);
        var written = await folder.WriteAsync(name, file => WriteToAsync(file, batches, acts, ct), ct);
        return written.Map(digest => new WrittenArchive(name, digest.ToString(), batches.Sum(b => (long)b.LeafCount), acts));
    }

    private async Task<Result> WriteToAsync(Stream file, IReadOnlyList<Checkpoint> batches, ArchivedActs acts, CancellationToken ct)
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
            if (!signing.IsSigned(batch) || !await WriteRecordsAsync(session, batch, new BatchOutput(writer, acts), ct))
            {
                return new Error(AuditErrors.BatchDamaged, ("batch", batch.BatchNo));
            }
        }

        await writer.EndAsync(ct);
        return Result.Done;
    }

    /// <summary>What is proved is what is written: each record as it passes, then their root.</summary>
    private async Task<bool> WriteRecordsAsync(IReadSession session, Checkpoint batch, BatchOutput output, CancellationToken ct)
    {
        var leaves = new List<Sm3Digest>(batch.LeafCount);
        await foreach (var record in TrailReading.RecordsAsync(session, batch.BatchNo, ct))
        {
            var (genuine, leaf) = seal.Examine(record);
            if (!genuine || record.BatchNo != batch.BatchNo)
            {
                return false;
            }

            leaves.Add(leaf);
            output.Acts.Count(record);
            await output.Writer.RecordAsync(record, ct);
        }

        return leaves.Count == batch.LeafCount && MerkleTree.Of(leaves).Root.ToString() == batch.RootHex;
    }

    private sealed record BatchOutput(TrailWriter Writer, ArchivedActs Acts);
}

/// <summary>A file that is durable and not yet entered.</summary>
internal sealed record WrittenArchive(string Name, string FileHex, long Records, ArchivedActs Acts);
