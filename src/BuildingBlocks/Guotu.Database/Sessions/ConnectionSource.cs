using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Guotu.Database.Dialects;
using Guotu.Database.Drivers;
using Guotu.Database.Mapping;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guotu.Database.Sessions;

/// <summary>Connections by configuration: compiled providers, or a driver loaded at run time.</summary>
public sealed class ConnectionSource : IConnectionSource
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> SqliteWriters = new(StringComparer.Ordinal);

    /// <summary>
    /// Handles that had the opening statements: a pooled connection comes back with its handle and with what they set, and a read of a row costs less
    /// than sending them again.
    /// </summary>
    private readonly ConditionalWeakTable<object, object> _prepared = [];

    private readonly DbProviderFactory _factory;
    private readonly string _connectionString;

    public ConnectionSource(DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TypeMapping.Register();
        _connectionString = options.ConnectionString;
        (_factory, Dialect) = options.Provider switch
        {
            "sqlite" => ((DbProviderFactory)SqliteFactory.Instance, (SqlDialect)new SqliteDialect()),
            "postgresql" => (NpgsqlFactory.Instance, new PostgresDialect()),
            "dm" => (DriverFolder.Load(options), new DamengDialect()),
            _ => throw new DriverNotFoundException($"Unknown database provider '{options.Provider}'"),
        };
    }

    public SqlDialect Dialect { get; }

    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = _factory.CreateConnection()!;
        try
        {
            connection.ConnectionString = _connectionString;
            await connection.OpenAsync(ct);
            await PrepareAsync(connection, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task<IDisposable> EnterWriterAsync(CancellationToken ct)
    {
        if (Dialect is not SqliteDialect)
        {
            return NoGate.Instance;
        }

        var gate = SqliteWriters.GetOrAdd(_connectionString, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(ct);
        return new Gate(gate);
    }

    private async Task PrepareAsync(DbConnection connection, CancellationToken ct)
    {
        object? handle = (connection as SqliteConnection)?.Handle;
        if (handle is not null && _prepared.TryGetValue(handle, out _))
        {
            return;
        }

        foreach (var statement in Dialect.OpeningStatements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(ct);
        }

        if (handle is not null)
        {
            _prepared.AddOrUpdate(handle, handle);
        }
    }

    private sealed class Gate(SemaphoreSlim semaphore) : IDisposable
    {
        private SemaphoreSlim? _semaphore = semaphore;

        public void Dispose() => Interlocked.Exchange(ref _semaphore, null)?.Release();
    }

    private sealed class NoGate : IDisposable
    {
        public static readonly NoGate Instance = new();

        public void Dispose()
        {
        }
    }
}
