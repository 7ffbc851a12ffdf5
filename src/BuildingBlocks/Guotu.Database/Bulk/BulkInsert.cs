namespace Guotu.Database.Bulk;

/// <summary>The table and columns of an insertion of many rows (批量写入), in the order in which rows give their values.</summary>
public sealed record BulkInsert(string Table, IReadOnlyList<BulkColumn> Columns)
{
    internal string ColumnList => string.Join(", ", Columns.Select(c => c.Name));

    internal string InsertSql => $"INSERT INTO {Table} ({ColumnList}) VALUES ({string.Join(", ", Columns.Select(c => ":p_" + c.Name))})";
}

/// <summary>A column and the exact type of its values; PostgreSQL's COPY converts nothing.</summary>
public sealed record BulkColumn(string Name, BulkType Type);

/// <summary>Type of a bulk column; null is allowed for each.</summary>
public enum BulkType
{
    /// <summary>BIGINT, from <see cref="long"/>.</summary>
    Long,

    /// <summary>INT, from <see cref="int"/>.</summary>
    Int,

    /// <summary>SMALLINT, from <see cref="short"/>.</summary>
    Short,

    /// <summary>VARCHAR or TEXT, from <see cref="string"/>.</summary>
    Text,

    /// <summary>Binary, from an array of bytes.</summary>
    Blob,

    /// <summary>A time, from an <see cref="Kernel.Time.Instant"/>.</summary>
    Instant,
}
