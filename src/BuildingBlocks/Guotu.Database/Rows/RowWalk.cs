using System.Globalization;
using System.Runtime.CompilerServices;
using Guotu.Database.Sessions;

namespace Guotu.Database.Rows;

/// <summary>
/// Goes through a protected table in the order of its ids (逐行读取), one row in memory. Where a row holds a value of another kind than its column's, or
/// cannot be read, all are read one by one: each such row is named and every other one is still proved.
/// </summary>
/// <param name="table">Table.</param>
/// <param name="columns">What <typeparamref name="TRow"/> maps, for a SELECT.</param>
/// <param name="look">Proves a row.</param>
internal sealed class RowWalk<TRow>(ProtectedTable table, string columns, Func<TRow, WalkedRow> look)
{
    public async IAsyncEnumerable<WalkedRow> RunAsync(ISqlSession session, [EnumeratorCancellation] CancellationToken ct)
    {
        var walked = 0L;
        var strange = await StrangeAsync(session, ct);
        var stopped = strange.Count > 0;
        await using (var rows = session.StreamAsync<TRow>($"SELECT {columns} FROM {table.Name} ORDER BY {table.IdColumn}", null, ct).GetAsyncEnumerator(ct))
        {
            while (!stopped)
            {
                WalkedRow? row = null;
                try
                {
                    row = await rows.MoveNextAsync() ? look(rows.Current) : null;
                }
                catch (Exception exception) when (StrangeValues.Raised(exception))
                {
                    stopped = true;
                }

                if (row is null)
                {
                    break;
                }

                walked++;
                yield return row;
            }
        }

        if (stopped)
        {
            await foreach (var row in OneByOneAsync(session, strange, walked, ct))
            {
                yield return row;
            }
        }
    }

    private async Task<HashSet<long>> StrangeAsync(ISqlSession session, CancellationToken ct)
    {
        var sql = $"SELECT {table.IdColumn} AS row_id FROM {table.Name} WHERE {ColumnKinds.StrangeCondition(session.Dialect, [table.IdColumn, .. table.Columns, table.MacColumn], typeof(TRow))}";
        return (await session.QueryAsync<object>(sql, null, ct)).Select(r => StrangeValues.NumberOrNull(((IDictionary<string, object?>)r)["row_id"]) ?? 0).ToHashSet();
    }

    /// <summary>The ids are held meanwhile, as the database gives them: one of them may itself be of another kind.</summary>
    private async IAsyncEnumerable<WalkedRow> OneByOneAsync(
        ISqlSession session, HashSet<long> strange, long walked, [EnumeratorCancellation] CancellationToken ct)
    {
        var sql = string.Create(CultureInfo.InvariantCulture, $"SELECT {table.IdColumn} AS row_id, {table.MacColumn} AS mac_text FROM {table.Name} ORDER BY {table.IdColumn} LIMIT 1000000000 OFFSET {walked}");
        var left = new List<(object? Id, string Mac)>();
        await foreach (var row in session.StreamAsync<object>(sql, null, ct))
        {
            var values = (IDictionary<string, object?>)row;
            left.Add((values["row_id"], values["mac_text"] as string ?? string.Empty));
        }

        foreach (var (id, mac) in left)
        {
            yield return StrangeValues.NumberOrNull(id) is not { } number ? new WalkedRow(0, mac, table.IdColumn)
                : strange.Contains(number) ? new WalkedRow(number, mac, WalkedRow.WholeRow)
                : await OneOrNullAsync(session, number, ct) ?? new WalkedRow(number, mac, WalkedRow.WholeRow);
        }
    }

    private async Task<WalkedRow?> OneOrNullAsync(ISqlSession session, long id, CancellationToken ct)
    {
        try
        {
            var row = await session.SingleOrDefaultAsync<TRow>($"SELECT {columns} FROM {table.Name} WHERE {table.IdColumn} = :p_id", new { p_id = id }, ct);
            return row is null ? null : look(row);
        }
        catch (Exception exception) when (StrangeValues.Raised(exception))
        {
            return null;
        }
    }
}
