using System.Text.Json;
using Guotu.Crypto;
using Microsoft.Data.Sqlite;

namespace Guotu.Cli.Tests.Auditing;

/// <summary>guotu audit: the auditor at the command line.</summary>
public sealed class AuditVerbTests(DemonstrationNode node) : IClassFixture<DemonstrationNode>
{
    [Fact]
    public async Task The_export_holds_every_record_its_own_too_and_the_digest_that_was_answered()
    {
        var file = node.NewFile("trail.jsonl");

        var run = await node.RunAsync("audit", "export", file);

        run.MustEndWith(0);
        var records = (await File.ReadAllLinesAsync(file))
            .Select(l => JsonSerializer.Deserialize<JsonElement>(l))
            .Select(l => l.EnumerateObject().First())
            .Where(l => l.Name is "record" or "unsealed")
            .Select(l => l.Value.GetProperty("kindCode").GetString())
            .ToList();
        Assert.Equal(run.Json().GetProperty("records").GetInt32(), records.Count);
        Assert.Contains("identity.setup", records);
        Assert.Equal("audit.export", records[^1]);
        Assert.Equal(Sm3.Digest(await File.ReadAllBytesAsync(file)).ToString(), run.Json().GetProperty("sm3").GetString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Nothing_of_a_young_node_is_archived_and_no_epoch_is_opened_where_nothing_was_lost()
    {
        var listed = await node.RunAsync("audit", "archive");
        listed.MustEndWith(0);
        Assert.Empty(listed.Json().GetProperty("archives").EnumerateArray());

        var young = await node.RunAsync("audit", "archive", "--before", "2030-01-01");
        young.MustEndWith(3);
        Assert.Contains("AUD-0005", young.Output + young.Messages, StringComparison.Ordinal);

        var epoch = await node.RunAsync("audit", "epoch", "--reason", "磁盘损坏,恢复昨晚的备份");
        epoch.MustEndWith(3);
        Assert.Matches("AUD-000(3|6)", epoch.Output + epoch.Messages);
    }

    [Fact]
    public async Task A_record_changed_behind_the_platform_makes_the_verification_end_with_1_and_names_it()
    {
        var home = node.Copy();
        (await GuotuProcess.RunAsync("audit", "verify", "--home", home, "--json")).MustEndWith(0);
        long record;
        await using (var connection = new SqliteConnection($"Data Source={home}/guotu.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var find = connection.CreateCommand();
            find.CommandText = "SELECT MIN(record_id) FROM au_record";
            record = (long)(await find.ExecuteScalarAsync())!;
            await using var tamper = connection.CreateCommand();
            tamper.CommandText = "UPDATE au_record SET person_name = '无名' WHERE record_id = " + record.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(1, await tamper.ExecuteNonQueryAsync());
        }

        var run = await GuotuProcess.RunAsync("audit", "verify", "--home", home, "--json");

        run.MustEndWith(1);
        Assert.Contains(record.ToString(System.Globalization.CultureInfo.InvariantCulture), run.Json().GetProperty("findings").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rights_and_grants_changed_behind_the_platform_make_the_integrity_check_end_with_1_and_name_the_places()
    {
        var home = node.Copy();
        var before = await GuotuProcess.RunAsync("integrity", "check", "--home", home, "--json");
        before.MustEndWith(0);
        Assert.Equal(0, before.Json().GetProperty("total").GetInt32());
        Assert.Contains("id_grant", before.Json().GetProperty("tables").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("om_feature", before.Json().GetProperty("notCovered").GetRawText(), StringComparison.Ordinal);
        await using (var connection = new SqliteConnection($"Data Source={home}/guotu.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var tamper = connection.CreateCommand();
            tamper.CommandText =
                """
                UPDATE id_grant SET role_code = 'leader' WHERE role_code = 'town';
                INSERT INTO id_role_permission (role_code, permission_code) VALUES ('archives', 'approval.case.register');
                """;
            Assert.True(await tamper.ExecuteNonQueryAsync() >= 2);
        }

        var run = await GuotuProcess.RunAsync("integrity", "check", "--home", home, "--json");

        run.MustEndWith(1);
        var findings = run.Json().GetProperty("findings").EnumerateArray()
            .Select(f => (f.GetProperty("kind").GetString(), f.GetProperty("table").GetString())).Distinct().ToList();
        Assert.Equal([("edited", "id_grant"), ("inserted", "id_role_permission")], findings);
        Assert.DoesNotContain("leader", run.Json().GetProperty("findings").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_persons_take_a_damaged_row_and_tables_without_tallies_as_they_stand_and_it_is_on_record()
    {
        var home = node.Copy();
        var grant = await TamperAsync(home, "UPDATE id_grant SET role_code = 'leader' WHERE grant_id = (SELECT MIN(grant_id) FROM id_grant WHERE role_code = 'town') RETURNING grant_id");
        (await GuotuProcess.RunAsync("integrity", "check", "--home", home, "--json")).MustEndWith(1);
        string[] reseal = ["integrity", "reseal", "--table", "id_grant", "--reason", "磁盘坏块,已与授权审批单核对", "--home", home, "--json", "--row"];
        var needless = await GuotuProcess.RunAsync([.. reseal, "1"]);
        needless.MustEndWith(3);
        Assert.Contains("OPS-0009", needless.Output + needless.Messages, StringComparison.Ordinal);
        var genuine = await GuotuProcess.RunAsync("integrity", "disown", "--table", "ap_case", "--row", "1", "--reason", "没有伪造的声明", "--home", home, "--json");
        genuine.MustEndWith(3);
        Assert.Contains("OPS-0011", genuine.Output + genuine.Messages, StringComparison.Ordinal);

        var resealed = await GuotuProcess.RunAsync([.. reseal, grant.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        resealed.MustEndWith(0);
        Assert.NotEqual(resealed.Json().GetProperty("was").GetString(), resealed.Json().GetProperty("now").GetString());
        (await GuotuProcess.RunAsync("integrity", "check", "--home", home, "--json")).MustEndWith(0);

        await TamperAsync(home, "DELETE FROM db_row_tally RETURNING tally_id");
        (await GuotuProcess.RunAsync("integrity", "check", "--home", home, "--json")).MustEndWith(1);
        string[] adopt = ["integrity", "adopt", "--reason", "由有行账之前的版本升级", "--home", home, "--json"];
        (await GuotuProcess.RunAsync(adopt)).MustEndWith(0);
        var after = await GuotuProcess.RunAsync("integrity", "check", "--home", home, "--json");
        after.MustEndWith(0);
        Assert.Contains("OPS-0010", (await GuotuProcess.RunAsync(adopt)).Output, StringComparison.Ordinal);
        (await GuotuProcess.RunAsync("audit", "verify", "--home", home, "--json")).MustEndWith(0);
        Assert.True(await TamperAsync(home, "SELECT COUNT(*) FROM au_record WHERE kind_code IN ('integrity.reseal', 'integrity.adopt') AND outcome_code = 'success' AND summary_txt LIKE '%确认;原因:%'") > 20);
    }

    private static async Task<long> TamperAsync(string home, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={home}/guotu.db;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task The_assessors_report_of_a_demonstration_node_is_signed_and_says_what_it_lacks()
    {
        var folder = node.NewFile("mlps");

        var run = await node.RunAsync("mlps", "report", folder);

        run.MustEndWith(1);
        var counts = run.Json().GetProperty("standards").EnumerateArray().Select(s => s.GetProperty("counts")).ToList();
        Assert.All(counts, c => Assert.Equal(
            c.GetProperty("clauses").GetInt32(),
            new[] { "met", "partly", "notMet", "manual", "notApplicable", "notProved" }.Sum(n => c.GetProperty(n).GetInt32())));
        Assert.All(counts, c => Assert.True(c.GetProperty("notProved").GetInt32() > 0));
        Assert.Contains("不要求第二因素", await File.ReadAllTextAsync(Path.Combine(folder, "evidence", "second-factor.txt")), StringComparison.Ordinal);
        Assert.Contains("符合", await File.ReadAllTextAsync(Path.Combine(folder, "evidence", "weak-password-refused.txt")), StringComparison.Ordinal);
        (await GuotuProcess.RunAsync("mlps", "verify", folder, "--json")).MustEndWith(0);

        await File.AppendAllTextAsync(Path.Combine(folder, "evidence", "second-factor.txt"), "已绑定\n");
        (await GuotuProcess.RunAsync("mlps", "verify", folder, "--json")).MustEndWith(1);
    }
}
