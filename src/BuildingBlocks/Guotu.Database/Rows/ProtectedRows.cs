using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>A row of a protected table as the proof sees it.</summary>
/// <param name="RowId">Id.</param>
/// <param name="Mac">MAC that it carries; empty where it was never given one.</param>
/// <param name="Fault">Null where the row is as it was written; otherwise the group of columns that is not.</param>
public sealed record WalkedRow(long RowId, string Mac, string? Fault)
{
    /// <summary>All protected columns: the MAC over them does not hold.</summary>
    public const string WholeRow = "row";
}

/// <summary>The rows of a protected table for whoever proves them (受保护表的逐行读取). Registered as a service by the module that owns the table.</summary>
public interface IProtectedRows
{
    ProtectedTable Table { get; }

    /// <summary>The tables whose rows are proved with it.</summary>
    IReadOnlyList<string> Tables => [Table.Name];

    /// <summary>Every row in the order of the ids, one at a time.</summary>
    IAsyncEnumerable<WalkedRow> WalkAsync(ISqlSession session, RowWriter rows, CancellationToken ct);

    /// <summary>What the rows of this table say of rows elsewhere, and does not hold; nothing for most tables. Read in the same look as the rows.</summary>
    async IAsyncEnumerable<RowFinding> FurtherAsync(ISqlSession session, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield break;
    }

    /// <summary>Takes one row as it stands, for a named act; answers its new MAC, null where it is gone. What the trail states of it goes out of the tally.</summary>
    Task<Result<string?>> ResealAsync(IUnitOfWork work, RowWriter rows, long id, string? stated, CancellationToken ct);

    /// <summary>Gives a MAC to rows from before the table had one, at most so many; answers how many.</summary>
    Task<Result<int>> AdoptAsync(IUnitOfWork work, RowWriter rows, CancellationToken ct);
}

/// <summary>A row on its way through the proof: its id, its MAC and its values, encrypted ones opened.</summary>
public sealed record OpenedRow(long RowId, string? Mac, Result<IReadOnlyList<RowValue>> Values)
{
    /// <summary>The encrypted column that did not open.</summary>
    public string? Closed { get; init; }
}

/// <summary>Walks a table whose rows map to <typeparamref name="TRow"/>.</summary>
/// <param name="table">Table.</param>
/// <param name="open">Opens a row.</param>
public sealed class ProtectedRows<TRow>(ProtectedTable table, Func<RowWriter, TRow, OpenedRow> open) : IProtectedRows
{
    private const int AdoptedAtOnce = 500;

    public ProtectedTable Table => table;

    /// <summary>For a table without encrypted columns.</summary>
    public static ProtectedRows<TRow> Plain(ProtectedTable table, Func<TRow, long> id, Func<TRow, string?> mac, Func<TRow, IReadOnlyList<RowValue>> values) =>
        new(table, (_, row) => new OpenedRow(id(row), mac(row), Result<IReadOnlyList<RowValue>>.Of(values(row))));

    public IAsyncEnumerable<WalkedRow> WalkAsync(ISqlSession session, RowWriter rows, CancellationToken ct) =>
        new RowWalk<TRow>(table, table.ColumnList, row => Look(rows, open(rows, row))).RunAsync(session, ct);

    public async Task<Result<int>> AdoptAsync(IUnitOfWork work, RowWriter rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(rows);
        var sql = FormattableString.Invariant(
            $"SELECT {table.ColumnList} FROM {table.Name} WHERE {table.MacColumn} IS NULL ORDER BY {table.IdColumn} LIMIT {AdoptedAtOnce}");
        var found = await work.QueryAsync<TRow>(sql, null, ct);
        foreach (var row in found)
        {
            var opened = open(rows, row);
            if (opened.Values.Error is { } closed)
            {
                return closed;
            }

            var taken = await rows.UpdateAsync(work, table, opened.RowId, opened.Values.Value, ct);
            if (taken is not { Error: null, Value: true })
            {
                // A row that is not found by its own id is not the platform's, and would be found without a MAC for ever.
                return taken.Error ?? new Error(DatabaseErrors.RowTampered, ("table", table.Name), ("row", opened.RowId));
            }
        }

        return found.Count;
    }

    public async Task<Result<string?>> ResealAsync(IUnitOfWork work, RowWriter rows, long id, string? stated, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(rows);
        var row = await work.SingleOrDefaultAsync<TRow>($"SELECT {table.ColumnList} FROM {table.Name} WHERE {table.IdColumn} = :p_id", new { p_id = id }, ct);
        rows.Accept(work, table, id, stated);
        if (row is null)
        {
            return Result<string?>.Of(null);
        }

        var values = open(rows, row).Values;
        if (values.Error is { } closed)
        {
            return closed;
        }

        return (await rows.UpdateAsync(work, table, id, values.Value, ct)).Error is { } refused
            ? refused
            : Result<string?>.Of(await RowWriter.LockedMacAsync(work, table, id, ct));
    }

    private WalkedRow Look(RowWriter rows, OpenedRow row) => new(
        row.RowId,
        row.Mac ?? string.Empty,
        !row.Values.IsSuccess ? row.Closed ?? WalkedRow.WholeRow
        : rows.Verify(table, row.RowId, row.Values.Value, row.Mac).IsSuccess ? null
        : WalkedRow.WholeRow);
}
