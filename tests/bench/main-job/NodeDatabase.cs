using System.Text.Json.Nodes;
using Guotu.Testing.Node;
using Npgsql;

namespace Guotu.MainJob.Bench;

/// <summary>Where the nodes that are measured keep their rows.</summary>
internal sealed class NodeDatabase
{
    private const string Postgis = "CREATE EXTENSION postgis";
    private static int _count;

    private NodeDatabase(string name) => Name = name;

    public static NodeDatabase Sqlite { get; } = new("sqlite");

    public static NodeDatabase Postgres { get; } = new("postgresql");

    public string Name { get; }

    public bool IsPostgres => this == Postgres;

    /// <summary>Takes the node in the home to this database by the product's own copy; answers the connection to PostgreSQL, null on SQLite.</summary>
    public async Task<string?> TakeAsync(string home)
    {
        if (!IsPostgres)
        {
            return null;
        }

        var connection = await CreateAsync(postgis: false);
        await OwnProgram.RunAsync("db", "copy", "--home", home, "--to-provider", "postgresql", "--to-connection", connection, "--json");
        var file = Path.Combine(home, "node.json");
        var node = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        node["database"]!["provider"] = "postgresql";
        node["database"]!["connectionString"] = connection;
        await File.WriteAllTextAsync(file, node.ToJsonString());
        File.Delete(Path.Combine(home, "guotu.db"));
        return connection;
    }

    /// <summary>A new database; the connection string of it.</summary>
    public static async Task<string> CreateAsync(bool postgis)
    {
        var name = $"bench_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await ExecuteAsync(Server(), $"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(Server()) { Database = name }.ConnectionString;
        if (postgis)
        {
            await ExecuteAsync(connection, Postgis);
        }

        return connection;
    }

    public static Task DropAsync(string connection)
    {
        NpgsqlConnection.ClearAllPools();
        return ExecuteAsync(Server(), $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
    }

    /// <summary>The server that <c>build.sh bench</c> started or was given.</summary>
    private static string Server() =>
        Environment.GetEnvironmentVariable("GUOTU_TEST_POSTGRES") ?? throw new InvalidOperationException("GUOTU_TEST_POSTGRES names no server");

    private static async Task ExecuteAsync(string connection, string statement)
    {
        await using var open = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>The built <c>guotu</c>.</summary>
internal static class OwnProgram
{
    public static Task<MeasuredProgram> RunAsync(params string[] arguments) => MeasuredProgram.RunAsync("dotnet", [GuotuProgram.Assembly, .. arguments]);
}
