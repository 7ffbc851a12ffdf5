using System.Data.Common;
using Guotu.Crypto.Fields;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>Reads and writes tallies (行账). A tally that is away although the trail knows of it, or whose MAC does not hold, refuses every write.</summary>
/// <param name="protector">Makes MACs.</param>
/// <param name="memory">What is known outside the database of tables that were counted; null where nothing is kept.</param>
internal sealed class RowTallies(FieldProtector protector, ITallyMemory? memory)
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
        TallyRow? row;
        try
        {
            row = await session.SingleOrDefaultAsync<TallyRow>(FindSql + lockSuffix, new { p_id = id }, ct);
        }
        catch (Exception strange) when (StrangeValues.Raised(strange))
        {
            return Tampered(table);
        }

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

        var rows = tally.Rows + marks.Rows.Values.Sum(c => (c.Now is null ? 0 : 1) - (c.Was is null ? 0 : 1));
        var named = marks.Rows.Where(r => r.Value != default).ToDictionary(r => r.Key, r => r.Value);
        return await WriteAsync(work, tally with { Rows = rows, Version = tally.Version + 1, Sum = sum.ToString() }, named, ct);
    }

    public async Task<Result<RowStatement>> CloseAsync(IUnitOfWork work, IAuditPort audit, ISealedTable table, CancellationToken ct)
    {
        var found = await FindOrRefuseAsync(work, audit, table.Name, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        return await SealedContent.ReadOrNullAsync(work, table, ct) is not { } content
            ? new Error(DatabaseErrors.RowTampered, ("table", table.Name), ("row", "全部"))
            : await WriteAsync(work, new RowTally(table.Name, content.Rows, (found.Value?.Version ?? 0) + 1, 0, content.Digest, string.Empty), null, ct);
    }

    /// <summary>What a row adds to the sum of its table.</summary>
    public Result<byte[]> ElementOf(int keyVersion, string table, long rowId, string mac) => protector.TallyElement(keyVersion, table, rowId, mac);

    public Result<int> CurrentKeyVersion() => protector.CurrentMacVersion();

    private async Task<Result<RowTally?>> FindOrRefuseAsync(IUnitOfWork work, IAuditPort audit, string table, CancellationToken ct)
    {
        var found = await FindAsync(work, table, work.Dialect.LockSuffix, ct);
        if (found.Error is not null || found.Value is not null)
        {
            return found;
        }

        if (await audit.LastStatementAsync(work, table, ct) is null)
        {
            return await MayBeginAsync(table, ct) ? found : Tampered(table);
        }

        // Begun by another unit between the two looks, or taken away: whoever states it has committed it.
        var begun = await FindAsync(work, table, work.Dialect.LockSuffix, ct);
        return begun is { Error: null, Value: null } ? Tampered(table) : begun;
    }

    /// <summary>A table that was ever counted is not begun anew, though nothing of it is left in the database.</summary>
    private async Task<bool> MayBeginAsync(string table, CancellationToken ct) => memory is null || await memory.KnownAsync(ct) is { } known && !known.Contains(table);

    /// <summary>
    /// The table was never counted: it is now, as it stands with what the unit did. A row with a MAC that the unit did not write was counted before:
    /// then tally and statements were taken away together, and beginning anew would make good whatever else was done.
    /// </summary>
    private async Task<Result<RowStatement>> BeginAsync(IUnitOfWork work, TableMarks marks, CancellationToken ct)
    {
        var counted = await TableCount.ReadAsync(work, this, marks.Table, ct);
        if (counted.Error is { } noKey)
        {
            return noKey;
        }

        // Written before it is judged: where another unit begins the tally at this moment, the insertion says so.
        var begun = await WriteAsync(work, counted.Value.TallyOf(marks.Table.Name, 1), counted.Value.Named, ct);
        return counted.Value.Macs.Any(id => !marks.Rows.ContainsKey(id)) ? Tampered(marks.Table.Name) : begun;
    }

    /// <summary>
    /// Counts a table whose tally is away or does not hold as it stands, for a named act (点名重建行账). The version goes on from what the trail states,
    /// so that an older statement never passes for the newest. Null where the tally holds.
    /// </summary>
    public async Task<Result<RowStatement?>> RecountAsync(IUnitOfWork work, IAuditPort audit, ProtectedTable table, CancellationToken ct)
    {
        if (await FindAsync(work, table.Name, work.Dialect.LockSuffix, ct) is { Error: null, Value: not null })
        {
            return Result<RowStatement?>.Of(null);
        }

        var counted = await TableCount.ReadAsync(work, this, table, ct);
        if (counted.Error is { } noKey)
        {
            return noKey;
        }

        var tally = counted.Value.TallyOf(table.Name, await NextVersionAsync(work, audit, table.Name, ct));
        return (await ReplaceAsync(work, tally, counted.Value.Named, ct)).Map(s => (RowStatement?)s);
    }

    /// <summary>As <see cref="RecountAsync(IUnitOfWork, IAuditPort, ProtectedTable, CancellationToken)"/> for a sealed table.</summary>
    public async Task<Result<RowStatement?>> RecountAsync(IUnitOfWork work, IAuditPort audit, ISealedTable table, CancellationToken ct) =>
        await FindAsync(work, table.Name, work.Dialect.LockSuffix, ct) is { Error: null, Value: not null }
            ? Result<RowStatement?>.Of(null)
            : await AcceptAsync(work, audit, table, ct);

    /// <summary>
    /// Takes the content of a sealed table as it stands, for a named act on that table: its rows have no MACs of their own, so that no other act can accept
    /// a row that was put right there. Null where the tally fits it.
    /// </summary>
    public async Task<Result<RowStatement?>> AcceptAsync(IUnitOfWork work, IAuditPort audit, ISealedTable table, CancellationToken ct)
    {
        var found = await FindAsync(work, table.Name, work.Dialect.LockSuffix, ct);
        if (await SealedContent.ReadOrNullAsync(work, table, ct) is not { } content)
        {
            // A value of another kind cannot be taken: it is put right first.
            return new Error(DatabaseErrors.RowTampered, ("table", table.Name), ("row", "全部"));
        }

        if (found is { Error: null, Value: { } held } && held.Rows == content.Rows && held.Sum == content.Digest)
        {
            return Result<RowStatement?>.Of(null);
        }

        var tally = new RowTally(table.Name, content.Rows, await NextVersionAsync(work, audit, table.Name, ct), 0, content.Digest, string.Empty);
        return (await ReplaceAsync(work, tally, null, ct)).Map(s => (RowStatement?)s);
    }

    private static async Task<long> NextVersionAsync(IUnitOfWork work, IAuditPort audit, string table, CancellationToken ct)
    {
        var highest = 0L;
        await audit.EachStatementAsync(work, table, s => highest = Math.Max(highest, s.Version), ct);
        return highest + 1;
    }

    private Result Apply(RowSum sum, RowTally tally, long rowId, RowChange change)
    {
        foreach (var (mac, isAfter) in new[] { (change.Was, false), (change.Now, true) })
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

    private async Task<Result<RowStatement>> WriteAsync(IUnitOfWork work, RowTally tally, IReadOnlyDictionary<long, RowChange>? changed, CancellationToken ct)
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

    /// <summary>In the place of a tally that does not hold, or anew.</summary>
    private async Task<Result<RowStatement>> ReplaceAsync(IUnitOfWork work, RowTally tally, IReadOnlyDictionary<long, RowChange>? named, CancellationToken ct)
    {
        var bound = _binding.Bind(RowTally.Table, RowTally.IdOf(tally.TableName), tally.Values);
        if (bound.Error is { } noKey)
        {
            return noKey;
        }

        if (await work.ExecuteAsync(RowTally.Table.UpdateSql, bound.Value.Parameters, ct) == 0)
        {
            await InsertAsync(work, bound.Value, ct);
        }

        return new RowStatement(tally.TableName, tally.Version, tally.Rows, bound.Value.Mac, named);
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
}
