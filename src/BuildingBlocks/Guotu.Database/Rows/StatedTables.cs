using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>
/// What the trail states of a table, in the order of its versions (声明的次序): records are numbered by the clocks of the nodes that wrote them, which in a
/// cluster differ, so that the newest number is not always the newest version.
/// </summary>
internal static class StatedTables
{
    /// <summary>The statement with the highest version. All are read only where the newest records do not reach the tally's version.</summary>
    public static async Task<RowStatement?> LastAsync(
        IAuditPort audit, ISqlSession session, string table, Result<RowTally?> tally, CancellationToken ct)
    {
        var last = await audit.LastStatementAsync(session, table, ct);
        if (last is null || tally is not { Error: null, Value: { } counted } || last.Version >= counted.Version)
        {
            return last;
        }

        await audit.EachStatementAsync(session, table, s => last = s.Version > last.Version ? s : last, ct);
        return last;
    }
}

/// <summary>The last MAC of each row that the statements of a table name, whatever order they come in (逐行声明).</summary>
internal sealed class StatedRows
{
    private readonly Dictionary<long, (long Version, string? Mac)> _rows = [];
    private bool _allNamed = true;
    private long _highest;
    private long _count;

    /// <summary>Whether the statements reach from the first version to the last without a gap and each names its rows.</summary>
    public bool AreWhole => _allNamed && _count == _highest;

    /// <summary>The newest version that does not say of its rows what was before; what came after it can be followed row by row.</summary>
    public long LastUnnamed { get; private set; }

    public void Take(RowStatement statement)
    {
        _count++;
        _highest = Math.Max(_highest, statement.Version);
        _allNamed &= statement.Changed is not null;
        LastUnnamed = statement.Changed is null || statement.Changed.Values.Any(c => c.Was == RowChange.Unstated) ? Math.Max(LastUnnamed, statement.Version) : LastUnnamed;
        foreach (var (id, change) in statement.Changed ?? new Dictionary<long, RowChange>())
        {
            Take(id, new SealStatement(statement.Version, change.Now));
        }
    }

    /// <summary>Seals are stated one by one too, and outlive the archiving of the statements of their table.</summary>
    public void Take(long id, SealStatement statement)
    {
        if (!_rows.TryGetValue(id, out var known) || known.Version < statement.Version)
        {
            _rows[id] = (statement.Version, statement.Mac);
        }
    }

    public Dictionary<long, string?> LastMacs() => _rows.ToDictionary(r => r.Key, r => r.Value.Mac);
}

/// <summary>
/// Follows each row from statement to statement (逐行的链): what a unit found must be what the unit before left. A row that was put back to an older state
/// and then lawfully changed carries the MAC that was stated last; only the break in its chain names it. Statements may come in any order; of each row
/// only what has no counterpart yet is kept.
/// </summary>
internal sealed class StatedChains
{
    private readonly long _after;
    private readonly Dictionary<long, Chain> _rows = [];
    private long _highest;
    private long _count;

    /// <param name="after">Statements up to this version say nothing of single rows.</param>
    public StatedChains(long after) => (_after, _highest) = (after, after);

    public void Take(RowStatement statement)
    {
        if (statement.Version <= _after || statement.Changed is null)
        {
            return;
        }

        _count++;
        _highest = Math.Max(_highest, statement.Version);
        foreach (var (id, change) in statement.Changed)
        {
            if (!_rows.TryGetValue(id, out var chain))
            {
                _rows.Add(id, chain = new Chain());
            }

            chain.Take(statement.Version, change);
        }
    }

    /// <summary>Rows whose chain is broken; none where a statement is missing, which the verification of the trail names.</summary>
    public IEnumerable<long> Broken() => _count == _highest - _after ? _rows.Where(r => r.Value.IsBroken).Select(r => r.Key) : [];

    private sealed class Chain
    {
        private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
        private (long Version, string? Mac) _first = (long.MaxValue, null);
        private (long Version, string? Mac) _last = (0, null);

        /// <summary>All that was left must have been found again, but for the last; all that was found must have been left, but for the first.</summary>
        public bool IsBroken
        {
            get
            {
                Count(_last.Mac, -1);
                Count(_first.Mac, 1);
                var broken = _open.Count > 0;
                Count(_first.Mac, -1);
                Count(_last.Mac, 1);
                return broken;
            }
        }

        public void Take(long version, RowChange change)
        {
            Count(change.Now, 1);
            Count(change.Was, -1);
            _last = version > _last.Version ? (version, change.Now) : _last;
            _first = version < _first.Version ? (version, change.Was) : _first;
        }

        private void Count(string? mac, int by)
        {
            if (mac is null or RowChange.Unstated)
            {
                return;
            }

            var open = _open.GetValueOrDefault(mac) + by;
            if (open == 0)
            {
                _open.Remove(mac);
            }
            else
            {
                _open[mac] = open;
            }
        }
    }
}
