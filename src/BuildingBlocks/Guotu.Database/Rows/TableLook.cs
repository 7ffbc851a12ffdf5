using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>One pass over a protected table against its tally and what the trail states of it, all seen at one moment.</summary>
internal sealed class TableLook(RowWriter rows, IAuditPort audit, IProtectedRows table)
{
    private const int Limit = 1000;
    private readonly List<RowFinding> _findings = [];
    private long _total;

    private string Name => table.Table.Name;

    /// <param name="session">A snapshot.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<TableProof> RunAsync(ISqlSession session, CancellationToken ct)
    {
        var tally = await rows.Tallies.FindAsync(session, Name, string.Empty, ct);
        var last = await StatedTables.LastAsync(audit, session, Name, tally, ct);
        var seen = await WalkAsync(session, tally is { Error: null, Value: { } counted } ? counted.KeyVersion : null, ct);
        await foreach (var finding in table.FurtherAsync(session, ct))
        {
            Add(finding);
        }

        if (Differs(tally, last, seen))
        {
            await NameRowsAsync(session, ct);
        }

        return new TableProof(Name, seen.Rows, tally is { Error: null, Value: { } found } ? found.Version : 0, _findings, _total);
    }

    private async Task<Seen> WalkAsync(ISqlSession session, int? keyVersion, CancellationToken ct)
    {
        var version = keyVersion ?? rows.Tallies.CurrentKeyVersion().Value;
        var (sum, count) = (new RowSum(), 0L);
        await foreach (var row in table.WalkAsync(session, rows, ct))
        {
            count++;
            sum.Add(rows.Tallies.ElementOf(version, Name, row.RowId, row.Mac.Length == 0 ? "-" : row.Mac).Value);
            if (row.Fault is { } group)
            {
                Add(RowFindingKinds.Edited, row.RowId, group);
            }
        }

        return new Seen(count, sum.ToString());
    }

    /// <summary>Finds what concerns the table as a whole; answers whether rows must be named.</summary>
    private bool Differs(Result<RowTally?> found, RowStatement? last, Seen seen)
    {
        if (found.Error is not null || found.Value is not { } tally)
        {
            // Every protected table is counted when a node starts, so that one without a tally had it taken away, with or without its statements.
            Add(RowFindingKinds.Tally, null, RowTally.Table.Name);
            return last is not null;
        }

        var stale = last is not null && (last.Version != tally.Version || last.TallyMac != tally.Mac);
        if (stale)
        {
            Add(RowFindingKinds.Tally, null, FormattableString.Invariant($"version {tally.Version}, the trail has {last!.Version}"));
        }

        return stale || tally.Rows != seen.Rows || tally.Sum != seen.Sum;
    }

    /// <summary>Only when something is wrong: memory then holds the last known MAC of each row that the trail names.</summary>
    private async Task NameRowsAsync(ISqlSession session, CancellationToken ct)
    {
        var stated = new StatedRows();
        await audit.EachStatementAsync(session, Name, stated.Take, ct);
        await audit.EachSealAsync(session, Name, stated.Take, ct);
        var (known, whole) = (stated.LastMacs(), stated.AreWhole);
        var named = _total;
        var edited = _findings.Where(f => f.RowId is not null && f.Table == Name).Select(f => f.RowId!.Value).ToHashSet();
        await foreach (var row in table.WalkAsync(session, rows, ct))
        {
            var isKnown = known.Remove(row.RowId, out var mac);
            if (!isKnown && whole)
            {
                _total -= _findings.RemoveAll(f => f.RowId == row.RowId && f.Table == Name);
                Add(RowFindingKinds.Inserted, row.RowId, WalkedRow.WholeRow);
            }
            else if (isKnown && mac != row.Mac && edited.Add(row.RowId))
            {
                Add(RowFindingKinds.Restored, row.RowId, WalkedRow.WholeRow);
            }
        }

        foreach (var (id, mac) in known)
        {
            if (mac is not null)
            {
                Add(RowFindingKinds.Deleted, id, WalkedRow.WholeRow);
            }
        }

        await NameBrokenAsync(session, stated.LastUnnamed, edited, ct);
        if (_total == named && edited.Count == 0 && _findings.Count == 0)
        {
            Add(RowFindingKinds.Mismatch, null, WalkedRow.WholeRow);
        }
    }

    /// <summary>Rows that were put back to an older state and changed since: they carry the MAC that was stated last, and only their chain tells.</summary>
    private async Task NameBrokenAsync(ISqlSession session, long after, HashSet<long> named, CancellationToken ct)
    {
        var chains = new StatedChains(after);
        await audit.EachStatementAsync(session, Name, chains.Take, ct);
        foreach (var id in chains.Broken().Where(named.Add).Order())
        {
            Add(RowFindingKinds.Restored, id, WalkedRow.WholeRow);
        }
    }

    private void Add(string kind, long? rowId, string group) => Add(new RowFinding(kind, Name, rowId, group));

    private void Add(RowFinding finding)
    {
        _total++;
        if (_findings.Count < Limit)
        {
            _findings.Add(finding);
        }
    }

    private sealed record Seen(long Rows, string Sum);
}
