namespace Guotu.Crypto.Fields;

/// <summary>Where a protected field stands (受保护字段的位置). Names are the schema's, in lower case.</summary>
/// <param name="Table">Table name.</param>
/// <param name="Column">Column name.</param>
/// <param name="RowId">Id of the row.</param>
public readonly record struct FieldAddress(string Table, string Column, long RowId)
{
    public override string ToString() => $"{Table}.{Column}#{RowId}";
}
