using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Guotu.Database.Dialects;

/// <summary>Embedded default: SQLite in WAL mode, one writer.</summary>
public sealed class SqliteDialect : SqlDialect
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    public override string Name => "sqlite";

    public override string BlobType => "BLOB";

    public override string InstantType => "TEXT";

    public override string DateType => "TEXT";

    /// <summary>SQLite has one writer: the claim runs alone.</summary>
    public override string ClaimSuffix => string.Empty;

    public override string LockSuffix => string.Empty;

    public override bool SchemaStatementsCommit => false;

    public override bool HasComments => false;

    public override string TableExistsSql =>
        "SELECT name FROM sqlite_master WHERE UPPER(name) = UPPER(:p_table) AND sql IS NOT NULL AND name NOT IN (SELECT name FROM sqlite_master WHERE tbl_name <> name)";

    public override string IndexExistsSql => "SELECT name FROM sqlite_master WHERE UPPER(name) = UPPER(:p_index)";

    public override string ColumnExistsSql =>
        "SELECT name FROM pragma_table_info(:p_table) WHERE UPPER(name) = UPPER(:p_column)";

    /// <summary>FULL: a commit that was answered survives a power cut.</summary>
    public override IReadOnlyList<string> OpeningStatements =>
        ["PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON", "PRAGMA busy_timeout = 30000"];

    public override string SizeSql => "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";

    public override string VarcharType(int characters) => $"VARCHAR({characters})";

    public override string? HoldsNoWholeNumber(string column) => $"typeof({column}) NOT IN ('integer', 'null')";

    public override string? HoldsNoText(string column) => $"typeof({column}) NOT IN ('text', 'null')";

    /// <summary>Deferred: it takes no lock to write, and in WAL mode its first read fixes what it sees. The log is not cut back below it meanwhile.</summary>
    public override Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken ct) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true));

    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    public override bool IsTransient(DbException exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or Locked };
}
