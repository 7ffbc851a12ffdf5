using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Guotu.Cli.Tests.Layers;

/// <summary>guotu layer: what the data engineer does with the layers of a node.</summary>
public sealed class LayerVerbTests(DemonstrationNode node) : IClassFixture<DemonstrationNode>
{
    private const string DataEngineer =
        """
        organisations:
          - {code: bureau, name: 西乡县自然资源局, kind: Bureau, region: "610724000000"}
        posts:
          data-engineer: 数据工程师
        roles:
          - {code: data, name: 数据工程, holder: Business, permissions: [onemap.view, onemap.layer.declare]}
        people:
          - {account: zhuh, name: 朱辉, org: bureau, posts: [data-engineer], role: data}
        """;

    [Fact]
    public async Task A_layer_written_out_and_read_in_again_is_a_new_revision_without_a_difference()
    {
        var file = await ExportAsync("CZKFBJ");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        var imported = await node.RunAsync("layer", "import", "CZKFBJ", file, "--as-of", DemonstrationNode.Today, "--source", "省厅下发");
        imported.MustEndWith(0);
        Assert.Equal("省厅下发", imported.Json().GetProperty("source").GetString());
        var now = imported.Json().GetProperty("revision").GetInt32();

        var diff = await node.RunAsync("layer", "diff", "CZKFBJ", Text(now - 1), Text(now));
        diff.MustEndWith(0);
        Assert.True(diff.Json().GetProperty("same").GetBoolean());
    }

    [Fact]
    public async Task A_parcel_in_the_flexible_zone_is_undetermined_while_the_plan_is_stale_and_to_be_argued_once_it_is_renewed()
    {
        Assert.DoesNotContain("GHFQ", await ChecksAsync("clean.txt"), StringComparison.Ordinal);
        Assert.StartsWith("S5 GHFQ undetermined", await ChecksAsync("stale-layer.txt"), StringComparison.Ordinal);
        Assert.Contains("已过期", await ChecksAsync("stale-layer.txt"), StringComparison.Ordinal);

        var file = await ExportAsync("GHFQ");
        (await node.RunAsync("layer", "import", "GHFQ", file, "--as-of", DemonstrationNode.Today)).MustEndWith(0);

        Assert.StartsWith("S5 GHFQ justify", await ChecksAsync("stale-layer.txt"), StringComparison.Ordinal);
        Assert.DoesNotContain("GHFQ", await ChecksAsync("clean.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_without_a_word_on_its_label_has_the_countys_minimum_and_what_is_above_the_importer_does_not_come_in()
    {
        var file = await ExportAsync("CZKFBJ");
        var companion = await File.ReadAllTextAsync(file + ".导出说明.txt");
        Assert.Matches("导出编号:DC[0-9A-Z]{13}", companion);
        Assert.Contains("密级标志:", companion, StringComparison.Ordinal);
        Task<GuotuRun> ImportAsync(params string[] label) => node.RunAsync(["layer", "import", "CZKFBJ", file, "--as-of", DemonstrationNode.Today, .. label]);

        var silent = await ImportAsync();
        silent.MustEndWith(0);
        Assert.Equal("内部", silent.Json().GetProperty("label").GetString());
        foreach (var (code, label) in ((string, string[])[])[("LBL-0001", ["--level", "秘密"]), ("LBL-0002", ["--level", "内部", "--category", "XX"]), ("LBL-0003", ["--level", "敏感", "--category", "CH"])])
        {
            var refused = await ImportAsync(label);
            refused.MustEndWith(2);
            Assert.Equal(code, refused.Json().GetProperty("error").GetProperty("code").GetString());
        }

        // What was 内部 once is not brought down by another delivery.
        var said = await ImportAsync("--level", "公开");
        said.MustEndWith(0);
        Assert.Equal("内部", said.Json().GetProperty("label").GetString());

        // Two persons bring it down, and then the next delivery is what it says.
        var asked = await node.RunAsync(
            "layer", "lower-label", "CZKFBJ", "--revision", Text(said.Json().GetProperty("revision").GetInt32()), "--level", "公开", "--reason", "规划成果已经公布");
        asked.MustEndWith(0);
        Assert.Contains("降为:公开", asked.Json().GetProperty("summary").GetString(), StringComparison.Ordinal);
        (await node.RunAsync("approve", "grant", asked.Json().GetProperty("requestId").GetString()!)).MustEndWith(0);
        Assert.Equal("公开", (await ImportAsync("--level", "公开")).Json().GetProperty("label").GetString());
    }

    [Fact]
    public async Task A_feature_left_out_of_the_file_is_removed_and_the_difference_ends_with_1()
    {
        var file = await ExportAsync("YJJBNT");
        var collection = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        collection["features"]!.AsArray().RemoveAt(0);
        await File.WriteAllTextAsync(file, collection.ToJsonString());

        (await node.RunAsync("layer", "import", "YJJBNT", file, "--as-of", DemonstrationNode.Today)).MustEndWith(0);

        var diff = await node.RunAsync("layer", "diff", "YJJBNT", "1", "2");
        diff.MustEndWith(1);
        Assert.Single(diff.Json().GetProperty("removed").EnumerateArray());
        Assert.Empty(diff.Json().GetProperty("added").EnumerateArray());
        Assert.Empty(diff.Json().GetProperty("changed").EnumerateArray());
    }

    [Fact]
    public async Task A_bad_feature_is_named_by_its_place_and_nothing_of_the_file_is_stored()
    {
        var file = await ExportAsync("STBHHX");
        var collection = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        collection["features"]![1]!["geometry"]!["type"] = "Point";
        await File.WriteAllTextAsync(file, collection.ToJsonString());

        var refused = await node.RunAsync("layer", "import", "STBHHX", file, "--as-of", DemonstrationNode.Today);
        refused.MustEndWith(1);
        Assert.Equal(2, refused.Json().GetProperty("error").GetProperty("line").GetInt32());

        var list = await node.RunAsync("layer", "list");
        var layer = list.Json().GetProperty("layers").EnumerateArray().Single(l => l.GetProperty("code").GetString() == "STBHHX");
        Assert.Equal(1, layer.GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task A_date_before_that_of_the_present_revision_is_refused()
    {
        var file = await ExportAsync("GHFQ");

        var refused = await node.RunAsync("layer", "import", "GHFQ", file, "--as-of", "2001-01-01");

        refused.MustEndWith(1);
        Assert.Equal("MAP-0007", refused.Json().GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_export_never_replaces_a_file_and_leaves_none_when_it_is_refused()
    {
        var file = await ExportAsync("XZQ");
        var again = await node.RunAsync("layer", "export", "XZQ", file);
        again.MustEndWith(2);
        Assert.Equal("CLI-0010", again.Json().GetProperty("error").GetProperty("code").GetString());

        var none = node.NewFile("none.geojson");
        (await node.RunAsync("layer", "export", "XZQ", none, "--revision", "99")).MustEndWith(3);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(none)!));
    }

    [Fact]
    public async Task A_row_changed_behind_the_platform_is_found_by_the_verification_of_its_layer()
    {
        var home = node.Copy();
        (await GuotuProcess.RunAsync("layer", "verify", "DLTB", "--home", home, "--json")).MustEndWith(0);
        await using (var connection = new SqliteConnection($"Data Source={home}/guotu.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var tamper = connection.CreateCommand();
            tamper.CommandText = "UPDATE om_feature SET attribute_json = REPLACE(attribute_json, '水田', '旱地') WHERE layer_code = 'DLTB' AND attribute_json LIKE '%水田%'";
            Assert.True(await tamper.ExecuteNonQueryAsync() > 0);
        }

        var run = await GuotuProcess.RunAsync("layer", "verify", "DLTB", "--home", home, "--json");

        run.MustEndWith(1);
        Assert.Equal("MAP-0003", run.Json().GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_land_use_of_the_county_is_clean_and_a_seeded_hole_is_found_with_a_proposal_that_leaves_nothing()
    {
        using var folder = new Folder();
        var home = Path.Combine(folder.Path, "node");
        (await GuotuProcess.RunAsync("demo", "--home", home, "--json")).MustEndWith(0);
        var clean = await GuotuProcess.RunAsync("layer", "check", "DLTB", "--home", home, "--json");
        clean.MustEndWith(0);
        Assert.True(clean.Json().GetProperty("clean").GetBoolean());

        var file = Path.Combine(folder.Path, "dltb.geojson");
        (await GuotuProcess.RunAsync("layer", "export", "DLTB", file, "--home", home, "--json")).MustEndWith(0);
        var collection = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        collection["features"]!.AsArray().RemoveAt(collection["features"]!.AsArray().Count / 2);
        await File.WriteAllTextAsync(file, collection.ToJsonString());
        (await GuotuProcess.RunAsync("layer", "import", "DLTB", file, "--as-of", DemonstrationNode.Today, "--home", home, "--json")).MustEndWith(0);

        var proposals = Path.Combine(folder.Path, "proposals.geojson");
        var found = await GuotuProcess.RunAsync("layer", "check", "DLTB", "--propose", proposals, "--home", home, "--json");
        found.MustEndWith(1);
        Assert.All(found.Json().GetProperty("defects").EnumerateArray(), d => Assert.Equal("Gap", d.GetProperty("kind").GetString()));
        Assert.Empty(found.Json().GetProperty("left").EnumerateArray());
        var written = JsonNode.Parse(await File.ReadAllTextAsync(proposals))!["features"]!.AsArray();
        Assert.NotEmpty(written);
        Assert.All(written, f => Assert.Equal(
            f!["properties"]!["areaAfter"]!.GetValue<decimal>(), f["properties"]!["areaBefore"]!.GetValue<decimal>() + f["properties"]!["areaChange"]!.GetValue<decimal>()));
        Assert.All(written, f => Assert.NotNull(f!["before"]));
        (await GuotuProcess.RunAsync("layer", "verify", "DLTB", "--home", home, "--json")).MustEndWith(0);
    }

    [Fact]
    public async Task A_layer_without_features_is_declared_lawfully_empty_by_a_document_and_one_with_features_is_not()
    {
        var document = node.NewFile("letter.pdf");
        await File.WriteAllBytesAsync(document, "%PDF-1.4\n%%EOF\n"u8.ToArray());
        string[] until = ["--name", "西自然资函〔2026〕1号", "--until", "2099-12-31"];

        var full = await node.RunAsync(["layer", "declare-empty", "XZQ", document, .. until]);
        full.MustEndWith(3);
        Assert.Equal("MAP-0012", full.Json().GetProperty("error").GetProperty("code").GetString());

        var empty = node.NewFile("empty");
        await File.WriteAllBytesAsync(empty, [1, 2, 3]);
        (await node.RunAsync(["layer", "declare-empty", "XZQ", empty, .. until])).MustEndWith(1);

        using var folder = new Folder();
        var bare = await WithoutLayersAsync(folder);
        var declared = await GuotuProcess.RunAsync(["layer", "declare-empty", "LSYD", document, "--home", bare, "--json", .. until]);
        declared.MustEndWith(0);
        Assert.Equal(0, declared.Json().GetProperty("revision").GetProperty("count").GetInt32());
        var digest = declared.Json().GetProperty("document").GetString()!;
        Assert.Single(Directory.EnumerateFiles(Path.Combine(bare, "files"), digest, SearchOption.AllDirectories));
        await using var connection = new SqliteConnection($"Data Source={bare}/guotu.db;Pooling=False");
        await connection.OpenAsync();
        await using var find = connection.CreateCommand();
        find.CommandText = $"SELECT COUNT(*) FROM db_file WHERE file_digest = '{digest}'";
        Assert.Equal(1L, await find.ExecuteScalarAsync());
    }

    [Theory]
    [InlineData("layer", "import", "XZQ", "/no/such/file", "--as-of", "2026-01-31")]
    [InlineData("layer", "import", "XZQ", "/dev/null", "--as-of", "31.1.2026")]
    [InlineData("layer", "diff", "NOSUCH", "1", "2")]
    [InlineData("layer", "check", "DLTB", "--priority", "DLBM")]
    [InlineData("layer", "diff", "XZQ", "one", "2")]
    [InlineData("layer", "declare-empty", "XZQ", "/no/such/file", "--name", "函", "--until", "2099-12-31")]
    public async Task What_can_not_be_meant_is_bad_use(params string[] verb) => (await node.RunAsync(verb)).MustEndWith(2);

    /// <summary>A demonstration node with one data engineer and no county.</summary>
    private static async Task<string> WithoutLayersAsync(Folder folder)
    {
        var home = Path.Combine(folder.Path, "node");
        (await GuotuProcess.RunAsync("db", "init", "--home", home)).MustEndWith(0);
        var settings = Path.Combine(home, "node.json");
        await File.WriteAllTextAsync(
            settings, (await File.ReadAllTextAsync(settings)).Replace("\"demonstration\": false", "\"demonstration\": true", StringComparison.Ordinal));
        (await GuotuProcess.RunAsync("user", "setup", folder.File("staff.yaml", DataEngineer), "--home", home)).MustEndWith(0);
        return home;
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The checks against the planning zones, each with its status and reason; every review is also computed again and must be the same.</summary>
    private async Task<string> ChecksAsync(string parcel)
    {
        var review = (await node.RunAsync("review", Path.Combine(node.Home, "parcels", parcel))).Json();
        var replay = await node.RunAsync("review", "replay", review.GetProperty("id").GetString()!);
        Assert.True(replay.Json().GetProperty("same").GetBoolean());
        return string.Join('\n', review.GetProperty("checks").EnumerateArray()
            .Where(c => c.GetProperty("layer").GetString() == "GHFQ")
            .Select(c => $"{c.GetProperty("rule").GetString()} GHFQ {c.GetProperty("status").GetString()} {c.GetProperty("reason").GetString()}"));
    }

    private async Task<string> ExportAsync(string layer)
    {
        var file = node.NewFile(layer + ".geojson");
        var run = await node.RunAsync("layer", "export", layer, file);
        run.MustEndWith(0);
        Assert.Equal(layer, run.Json().GetProperty("revision").GetProperty("layer").GetString());
        return file;
    }
}
