using Guotu.Audit.ExportTrail;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Database.AuditPort;
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

    private readonly SealStatementRecords _seals = new(seal);

    /// <summary>
    /// Before the records of these batches are moved: the last statement of each seal among them is made again, a portion a transaction, so that the next
    /// act on an old object still has what to compare with. Cost: one record an object that rested as long as the retention.
    /// </summary>
    internal async Task RestateSealsAsync(IReadOnlyList<Checkpoint> batches, CancellationToken ct)
    {
        IReadOnlyList<string> moved;
        await using (var session = await units.ReadAsync(DataScope.WholeNode, ct))
        {
            moved = await SealStatementRecords.MovedAsync(session, batches[0].BatchNo, batches[^1].BatchNo, ct);
        }

        foreach (var portion in SealStatementRecords.Portions(moved))
        {
            await units.RunUpkeepAsync(
                "audit-archive",
                async (work, token) =>
                {
                    await _seals.RestateAsync(work, portion, batches[^1].BatchNo, token);
                    return portion.Length;
                },
                ct);
        }
    }

    /// <summary>The file first, then its index, both durable before the row that names them.</summary>
    internal async Task<Result<WrittenArchive>> WriteAsync(long archiveNo, IReadOnlyList<Checkpoint> batches, CancellationToken ct)
    {
        var name = FormattableString.Invariant($"audit-archive-{archiveNo:D6}-batches-{batches[0].BatchNo}-{batches[^1].BatchNo}.jsonl.gz");
        var content = new ArchiveContent(new ArchivedActs(reconciliations));
        var written = await folder.WriteAsync(name, file => WriteToAsync(file, batches, content, ct), ct);
        if (written.Error is { } refused)
        {
            return refused;
        }

        var index = content.Index().ToBytes();
        var indexed = await folder.WriteAsync(
            ArchiveFolder.IndexOf(name),
            async file =>
            {
                await file.WriteAsync(index, ct);
                return Result.Done;
            },
            ct);
        return indexed.Map(hex => new WrittenArchive(name, written.Value.ToString(), hex.ToString(), batches.Sum(b => (long)b.LeafCount), content.Acts));
    }

    private async Task<Result> WriteToAsync(Stream file, IReadOnlyList<Checkpoint> batches, ArchiveContent content, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        await using var members = new ArchiveMembers(file);
        var writer = new TrailWriter(await members.BeginAsync());
        await writer.HeaderAsync(new TrailHeader(TrailWriter.Version, "archive", clock.Now.ToString(), await TrailReading.KeysAsync(session, signing, ct), []), ct);
        var epochs = new Queue<Epoch>((await EpochTable.AllAsync(session, ct)).Where(e => e.AfterBatch >= batches[0].BatchNo - 1 && e.AfterBatch < batches[^1].BatchNo));
        foreach (var batch in batches)
        {
            // A member a batch, so that a search unpacks what it needs and no more.
            writer.ContinueIn(await members.BeginAsync());
            while (epochs.TryPeek(out var epoch) && epoch.AfterBatch < batch.BatchNo)
            {
                await writer.StatementAsync(epochs.Dequeue(), ct);
            }

            await writer.StatementAsync(batch, ct);
            var output = new BatchOutput(writer, content.Acts, new BatchTerms());
            if (!signing.IsSigned(batch) || !await WriteRecordsAsync(session, batch, output, ct))
            {
                return new Error(AuditErrors.BatchDamaged, ("batch", batch.BatchNo));
            }

            content.Add(output.Terms.At(batch.BatchNo, await members.EndAsync()));
        }

        writer.ContinueIn(await members.BeginAsync());
        await writer.EndAsync(Sm3.Digest(content.Index().ToBytes()).ToString(), ct);
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
            output.Terms.Add(record);
            await output.Writer.RecordAsync(record, ct);
        }

        return leaves.Count == batch.LeafCount && MerkleTree.Of(leaves).Root.ToString() == batch.RootHex;
    }

    private sealed record BatchOutput(TrailWriter Writer, ArchivedActs Acts, BatchTerms Terms);
}

/// <summary>What is gathered while an archive is written.</summary>
internal sealed record ArchiveContent(ArchivedActs Acts)
{
    private readonly List<IndexedBatch> _batches = [];

    public void Add(IndexedBatch batch) => _batches.Add(batch);

    public ArchiveIndex Index() => new(_batches);
}

/// <summary>A file that is durable with its index and not yet entered.</summary>
internal sealed record WrittenArchive(string Name, string FileHex, string IndexHex, long Records, ArchivedActs Acts);
