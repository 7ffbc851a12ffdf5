using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>
/// Proves protected and sealed tables on a live node (行完整性核查), one row in memory. A table that is written at each look is at last looked at
/// under its tally's lock, for which its writers wait.
/// </summary>
public sealed class RowProof(IUnitsOfWork units, RowWriter rows, IAuditPort audit)
{
    private const int Looks = 4;

    public async Task<TableProof> ProveAsync(IProtectedRows table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        for (var look = 1; look <= Looks; look++)
        {
            await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
            if (await new TableLook(rows, audit, table).RunAsync(session, string.Empty, ct) is { } proof)
            {
                return proof;
            }
        }

        return await units.RunUpkeepAsync(
            "integrity",
            async (work, token) => await new TableLook(rows, audit, table).RunAsync(work, work.Dialect.LockSuffix, token)
                ?? throw new InvalidOperationException($"{table.Table.Name} changed under its own lock"),
            ct);
    }

    public async Task<TableProof> ProveAsync(ISealedTable table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        for (var look = 1; look <= Looks; look++)
        {
            await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
            if (await LookAsync(session, table, string.Empty, ct) is { } proof)
            {
                return proof;
            }
        }

        return await units.RunUpkeepAsync(
            "integrity",
            async (work, token) => await LookAsync(work, table, work.Dialect.LockSuffix, token)
                ?? throw new InvalidOperationException($"{table.Name} changed under its own lock"),
            ct);
    }

    /// <summary>Null where the table was written meanwhile.</summary>
    private async Task<TableProof?> LookAsync(ISqlSession session, ISealedTable table, string lockSuffix, CancellationToken ct)
    {
        var before = await rows.Tallies.FindAsync(session, table.Name, lockSuffix, ct);
        var last = await StatedTables.LastAsync(audit, session, table.Name, before, ct);
        var content = await table.ReadAsync(session, ct);
        var after = await rows.Tallies.FindAsync(session, table.Name, string.Empty, ct);
        if (VersionOf(before) != VersionOf(after))
        {
            return null;
        }

        var findings = Compare(table.Name, before, last, content);
        return new TableProof(table.Name, content.Rows, VersionOf(before), findings, findings.Count);
    }

    private static long VersionOf(Result<RowTally?> tally) => tally is { Error: null, Value: { } found } ? found.Version : 0;

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
