using System.Data.Common;
using System.Globalization;

namespace Guotu.Database.Dialects;

/// <summary>
/// Dameng DM8 (达梦). Its driver is loaded at run time, so errors are read through <see cref="Exception.Data"/> and the
/// public <c>Number</c>, never through a compiled type. Codes marked doubtful in the fact sheet must be confirmed on site.
/// </summary>
public sealed class DamengDialect : SqlDialect
{
    /// <summary>How the instance was set up; the view needs a grant.</summary>
    internal const string CompatibleModeSql = "SELECT para_value FROM v$dm_ini WHERE para_name = 'COMPATIBLE_MODE'";

    /// <summary>The words that this build reserves; the view needs a grant.</summary>
    internal const string ReservedWordsSql = "SELECT keyword AS word_text FROM v$reserved_words WHERE reserved = 'Y'";

    private static readonly HashSet<int> UniqueCodes = [-6602, -6610, -6611, -6612, -6625];
    private static readonly HashSet<int> TransientCodes = [-6403, -6407, 6001, 6027, 6060, 6075, -6010, 6093, 6094];

    public override string Name => "dm";

    public override string BlobType => "BLOB";

    public override string InstantType => "TIMESTAMP(6)";

    public override string DateType => "DATE";

    public override string ClaimSuffix => " FOR UPDATE SKIP LOCKED";

    public override string LockSuffix => " FOR UPDATE";

    public override bool SchemaStatementsCommit => true;

    public override bool HasComments => true;

    public override string TableExistsSql => "SELECT TABLE_NAME FROM USER_TABLES WHERE TABLE_NAME = UPPER(:p_table)";

    public override string IndexExistsSql => "SELECT INDEX_NAME FROM USER_INDEXES WHERE INDEX_NAME = UPPER(:p_index)";

    public override string ColumnExistsSql =>
        "SELECT COLUMN_NAME FROM USER_TAB_COLUMNS WHERE TABLE_NAME = UPPER(:p_table) AND COLUMN_NAME = UPPER(:p_column)";

    public override string SizeSql => "SELECT SUM(BYTES) FROM USER_SEGMENTS";

    public override string VarcharType(int characters) => $"VARCHAR({characters} CHAR)";

    public override bool IsUniqueViolation(DbException exception) => UniqueCodes.Contains(CodeOf(exception));

    public override bool IsTransient(DbException exception) => TransientCodes.Contains(CodeOf(exception));

    private static int CodeOf(DbException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var value = exception.Data["Server Error Code"] ?? exception.GetType().GetProperty("Number")?.GetValue(exception);
        return value is null ? 0 : Convert.ToInt32(value, CultureInfo.InvariantCulture);
    }
}
