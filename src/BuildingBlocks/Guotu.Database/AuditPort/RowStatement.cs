namespace Guotu.Database.AuditPort;

/// <summary>
/// What the trail says of a protected table (受保护表的声明) each time a unit of work changed it: with it an older copy of rows and tally is told
/// from the newest. Formats: <c>docs/formats/row-integrity.md</c>.
/// </summary>
/// <param name="TableName">Table.</param>
/// <param name="Version">Version of its tally.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="TallyMac">MAC of the tally's row, 72 hexadecimal digits.</param>
/// <param name="Changed">Rows that the unit changed; null altogether where there are too many to name.</param>
public sealed record RowStatement(string TableName, long Version, long Rows, string TallyMac, IReadOnlyDictionary<long, RowChange>? Changed)
{
    /// <summary>Of the changed rows those that are seals of objects which the unit opened: each is stated by itself too, so that the next act finds it.</summary>
    public IReadOnlyDictionary<long, RowChange> Seals { get; init; } = new Dictionary<long, RowChange>();
}

/// <summary>The MAC of a row before and after a unit; null where the row was not, or is no more.</summary>
/// <param name="Was">MAC before, or <see cref="Unstated"/>.</param>
/// <param name="Now">MAC after.</param>
public readonly record struct RowChange(string? Was, string? Now)
{
    /// <summary>Nothing is said of what was before: rows taken in for the first time, and statements from before they said so.</summary>
    public const string Unstated = "?";
}

/// <summary>The last that the trail states of one object's seal (封签的声明).</summary>
/// <param name="Version">Version of the tally of the seals' table.</param>
/// <param name="Mac">MAC of the seal's row; null where the object was taken away.</param>
public sealed record SealStatement(long Version, string? Mac)
{
    /// <summary>What is answered while a record about the object is not the platform's own (伪造的声明): no seal can meet it.</summary>
    public static SealStatement Doubtful { get; } = new(long.MaxValue, null);

    public bool IsDoubtful => Version == long.MaxValue;
}

/// <summary>A record that states the seal of an object and is not the platform's own (伪造的封签声明).</summary>
/// <param name="RecordId">As the database holds it.</param>
/// <param name="Digest">SM3 of all its columns, 64 hexadecimal digits.</param>
public sealed record ForgedStatement(string RecordId, string Digest);

/// <summary>Forged statements that two persons set aside (不予采信的声明), and what the genuine ones state of the object.</summary>
/// <param name="Table">Table of the seals.</param>
/// <param name="Id">Object.</param>
/// <param name="Forged">Those, and no others that may follow.</param>
/// <param name="Genuine">Stated anew, so that it stands even where its record was altered; null where nothing was stated.</param>
/// <param name="Words">Who and why, for the record.</param>
public sealed record DisownedStatements(string Table, long Id, IReadOnlyList<ForgedStatement> Forged, SealStatement? Genuine, string Words);
