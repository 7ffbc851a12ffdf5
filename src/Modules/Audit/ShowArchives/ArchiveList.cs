using Guotu.Audit.Archiving;
using Guotu.Audit.Sealing;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.ShowArchives;

/// <summary>Archives, epochs and checkpoints for the auditor's page (归档、纪元与检查点).</summary>
public sealed class ArchiveList(IUnitsOfWork units, ArchiveStore store, RetentionPolicy policy, IClock clock)
{
    private const string ChecksSql =
        """
        SELECT c.archive_no, c.at_utc, c.person_name, c.is_ok, c.record_count, c.finding_count FROM au_archive_check c
        WHERE c.run_id IN (SELECT MAX(k.run_id) FROM au_archive_check k GROUP BY k.archive_no) ORDER BY c.archive_no
        """;

    private const string CheckpointsSql = $"SELECT {BatchTable.Columns} FROM au_batch b ORDER BY b.batch_no DESC";

    public async Task<ArchivesView> ReadAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var checks = (await session.QueryAsync<CheckRow>(ChecksSql, null, ct)).ToDictionary(c => c.ArchiveNo);
        var continuity = await ArchiveContinuity.ReadAsync(session, ct);
        var missing = continuity.Missing().Select(m => new MissingArchiveView(Count(m.ArchiveNo), Count(m.FirstBatch), Count(m.LastBatch))).ToList();
        var archives = continuity.Archives.Reverse().Select(a => ViewOf(a, checks.GetValueOrDefault(a.ArchiveNo))).ToList();
        var epochs = (await EpochTable.AllAsync(session, ct))
            .Select(e => new EpochView(checked((int)e.EpochNo), e.OpenedUtc, Count(e.AfterBatch), Count(e.LostBatch), Count(e.LostBatch - e.AfterBatch))).ToList();
        return new ArchivesView(archives, missing, epochs, policy.Days, policy.Latest(clock.Now));
    }

    public async Task<Page<CheckpointLineView>> CheckpointsAsync(PageRequest page, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await session.PageAsync<Checkpoint>(CheckpointsSql, new { }, page, ct);
        return new Page<CheckpointLineView>(
            [.. found.Items.Select(b => new CheckpointLineView(Count(b.BatchNo), b.SealedUtc, b.LeafCount, b.RootHex, b.KeyId, b.SignatureHex))], found.Number, found.Size, found.Total);
    }

    /// <summary>The file of an archive for its download; refused where the file is away.</summary>
    public async Task<Result<(Stream File, string Name)>> OpenAsync(long archiveNo, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var archive = (await ArchiveTable.AllAsync(session, ct)).FirstOrDefault(a => a.ArchiveNo == archiveNo);
        var missing = new Error(KernelErrors.NotFound, ("what", FormattableString.Invariant($"归档 {archiveNo} 的文件")));
        if (archive is null || !store.Table.IsGenuine(archive))
        {
            return missing;
        }

        try
        {
            return (store.Folder.Open(archive.FileName), archive.FileName);
        }
        catch (Exception failed) when (ArchiveFiles.Failed(failed))
        {
            return missing;
        }
    }

    private ArchiveView ViewOf(TrailArchive archive, CheckRow? check) => new(
        Count(archive.ArchiveNo),
        Count(archive.FirstBatch),
        Count(archive.LastBatch),
        Count(archive.RecordCount),
        archive.OldestUtc,
        archive.NewestUtc,
        archive.ArchivedUtc,
        archive.FileName,
        archive.FileHex,
        archive.IndexHex is not null,
        store.Table.IsGenuine(archive),
        store.Folder.Holds(archive.FileName),
        check is null ? null : new ArchiveCheckView(check.AtUtc, check.PersonName, check.IsOk == 1, Count(check.RecordCount), check.FindingCount));

    /// <summary>A row that was edited may hold anything.</summary>
    private static int Count(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);

    private sealed class CheckRow
    {
        public long ArchiveNo { get; init; }

        public Instant AtUtc { get; init; }

        public string PersonName { get; init; } = string.Empty;

        public int IsOk { get; init; }

        public long RecordCount { get; init; }

        public int FindingCount { get; init; }
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Archives">Newest first.</param>
/// <param name="Missing">Archives whose rows in the catalogue are away.</param>
/// <param name="Epochs">Restores that were approved.</param>
/// <param name="RetentionDays">Days that records stay in the database at least.</param>
/// <param name="LatestBefore">The latest date that an archiving may name.</param>
public sealed record ArchivesView(
    IReadOnlyList<ArchiveView> Archives, IReadOnlyList<MissingArchiveView> Missing, IReadOnlyList<EpochView> Epochs, int RetentionDays, DateOnly LatestBefore);

/// <summary>Batches that are neither in the database nor in an archive of the catalogue.</summary>
public sealed record MissingArchiveView(int ArchiveNo, int FirstBatch, int LastBatch);

/// <summary>An archive.</summary>
public sealed record ArchiveView(
    int ArchiveNo,
    int FirstBatch,
    int LastBatch,
    int Records,
    Instant OldestAt,
    Instant NewestAt,
    Instant ArchivedAt,
    string File,
    string Sm3,
    bool Indexed,
    bool CatalogueHolds,
    bool FileThere,
    ArchiveCheckView? LastCheck);

/// <summary>The last deep verification of an archive.</summary>
public sealed record ArchiveCheckView(Instant At, string By, bool Ok, int Records, int Findings);

/// <summary>A restore that two administrators approved: batches after <c>AfterBatch</c> up to <c>LostBatch</c> were given up.</summary>
public sealed record EpochView(int EpochNo, Instant OpenedAt, int AfterBatch, int LostBatch, int Lost);

/// <summary>A checkpoint.</summary>
public sealed record CheckpointLineView(int BatchNo, Instant At, int Records, string Root, string KeyId, string Signature);
