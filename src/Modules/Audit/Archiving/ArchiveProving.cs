using System.Text.Json;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Audit.Verification;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;

namespace Guotu.Audit.Archiving;

/// <summary>What the trail says of the batches of one archive, and where what is wrong goes.</summary>
internal sealed record ArchiveExpectation(TrailArchive Archive, IReadOnlyDictionary<long, Checkpoint> Batches, IReadOnlyList<Epoch> Epochs);

/// <summary>
/// Proves one archive record by record (归档逐条校验): each record's MAC and leaf, each batch's root, its signed statement and that it is the one of the
/// trail, epochs, counts, and that the index is of these records. One batch in memory.
/// </summary>
internal sealed class ArchiveProving(ArchiveFolder folder, RecordSeal seal, CheckpointSigning signing)
{
    /// <summary>Answers how many records were proved.</summary>
    public async Task<long> RunAsync(ArchiveExpectation expected, FindingList findings, CancellationToken ct)
    {
        var name = expected.Archive.FileName;
        try
        {
            var index = await IndexAsync(expected.Archive, findings, ct);
            await using var file = folder.Open(name);
            if ((await Sm3.HashStreamAsync(file, ct)).ToString() != expected.Archive.FileHex)
            {
                findings.Add(FindingKinds.Archive, $"archive {expected.Archive.ArchiveNo}: {name} is not as it was written");
            }

            file.Position = 0;
            return await LinesAsync(file, expected, index, findings, ct);
        }
        catch (Exception failed) when (ArchiveFiles.Failed(failed))
        {
            findings.Add(FindingKinds.Archive, $"archive {expected.Archive.ArchiveNo}: {ArchiveFiles.Words(name, failed)}");
            return 0;
        }
    }

    /// <summary>The index where the archive has one and it is as it was written; null otherwise.</summary>
    private async Task<ArchiveIndex?> IndexAsync(TrailArchive archive, FindingList findings, CancellationToken ct)
    {
        if (archive.IndexHex is null)
        {
            return null;
        }

        var read = await ArchiveIndexReading.ReadAsync(folder, archive, ct);
        if (read is null)
        {
            findings.Add(FindingKinds.Archive, $"archive {archive.ArchiveNo}: {ArchiveFolder.IndexOf(archive.FileName)} is away or not as it was written");
        }

        return read;
    }

    private async Task<long> LinesAsync(Stream file, ArchiveExpectation expected, ArchiveIndex? index, FindingList findings, CancellationToken ct)
    {
        var pass = new ArchivePass(seal, signing, expected, findings) { Index = index };
        try
        {
            await foreach (var line in ArchiveLines.ReadAsync(file, ct))
            {
                pass.Take(line);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or JsonException or FormatException or OverflowException)
        {
            findings.Add(FindingKinds.Archive, $"archive {expected.Archive.ArchiveNo}: line {pass.Lines + 1} of {expected.Archive.FileName} cannot be read");
        }

        pass.Finish();
        return pass.Records;
    }
}

/// <summary>Reads the index of an archive (读取归档索引).</summary>
internal static class ArchiveIndexReading
{
    /// <summary>Null where it is away or not the one that the catalogue names: then nothing is taken from it.</summary>
    public static async Task<ArchiveIndex?> ReadAsync(ArchiveFolder folder, TrailArchive archive, CancellationToken ct)
    {
        try
        {
            await using var file = folder.Open(ArchiveFolder.IndexOf(archive.FileName));
            var bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes, ct);
            return Sm3.Digest(bytes).ToString() == archive.IndexHex ? ArchiveIndex.Read(bytes) : null;
        }
        catch (Exception broken) when (ArchiveFiles.Failed(broken) || broken is InvalidDataException)
        {
            return null;
        }
    }
}

/// <summary>One pass over the lines of an archive.</summary>
internal sealed class ArchivePass(RecordSeal seal, CheckpointSigning signing, ArchiveExpectation expected, FindingList findings)
{
    private readonly List<Sm3Digest> _leaves = [];
    private Checkpoint? _batch;
    private BatchTerms _terms = new();
    private ArchiveEnd? _end;
    private long _next = expected.Archive.FirstBatch;
    private long _lastRecord;
    private int _batches;

    public ArchiveIndex? Index { get; init; }

    public long Lines { get; private set; }

    public long Records { get; private set; }

    private long Number => expected.Archive.ArchiveNo;

    public void Take(ArchiveLine line)
    {
        Lines++;
        if (_end is not null || line.IsHeader != (Lines == 1))
        {
            findings.Add(FindingKinds.Archive, $"archive {Number}: line {Lines} is out of place");
        }
        else if (line.Record is { } record)
        {
            TakeRecord(record);
        }
        else if (line.Checkpoint is { } checkpoint)
        {
            CloseBatch();
            Begin(checkpoint);
        }
        else if (line.Epoch is { } epoch)
        {
            CloseBatch();
            if (!signing.IsSigned(epoch) || !expected.Epochs.Contains(epoch))
            {
                findings.Add(FindingKinds.Archive, $"archive {Number}: epoch {epoch.EpochNo} is not that of the trail");
            }
        }
        else if (line.End is { } end)
        {
            CloseBatch();
            _end = end;
        }
    }

    public void Finish()
    {
        CloseBatch();
        var archive = expected.Archive;
        if (_next != archive.LastBatch + 1 || Records != archive.RecordCount)
        {
            findings.Add(FindingKinds.Archive, $"archive {Number}: holds {Records} records to batch {_next - 1}, the catalogue has {archive.RecordCount} to batch {archive.LastBatch}");
        }

        if (_end is null || _end.Batches != _batches || _end.Records != Records || (archive.IndexHex is not null && _end.Index != archive.IndexHex))
        {
            findings.Add(FindingKinds.Archive, $"archive {Number}: its last line is not of what it holds");
        }

        if (Index is not null && Index.Batches.Count != _batches)
        {
            findings.Add(FindingKinds.Archive, $"archive {Number}: its index has {Index.Batches.Count} batches");
        }
    }

    private void TakeRecord(AuditRecord record)
    {
        Records++;
        var (genuine, leaf) = seal.Examine(record);
        if (!genuine || _batch is null || record.BatchNo != _batch.BatchNo || record.RecordId <= _lastRecord)
        {
            findings.Add(FindingKinds.Archive, $"archive {Number}: record {record.RecordId} (batch {_batch?.BatchNo}) is not as it was written");
        }

        _lastRecord = record.RecordId;
        _leaves.Add(leaf);
        _terms.Add(record);
    }

    private void Begin(Checkpoint checkpoint)
    {
        _batches++;
        _batch = checkpoint;
        _lastRecord = 0;
        if (checkpoint.BatchNo != _next || !signing.IsSigned(checkpoint) || !expected.Batches.TryGetValue(checkpoint.BatchNo, out var known) || known != checkpoint)
        {
            findings.Add(FindingKinds.Archive, $"archive {Number}: batch {checkpoint.BatchNo} is not that of the trail");
        }

        _next = checkpoint.BatchNo + 1;
    }

    private void CloseBatch()
    {
        if (_batch is { } batch)
        {
            if (_leaves.Count != batch.LeafCount || MerkleTree.Of(_leaves).Root.ToString() != batch.RootHex)
            {
                findings.Add(FindingKinds.Archive, $"archive {Number}: the records of batch {batch.BatchNo} do not give its root");
            }

            CompareIndex(batch);
        }

        _batch = null;
        _leaves.Clear();
        _terms = new BatchTerms();
    }

    private void CompareIndex(Checkpoint batch)
    {
        if (Index?.Batches.FirstOrDefault(b => b.BatchNo == batch.BatchNo) is not { } indexed)
        {
            return;
        }

        if (!indexed.IsOf(_terms.At(batch.BatchNo, indexed.Place)))
        {
            findings.Add(FindingKinds.Archive, $"archive {Number}: its index is not of the records of batch {batch.BatchNo}");
        }
    }
}
