using System.Data;
using System.Data.Common;

namespace Guotu.Database.Dialects;

/// <summary>PostgreSQL and the databases that share its protocol (KingbaseES, openGauss, HighGo).</summary>
public sealed class PostgresDialect : SqlDialect
{
    private static readonly HashSet<string> TransientStates = ["40001", "40P01", "55P03", "57P01", "57P03", "08000", "08001", "08003", "08006"];

    public override string Name => "postgresql";

    public override string BlobType => "BYTEA";

    public override string InstantType => "TIMESTAMP(6)";

    public override string DateType => "DATE";

    public override string ClaimSuffix => " FOR UPDATE SKIP LOCKED";

    public override string LockSuffix => " FOR UPDATE";

    public override bool SchemaStatementsCommit => false;

    public override bool HasComments => true;

    public override string TableExistsSql =>
        "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND UPPER(tablename) = UPPER(:p_table)";

    public override string IndexExistsSql =>
        "SELECT indexname FROM pg_catalog.pg_indexes WHERE schemaname = current_schema() AND UPPER(indexname) = UPPER(:p_index)";

    public override string ColumnExistsSql =>
        "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND UPPER(table_name) = UPPER(:p_table) AND UPPER(column_name) = UPPER(:p_column)";

    public override string SizeSql => "SELECT pg_catalog.pg_database_size(current_database())";

    public override string VarcharType(int characters) => $"VARCHAR({characters})";

    public override async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SET TRANSACTION READ ONLY";
        await command.ExecuteNonQueryAsync(ct);
        return transaction;
    }

    public override bool IsUniqueViolation(DbException exception) => exception?.SqlState == "23505";

    public override bool IsTransient(DbException exception) =>
        exception?.SqlState is { } state ? TransientStates.Contains(state) : exception?.InnerException is IOException;
}
