using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Operations.CheckIntegrity;

/// <summary>What a check of the rows found (行完整性核查结果).</summary>
/// <param name="Ok">No finding.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Total">Findings, also those that are not listed.</param>
/// <param name="Findings">Places; of one table at most a thousand.</param>
/// <param name="Tables">Each table with its rows and the version of its tally.</param>
/// <param name="NotCovered">Tables that carry no MAC, so that nobody takes their silence for a proof.</param>
public sealed record IntegrityReport(
    bool Ok, long Rows, long Total, IReadOnlyList<RowFinding> Findings, IReadOnlyList<CheckedTable> Tables, IReadOnlyList<string> NotCovered);

/// <summary>A table that was checked.</summary>
public sealed record CheckedTable(string Table, long Rows, long Version, long Findings);

/// <summary>
/// Proves every protected and sealed table for a named person (行完整性核查), on a live node, one row in memory; the act and its outcome are audited.
/// The trail it compares with is proved by the verification of the trail: the two belong together.
/// </summary>
public sealed class IntegrityCheck(IUnitsOfWork units, RowProof proof, ITallyMemory memory, IEnumerable<IProtectedRows> protectedRows, IEnumerable<ISealedTable> sealedTables)
{
    public const string Kind = "integrity.check";

    /// <summary>
    /// Tables of weight without MACs: sessions and what a login leaves are short-lived; layers are proved by their Merkle root, files by their digest, the
    /// trail by its own verification.
    /// </summary>
    private static readonly string[] WithoutMac = ["ap_draft", "id_login_state", "id_password_old", "id_post", "id_session", "om_feature", "om_layer"];

    public async Task<Result<IntegrityReport>> RunAsync(CommandContext context, CancellationToken ct)
    {
        var report = await LookAsync(ct);
        return await units.RunAsync<IntegrityReport>(
            context,
            (work, _) =>
            {
                var outcome = report.Ok ? "没有发现问题" : $"发现 {report.Total} 处问题";
                work.Audit(new AuditEntry(Kind, "node", "rows", $"核查 {report.Tables.Count} 张表 {report.Rows} 行:{outcome}"));
                return Task.FromResult(Result<IntegrityReport>.Of(report));
            },
            ct);
    }

    /// <summary>The check alone, for another check that records the act itself.</summary>
    internal async Task<IntegrityReport> LookAsync(CancellationToken ct)
    {
        var proofs = new List<TableProof>();
        foreach (var table in protectedRows)
        {
            proofs.Add(await proof.ProveAsync(table, ct));
        }

        foreach (var table in sealedTables)
        {
            proofs.Add(await proof.ProveAsync(table, ct));
        }

        if (await memory.KnownAsync(ct) is null)
        {
            proofs.Add(new TableProof(ITallyMemory.Name, 0, 0, [new RowFinding(RowFindingKinds.Tally, ITallyMemory.Name, null, WalkedRow.WholeRow)], 1));
        }

        var total = proofs.Sum(p => p.Total);
        return new IntegrityReport(
            total == 0,
            proofs.Sum(p => p.Rows),
            total,
            [.. proofs.SelectMany(p => p.Findings)],
            [.. proofs.OrderBy(p => p.Table, StringComparer.Ordinal).Select(p => new CheckedTable(p.Table, p.Rows, p.Version, p.Total))],
            WithoutMac);
    }
}
