using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>
/// Proves protected and sealed tables on a live node (行完整性核查), one row in memory. Each table is read in a snapshot of its own: acts go on meanwhile, and
/// what they change is seen by the next proof.
/// </summary>
public sealed class RowProof(IUnitsOfWork units, RowWriter rows, IAuditPort audit)
{
    public async Task<TableProof> ProveAsync(IProtectedRows table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        await using var session = await units.ReadSnapshotAsync(ct);
        return await new TableLook(rows, audit, table).RunAsync(session, ct);
    }

    public async Task<TableProof> ProveAsync(ISealedTable table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        await using var session = await units.ReadSnapshotAsync(ct);
        var tally = await rows.Tallies.FindAsync(session, table.Name, string.Empty, ct);
        var last = await StatedTables.LastAsync(audit, session, table.Name, tally, ct);
        var content = await SealedContent.ReadOrNullAsync(session, table, ct);
        var findings = content is null
            ? [new RowFinding(RowFindingKinds.Edited, table.Name, null, WalkedRow.WholeRow)]
            : Compare(table.Name, tally, last, content);
        return new TableProof(table.Name, content?.Rows ?? 0, tally is { Error: null, Value: { } found } ? found.Version : 0, findings, findings.Count);
    }

    private static List<RowFinding> Compare(string table, Result<RowTally?> found, RowStatement? last, SealedContent content)
    {
        var findings = new List<RowFinding>();
        if (found.Error is not null || found.Value is not { } tally)
        {
            findings.Add(new RowFinding(RowFindingKinds.Tally, table, null, RowTally.Table.Name));
            return findings;
        }

        if (last is not null && (last.Version != tally.Version || last.TallyMac != tally.Mac))
        {
            findings.Add(new RowFinding(RowFindingKinds.Tally, table, null, FormattableString.Invariant($"version {tally.Version}, the trail has {last.Version}")));
        }

        if (tally.Sum != content.Digest || tally.Rows != content.Rows)
        {
            var kind = content.Rows > tally.Rows ? RowFindingKinds.Inserted
                : content.Rows < tally.Rows ? RowFindingKinds.Deleted
                : RowFindingKinds.Edited;
            findings.Add(new RowFinding(kind, table, null, FormattableString.Invariant($"{tally.Rows} rows stated, {content.Rows} found")));
        }

        return findings;
    }
}
