using Guotu.Audit.Sealing;
using Guotu.Audit.Verification;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Archiving;

/// <summary>What an archiving did.</summary>
/// <param name="Archives">The archives that were made, oldest first; none when nothing was old enough.</param>
/// <param name="Folder">Where their files lie.</param>
public sealed record ArchivingAnswer(IReadOnlyList<TrailArchive> Archives, string Folder);

/// <summary>
/// Moves what is older than the retention into files (审计归档). Order: the file is durable, then its row commits together with the audit record of
/// the act, then the rows of its batches are deleted batch by batch. A kill at any place leaves records twice, never nowhere.
/// </summary>
public sealed class TrailArchiving(
    IUnitsOfWork units, ArchiveWriting writing, ArchiveStore store, RetentionPolicy policy, IClock clock, IFailpoints failpoints)
{
    /// <summary>Batches of one file: at most a million records.</summary>
    public const int BatchesOfOne = 500;

    private const string BatchesSql =
        $"""
        SELECT {BatchTable.Columns} FROM au_batch b
        WHERE b.batch_no > :p_after AND b.sealed_utc < :p_before ORDER BY b.batch_no LIMIT 500
        """;

    private const string LeftSql = "SELECT MIN(batch_no) AS batch_no FROM au_leaf WHERE batch_no <= :p_last";

    private const string DeleteRecordsSql = "DELETE FROM au_record WHERE batch_no = :p_batch";

    private const string DeleteLeavesSql = "DELETE FROM au_leaf WHERE batch_no = :p_batch";

    /// <param name="before">Batches sealed before this local date are moved; it must lie behind the retention.</param>
    public async Task<Result<ArchivingAnswer>> RunAsync(CommandContext context, DateOnly before, CancellationToken ct)
    {
        var cutOff = policy.CutOff(before, clock.Now);
        if (cutOff.Error is { } tooYoung)
        {
            return await RefuseAsync(context, tooYoung, ct);
        }

        using var alone = store.Folder.TryLock();
        return alone is null ? await RefuseAsync(context, new Error(AuditErrors.ArchivingRuns), ct) : await RunAloneAsync(context, cutOff.Value, ct);
    }

    private async Task<Result<ArchivingAnswer>> RunAloneAsync(CommandContext context, Instant before, CancellationToken ct)
    {
        var made = new List<TrailArchive>();
        while (true)
        {
            var known = await KnownAsync(ct);
            if ((await DeleteMovedAsync(known.Count == 0 ? 0 : known[^1].LastBatch, ct)).Error is { } doubtful)
            {
                return await RefuseAsync(context, doubtful, ct);
            }

            var batches = await NextAsync(known, before, ct);
            if (batches.Count == 0)
            {
                return new ArchivingAnswer(made, store.Folder.Path);
            }

            var archive = await MakeAsync(context, known.Count + 1, batches, ct);
            if (archive.Error is { } refused)
            {
                return refused;
            }

            made.Add(archive.Value);
        }
    }

    /// <summary>The archives that were made before.</summary>
    public async Task<IReadOnlyList<TrailArchive>> KnownAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await ArchiveTable.AllAsync(session, ct);
    }

    private async Task<Result<ArchivingAnswer>> RefuseAsync(CommandContext context, Error error, CancellationToken ct)
    {
        var refused = await units.RunAsync(context, (_, _) => Task.FromResult<Result>(error), ct);
        return refused.Error!;
    }

    private async Task<IReadOnlyList<Checkpoint>> NextAsync(IReadOnlyList<TrailArchive> known, Instant before, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await session.QueryAsync<Checkpoint>(BatchesSql, new { p_after = known.Count == 0 ? 0 : known[^1].LastBatch, p_before = before }, ct);
    }

    private async Task<Result<TrailArchive>> MakeAsync(CommandContext context, long number, IReadOnlyList<Checkpoint> batches, CancellationToken ct)
    {
        await writing.RestateSealsAsync(batches, ct);
        var written = await writing.WriteAsync(number, batches, ct);
        failpoints.Reach("audit.archive-written");
        return await units.RunAsync<TrailArchive>(
            context,
            async (work, token) =>
            {
                if (written.Error is { } damaged)
                {
                    return damaged;
                }

                var file = written.Value;
                var archive = await store.Table.InsertAsync(work, RowOf(number, batches, file, work.At), token);
                await file.Acts.InsertAsync(work, number, token);
                var summary = $"审计归档第 {number} 号:第 {archive.FirstBatch} 至 {archive.LastBatch} 批,共 {archive.RecordCount} 条,文件 {archive.FileName}";
                work.Audit(new AuditEntry("audit.archive", "audit", "trail", summary) { After = $$"""{"sm3":"{{archive.FileHex}}"}""" });
                await writing.Statements.RestateAsync(work, token);
                return archive;
            },
            ct);
    }

    private static TrailArchive RowOf(long number, IReadOnlyList<Checkpoint> batches, WrittenArchive file, Instant at) => new()
    {
        ArchiveNo = number,
        FirstBatch = batches[0].BatchNo,
        LastBatch = batches[^1].BatchNo,
        RecordCount = file.Records,
        OldestUtc = batches[0].SealedUtc,
        NewestUtc = batches[^1].SealedUtc,
        FileName = file.Name,
        FileHex = file.FileHex,
        ArchivedUtc = at,
        ActsHex = file.Acts.Digest(),
        IndexHex = file.IndexHex,
    };

    /// <summary>
    /// One batch a transaction, so that nobody waits long for the writer; also what a kill left of an earlier run. Nothing goes before every row of the
    /// catalogue and every file was proved.
    /// </summary>
    private async Task<Result> DeleteMovedAsync(long last, CancellationToken ct)
    {
        if (await LeftAsync(last, ct) is null)
        {
            return Result.Done;
        }

        var findings = new FindingList();
        await using (var session = await units.ReadAsync(DataScope.WholeNode, ct))
        {
            await store.Verification.CheckAsync(session, findings, ct);
        }

        if (findings.Count > 0)
        {
            return new Error(AuditErrors.ArchiveDoubtful, ("where", findings.Findings[0].Where));
        }

        while (await LeftAsync(last, ct) is { } batch)
        {
            await units.RunUpkeepAsync(
                "audit-archive",
                async (work, token) =>
                {
                    await work.ExecuteAsync(DeleteRecordsSql, new { p_batch = batch }, token);
                    return await work.ExecuteAsync(DeleteLeavesSql, new { p_batch = batch }, token);
                },
                ct);
            failpoints.Reach("audit.archive-deleting");
        }

        return Result.Done;
    }

    private async Task<long?> LeftAsync(long last, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await session.ScalarAsync<long?>(LeftSql, new { p_last = last }, ct);
    }
}

/// <summary>Where archives are kept: files, catalogue, and what proves both.</summary>
public sealed record ArchiveStore(ArchiveFolder Folder, ArchiveTable Table, ArchiveVerification Verification);
