namespace Guotu.Database.Rows;

/// <summary>
/// A table whose rows carry a MAC, and perhaps encrypted columns (受保护的表). It is written only through <see cref="RowWriter"/>.
/// </summary>
/// <param name="Name">Table name; bound into every MAC and ciphertext.</param>
/// <param name="IdColumn">Column of the row's id; bound likewise.</param>
/// <param name="Columns">Every protected column but id and MAC, in the order that the MAC takes them. The order never changes; new ones are appended.</param>
/// <param name="EncryptedColumns">Those of them that are stored encrypted.</param>
/// <param name="MacColumn">Column of the MAC, 72 hexadecimal digits.</param>
public sealed record ProtectedTable(
    string Name, string IdColumn, IReadOnlyList<string> Columns, IReadOnlySet<string> EncryptedColumns, string MacColumn)
{
    /// <summary>The columns for a SELECT, id and MAC included.</summary>
    public string ColumnList => string.Join(", ", Columns.Prepend(IdColumn).Append(MacColumn));

    internal string InsertSql
    {
        get
        {
            var columns = Columns.Append(MacColumn).ToList();
            return $"INSERT INTO {Name} ({IdColumn}, {string.Join(", ", columns)}) VALUES (:p_row_id, {string.Join(", ", columns.Select(c => ":p_" + c))})";
        }
    }

    internal string UpdateSql =>
        $"UPDATE {Name} SET {string.Join(", ", Columns.Append(MacColumn).Select(c => $"{c} = :p_{c}"))} WHERE {IdColumn} = :p_row_id";
}
