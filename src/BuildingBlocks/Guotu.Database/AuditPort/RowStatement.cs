namespace Guotu.Database.AuditPort;

/// <summary>
/// What the trail says of a protected table (受保护表的声明) each time a unit of work changed it: with it an older copy of rows and tally is told
/// from the newest. Formats: <c>docs/formats/row-integrity.md</c>.
/// </summary>
/// <param name="TableName">Table.</param>
/// <param name="Version">Version of its tally.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="TallyMac">MAC of the tally's row, 72 hexadecimal digits.</param>
/// <param name="Changed">Rows that the unit changed with their MACs, null for one taken away; null altogether where there are too many to name.</param>
public sealed record RowStatement(string TableName, long Version, long Rows, string TallyMac, IReadOnlyDictionary<long, string?>? Changed);
