using Guotu.Crypto;
using Microsoft.Data.Sqlite;

namespace Guotu.Cli.Tests.Examining;

/// <summary>guotu doctor: each test breaks one thing in a copy of a node that lacks nothing but a fresh zoning layer.</summary>
public sealed class DoctorVerbTests(DemonstrationNode node) : IClassFixture<DemonstrationNode>
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;

    [Fact]
    public async Task A_sound_node_has_only_its_old_layer_against_it_and_is_not_changed_by_looking()
    {
        var home = node.Copy();
        var before = Contents(home);

        var run = await GuotuProcess.RunAsync("doctor", "--home", home, "--json");

        run.MustEndWith(1);
        Assert.Equal(["layers"], Problems(run));
        Assert.Contains("规划分区", Detail(run, "layers"), StringComparison.Ordinal);
        Assert.Empty(Names(run, "unknown"));
        Assert.Equal(before, Contents(home));
    }

    [Fact]
    public async Task With_the_layer_brought_up_to_date_the_node_is_well()
    {
        var home = node.Copy();
        var file = node.NewFile("GHFQ.geojson");
        (await GuotuProcess.RunAsync("layer", "export", "GHFQ", file, "--home", home)).MustEndWith(0);
        (await GuotuProcess.RunAsync("layer", "import", "GHFQ", file, "--as-of", DemonstrationNode.Today, "--home", home)).MustEndWith(0);

        var run = await GuotuProcess.RunAsync("doctor", "--home", home, "--json");

        Assert.Empty(Problems(run));
    }

    [Fact]
    public async Task A_root_key_that_others_can_read_is_a_problem_and_nothing_behind_it_is_looked_at()
    {
        var home = node.Copy();
        File.SetUnixFileMode(home + ".key", Readable);

        var run = await GuotuProcess.RunAsync("doctor", "--home", home, "--json");

        run.MustEndWith(1);
        Assert.Contains("keys", Names(run, "problem"));
        Assert.Equal(["accounts", "audit", "audit-checkpoint", "audit-verification", "audit-collector", "certificates", "outbox", "layers"], Names(run, "unknown"));
    }

    [Fact]
    public async Task A_database_file_that_is_gone_is_a_problem_and_is_not_made_anew()
    {
        var home = node.Copy();
        File.Delete(Path.Combine(home, "guotu.db"));

        var run = await GuotuProcess.RunAsync("doctor", "--home", home, "--json");

        run.MustEndWith(1);
        Assert.Contains("database", Names(run, "problem"));
        Assert.Contains("keys", Names(run, "unknown"));
        Assert.False(File.Exists(Path.Combine(home, "guotu.db")));
    }

    [Theory]
    [InlineData("schema", "DELETE FROM db_journal WHERE script_no = (SELECT MAX(script_no) FROM db_journal)")]
    [InlineData("schema", "INSERT INTO db_journal SELECT 9999, statement_no, statement_digest, applied_utc FROM db_journal WHERE script_no = 1 AND statement_no = 1")]
    [InlineData("accounts", "UPDATE id_user SET user_name = '另一人' WHERE account_name = 'maxl'")]
    [InlineData("accounts", "DELETE FROM id_user_post WHERE post_code = 'auditor'")]
    [InlineData("layers", "DELETE FROM om_revision WHERE layer_code = 'XZQ'")]
    [InlineData("layers", "UPDATE om_revision SET label_level = label_level + 1 WHERE layer_code = 'XZQ'")]
    [InlineData("outbox", "INSERT INTO db_outbox (message_id, topic_name, consumer_name, order_key, payload_json, state_code, attempt_count, next_utc, created_utc) VALUES (1, 't', 'c', 'k', '{}', 'STUCK', 12, '2026-03-02 01:00:00.000000', '2026-03-02 01:00:00.000000')")]
    [InlineData("audit-verification", "INSERT INTO au_verification (run_id, at_utc, is_ok, record_count, finding_count) VALUES (9223372036854775807, '2026-03-02 01:00:00.000000', 0, 12, 3)")]
    public async Task What_is_wrong_in_the_database_is_found(string check, string statement)
    {
        var home = node.Copy();
        await using (var connection = new SqliteConnection($"Data Source={home}/guotu.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var breaking = connection.CreateCommand();
            breaking.CommandText = statement;
            Assert.True(await breaking.ExecuteNonQueryAsync() > 0);
        }

        var run = await GuotuProcess.RunAsync("doctor", "--home", home, "--json");

        run.MustEndWith(1);
        Assert.Contains(check, Names(run, "problem"));
        Assert.DoesNotContain("CLI-0004", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_could_read_is_a_problem()
    {
        var home = node.Copy();
        File.SetUnixFileMode(home, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(Path.Combine(home, "first-passwords.txt"), Readable);
        File.SetUnixFileMode(Path.Combine(home, "audit-checkpoints.jsonl"), Readable);

        var run = await GuotuProcess.RunAsync("doctor", "--home", home, "--json");

        run.MustEndWith(1);
        Assert.Superset(new HashSet<string> { "home", "first-passwords", "checkpoints" }, Names(run, "problem").ToHashSet());
    }

    [Fact]
    public async Task Tile_copies_that_are_damaged_or_cannot_be_written_are_told_of()
    {
        var home = node.Copy();
        var folder = Path.Combine(home, "snapshots", "tiles");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var name = $"DLTB-{new string('a', 64)}.tiles";
        await File.WriteAllTextAsync(Path.Combine(folder, name), "half a copy");
        var damaged = await GuotuProcess.RunAsync("doctor", "--home", home, "--json");
        Assert.Contains("tile-copies", Names(damaged, "notice"));
        Assert.Contains(name, Detail(damaged, "tile-copies"), StringComparison.Ordinal);

        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "no folder");
        var blocked = await GuotuProcess.RunAsync("doctor", "--home", home, "--json");
        blocked.MustEndWith(1);
        Assert.Contains("tile-copies", Names(blocked, "problem"));
    }

    [Fact]
    public async Task A_new_node_lacks_people_and_layers()
    {
        using var folder = new Folder();
        var home = Path.Combine(folder.Path, "node");
        (await GuotuProcess.RunAsync("db", "init", "--home", home)).MustEndWith(0);

        var run = await GuotuProcess.RunAsync("doctor", "--home", home, "--json");

        run.MustEndWith(1);
        Assert.Superset(new HashSet<string> { "accounts", "layers" }, Names(run, "problem").ToHashSet());
        Assert.Contains("缺失", Detail(run, "layers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_what_the_monitoring_page_says_and_changes_nothing()
    {
        var home = node.Copy();
        var before = Contents(home);

        var run = await GuotuProcess.RunAsync("status", "--home", home, "--json");

        run.MustEndWith(1);
        var lines = run.Json().GetProperty("parts").EnumerateArray().SelectMany(p => p.GetProperty("lines").EnumerateArray())
            .ToDictionary(l => l.GetProperty("code").GetString()!, l => l.GetProperty("light").GetString()!);
        Assert.Equal("problem", run.Json().GetProperty("light").GetString());
        Assert.Equal(("good", "problem", "good", "unknown"), (lines["database"], lines["layers"], lines["copies.DLTB"], lines["backup"]));
        Assert.DoesNotContain(lines.Keys, k => k.StartsWith("pump.", StringComparison.Ordinal));
        Assert.Equal(before, Contents(home));

        File.SetUnixFileMode(home + ".key", Readable);
        (await GuotuProcess.RunAsync("status", "--home", home, "--json")).MustEndWith(3);
    }

    [Fact]
    public async Task A_folder_without_a_node_is_bad_use()
    {
        using var folder = new Folder();
        (await GuotuProcess.RunAsync("doctor", "--home", folder.Path, "--json")).MustEndWith(2);
    }

    /// <summary>In December, and once the shipped calendar has run out, that is a problem of its own, of the program and not of the node.</summary>
    private static List<string> Problems(GuotuRun run) => Names(run, "problem").Where(n => n != "calendar").ToList();

    private static List<string> Names(GuotuRun run, string status) => run.Json().GetProperty("checks").EnumerateArray()
        .Where(c => c.GetProperty("status").GetString() == status)
        .Select(c => c.GetProperty("name").GetString()!)
        .ToList();

    private static string Detail(GuotuRun run, string name) => run.Json().GetProperty("checks").EnumerateArray()
        .Single(c => c.GetProperty("name").GetString() == name).GetProperty("detail").GetString()!;

    /// <summary>Digest and mode of every file; the two working files of an open SQLite database are not content.</summary>
    private static List<string> Contents(string home) => Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories)
        .Where(f => !f.EndsWith("-shm", StringComparison.Ordinal) && !f.EndsWith("-wal", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(f => $"{f} {File.GetUnixFileMode(f)} {Sm3.Digest(File.ReadAllBytes(f))}")
        .ToList();
}
