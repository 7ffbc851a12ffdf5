using Dapper;
using Guotu.Crypto.Fields;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>
/// The only way to write protected tables (行写入器): binds table, column, row id and key version into every MAC and ciphertext, so that
/// a value or row copied to another place is noticed when it is read.
/// </summary>
public sealed class RowWriter(FieldProtector protector)
{
    public async Task<Result> InsertAsync(IUnitOfWork work, ProtectedTable table, long rowId, IReadOnlyList<RowValue> values, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        var bound = Bind(table, rowId, values);
        if (bound.Error is { } error)
        {
            return error;
        }

        var columns = table.Columns.Append(table.MacColumn).ToList();
        var sql = $"INSERT INTO {table.Name} ({table.IdColumn}, {string.Join(", ", columns)}) VALUES (:p_row_id, {string.Join(", ", columns.Select(c => ":p_" + c))})";
        await work.ExecuteAsync(sql, bound.Value, ct);
        return Result.Done;
    }

    /// <summary>Writes the whole row anew: a MAC covers all columns. Answers whether the row was there.</summary>
    public async Task<Result<bool>> UpdateAsync(IUnitOfWork work, ProtectedTable table, long rowId, IReadOnlyList<RowValue> values, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(table);
        var bound = Bind(table, rowId, values);
        if (bound.Error is { } error)
        {
            return error;
        }

        var assignments = table.Columns.Append(table.MacColumn).Select(c => $"{c} = :p_{c}");
        var sql = $"UPDATE {table.Name} SET {string.Join(", ", assignments)} WHERE {table.IdColumn} = :p_row_id";
        return await work.ExecuteAsync(sql, bound.Value, ct) == 1;
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

        var verified = protector.Verify(table.Name, rowId, InOrder(table, values), mac);
        return verified.IsSuccess ? verified : new Error(DatabaseErrors.RowTampered, ("table", table.Name), ("row", rowId));
    }

    public Result<string> Decrypt(ProtectedTable table, string column, long rowId, string ciphertext)
    {
        ArgumentNullException.ThrowIfNull(table);
        return protector.DecryptText(new FieldAddress(table.Name, column, rowId), ciphertext);
    }

    private static List<FieldValue> InOrder(ProtectedTable table, IReadOnlyList<RowValue> values)
    {
        var byColumn = values.ToDictionary(v => v.Column, StringComparer.Ordinal);
        return byColumn.Count == table.Columns.Count && table.Columns.All(byColumn.ContainsKey)
            ? table.Columns.Select(c => byColumn[c].Protected).ToList()
            : throw new ArgumentException($"A row of {table.Name} has the columns {string.Join(", ", table.Columns)}", nameof(values));
    }

    private Result<DynamicParameters> Bind(ProtectedTable table, long rowId, IReadOnlyList<RowValue> values)
    {
        var mac = protector.Mac(table.Name, rowId, InOrder(table, values));
        if (mac.Error is { } noKey)
        {
            return noKey;
        }

        var parameters = new DynamicParameters();
        parameters.Add("p_row_id", rowId);
        foreach (var value in values)
        {
            if (!table.EncryptedColumns.Contains(value.Column) || string.IsNullOrEmpty(value.Text))
            {
                parameters.Add("p_" + value.Column, value.Stored);
                continue;
            }

            var hidden = protector.EncryptText(new FieldAddress(table.Name, value.Column, rowId), value.Text);
            if (hidden.Error is { } notHidden)
            {
                return notHidden;
            }

            parameters.Add("p_" + value.Column, hidden.Value);
        }

        parameters.Add("p_" + table.MacColumn, Convert.ToHexString(mac.Value).ToLowerInvariant());
        return parameters;
    }
}
