using Guotu.Audit.Archiving;
using Guotu.Audit.Journal;
using Guotu.Audit.Reconcile;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Audit.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Ok">No finding.</param>
/// <param name="Records">Records that were checked.</param>
/// <param name="Findings">At most a thousand, each with kind and place.</param>
public sealed record VerificationReport(bool Ok, long Records, IReadOnlyList<Finding> Findings)
{
    /// <summary>The restores that were approved: what each gave up is not a finding, and is never silent either.</summary>
    public IReadOnlyList<Epoch> Epochs { get; init; } = [];
}

/// <summary>
/// Proves the trail (审计校验) on a live node: records against their MACs and leaves, leaves against roots, batches and epochs against signatures and
/// the checkpoint file, archives against their digests, journals of reads, and the business tables. Streaming: memory holds one batch a processor.
/// </summary>
public sealed class AuditVerification(
    IUnitsOfWork units, RecordSeal seal, CheckpointSigning signing, TrailFiles files, TrailReconciliation reconciliation)
{
    private const string BatchesSql = $"SELECT {BatchTable.Columns} FROM au_batch b WHERE b.batch_no <= :p_last ORDER BY b.batch_no";

    private const string UnsealedSql =
        $"""
        SELECT {RecordTable.Columns} FROM au_record r LEFT JOIN au_leaf l ON l.record_id = r.record_id
        WHERE l.record_id IS NULL ORDER BY r.record_id
        """;

    private const int MostLooks = 3;

    private const string LastSql = "SELECT COALESCE(MAX(batch_no), 0) AS last_no FROM au_batch";

    private const string SealerSql = "SELECT COALESCE(MAX(last_batch), 0) AS last_no FROM au_sealer";

    /// <summary>Where an archiving took records away meanwhile, what was seen is not one state: it is looked at again.</summary>
    public async Task<VerificationReport> RunAsync(CancellationToken ct)
    {
        for (var look = 1; ; look++)
        {
            var before = await LastArchivedAsync(ct);
            var report = await LookAsync(ct);
            if (report.Ok || look == MostLooks || await LastArchivedAsync(ct) == before)
            {
                return report;
            }
        }
    }

    private async Task<long> LastArchivedAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return (await ArchiveTable.AllAsync(session, ct)).Select(a => a.LastBatch).DefaultIfEmpty().Max();
    }

    private async Task<VerificationReport> LookAsync(CancellationToken ct)
    {
        var findings = new FindingList();
        await using var batches = await units.ReadAsync(DataScope.WholeNode, ct);
        await using var rows = await units.ReadAsync(DataScope.WholeNode, ct);
        var archives = await files.Archives.CheckAsync(rows, findings, ct);
        var inFile = await EpochsInFile.ReadAsync(files.Checkpoints, ct);
        var epochs = await EpochTable.AllAsync(rows, ct);
        var comparison = new TrailComparison(findings, archives, epochs, inFile);
        var records = await CheckBatchesAsync(batches, rows, comparison, ct);
        await BatchVerification.CheckStrayLeavesAsync(rows, findings, ct);
        var unsealed = await CheckUnsealedAsync(rows, findings, ct);
        await files.Journals.CheckAsync(rows, findings, ct);
        await ReconcileAsync(findings, ct);
        return new VerificationReport(findings.Count == 0, records + unsealed, findings.Findings) { Epochs = epochs };
    }

    /// <summary>
    /// The system seals on meanwhile. The file may trail what the database held <em>before</em> it was read by one, and must not lead what the
    /// database holds <em>after</em>.
    /// </summary>
    private async Task<long> CheckBatchesAsync(IReadSession batches, IReadSession rows, TrailComparison trail, CancellationToken ct)
    {
        var before = await rows.ScalarAsync<long>(LastSql, null, ct);
        var chain = new ChainVerification(signing, trail.Epochs, trail.Findings);
        await using var comparison = new CheckpointComparison(files.Checkpoints, trail.InFile, chain, trail.Findings);
        comparison.CompareEpochs(trail.Epochs);
        var workers = new BatchWorkers(units, seal, ct);
        try
        {
            await foreach (var batch in batches.StreamAsync<Checkpoint>(BatchesSql, new { p_last = before }, ct))
            {
                chain.Take(batch);
                await comparison.TakeAsync(batch);
                await workers.GiveAsync(batch, trail.Archives.Hold(batch.BatchNo));
            }
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            trail.Findings.Add(FindingKinds.Edited, $"au_batch after batch {chain.LastNumber}: a value of another kind than its column's");
        }

        chain.Finish();
        await comparison.FinishAsync();
        var records = await workers.FinishAsync(trail.Findings);
        await CompareEndsAsync(rows, before, comparison.LastInFile, trail.Findings, ct);
        return records;
    }

    private async Task CompareEndsAsync(IReadSession rows, long before, long inFile, FindingList findings, CancellationToken ct)
    {
        if (inFile < before - 1)
        {
            findings.Add(FindingKinds.CheckpointFile, $"{files.Checkpoints.Path}: ends with batch {inFile}, the database has {before}");
        }

        var after = await rows.ScalarAsync<long>(LastSql, null, ct);
        if (inFile > after)
        {
            await BlameTailAsync(rows, after, inFile, findings, ct);
        }
    }

    private static async Task BlameTailAsync(IReadSession rows, long inDatabase, long inFile, FindingList findings, CancellationToken ct)
    {
        var known = await rows.ScalarAsync<long>(SealerSql, null, ct);
        var kind = known > inDatabase ? FindingKinds.Truncated : FindingKinds.OlderCopy;
        findings.Add(kind, $"batches {inDatabase + 1} to {inFile}: in the checkpoint file, not in the database");
    }

    private async Task<long> CheckUnsealedAsync(IReadSession rows, FindingList findings, CancellationToken ct)
    {
        var count = 0L;
        try
        {
            await foreach (var record in rows.StreamAsync<AuditRecord>(UnsealedSql, null, ct))
            {
                count++;
                CheckUnsealed(record, findings);
            }
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            findings.Add(FindingKinds.Edited, $"a record that is not sealed, after {count} others: a value of another kind than its column's");
        }

        return count;
    }

    private void CheckUnsealed(AuditRecord record, FindingList findings)
    {
        if (!seal.IsGenuine(record))
        {
            findings.Add(FindingKinds.Inserted, $"record {record.RecordId}, not sealed: the platform did not write it so");
        }
        else if (record.BatchNo != 0)
        {
            findings.Add(FindingKinds.Edited, $"record {record.RecordId}: says batch {record.BatchNo}, is in none");
        }
    }

    private async Task ReconcileAsync(FindingList findings, CancellationToken ct)
    {
        foreach (var (line, differences) in await reconciliation.RunAsync(null, ct))
        {
            if (line.Undetermined is not null)
            {
                findings.Add(FindingKinds.Undetermined, $"{line.Module}: {line.Table} could not be compared with the records of {line.ObjectType}");
            }

            foreach (var d in differences)
            {
                if (d.Direction == TrailDifference.MissingRecord)
                {
                    findings.Add(FindingKinds.Missing, $"{d.Module}: {d.Kinds} of {d.ObjectType} {d.ObjectId}, proved by {d.Table}: {d.Records} of {d.Rows}");
                }
                else
                {
                    findings.Add(FindingKinds.RowGone, $"{d.Module}: {d.Kinds} of {d.ObjectType} {d.ObjectId}: {d.Records} records, {d.Rows} rows in {d.Table}");
                }
            }
        }
    }
}

/// <summary>What of the trail lies outside the database: checkpoints, journals of reads, archives.</summary>
public sealed record TrailFiles(CheckpointFile Checkpoints, JournalVerification Journals, ArchiveVerification Archives);

/// <summary>What one verification works with.</summary>
internal sealed record TrailComparison(FindingList Findings, HeldByArchives Archives, IReadOnlyList<Epoch> Epochs, EpochsInFile InFile);
