namespace Guotu.Database.Rows;

/// <summary>A row of <c>db_row_tally</c> as it is read, not yet trusted.</summary>
internal sealed class TallyRow
{
    public long TallyId { get; init; }

    public string TableName { get; init; } = string.Empty;

    public long RowCount { get; init; }

    public long VersionNo { get; init; }

    public int KeyVersion { get; init; }

    public string SumText { get; init; } = string.Empty;

    public string RowMac { get; init; } = string.Empty;
}
