using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Guotu.Cli.Tests.Users;

/// <summary>guotu user: the administrators at the command line.</summary>
public sealed class UserVerbTests(DemonstrationNode node) : IClassFixture<DemonstrationNode>
{
    [Fact]
    public async Task A_new_account_has_no_role_until_one_is_granted_and_its_password_is_only_in_the_file()
    {
        var added = await node.RunAsync("user", "add", "zhangs", "--name", "张三", "--org", "ytgz", "--post", "handler");
        added.MustEndWith(0);
        var file = added.Json().GetProperty("passwordFile").GetString()!;
        var line = (await File.ReadAllLinesAsync(file)).Single(l => l.StartsWith("zhangs\t", StringComparison.Ordinal));
        Assert.DoesNotContain(line.Split('\t')[^1], added.Output + added.Messages, StringComparison.Ordinal);
        Assert.Empty((await UserAsync("zhangs")).GetProperty("roles").EnumerateArray());

        (await node.RunAsync("user", "grant", "zhangs", "officer", "--until", "2099-12-31")).MustEndWith(0);
        Assert.Equal("officer", (await UserAsync("zhangs")).GetProperty("roles")[0].GetString());

        (await node.RunAsync("user", "revoke", "zhangs", "officer")).MustEndWith(0);
        Assert.Empty((await UserAsync("zhangs")).GetProperty("roles").EnumerateArray());
    }

    [Fact]
    public async Task A_disabled_account_can_not_act_until_it_is_enabled()
    {
        (await node.RunAsync("user", "disable", "zhangw")).MustEndWith(0);
        Assert.Equal("disabled", (await UserAsync("zhangw")).GetProperty("standing").GetString());

        (await node.RunAsync("user", "enable", "zhangw")).MustEndWith(0);
        Assert.Equal("enabled", (await UserAsync("zhangw")).GetProperty("standing").GetString());
    }

    [Fact]
    public async Task A_role_of_an_administrator_is_granted_only_when_a_second_person_approves_and_rejected_with_a_reason()
    {
        (await node.RunAsync("user", "add", "lisi", "--name", "李四", "--org", "bgs")).MustEndWith(0);
        var alone = await node.RunAsync("user", "grant", "lisi", "audit");
        alone.MustEndWith(3);
        Assert.Equal("CTL-0001", Code(alone));

        var first = (await node.RunAsync("user", "grant", "lisi", "audit", "--until", "2099-12-31", "--reason", "审计员轮岗")).Json().GetProperty("requestId").GetString()!;
        Assert.Empty((await UserAsync("lisi")).GetProperty("roles").EnumerateArray());
        (await node.RunAsync("approve", "reject", first)).MustEndWith(3);
        (await node.RunAsync("approve", "reject", first, "--reason", "没有局务会纪要")).MustEndWith(0);

        var second = (await node.RunAsync("user", "grant", "lisi", "audit", "--reason", "局务会纪要第三号")).Json().GetProperty("requestId").GetString()!;
        (await node.RunAsync("approve", "grant", second)).MustEndWith(0);
        Assert.Equal("audit", (await UserAsync("lisi")).GetProperty("roles")[0].GetString());
    }

    [Fact]
    public async Task A_clerk_who_is_married_is_renamed_by_one_person_and_moved_to_a_town_by_two()
    {
        (await node.RunAsync("user", "change", "liuf", "--name", "刘芳芳")).MustEndWith(0);
        var renamed = await UserAsync("liuf");
        Assert.Equal(("刘芳芳", "国土空间规划股"), (renamed.GetProperty("name").GetString(), renamed.GetProperty("organisation").GetString()));
        Assert.Equal("CTL-0001", Code(await node.RunAsync("user", "change", "liuf", "--org", "ykz", "--no-post")));

        var asked = (await node.RunAsync("user", "change", "liuf", "--org", "ykz", "--no-post", "--reason", "局里调动通知第五号")).Json();
        Assert.Equal("修改 刘芳芳(liuf):机构 国土空间规划股 改为 堰口镇自然资源所;岗位 规划会审 改为 无", asked.GetProperty("summary").GetString());
        // Another system administrator does not confirm it: how far roles reach is the security administrator's matter.
        Assert.Equal("ACC-0002", Code(await node.RunAsync("approve", "grant", asked.GetProperty("requestId").GetString()!)));
        Assert.Equal(["plan-reviewer"], (await UserAsync("liuf")).GetProperty("posts").EnumerateArray().Select(p => p.GetString()));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_the_administrator_unlocks_it()
    {
        var wrong = node.NewFile("password");
        await File.WriteAllTextAsync(wrong, "not the password\n");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            (await node.RunAsync("layer", "list", "--as", "zhuh", "--password-file", wrong)).MustEndWith(3);
        }

        Assert.Equal(JsonValueKind.String, (await UserAsync("zhuh")).GetProperty("lockedUntil").ValueKind);
        (await node.RunAsync("user", "unlock", "zhuh")).MustEndWith(0);
        Assert.Equal(JsonValueKind.Null, (await UserAsync("zhuh")).GetProperty("lockedUntil").ValueKind);
    }

    [Fact]
    public async Task A_first_password_must_be_changed_before_it_acts_at_the_command_line()
    {
        var secret = (await File.ReadAllLinesAsync(Path.Combine(node.Home, "first-passwords.txt")))
            .Single(l => l.StartsWith("sysadmin\t", StringComparison.Ordinal)).Split('\t')[^1];
        var file = node.NewFile("password");
        await File.WriteAllTextAsync(file, secret + "\n");

        var run = await node.RunAsync("user", "list", "--as", "sysadmin", "--password-file", file);

        run.MustEndWith(3);
        Assert.Equal("ACC-0004", Code(run));
    }

    [Theory]
    [InlineData("SEC-0009", "user", "add", "wangxy", "--name", "王五", "--org", "ytgz")]
    [InlineData("SYS-0003", "user", "add", "Wang Wu", "--name", "王五", "--org", "ytgz")]
    [InlineData("SYS-0003", "user", "add", "wangwu", "--name", "王\t五", "--org", "ytgz")]
    [InlineData("SYS-0002", "user", "add", "wangwu", "--name", "王五", "--org", "nosuch")]
    [InlineData("SYS-0002", "user", "unlock", "nobody")]
    [InlineData("SYS-0002", "user", "change", "nobody", "--name", "无人")]
    [InlineData("SYS-0003", "user", "change", "zhaom")]
    [InlineData("SYS-0002", "user", "change", "zhaom", "--post", "king")]
    [InlineData("CTL-0001", "user", "change", "auditor", "--name", "高洁洁")]
    [InlineData("CTL-0001", "user", "reset", "secadmin")]
    [InlineData("SEC-0007", "user", "grant", "auditor", "system")]
    [InlineData("SEC-0010", "user", "grant", "secadmin", "security")]
    public async Task What_the_rules_do_not_allow_is_refused_with_its_code(string code, params string[] verb)
    {
        var run = await node.RunAsync(verb);
        run.MustEndWith(3);
        Assert.Equal(code, Code(run));
    }

    [Fact]
    public async Task An_account_changed_behind_the_platform_is_listed_as_such_and_ends_with_1()
    {
        var home = node.Copy();
        await using (var connection = new SqliteConnection($"Data Source={home}/guotu.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var tamper = connection.CreateCommand();
            tamper.CommandText = "UPDATE id_user SET user_name = '另一人' WHERE account_name = 'maxl'";
            Assert.Equal(1, await tamper.ExecuteNonQueryAsync());
        }

        var run = await GuotuProcess.RunAsync("user", "list", "--home", home, "--json");

        run.MustEndWith(1);
        Assert.Equal("tampered", run.Json().GetProperty("users").EnumerateArray().Single(u => u.GetProperty("account").GetString() == "maxl").GetProperty("standing").GetString());
    }

    [Fact]
    public async Task A_new_node_is_staffed_once()
    {
        using var folder = new Folder();
        var home = Path.Combine(folder.Path, "node");
        var staffing = folder.File("staff.yaml", Staffing);
        (await GuotuProcess.RunAsync("db", "init", "--home", home, "--json")).MustEndWith(0);

        var made = await GuotuProcess.RunAsync("user", "setup", staffing, "--home", home, "--json");
        made.MustEndWith(0);
        Assert.Equal("gm", made.Json().GetProperty("accounts")[0].GetProperty("account").GetString());

        var again = await GuotuProcess.RunAsync("user", "setup", staffing, "--home", home, "--json");
        again.MustEndWith(3);
        Assert.Equal("SEC-0011", Code(again));

        var nobody = await GuotuProcess.RunAsync("user", "list", "--home", home, "--json");
        nobody.MustEndWith(3);
        Assert.Equal("CLI-0001", Code(nobody));
    }

    private const string Staffing =
        """
        organisations:
          - {code: bureau, name: 西乡县自然资源局, kind: Bureau, region: "610724000000"}
        posts:
          sysadmin: 系统管理员
        roles:
          - {code: system, name: 系统管理, holder: SystemAdministrator, permissions: [identity.account.manage]}
        people:
          - {account: gm, name: 郭明, org: bureau, posts: [sysadmin], role: system}
        """;

    private static string? Code(GuotuRun run) => run.Json().GetProperty("error").GetProperty("code").GetString();

    private async Task<JsonElement> UserAsync(string account)
    {
        var run = await node.RunAsync("user", "list");
        return run.Json().GetProperty("users").EnumerateArray().Single(u => u.GetProperty("account").GetString() == account);
    }
}
