using System.Globalization;
using Guotu.Audit.Archiving;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Audit.Verification;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Audit.ProveArchives;

/// <summary>What the deep verification of one archive found.</summary>
/// <param name="ArchiveNo">Archive.</param>
/// <param name="Ok">No finding.</param>
/// <param name="Records">Records that were proved.</param>
/// <param name="Findings">At most a thousand.</param>
public sealed record ArchiveProof(int ArchiveNo, bool Ok, int Records, IReadOnlyList<Finding> Findings);

/// <summary>
/// Deep verification of archives for a named person (归档逐条校验): every record is computed anew and held against the signed statements of the trail.
/// Archives are proved on all processors, one batch in memory each; the outcome is kept and the act recorded. Cost grows with the records.
/// </summary>
public sealed class ArchivesProving(IUnitsOfWork units, ArchiveStore store, RecordSeal seal, CheckpointSigning signing, IIdSource ids)
{
    public const string Kind = "audit.verify-archive";

    private const string BatchesSql =
        $"SELECT {BatchTable.Columns} FROM au_batch b WHERE b.batch_no >= :p_first AND b.batch_no <= :p_last ORDER BY b.batch_no";

    private const string KeepSql =
        """
        INSERT INTO au_archive_check (run_id, archive_no, at_utc, person_name, is_ok, record_count, finding_count)
        VALUES (:p_id, :p_archive, :p_at, :p_person, :p_ok, :p_records, :p_findings)
        """;

    /// <summary>Every archive, oldest first, and each that the catalogue must have had and has no more.</summary>
    public async Task<Result<IReadOnlyList<ArchiveProof>>> RunAllAsync(CommandContext context, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var catalogue = await ArchiveContinuity.ReadAsync(session, ct);
        return await RunAsync(context, catalogue.Archives, [.. catalogue.Missing().Select(ProofOf)], ct);
    }

    /// <summary>One archive; refused where there is none of the number.</summary>
    public async Task<Result<ArchiveProof>> RunAsync(CommandContext context, long archiveNo, CancellationToken ct)
    {
        var found = (await AllAsync(ct)).Where(a => a.ArchiveNo == archiveNo).ToList();
        return found.Count == 0
            ? new Error(KernelErrors.NotFound, ("what", "归档 " + archiveNo.ToString(CultureInfo.InvariantCulture)))
            : (await RunAsync(context, found, [], ct)).Map(p => p[0]);
    }

    private static ArchiveProof ProofOf(MissingArchive missing) => new(Count(missing.ArchiveNo), false, 0, [new Finding(FindingKinds.Archive, missing.Words)]);

    private async Task<Result<IReadOnlyList<ArchiveProof>>> RunAsync(
        CommandContext context, IReadOnlyList<TrailArchive> archives, IReadOnlyList<ArchiveProof> missing, CancellationToken ct)
    {
        var found = new ArchiveProof[archives.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct };
        await Parallel.ForEachAsync(Enumerable.Range(0, archives.Count), options, async (i, token) => found[i] = await ProveAsync(archives[i], token));
        IReadOnlyList<ArchiveProof> proofs = [.. found, .. missing];
        return await units.RunAsync<IReadOnlyList<ArchiveProof>>(
            context,
            async (work, token) =>
            {
                foreach (var proof in proofs)
                {
                    await KeepAsync(work, proof, token);
                }

                var wrong = proofs.Where(p => !p.Ok).Select(p => p.ArchiveNo).ToList();
                var outcome = wrong.Count == 0 ? "没有发现问题" : "有问题的归档:" + string.Join('、', wrong);
                work.Audit(new AuditEntry(Kind, "audit", "archive", $"逐条校验归档 {proofs.Count} 个,记录 {proofs.Sum(p => (long)p.Records)} 条:{outcome}"));
                return Result<IReadOnlyList<ArchiveProof>>.Of(proofs);
            },
            ct);
    }

    private async Task<IReadOnlyList<TrailArchive>> AllAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await ArchiveTable.AllAsync(session, ct);
    }

    private async Task<ArchiveProof> ProveAsync(TrailArchive archive, CancellationToken ct)
    {
        var findings = new FindingList();
        var records = 0L;
        if (store.Table.IsGenuine(archive))
        {
            records = await new ArchiveProving(store.Folder, seal, signing).RunAsync(await ExpectedAsync(archive, ct), findings, ct);
        }
        else
        {
            findings.Add(FindingKinds.Archive, $"archive {archive.ArchiveNo}: its row in au_archive was edited");
        }

        return new ArchiveProof(Count(archive.ArchiveNo), findings.Count == 0, Count(records), findings.Findings);
    }

    /// <summary>A row that was edited may hold anything.</summary>
    private static int Count(long number) => (int)Math.Clamp(number, int.MinValue, int.MaxValue);

    private async Task<ArchiveExpectation> ExpectedAsync(TrailArchive archive, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var batches = new Dictionary<long, Checkpoint>();
        await foreach (var batch in session.StreamAsync<Checkpoint>(BatchesSql, new { p_first = archive.FirstBatch, p_last = archive.LastBatch }, ct))
        {
            batches[batch.BatchNo] = batch;
        }

        return new ArchiveExpectation(archive, batches, await EpochTable.AllAsync(session, ct));
    }

    private Task<int> KeepAsync(IUnitOfWork work, ArchiveProof proof, CancellationToken ct)
    {
        var arguments = new
        {
            p_id = ids.Next(),
            p_archive = (long)proof.ArchiveNo,
            p_at = work.At,
            p_person = work.Context.Actor.Name,
            p_ok = proof.Ok ? 1 : 0,
            p_records = (long)proof.Records,
            p_findings = proof.Findings.Count,
        };
        return work.ExecuteAsync(KeepSql, arguments, ct);
    }
}
