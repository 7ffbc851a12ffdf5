using System.Collections.Concurrent;
using Guotu.Database.Drivers;
using Guotu.Database.Schema;
using Guotu.Database.Sessions;
using Guotu.Kernel.Time;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guotu.Testing.Database;

/// <summary>
/// A fresh database with the whole schema, cloned from a template that each test process makes once: a file copy on SQLite,
/// CREATE DATABASE … TEMPLATE on PostgreSQL. The provider <c>dm</c> is the stand-in driver, loaded at run time, over a file as well.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new(StringComparer.Ordinal);
    /// <summary>A run that was killed leaves its databases, and a later process may have its number.</summary>
    private static readonly long Begun = Environment.TickCount64;

    private static int _count;

    private TestDatabase(DatabaseOptions options, string name)
    {
        Options = options;
        Name = name;
        Connections = new ConnectionSource(options);
    }

    public DatabaseOptions Options { get; }

    /// <summary>File path on SQLite and the stand-in, database name on PostgreSQL.</summary>
    public string Name { get; }

    public IConnectionSource Connections { get; }

    private static string Unique => $"gt_{Environment.ProcessId}_{Begun}_{Interlocked.Increment(ref _count)}";

    public static async Task<TestDatabase> CreateAsync(string provider)
    {
        return await CloneAsync(provider, await Templates.GetOrAdd(provider, p => new Lazy<Task<string>>(() => MakeTemplateAsync(p))).Value);
    }

    /// <summary>Makes this database, which nobody may use any more, a template for <see cref="CopyAsync"/>; it goes with the process.</summary>
    public async Task<string> FreezeAsync()
    {
        await SettleAsync(Options.Provider, Connections, Name);
        return Name;
    }

    /// <summary>A database with what a frozen one held.</summary>
    public static Task<TestDatabase> CopyAsync(string provider, string frozen) => CloneAsync(provider, frozen);

    public async ValueTask DisposeAsync()
    {
        if (IsFile(Options.Provider))
        {
            SqliteConnection.ClearAllPools();
            foreach (var suffix in new[] { "", "-wal", "-shm" })
            {
                File.Delete(Name + suffix);
            }

            return;
        }

        NpgsqlConnection.ClearAllPools();
        await PostgresServer.DropAsync(Name);
    }

    private static async Task<TestDatabase> CloneAsync(string provider, string template)
    {
        if (IsFile(provider))
        {
            var path = Path.Combine(Path.GetTempPath(), Unique + ".db");
            File.Copy(template, path);
            return new TestDatabase(OptionsOf(provider, path), path);
        }

        var name = Unique;
        await PostgresServer.CreateAsync(name, template);
        return new TestDatabase(OptionsOf(provider, name), name);
    }

    private static async Task<string> MakeTemplateAsync(string provider)
    {
        var name = Unique + "_template";
        var options = OptionsOf(provider, IsFile(provider) ? Path.Combine(Path.GetTempPath(), name + ".db") : name);
        if (provider == "postgresql")
        {
            await PostgresServer.CreateAsync(name);
        }

        var connections = new ConnectionSource(options);
        await new SchemaUpgrade(connections, new SystemClock(TimeProvider.System)).RunAsync(NeutralScript.All, CancellationToken.None);
        var template = IsFile(provider) ? Path.Combine(Path.GetTempPath(), name + ".db") : name;
        await SettleAsync(provider, connections, template);
        return template;
    }

    /// <summary>Everything is in the file, or no session is open, and the process takes it away when it ends.</summary>
    private static async Task SettleAsync(string provider, IConnectionSource connections, string template)
    {
        if (provider == "postgresql")
        {
            NpgsqlConnection.ClearAllPools();
            AppDomain.CurrentDomain.ProcessExit += (_, _) => PostgresServer.Drop(template);
            return;
        }

        if (provider == "sqlite")
        {
            await using var connection = await connections.OpenAsync(CancellationToken.None);
            await using var checkpoint = connection.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync();
        }

        SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(template);
    }

    private static bool IsFile(string provider) => provider is "sqlite" or "dm";

    private static DatabaseOptions OptionsOf(string provider, string name) => provider switch
    {
        "sqlite" => new() { Provider = provider, ConnectionString = $"Data Source={name};Default Timeout=30" },
        "postgresql" => new() { Provider = provider, ConnectionString = PostgresServer.ConnectionTo(name) },
        "dm" => new()
        {
            Provider = provider,
            ConnectionString = $"server=localhost;schema={name}",
            DriverFolder = Path.Combine(AppContext.BaseDirectory, "drivers"),
        },
        _ => throw new ArgumentException($"Unknown provider {provider}", nameof(provider)),
    };
}
