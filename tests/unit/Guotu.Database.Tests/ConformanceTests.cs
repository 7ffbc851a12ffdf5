using Guotu.Database.Conformance;
using Guotu.Testing.Database;

namespace Guotu.Database.Tests;

/// <summary>The list that a site runs on its own server, tried on the databases that are here.</summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_supported_database_passes_every_probe_that_concerns_it(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var results = await new ConformanceRun(database.Connections).RunAsync(CancellationToken.None);
        Assert.DoesNotContain(results, r => r.Status == ProbeStatus.Fail);
        Assert.All(results, r => Assert.Equal(r.Name.StartsWith("dm-", StringComparison.Ordinal) || (r.Name, provider) == ("skip-locked", "sqlite"), r.Status == ProbeStatus.NotApplicable));
        Assert.Equal(results.Count, results.Select(r => r.Name).Distinct().Count());
    }

    [Fact]
    public async Task The_stand_in_fails_only_where_it_is_no_server()
    {
        await using var database = await TestDatabase.CreateAsync("dm");
        var failed = (await new ConformanceRun(database.Connections).RunAsync(CancellationToken.None)).Where(r => r.Status == ProbeStatus.Fail).Select(r => r.Name);
        Assert.Equal(["skip-locked", "dm-compatible-mode", "dm-reserved-words"], failed);
    }

    [Fact]
    public async Task A_run_leaves_no_table_behind()
    {
        await using var database = await TestDatabase.CreateAsync("sqlite");
        await new ConformanceRun(database.Connections).RunAsync(CancellationToken.None);
        await using var connection = await database.Connections.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'cf_probe'";
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }
}
