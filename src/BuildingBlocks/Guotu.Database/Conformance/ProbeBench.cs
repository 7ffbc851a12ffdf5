using System.Data.Common;
using Dapper;
using Guotu.Database.Dialects;
using Guotu.Database.Schema;
using Guotu.Database.Sessions;

namespace Guotu.Database.Conformance;

/// <summary>A connection and the one table that the probes use; the table is made for a run and dropped behind it.</summary>
internal sealed class ProbeBench(IConnectionSource connections, DbConnection connection)
{
    private const string CreateSql =
        """
        CREATE TABLE cf_probe (
          row_no INT NOT NULL,
          name_text {VC:10},
          long_text TEXT,
          file_bytes {BLOB},
          amount_value DECIMAL(18,4),
          at_utc {INSTANT},
          on_date {DATE},
          big_no BIGINT,
          PRIMARY KEY (row_no)
        )
        """;

    public SqlDialect Dialect => connections.Dialect;

    public DbConnection Connection => connection;

    public Task<DbConnection> OpenAnotherAsync(CancellationToken ct) => connections.OpenAsync(ct);

    public async Task CreateTableAsync(CancellationToken ct)
    {
        await DropTableAsync(ct);
        await ExecuteAsync(ScriptRenderer.Render(CreateSql, Dialect)[0], null, ct);
    }

    /// <summary>Also takes away what a run that was cut off left.</summary>
    public async Task DropTableAsync(CancellationToken ct)
    {
        if ((await QueryAsync<string>(Dialect.TableExistsSql, new { p_table = "cf_probe" }, ct)).Count > 0)
        {
            await ExecuteAsync("DROP TABLE cf_probe", null, ct);
        }
    }

    public Task<int> EmptyAsync(CancellationToken ct) => ExecuteAsync("DELETE FROM cf_probe", null, ct);

    public async Task AddRowsAsync(int count, CancellationToken ct)
    {
        for (var i = 1; i <= count; i++)
        {
            await ExecuteAsync("INSERT INTO cf_probe (row_no, big_no) VALUES (:p_no, :p_big)", new { p_no = i, p_big = i * 10L }, ct);
        }
    }

    public Task<long> CountAsync(CancellationToken ct) =>
        connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) AS row_total FROM cf_probe", cancellationToken: ct));

    public Task<int> ExecuteAsync(string sql, object? arguments, CancellationToken ct) =>
        connection.ExecuteAsync(new CommandDefinition(sql, arguments, cancellationToken: ct));

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        (await connection.QueryAsync<T>(new CommandDefinition(sql, arguments, cancellationToken: ct))).AsList();
}
