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
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private RowTallies? _tallies;

    internal void Add(RowTallies tallies, ProtectedTable table, long rowId, RowChange change) => Of(tallies, table).Add(rowId, change);

    internal void Add(RowTallies tallies, ProtectedTable table) => _ = Of(tallies, table);

    internal void Add(RowTallies tallies, ISealedTable table)
    {
        _tallies = tallies;
        _sealed[table.Name] = table;
    }

    /// <summary>The unit takes the table under a tally: one that another unit began meanwhile makes it run again.</summary>
    internal void Begin(string table) => _begun.Add(table);

    internal bool IsOpen(SealedFamily family, long id) => _objects.ContainsKey((family.Seal.Name, id));

    internal void Open(RowWriter rows, SealedFamily family, long id) => _objects[(family.Seal.Name, id)] = new OpenObject(rows, family);

    internal async Task<Result> CloseAsync(IUnitOfWork work, IAuditPort audit, CancellationToken ct)
    {
        foreach (var ((_, id), open) in _objects.OrderBy(o => o.Key.Id))
        {
            if ((await ObjectSeals.SealAsync(open.Rows, work, open.Family, id, ct)).Error is { } notSealed)
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

            if (closed.Value.Version > 1 && _begun.Contains(name))
            {
                throw new TallyBegunException();
            }

            statements.Add(closed.Value with { Seals = SealsOf(name) });
        }

        await audit.StateAsync(work, statements, ct);
        return Result.Done;
    }

    /// <summary>The seals of the objects that the unit opened, as it leaves them.</summary>
    private Dictionary<long, RowChange> SealsOf(string table) =>
        _tables.TryGetValue(table, out var marks)
            ? marks.Rows.Where(r => _objects.ContainsKey((table, r.Key))).ToDictionary(r => r.Key, r => r.Value)
            : [];

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
internal sealed record OpenObject(RowWriter Rows, SealedFamily Family);

/// <summary>The rows of one table that a unit changed.</summary>
internal sealed class TableMarks(ProtectedTable table)
{
    private readonly Dictionary<long, RowChange> _rows = [];

    public ProtectedTable Table => table;

    public IReadOnlyDictionary<long, RowChange> Rows => _rows;

    /// <summary>Of several changes of one row the first before and the last after count.</summary>
    public void Add(long rowId, RowChange change) =>
        _rows[rowId] = _rows.TryGetValue(rowId, out var earlier) ? earlier with { Now = change.Now } : change;
}
