using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Guotu.Database.Dialects;
using Guotu.Database.Scope;
using Guotu.Kernel.Paging;

namespace Guotu.Database.Sessions;

/// <summary>A connection, perhaps in a transaction, under one data scope.</summary>
internal sealed class SqlSession(DbConnection connection, SqlDialect dialect, ScopedSql scopedSql, DataScope scope) : IReadSession
{
    public SqlDialect Dialect => dialect;

    internal DbConnection Connection => connection;

    internal DbTransaction? Transaction { get; set; }

    /// <summary>Whether the transaction ends with the session, as a snapshot does.</summary>
    internal bool EndsTransaction { get; init; }

    /// <summary>The same connection and transaction without a scope; it is not disposed by itself.</summary>
    internal SqlSession OfWholeNode() => new(connection, dialect, scopedSql, DataScope.WholeNode) { Transaction = Transaction };

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        (await connection.QueryAsync<T>(Command(sql, arguments, ct))).AsList();

    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        connection.QuerySingleOrDefaultAsync<T>(Command(sql, arguments, ct))!;

    public async Task<T> ScalarAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        (await connection.ExecuteScalarAsync<T>(Command(sql, arguments, ct)))!;

    public Task<int> ExecuteAsync(string sql, object? arguments, CancellationToken ct) =>
        connection.ExecuteAsync(Command(sql, arguments, ct));

    public async Task<Page<T>> PageAsync<T>(string sql, object? arguments, PageRequest page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(page);
        var total = await ScalarAsync<int>($"SELECT COUNT(*) AS row_total FROM ({sql}) q", arguments, ct);
        var window = string.Create(CultureInfo.InvariantCulture, $"{sql} LIMIT {page.Size} OFFSET {page.Offset}");
        return new Page<T>(await QueryAsync<T>(window, arguments, ct), page.Number, page.Size, total);
    }

    public async IAsyncEnumerable<T> StreamAsync<T>(string sql, object? arguments, [EnumeratorCancellation] CancellationToken ct)
    {
        var command = Command(sql, arguments, ct);
        await using var reader = await connection.ExecuteReaderAsync(command);
        var parse = reader.GetRowParser<T>();
        while (await reader.ReadAsync(ct))
        {
            yield return parse(reader);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (EndsTransaction && Transaction is { } snapshot)
        {
            await snapshot.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private CommandDefinition Command(string sql, object? arguments, CancellationToken ct)
    {
        var parameters = new DynamicParameters();
        var text = ListParameters.Bind(scopedSql.Expand(sql, scope, parameters), arguments, parameters);
        return new CommandDefinition(text, parameters, Transaction, cancellationToken: ct);
    }
}
