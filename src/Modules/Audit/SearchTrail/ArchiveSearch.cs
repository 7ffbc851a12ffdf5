using Guotu.Audit.Archiving;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Audit.SearchRecords;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;

namespace Guotu.Audit.SearchTrail;

/// <summary>What was sought, and what has come of it so far; the newest archive is searched first.</summary>
internal sealed record ArchiveSearchRun(RecordFilter Filter, int Most)
{
    public List<AuditRecord> Hits { get; } = [];

    public bool IsFull => Hits.Count >= Most;

    /// <summary>Takes what a batch gave; of very many only the newest are kept.</summary>
    public void Add(List<AuditRecord> found)
    {
        Hits.AddRange(found);
        if (Hits.Count > 4 * Most)
        {
            Hits.Sort((a, b) => b.AtUtc.UnixMicroseconds.CompareTo(a.AtUtc.UnixMicroseconds));
            Hits.RemoveRange(Most, Hits.Count - Most);
        }
    }
}

/// <summary>
/// Searches one archive (在归档中查询). By its index only batches are unpacked that can hold what is sought; each is proved against its signed root before
/// it is believed. What cannot be read or does not hold is answered as a gap.
/// </summary>
internal sealed class ArchiveSearch(ArchiveStore store, RecordSeal seal)
{
    /// <param name="archive">The catalogue's row.</param>
    /// <param name="batches">The trail's statements of its batches.</param>
    /// <param name="run">Takes the hits.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SearchedArchive> RunAsync(TrailArchive archive, IReadOnlyDictionary<long, Checkpoint> batches, ArchiveSearchRun run, CancellationToken ct)
    {
        if (run.IsFull)
        {
            return SearchedArchive.Of(archive, SearchedArchive.NotReached);
        }

        if (!store.Table.IsGenuine(archive))
        {
            return SearchedArchive.Of(archive, SearchedArchive.Damaged);
        }

        try
        {
            await using var file = store.Folder.Open(archive.FileName);
            var index = archive.IndexHex is null ? null : await ArchiveIndexReading.ReadAsync(store.Folder, archive, ct);
            var pass = new SearchPass(seal, batches, run);
            await (index is null ? WholeAsync(file, pass, ct) : MembersAsync(file, index, pass, ct));
            pass.Close();
            return SearchedArchive.Of(archive, StateOf(archive, index, pass)) with { Batches = pass.Batches, Hits = pass.Hits };
        }
        catch (Exception away) when (away is FileNotFoundException or DirectoryNotFoundException)
        {
            return SearchedArchive.Of(archive, SearchedArchive.Missing);
        }
        catch (Exception broken) when (ArchiveFiles.Failed(broken) || broken is InvalidDataException or FormatException or OverflowException)
        {
            return SearchedArchive.Of(archive, SearchedArchive.Damaged);
        }
    }

    /// <summary>Without an index every record is read, and then every batch must be there.</summary>
    private static string StateOf(TrailArchive archive, ArchiveIndex? index, SearchPass pass)
    {
        var isWhole = pass.Holds && (index is not null || pass.Batches == archive.LastBatch - archive.FirstBatch + 1);
        return !isWhole ? SearchedArchive.Damaged : archive.IndexHex is not null && index is null ? SearchedArchive.WithoutIndex : SearchedArchive.Searched;
    }

    private static async Task WholeAsync(Stream file, SearchPass pass, CancellationToken ct)
    {
        await foreach (var line in ArchiveLines.ReadAsync(file, ct))
        {
            pass.Take(line);
        }
    }

    private static async Task MembersAsync(FileStream file, ArchiveIndex index, SearchPass pass, CancellationToken ct)
    {
        foreach (var batch in index.Batches.Where(pass.Filter.MayBeIn).Reverse())
        {
            if (pass.IsFull)
            {
                break;
            }

            if (batch.Place.Offset < 0 || batch.Place.Length < 0 || batch.Place.Offset + batch.Place.Length > file.Length)
            {
                throw new InvalidDataException("The index points outside the file");
            }

            var member = new byte[batch.Place.Length];
            file.Position = batch.Place.Offset;
            await file.ReadExactlyAsync(member, ct);
            using var packed = new MemoryStream(member, writable: false);
            pass.Expect(batch.BatchNo);
            await foreach (var line in ArchiveLines.ReadAsync(packed, ct))
            {
                pass.Take(line);
            }

            pass.CloseMember();
        }
    }
}

/// <summary>The batches of one archive as they are read for a search.</summary>
internal sealed class SearchPass(RecordSeal seal, IReadOnlyDictionary<long, Checkpoint> batches, ArchiveSearchRun run)
{
    private readonly List<Sm3Digest> _leaves = [];
    private readonly List<AuditRecord> _found = [];
    private Checkpoint? _batch;
    private long? _expected;

    public RecordFilter Filter => run.Filter;

    public bool IsFull => run.IsFull;

    public bool Holds { get; private set; } = true;

    public int Batches { get; private set; }

    public int Hits { get; private set; }

    /// <summary>The next statement must be this batch's.</summary>
    public void Expect(long batchNo) => _expected = batchNo;

    public void Take(ArchiveLine line)
    {
        if (line.Checkpoint is { } checkpoint)
        {
            Close();
            Batches++;
            _batch = checkpoint;
            Holds &= batches.TryGetValue(checkpoint.BatchNo, out var known) && known == checkpoint && (_expected ?? checkpoint.BatchNo) == checkpoint.BatchNo;
            _expected = null;
        }
        else if (line.Record is { } record)
        {
            var (genuine, leaf) = seal.Examine(record);
            _leaves.Add(leaf);
            Holds &= genuine && _batch is not null;
            if (genuine && run.Filter.Takes(record))
            {
                _found.Add(record);
            }
        }
    }

    /// <summary>Ends the open batch; one whose records do not give the signed root is a gap, and what was found in it is shown all the same.</summary>
    public void Close()
    {
        if (_batch is { } batch)
        {
            Holds &= _leaves.Count == batch.LeafCount && MerkleTree.Of(_leaves).Root.ToString() == batch.RootHex;
        }

        Hits += _found.Count;
        run.Add(_found);
        _found.Clear();
        _leaves.Clear();
        _batch = null;
    }

    /// <summary>Ends a member of the file, which must have held the batch that the index names.</summary>
    public void CloseMember()
    {
        Close();
        Holds &= _expected is null;
        _expected = null;
    }
}
