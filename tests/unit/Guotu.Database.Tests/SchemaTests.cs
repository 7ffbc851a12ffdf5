using Guotu.Database.Dialects;
using Guotu.Database.Schema;
using Guotu.Testing;
using Guotu.Testing.Database;

namespace Guotu.Database.Tests;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("dm")]
    [InlineData("postgresql")]
    [InlineData("sqlite")]
    public void The_committed_scripts_are_what_the_neutral_ones_render(string name)
    {
        SqlDialect dialect = name switch { "dm" => new DamengDialect(), "postgresql" => new PostgresDialect(), _ => new SqliteDialect() };
        var folder = Path.Combine(TestData.Checkout, "db-scripts", name);
        var write = Environment.GetEnvironmentVariable("GUOTU_WRITE_GENERATED") == "1";
        foreach (var script in NeutralScript.All)
        {
            var path = Path.Combine(folder, $"{script.Number:D4}_{script.Name}.sql");
            var rendered = ScriptRenderer.RenderFile(script, dialect);
            if (write)
            {
                Directory.CreateDirectory(folder);
                File.WriteAllText(path, rendered);
            }

            Assert.True(File.Exists(path) && File.ReadAllText(path) == rendered, $"{path} is stale: run the tests with GUOTU_WRITE_GENERATED=1");
        }

        Assert.Equal(NeutralScript.All.Count, Directory.GetFiles(folder, "*.sql").Length);
    }

    [Theory]
    [EveryDialect]
    public async Task Running_the_upgrade_again_changes_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var upgrade = new SchemaUpgrade(database.Connections, new FixedClock());

        Assert.Equal(0, await upgrade.CountPendingAsync(NeutralScript.All, CancellationToken.None));
        Assert.Equal(0, await upgrade.RunAsync(NeutralScript.All, CancellationToken.None));
    }

    [Theory]
    [EveryDialect]
    public async Task An_upgrade_that_was_cut_off_between_statement_and_journal_is_taken_up(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var upgrade = new SchemaUpgrade(database.Connections, new FixedClock());
        await using (var connection = await database.Connections.OpenAsync(CancellationToken.None))
        {
            await using var forget = connection.CreateCommand();
            forget.CommandText = "DELETE FROM db_journal WHERE script_no IN (1, 118)";
            await forget.ExecuteNonQueryAsync();
        }

        var applied = await upgrade.RunAsync(NeutralScript.All, CancellationToken.None);

        // The last one drops an index, which is not there any more.
        Assert.Equal(NeutralScript.All.Where(s => s.Number is 1 or 118).Sum(s => s.Statements.Count), applied);
    }

    [Theory]
    [EveryDialect]
    public async Task An_applied_statement_that_was_edited_afterwards_stops_the_upgrade(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var first = NeutralScript.All[0];
        var edited = first with { Statements = [first.Statements[0] + " ", .. first.Statements.Skip(1)] };

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => new SchemaUpgrade(database.Connections, new FixedClock()).RunAsync([edited], CancellationToken.None));
    }
}
