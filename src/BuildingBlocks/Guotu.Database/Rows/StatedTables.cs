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

    public void Take(RowStatement statement)
    {
        _count++;
        _highest = Math.Max(_highest, statement.Version);
        _allNamed &= statement.Changed is not null;
        foreach (var (id, mac) in statement.Changed ?? new Dictionary<long, string?>())
        {
            if (!_rows.TryGetValue(id, out var known) || known.Version < statement.Version)
            {
                _rows[id] = (statement.Version, mac);
            }
        }
    }

    public Dictionary<long, string?> LastMacs() => _rows.ToDictionary(r => r.Key, r => r.Value.Mac);
}
