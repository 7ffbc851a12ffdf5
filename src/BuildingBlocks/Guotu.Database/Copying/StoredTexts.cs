namespace Guotu.Database.Copying;

/// <summary>A column that holds text, with the first column of its table, by which rows are ordered.</summary>
public sealed record TextColumn(string Table, string Key, string Column)
{
    /// <summary>Columns of this name hold cipher text and nothing else, in every table (密文列).</summary>
    public const string Hidden = "hidden_text";
}

/// <summary>Every text column of the product (全部文字列), by the neutral scripts: for whoever looks through the whole database.</summary>
public static class StoredTexts
{
    public static IReadOnlyList<TextColumn> All { get; } =
        [.. from table in NeutralTable.All from column in table.Columns where column.Kind == ColumnKind.Text select new TextColumn(table.Name, table.Columns[0].Name, column.Name)];
}
