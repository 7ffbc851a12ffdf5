using System.Data;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>One pass over a protected table against its tally and what the trail states of it.</summary>
internal sealed class TableLook(RowWriter rows, IAuditPort audit, IProtectedRows table)
{
    private const int Limit = 1000;
    private readonly List<RowFinding> _findings = [];
    private long _total;

    private string Name => table.Table.Name;

    /// <summary>
    /// Null where the table was written meanwhile: the rows are one statement's state, and it is that of the tally only when the tally is the same
    /// before and after.
    /// </summary>
    public async Task<TableProof?> RunAsync(ISqlSession session, string lockSuffix, CancellationToken ct)
    {
        var before = await rows.Tallies.FindAsync(session, Name, lockSuffix, ct);
        var last = await StatedTables.LastAsync(audit, session, Name, before, ct);
        var seen = await WalkAsync(session, before is { Error: null, Value: { } tally } ? tally.KeyVersion : null, ct);
        await FurtherAsync(session, ct);
        var after = await rows.Tallies.FindAsync(session, Name, string.Empty, ct);
        if (VersionOf(before) != VersionOf(after))
        {
            return null;
        }

        if (Differs(before, last, seen))
        {
            await NameRowsAsync(session, ct);
        }

        return new TableProof(Name, seen.Rows, VersionOf(before), _findings, _total);
    }

    private static long VersionOf(Result<RowTally?> tally) => tally is { Error: null, Value: { } found } ? found.Version : 0;

    private async Task<Seen> WalkAsync(ISqlSession session, int? keyVersion, CancellationToken ct)
    {
        var version = keyVersion ?? rows.Tallies.CurrentKeyVersion().Value;
        var (sum, count, lastId) = (new RowSum(), 0L, 0L);
        try
        {
            await foreach (var row in table.WalkAsync(session, rows, ct))
            {
                (count, lastId) = (count + 1, row.RowId);
                sum.Add(rows.Tallies.ElementOf(version, Name, row.RowId, row.Mac.Length == 0 ? "-" : row.Mac).Value);
                if (row.Fault is { } group)
                {
                    Add(RowFindingKinds.Edited, row.RowId, group);
                }
            }
        }
        catch (Exception exception) when (exception is DataException or FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            // A value of another type than the column's: only an edit behind the application's back leaves one.
            Add(RowFindingKinds.Edited, null, FormattableString.Invariant($"after row {lastId}"));
        }

        return new Seen(count, sum.ToString());
    }

    private async Task FurtherAsync(ISqlSession session, CancellationToken ct)
    {
        try
        {
            await foreach (var finding in table.FurtherAsync(session, ct))
            {
                Add(finding);
            }
        }
        catch (Exception exception) when (exception is DataException or FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            Add(RowFindingKinds.Edited, null, WalkedRow.WholeRow);
        }
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
            else if (isKnown && mac != row.Mac && !edited.Contains(row.RowId))
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

        if (_total == named && edited.Count == 0 && _findings.Count == 0)
        {
            Add(RowFindingKinds.Mismatch, null, WalkedRow.WholeRow);
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
