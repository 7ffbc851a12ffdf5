using Guotu.Testing.Database;

namespace Guotu.Cli.Tests.Databases;

/// <summary>guotu db: what an administrator does with a new node and its database.</summary>
public sealed class DatabaseVerbTests : IDisposable
{
    private readonly Folder _folder = new();

    private string Home => Path.Combine(_folder.Path, "node");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_node_has_its_keys_its_schema_and_a_root_key_that_only_its_owner_reads()
    {
        var run = await GuotuProcess.RunAsync("db", "init", "--home", Home, "--json");
        run.MustEndWith(0);
        var rootKey = run.Json().GetProperty("rootKeyFile").GetString()!;
        Assert.False(rootKey.StartsWith(Home + "/", StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(rootKey));
        Assert.Equal(10, run.Json().GetProperty("keys").GetInt32());
        var settings = await File.ReadAllTextAsync(Path.Combine(Home, "node.json"));
        Assert.Contains(rootKey, settings, StringComparison.Ordinal);

        var upgraded = await GuotuProcess.RunAsync("db", "upgrade", "--home", Home, "--json");
        upgraded.MustEndWith(0);
        Assert.Equal(0, upgraded.Json().GetProperty("applied").GetInt32());

        var again = await GuotuProcess.RunAsync("db", "init", "--home", Home, "--json");
        again.MustEndWith(2);
        Assert.Equal("CLI-0005", again.Json().GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_root_key_inside_the_home_is_refused_and_no_node_is_left()
    {
        var run = await GuotuProcess.RunAsync("db", "init", "--home", Home, "--root-key", Path.Combine(Home, "root.key"), "--json");
        run.MustEndWith(3);
        Assert.Equal("CRY-0005", run.Json().GetProperty("error").GetProperty("code").GetString());
        Assert.False(File.Exists(Path.Combine(Home, "node.json")));
    }

    [Theory]
    [InlineData("db", "upgrade")]
    [InlineData("db", "conformance")]
    public async Task A_folder_without_a_node_is_bad_use(params string[] verb)
    {
        var run = await GuotuProcess.RunAsync([.. verb, "--home", _folder.Path, "--json"]);
        run.MustEndWith(2);
        Assert.Equal("CLI-0007", run.Json().GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_provider_without_a_connection_is_bad_use()
    {
        var run = await GuotuProcess.RunAsync("db", "init", "--home", Home, "--provider", "postgresql", "--json");
        run.MustEndWith(2);
        Assert.False(Directory.Exists(Home));
    }

    [Theory]
    [InlineData("db", "init")]
    [InlineData("demo")]
    public async Task A_password_on_the_command_line_is_bad_use_and_is_not_kept(params string[] verb)
    {
        var run = await GuotuProcess.RunAsync([.. verb, "--home", Home, "--provider", "postgresql", "--connection", "Host=db;Username=guotu;Password=Zr8xQv", "--json"]);
        run.MustEndWith(2);
        Assert.False(Directory.Exists(Home));
        Assert.DoesNotContain("Zr8xQv", run.Output + run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dameng_without_its_driver_says_where_it_looked()
    {
        var run = await GuotuProcess.RunAsync("db", "conformance", "--provider", "dm", "--connection", "server=localhost", "--driver-folder", _folder.Path, "--json");
        run.MustEndWith(3);
        Assert.Equal("CLI-0009", run.Json().GetProperty("error").GetProperty("code").GetString());
        Assert.Contains(_folder.Path, run.Json().GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_for_Dameng_runs_through_a_driver_from_the_folder_and_ends_with_1_when_something_fails()
    {
        var run = await GuotuProcess.RunAsync(
            "db", "conformance", "--provider", "dm", "--connection", $"server=localhost;schema={_folder.Path}/dm.db", "--driver-folder", Path.Combine(AppContext.BaseDirectory, "drivers"), "--json");
        run.MustEndWith(1);
        var probes = run.Json().GetProperty("probes").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("status").GetString());
        Assert.Equal("pass", probes["long-text"]);
        Assert.Equal("fail", probes["dm-compatible-mode"]);
    }

    [Theory]
    [InlineData("dm", "VARCHAR(12 CHAR)")]
    [InlineData("postgresql", "BYTEA")]
    [InlineData("sqlite", "BLOB")]
    public async Task The_scripts_come_out_for_each_database(string provider, string mark)
    {
        var run = await GuotuProcess.RunAsync("db", "script", "--provider", provider);
        run.MustEndWith(0);
        Assert.Contains(mark, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("{VC:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [EveryDialect]
    public async Task A_node_moves_to_another_database_row_for_row(string provider)
    {
        (await GuotuProcess.RunAsync("db", "init", "--home", Home)).MustEndWith(0);
        await using var target = await TestDatabase.CreateAsync(provider);
        string[] copy =
        [
            "db", "copy", "--home", Home, "--to-provider", provider, "--to-connection", target.Options.ConnectionString, "--to-driver-folder",
            Path.Combine(AppContext.BaseDirectory, "drivers"), "--json",
        ];
        var run = await GuotuProcess.RunAsync(copy);
        run.MustEndWith(0);
        Assert.True(run.Json().GetProperty("same").GetBoolean());
        Assert.Equal(10, run.Json().GetProperty("rows").GetInt64());

        var twice = await GuotuProcess.RunAsync(copy);
        twice.MustEndWith(3);
        Assert.Equal("DB-0022", twice.Json().GetProperty("error").GetProperty("code").GetString());
    }
}
