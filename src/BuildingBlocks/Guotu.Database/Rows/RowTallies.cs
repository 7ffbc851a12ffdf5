using System.Data.Common;
using Guotu.Crypto.Fields;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>Reads and writes tallies (行账). A tally that is away although the trail knows of it, or whose MAC does not hold, refuses every write.</summary>
internal sealed class RowTallies(FieldProtector protector)
{
    /// <summary>Of so many rows the statement names each; of more, none: it says how many.</summary>
    public const int MostNamed = 2000;

    private const string FindSql =
        "SELECT tally_id, table_name, row_count, version_no, key_version, sum_text, row_mac FROM db_row_tally WHERE tally_id = :p_id";

    private readonly RowBinding _binding = new(protector);

    /// <summary>The tally of a table, opened and verified; null where there is none.</summary>
    /// <param name="session">Where to read.</param>
    /// <param name="table">Table.</param>
    /// <param name="lockSuffix">The dialect's lock where the tally is going to be written, otherwise empty.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<RowTally?>> FindAsync(ISqlSession session, string table, string lockSuffix, CancellationToken ct)
    {
        var id = RowTally.IdOf(table);
        var row = await session.SingleOrDefaultAsync<TallyRow>(FindSql + lockSuffix, new { p_id = id }, ct);
        if (row is null)
        {
            return Result<RowTally?>.Of(null);
        }

        var sum = protector.DecryptText(new FieldAddress(RowTally.Table.Name, RowTally.SumColumn, id), row.SumText);
        if (!sum.IsSuccess)
        {
            return Tampered(table);
        }

        var tally = new RowTally(row.TableName, row.RowCount, row.VersionNo, row.KeyVersion, sum.Value, row.RowMac);
        return tally.TableName == table && protector.Verify(RowTally.Table.Name, id, RowBinding.InOrder(RowTally.Table, tally.Values), Hex(row.RowMac)).IsSuccess
            ? Result<RowTally?>.Of(tally)
            : Tampered(table);
    }

    public async Task<Result<RowStatement>> CloseAsync(IUnitOfWork work, IAuditPort audit, TableMarks marks, CancellationToken ct)
    {
        var found = await FindOrRefuseAsync(work, audit, marks.Table.Name, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        if (found.Value is not { } tally)
        {
            return await BeginAsync(work, marks, ct);
        }

        var sum = new RowSum(tally.Sum);
        foreach (var (rowId, change) in marks.Rows)
        {
            var applied = Apply(sum, tally, rowId, change);
            if (applied.Error is { } noKey)
            {
                return noKey;
            }
        }

        var rows = tally.Rows + marks.Rows.Values.Sum(c => (c.After is null ? 0 : 1) - (c.Before is null ? 0 : 1));
        var named = marks.Rows.Where(r => r.Value != default).ToDictionary(r => r.Key, r => r.Value.After);
        return await WriteAsync(work, tally with { Rows = rows, Version = tally.Version + 1, Sum = sum.ToString() }, named, ct);
    }

    public async Task<Result<RowStatement>> CloseAsync(IUnitOfWork work, IAuditPort audit, ISealedTable table, CancellationToken ct)
    {
        var found = await FindOrRefuseAsync(work, audit, table.Name, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        var content = await table.ReadAsync(work, ct);
        return await WriteAsync(work, new RowTally(table.Name, content.Rows, (found.Value?.Version ?? 0) + 1, 0, content.Digest, string.Empty), null, ct);
    }

    /// <summary>What a row adds to the sum of its table.</summary>
    public Result<byte[]> ElementOf(int keyVersion, string table, long rowId, string mac) => protector.TallyElement(keyVersion, table, rowId, mac);

    public Result<int> CurrentKeyVersion() => protector.CurrentMacVersion();

    private async Task<Result<RowTally?>> FindOrRefuseAsync(IUnitOfWork work, IAuditPort audit, string table, CancellationToken ct)
    {
        var found = await FindAsync(work, table, work.Dialect.LockSuffix, ct);
        if (found.Error is not null || found.Value is not null || await audit.LastStatementAsync(work, table, ct) is null)
        {
            return found;
        }

        // Begun by another unit between the two looks, or taken away: whoever states it has committed it.
        var begun = await FindAsync(work, table, work.Dialect.LockSuffix, ct);
        return begun is { Error: null, Value: null } ? Tampered(table) : begun;
    }

    /// <summary>
    /// The table was never counted: it is now, as it stands with what the unit did. A row with a MAC that the unit did not write was counted before:
    /// then tally and statements were taken away together, and beginning anew would make good whatever else was done.
    /// </summary>
    private async Task<Result<RowStatement>> BeginAsync(IUnitOfWork work, TableMarks marks, CancellationToken ct)
    {
        var table = marks.Table;
        var wasCounted = false;
        var version = CurrentKeyVersion();
        if (version.Error is { } noKey)
        {
            return noKey;
        }

        var sum = new RowSum();
        var named = new Dictionary<long, string?>();
        var count = 0L;
        var sql = $"SELECT {table.IdColumn} AS row_id, COALESCE({table.MacColumn}, '-') AS mac_text FROM {table.Name} ORDER BY {table.IdColumn}";
        await foreach (var row in work.StreamAsync<MacRow>(sql, null, ct))
        {
            var element = ElementOf(version.Value, table.Name, row.RowId, row.MacText);
            if (element.Error is { } noElement)
            {
                return noElement;
            }

            sum.Add(element.Value);
            wasCounted |= row.MacText != "-" && !marks.Rows.ContainsKey(row.RowId);
            if (++count <= MostNamed)
            {
                named[row.RowId] = row.MacText;
            }
        }

        // Written before it is judged: where another unit begins the tally at this moment, the insertion says so.
        var begun = await WriteAsync(work, new RowTally(table.Name, count, 1, version.Value, sum.ToString(), string.Empty), count <= MostNamed ? named : null, ct);
        return wasCounted ? Tampered(table.Name) : begun;
    }

    private Result Apply(RowSum sum, RowTally tally, long rowId, RowChange change)
    {
        foreach (var (mac, isAfter) in new[] { (change.Before, false), (change.After, true) })
        {
            if (mac is null)
            {
                continue;
            }

            var element = ElementOf(tally.KeyVersion, tally.TableName, rowId, mac);
            if (element.Error is { } noKey)
            {
                return noKey;
            }

            if (isAfter)
            {
                sum.Add(element.Value);
            }
            else
            {
                sum.Subtract(element.Value);
            }
        }

        return Result.Done;
    }

    private async Task<Result<RowStatement>> WriteAsync(IUnitOfWork work, RowTally tally, IReadOnlyDictionary<long, string?>? changed, CancellationToken ct)
    {
        var bound = _binding.Bind(RowTally.Table, RowTally.IdOf(tally.TableName), tally.Values);
        if (bound.Error is { } noKey)
        {
            return noKey;
        }

        // The first version is only ever inserted: of two that begin at once the later must not write over what the earlier counted.
        if (tally.Version == 1)
        {
            await InsertAsync(work, bound.Value, ct);
        }
        else
        {
            await work.ExecuteAsync(RowTally.Table.UpdateSql, bound.Value.Parameters, ct);
        }

        return new RowStatement(tally.TableName, tally.Version, tally.Rows, bound.Value.Mac, changed is { Count: <= MostNamed } ? changed : null);
    }

    private static async Task InsertAsync(IUnitOfWork work, BoundRow row, CancellationToken ct)
    {
        try
        {
            await work.ExecuteAsync(RowTally.Table.InsertSql, row.Parameters, ct);
        }
        catch (DbException exception) when (work.Dialect.IsUniqueViolation(exception))
        {
            throw new TallyBegunException(exception);
        }
    }

    private static Error Tampered(string table) => new(DatabaseErrors.RowTampered, ("table", RowTally.Table.Name), ("row", table));

    private static byte[] Hex(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }

    private sealed class TallyRow
    {
        public long TallyId { get; init; }

        public string TableName { get; init; } = string.Empty;

        public long RowCount { get; init; }

        public long VersionNo { get; init; }

        public int KeyVersion { get; init; }

        public string SumText { get; init; } = string.Empty;

        public string RowMac { get; init; } = string.Empty;
    }

    private sealed class MacRow
    {
        public long RowId { get; init; }

        public string MacText { get; init; } = string.Empty;
    }
}
