using System.Data;
using System.Data.Common;

namespace Guotu.Database.Dialects;

/// <summary>
/// What differs between databases, in one small place (方言). Everything else is the portable subset that SQLite,
/// PostgreSQL and Dameng run alike; the SQL scan refuses the rest.
/// </summary>
public abstract class SqlDialect
{
    /// <summary>Name in configuration and folder under <c>db-scripts</c>: <c>sqlite</c>, <c>postgresql</c>, <c>dm</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Binary column type.</summary>
    public abstract string BlobType { get; }

    /// <summary>Instant column type: UTC, microseconds.</summary>
    public abstract string InstantType { get; }

    /// <summary>Legal date column type.</summary>
    public abstract string DateType { get; }

    /// <summary>Appended to the SELECT of a queue claim, so that claimers do not wait for each other.</summary>
    public abstract string ClaimSuffix { get; }

    /// <summary>Appended to a SELECT that locks the row it reads until the end of the unit of work.</summary>
    public abstract string LockSuffix { get; }

    /// <summary>Whether DDL commits the open transaction (Dameng) and the journal row must follow by itself.</summary>
    public abstract bool SchemaStatementsCommit { get; }

    /// <summary>Whether the database keeps table and column comments.</summary>
    public abstract bool HasComments { get; }

    /// <summary>Character column of at most <paramref name="characters"/> characters, not bytes.</summary>
    public abstract string VarcharType(int characters);

    public abstract bool IsUniqueViolation(DbException exception);

    /// <summary>Deadlock, serialization or a lost connection: the whole unit of work may be run again.</summary>
    public abstract bool IsTransient(DbException exception);

    /// <summary>A condition on a column of whole numbers that a value of another kind meets; null where the database takes none.</summary>
    public virtual string? HoldsNoWholeNumber(string column) => null;

    /// <summary>A condition on a column of texts, and of what is kept as text, that a value of another kind meets; null where the database takes none.</summary>
    public virtual string? HoldsNoText(string column) => null;

    /// <summary>
    /// Begins a transaction that only reads and sees the database as it was at its first read (只读快照), whatever is committed meanwhile. Nobody waits for
    /// it and it waits for nobody. Dameng's driver knows this level as serializable.
    /// </summary>
    public virtual async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return await connection.BeginTransactionAsync(IsolationLevel.Serializable, ct);
    }

    /// <summary>
    /// Query that answers one row when a table exists; the parameter is <c>:p_table</c>, compared without regard to case.
    /// </summary>
    public abstract string TableExistsSql { get; }

    /// <summary>Query that answers one row when an index exists; the parameter is <c>:p_index</c>.</summary>
    public abstract string IndexExistsSql { get; }

    /// <summary>Query that answers one row when a column exists; the parameters are <c>:p_table</c> and <c>:p_column</c>.</summary>
    public abstract string ColumnExistsSql { get; }

    /// <summary>Query that answers how many bytes the node's tables take; the account may lack the right to see it.</summary>
    public abstract string SizeSql { get; }

    /// <summary>Statements sent on each newly opened connection.</summary>
    public virtual IReadOnlyList<string> OpeningStatements => [];
}
