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

    /// <summary>Every row in the order of the ids, one at a time.</summary>
    IAsyncEnumerable<WalkedRow> WalkAsync(ISqlSession session, RowWriter rows, CancellationToken ct);

    /// <summary>What the rows of this table say of rows elsewhere, and does not hold; nothing for most tables. Read in the same look as the rows.</summary>
    async IAsyncEnumerable<RowFinding> FurtherAsync(ISqlSession session, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield break;
    }

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

    public async IAsyncEnumerable<WalkedRow> WalkAsync(
        ISqlSession session, RowWriter rows, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        await foreach (var row in session.StreamAsync<TRow>($"SELECT {table.ColumnList} FROM {table.Name} ORDER BY {table.IdColumn}", null, ct))
        {
            yield return Look(rows, open(rows, row));
        }
    }

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

            if ((await rows.UpdateAsync(work, table, opened.RowId, opened.Values.Value, ct)).Error is { } refused)
            {
                return refused;
            }
        }

        return found.Count;
    }

    private WalkedRow Look(RowWriter rows, OpenedRow row) => new(
        row.RowId,
        row.Mac ?? string.Empty,
        !row.Values.IsSuccess ? row.Closed ?? WalkedRow.WholeRow
        : rows.Verify(table, row.RowId, row.Values.Value, row.Mac).IsSuccess ? null
        : WalkedRow.WholeRow);
}
