using Npgsql;

namespace Guotu.Testing.Database;

/// <summary>The server that <c>GUOTU_TEST_POSTGRES</c> names: databases of their own for tests, dropped after.</summary>
public static class PostgresServer
{
    /// <summary>Skips the test where there is no server; the test tier always has one.</summary>
    public static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Server()) { Database = database, MaxPoolSize = 20, IncludeErrorDetail = true }.ConnectionString;

    /// <summary>As it may stand on a command line: a password goes into the environment, which the programs started here inherit.</summary>
    public static string ConnectionOnLine(string database)
    {
        var connection = new NpgsqlConnectionStringBuilder(ConnectionTo(database));
        if (connection.Password is { Length: > 0 } password)
        {
            Environment.SetEnvironmentVariable("PGPASSWORD", password);
            connection.Password = null;
        }

        return connection.ConnectionString;
    }

    public static Task CreateAsync(string database) => AdministerAsync($"CREATE DATABASE {database}");

    /// <summary>The template must have no session open.</summary>
    public static Task CreateAsync(string database, string template) => AdministerAsync($"CREATE DATABASE {database} TEMPLATE {template}");

    public static Task DropAsync(string database) => AdministerAsync(DropSql(database));

    public static void Drop(string database)
    {
        using var connection = new NpgsqlConnection(WithoutPool());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = DropSql(database);
        command.ExecuteNonQuery();
    }

    private static string DropSql(string database) => $"DROP DATABASE IF EXISTS {database} WITH (FORCE)";

    private static async Task AdministerAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(WithoutPool());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    private static string WithoutPool() => new NpgsqlConnectionStringBuilder(Server()) { Pooling = false }.ConnectionString;

    private static string Server()
    {
        var server = Environment.GetEnvironmentVariable("GUOTU_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "no PostgreSQL server: GUOTU_TEST_POSTGRES is not set");
        return server!;
    }
}
