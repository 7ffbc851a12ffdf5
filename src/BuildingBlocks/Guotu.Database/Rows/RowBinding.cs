using Dapper;
using Guotu.Crypto.Fields;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>Turns a row's values into what is stored: encrypted columns, and the MAC over all of them.</summary>
internal sealed class RowBinding(FieldProtector protector)
{
    /// <summary>The parameters of a statement, <c>p_row_id</c> and <c>p_</c> and column, with the MAC's.</summary>
    public Result<BoundRow> Bind(ProtectedTable table, long rowId, IReadOnlyList<RowValue> values)
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

        var hex = Convert.ToHexString(mac.Value).ToLowerInvariant();
        parameters.Add("p_" + table.MacColumn, hex);
        return new BoundRow(parameters, hex);
    }

    /// <summary>The protected forms in the order of the table, which the MAC takes.</summary>
    public static List<FieldValue> InOrder(ProtectedTable table, IReadOnlyList<RowValue> values)
    {
        var byColumn = values.ToDictionary(v => v.Column, StringComparer.Ordinal);
        return byColumn.Count == table.Columns.Count && table.Columns.All(byColumn.ContainsKey)
            ? table.Columns.Select(c => byColumn[c].Protected).ToList()
            : throw new ArgumentException($"A row of {table.Name} has the columns {string.Join(", ", table.Columns)}", nameof(values));
    }
}

/// <summary>What a statement takes, and the MAC that is among it.</summary>
internal sealed record BoundRow(DynamicParameters Parameters, string Mac);
