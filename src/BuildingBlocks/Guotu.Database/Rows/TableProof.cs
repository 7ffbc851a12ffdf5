namespace Guotu.Database.Rows;

/// <summary>Something that was done to a protected table behind the application's back (行完整性发现). It names places, never values.</summary>
/// <param name="Kind">One of <see cref="RowFindingKinds"/>.</param>
/// <param name="Table">Table.</param>
/// <param name="RowId">Row; null where only the table is known.</param>
/// <param name="Group">Group of columns: <c>row</c> for all that the MAC covers, or the encrypted column that does not open.</param>
public sealed record RowFinding(string Kind, string Table, long? RowId, string Group);

/// <summary>What the proof tells apart.</summary>
public static class RowFindingKinds
{
    /// <summary>Values were changed, or rows were swapped: the MAC is not that of the values under this id.</summary>
    public const string Edited = "edited";

    /// <summary>A row that the platform did not write.</summary>
    public const string Inserted = "inserted";

    /// <summary>A row is gone.</summary>
    public const string Deleted = "deleted";

    /// <summary>An older state of a row was put back, or a row that was taken away.</summary>
    public const string Restored = "restored";

    /// <summary>Rows and tally do not agree, and no single row can be named.</summary>
    public const string Mismatch = "mismatch";

    /// <summary>The tally itself was edited, taken away, or is an older one than the trail knows.</summary>
    public const string Tally = "tally";

    /// <summary>A signed document of a row does not hold.</summary>
    public const string Signature = "signature";
}

/// <summary>What was found in one table.</summary>
/// <param name="Table">Table.</param>
/// <param name="Rows">Rows looked at.</param>
/// <param name="Version">Version of its tally; 0 where it has none.</param>
/// <param name="Findings">At most a thousand.</param>
/// <param name="Total">All findings, also those beyond.</param>
public sealed record TableProof(string Table, long Rows, long Version, IReadOnlyList<RowFinding> Findings, long Total);
