using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>
/// What a unit of work did to protected rows (受保护行的变动). They are closed into the tallies as the last thing before the commit, tables in
/// one order everywhere, so that two units never wait for each other in a ring.
/// </summary>
public sealed class RowMarks
{
    private readonly SortedDictionary<string, TableMarks> _tables = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ISealedTable> _sealed = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Seal, long Id), OpenObject> _objects = [];
    private RowTallies? _tallies;

    internal void Add(RowTallies tallies, ProtectedTable table, long rowId, RowChange change) => Of(tallies, table).Add(rowId, change);

    internal void Add(RowTallies tallies, ProtectedTable table) => _ = Of(tallies, table);

    internal void Add(RowTallies tallies, ISealedTable table)
    {
        _tallies = tallies;
        _sealed[table.Name] = table;
    }

    internal bool IsOpen(SealedFamily family, long id) => _objects.ContainsKey((family.Seal.Name, id));

    internal void Open(ObjectSeals seals, SealedFamily family, long id) => _objects[(family.Seal.Name, id)] = new OpenObject(seals, family);

    internal async Task<Result> CloseAsync(IUnitOfWork work, IAuditPort audit, CancellationToken ct)
    {
        foreach (var ((_, id), open) in _objects.OrderBy(o => o.Key.Id))
        {
            if ((await open.Seals.SealAsync(work, open.Family, id, ct)).Error is { } notSealed)
            {
                return notSealed;
            }
        }

        if (_tallies is null)
        {
            return Result.Done;
        }

        var statements = new List<RowStatement>();
        foreach (var name in _tables.Keys.Concat(_sealed.Keys).Order(StringComparer.Ordinal))
        {
            var closed = _tables.TryGetValue(name, out var marks)
                ? await _tallies.CloseAsync(work, audit, marks, ct)
                : await _tallies.CloseAsync(work, audit, _sealed[name], ct);
            if (closed.Error is { } refused)
            {
                return refused;
            }

            statements.Add(closed.Value);
        }

        await audit.StateAsync(work, statements, ct);
        return Result.Done;
    }

    private TableMarks Of(RowTallies tallies, ProtectedTable table)
    {
        _tallies = tallies;
        if (!_tables.TryGetValue(table.Name, out var marks))
        {
            _tables.Add(table.Name, marks = new TableMarks(table));
        }

        return marks;
    }
}

/// <summary>An object that the unit changes and that is sealed anew as it ends.</summary>
internal sealed record OpenObject(ObjectSeals Seals, SealedFamily Family);

/// <summary>The MAC of a row before and after a unit; null where the row was not, or is no more.</summary>
internal readonly record struct RowChange(string? Before, string? After);

/// <summary>The rows of one table that a unit changed.</summary>
internal sealed class TableMarks(ProtectedTable table)
{
    private readonly Dictionary<long, RowChange> _rows = [];

    public ProtectedTable Table => table;

    public IReadOnlyDictionary<long, RowChange> Rows => _rows;

    /// <summary>Of several changes of one row the first before and the last after count.</summary>
    public void Add(long rowId, RowChange change) =>
        _rows[rowId] = _rows.TryGetValue(rowId, out var earlier) ? earlier with { After = change.After } : change;
}
