using Guotu.Crypto.Fields;
using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>
/// The only way to write protected tables (行写入器): binds table, column, row id and key version into every MAC and ciphertext, so that
/// a value or row copied to another place is noticed when it is read. What it does to rows is closed into the table's tally when the unit
/// commits, so that a row taken away or put back is noticed too.
/// </summary>
/// <param name="protector">Makes MACs and ciphertexts.</param>
/// <param name="memory">Which tables were ever counted; null where nothing is kept outside the database.</param>
public sealed class RowWriter(FieldProtector protector, ITallyMemory? memory = null)
{
    private readonly RowBinding _binding = new(protector);
    private readonly RowTallies _tallies = new(protector, memory);

    /// <summary>The tallies of the tables, for the proof.</summary>
    internal RowTallies Tallies => _tallies;

    /// <summary>
    /// How many rows a table has by its tally; null where it was never counted. For a reader to whom a table without rows would show more than one with
    /// them: it asks here before it believes that there are none.
    /// </summary>
    public async Task<Result<long?>> CountedAsync(ISqlSession session, ProtectedTable table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(table);
        return (await _tallies.FindAsync(session, table.Name, string.Empty, ct)).Map(t => t?.Rows);
    }

    public async Task<Result> InsertAsync(IUnitOfWork work, ProtectedTable table, long rowId, IReadOnlyList<RowValue> values, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        var bound = _binding.Bind(table, rowId, values);
        if (bound.Error is { } error)
        {
            return error;
        }

        await work.ExecuteAsync(table.InsertSql, bound.Value.Parameters, ct);
        work.Marks.Add(_tallies, table, rowId, new RowChange(null, bound.Value.Mac));
        return Result.Done;
    }

    /// <summary>Writes the whole row anew: a MAC covers all columns. Answers whether the row was there.</summary>
    public async Task<Result<bool>> UpdateAsync(IUnitOfWork work, ProtectedTable table, long rowId, IReadOnlyList<RowValue> values, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        var bound = _binding.Bind(table, rowId, values);
        if (bound.Error is { } error)
        {
            return error;
        }

        if (await LockedMacAsync(work, table, rowId, ct) is not { } before)
        {
            return false;
        }

        await work.ExecuteAsync(table.UpdateSql, bound.Value.Parameters, ct);
        work.Marks.Add(_tallies, table, rowId, new RowChange(before, bound.Value.Mac));
        return true;
    }

    /// <summary>Takes a row away. Answers whether it was there.</summary>
    public async Task<bool> DeleteAsync(IUnitOfWork work, ProtectedTable table, long rowId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        if (await LockedMacAsync(work, table, rowId, ct) is not { } before)
        {
            return false;
        }

        await work.ExecuteAsync($"DELETE FROM {table.Name} WHERE {table.IdColumn} = :p_row_id", new { p_row_id = rowId }, ct);
        work.Marks.Add(_tallies, table, rowId, new RowChange(before, null));
        return true;
    }

    /// <summary>Refused with <see cref="DatabaseErrors.RowTampered"/> when the row's MAC is not that of its values.</summary>
    public Result Verify(ProtectedTable table, long rowId, IReadOnlyList<RowValue> values, string? macHex)
    {
        ArgumentNullException.ThrowIfNull(table);
        byte[] mac;
        try
        {
            mac = Convert.FromHexString(macHex ?? string.Empty);
        }
        catch (FormatException)
        {
            mac = [];
        }

        var verified = protector.Verify(table.Name, rowId, RowBinding.InOrder(table, values), mac);
        return verified.IsSuccess ? verified : new Error(DatabaseErrors.RowTampered, ("table", table.Name), ("row", rowId));
    }

    public Result<string> Decrypt(ProtectedTable table, string column, long rowId, string ciphertext)
    {
        ArgumentNullException.ThrowIfNull(table);
        return protector.DecryptText(new FieldAddress(table.Name, column, rowId), ciphertext);
    }

    /// <summary>
    /// Proves a sealed table that the unit is going to change, before it does, so that what was done behind the application's back is not sealed over.
    /// Refused with <see cref="DatabaseErrors.RowTampered"/>. Reads the table once; its writers wait for each other from here on.
    /// </summary>
    public async Task<Result> OpenAsync(IUnitOfWork work, ISealedTable table, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        var found = await _tallies.FindAsync(work, table.Name, work.Dialect.LockSuffix, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        return found.Value is not { } tally || await SealedContent.ReadOrNullAsync(work, table, ct) is { } content && content.Rows == tally.Rows && content.Digest == tally.Sum
            ? Result.Done
            : new Error(DatabaseErrors.RowTampered, ("table", table.Name), ("row", "全部"));
    }

    /// <summary>Puts a small table without MACs under a tally of its whole content; the act that changes it calls this.</summary>
    public void Seal(IUnitOfWork work, ISealedTable table)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        work.Marks.Add(_tallies, table);
    }

    /// <summary>What the trail states of a row that is going to be taken as it stands: this goes out of the tally, whatever the row carries now.</summary>
    internal void Accept(IUnitOfWork work, ProtectedTable table, long rowId, string? stated) => work.Marks.Add(_tallies, table, rowId, new RowChange(stated, null));

    /// <summary>Closes a table into its tally although the unit changes no row of it; begins the tally where there is none.</summary>
    internal void Count(IUnitOfWork work, ProtectedTable table) => work.Marks.Add(_tallies, table);

    /// <summary>The MAC that the row carries now; the row stays as it is until the unit ends, so that the tally takes away what was there.</summary>
    internal static async Task<string?> LockedMacAsync(IUnitOfWork work, ProtectedTable table, long rowId, CancellationToken ct)
    {
        var sql = $"SELECT COALESCE({table.MacColumn}, '-') AS mac_text FROM {table.Name} WHERE {table.IdColumn} = :p_row_id" + work.Dialect.LockSuffix;
        return await work.SingleOrDefaultAsync<string>(sql, new { p_row_id = rowId }, ct);
    }
}
