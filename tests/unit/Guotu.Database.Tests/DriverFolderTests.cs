using System.Data.Common;
using Dapper;
using Guotu.Database.Dialects;
using Guotu.Database.Drivers;
using Guotu.Testing.Database;

namespace Guotu.Database.Tests;

/// <summary>A vendor's driver that nobody refers to at compile time is found in a folder and used.</summary>
public sealed class DriverFolderTests
{
    private static readonly DatabaseOptions Dameng = new()
    {
        Provider = "dm",
        ConnectionString = "server=localhost",
        DriverFolder = Path.Combine(AppContext.BaseDirectory, "drivers"),
    };

    [Fact]
    public void The_driver_comes_from_the_folder_and_no_assembly_of_this_process_refers_to_it()
    {
        var factory = DriverFolder.Load(Dameng);
        var assembly = factory.GetType().Assembly;
        Assert.Equal("Dm.DmClientFactory", factory.GetType().FullName);
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "drivers", "DmProvider.dll"), assembly.Location);
        Assert.DoesNotContain(
            AppDomain.CurrentDomain.GetAssemblies().Where(a => a != assembly).SelectMany(a => a.GetReferencedAssemblies()),
            r => r.Name == "DmProvider");
        Assert.False(File.Exists(Path.Combine(AppContext.BaseDirectory, "DmProvider.dll")));
    }

    [Fact]
    public void Without_the_driver_the_node_does_not_start_and_says_where_it_looked()
    {
        var folder = Directory.CreateTempSubdirectory("guotu-drivers-").FullName;
        var fault = Assert.Throws<DriverNotFoundException>(() => DriverFolder.Load(Dameng with { DriverFolder = folder }));
        Assert.Contains(folder, fault.Message, StringComparison.Ordinal);
        Assert.Contains("DM.DmProvider.dll", fault.Message, StringComparison.Ordinal);
        Assert.Throws<DriverNotFoundException>(() => DriverFolder.Load(Dameng with { DriverFactory = "Dm.NoSuchFactory" }));
        Directory.Delete(folder);
    }

    [Theory]
    [InlineData("SELECT node_no FROM db_node WHERE node_no = @p_node")]
    [InlineData("INSERT INTO db_node (node_no, last_millis) VALUES (1, 0) ON CONFLICT DO NOTHING")]
    [InlineData("SELECT \"node_no\" FROM db_node")]
    [InlineData("SELECT node_no FROM db_node WHERE holder_name ILIKE 'a'")]
    [InlineData("SELECT node_no FROM db_node ORDER BY node_no OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY")]
    [InlineData("INSERT INTO db_node (node_no, last_millis) VALUES (1, 0) RETURNING node_no")]
    [InlineData("SELECT node_no FROM db_node; SELECT 1")]
    public async Task What_Dameng_refuses_is_refused(string sql)
    {
        await using var database = await TestDatabase.CreateAsync("dm");
        await using var connection = await database.Connections.OpenAsync(CancellationToken.None);
        var fault = await Assert.ThrowsAnyAsync<DbException>(() => connection.QueryAsync(sql));
        Assert.Equal(-2007, fault.Data["Server Error Code"]);
    }

    [Fact]
    public async Task A_repeated_key_is_known_as_a_unique_violation_by_the_vendors_code()
    {
        await using var database = await TestDatabase.CreateAsync("dm");
        await using var connection = await database.Connections.OpenAsync(CancellationToken.None);
        const string sql = "INSERT INTO db_node (node_no, last_millis) VALUES (9, 0)";
        await connection.ExecuteAsync(sql);
        var fault = await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync(sql));
        Assert.True(new DamengDialect().IsUniqueViolation(fault));
        Assert.False(new DamengDialect().IsTransient(fault));
    }

    [Fact]
    public async Task A_schema_statement_commits_the_work_before_it()
    {
        await using var database = await TestDatabase.CreateAsync("dm");
        await using (var connection = await database.Connections.OpenAsync(CancellationToken.None))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync("INSERT INTO db_node (node_no, last_millis) VALUES (9, 0)", transaction: transaction);
            await connection.ExecuteAsync("CREATE TABLE ts_probe (probe_no INT NOT NULL)", transaction: transaction);
            await transaction.RollbackAsync();
        }

        await using var again = await database.Connections.OpenAsync(CancellationToken.None);
        Assert.Equal(1, await again.ExecuteScalarAsync<long>("SELECT COUNT(*) AS row_total FROM db_node"));
    }
}
