using System.Text.Json.Nodes;
using Guotu.Crypto.Certificates;
using Guotu.Testing;

namespace Guotu.Cli.Tests.Keys;

/// <summary>guotu key: the security administrator's day with the keys of the node.</summary>
public sealed class KeyVerbTests(DemonstrationNode node) : IClassFixture<DemonstrationNode>
{
    private static readonly string[] Passwords = ["系统管理员的很长的口令-1", "安全管理员的很长的口令-2", "审计管理员的很长的口令-3"];

    private string RootKey => Path.Combine(node.Home + ".keys", "root.key");

    [Fact]
    public async Task Keys_are_listed_without_themselves_and_a_rotated_one_waits_for_its_time()
    {
        var rotated = await node.RunAsync("key", "rotate", "session-token", "--after-minutes", "30");
        rotated.MustEndWith(0);
        var version = rotated.Json().GetProperty("version").GetInt32();

        var listed = await node.RunAsync("key", "list");
        listed.MustEndWith(0);
        var ours = listed.Json().GetProperty("keys").EnumerateArray().Where(k => k.GetProperty("name").GetString() == "session-token").ToList();
        Assert.Equal(version, ours.Count);
        Assert.Equal("waiting", ours[^1].GetProperty("standing").GetString());
        Assert.Equal("current", ours[^2].GetProperty("standing").GetString());
        Assert.DoesNotContain((await File.ReadAllTextAsync(RootKey)).Split(' ')[2], listed.Output, StringComparison.OrdinalIgnoreCase);

        var unknown = await node.RunAsync("key", "rotate", "no-such");
        unknown.MustEndWith(3);
        Assert.Equal("CRY-0010", Code(unknown));
        (await node.RunAsync("key", "rotate", "session-token", "--after-minutes", "-1")).MustEndWith(2);
    }

    [Fact]
    public async Task A_node_of_before_gets_the_key_of_the_blind_index_when_it_is_upgraded_and_no_second_one()
    {
        var home = node.Copy();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={home}/guotu.db;Pooling=False"))
        {
            await connection.OpenAsync();
            await using var away = connection.CreateCommand();
            away.CommandText = "DELETE FROM db_wrapped_key WHERE key_name = 'blind-index'";
            Assert.Equal(1, await away.ExecuteNonQueryAsync());
        }

        var upgraded = await GuotuProcess.RunAsync("db", "upgrade", "--home", home, "--json");
        upgraded.MustEndWith(0);
        Assert.Equal(1, upgraded.Json().GetProperty("keys").GetInt32());
        Assert.Equal(0, (await GuotuProcess.RunAsync("db", "upgrade", "--home", home, "--json")).Json().GetProperty("keys").GetInt32());
        Assert.Contains((await GuotuProcess.RunAsync("key", "list", "--home", home, "--json")).Json().GetProperty("keys").EnumerateArray(), k => k.GetProperty("name").GetString() == "blind-index");
    }

    [Fact]
    public async Task A_signing_key_goes_into_the_device_and_out_again_and_what_it_signed_stays_proved()
    {
        var home = node.Copy();
        Task<GuotuRun> At(params string[] verb) => GuotuProcess.RunAsync([.. verb, "--home", home, "--json"]);
        async Task<string?> LatestAsync() => (await At("key", "list")).Json().GetProperty("keys").EnumerateArray()
            .Last(k => k.GetProperty("name").GetString() == "audit-checkpoint").GetProperty("kind").GetString();
        var word = node.NewFile("sdf.word");
        await File.WriteAllTextAsync(word, StandInDevice.Word + "\n");
        File.SetUnixFileMode(word, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal("CRY-0027", Code(await At("key", "device", "use", "audit-checkpoint", "--index", "2", "--after-minutes", "0")));

        var configuration = Path.Combine(home, "node.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(configuration))!;
        settings["signingDevice"] = new JsonObject { ["library"] = StandInDevice.Library, ["passwordFile"] = word };
        await File.WriteAllTextAsync(configuration, settings.ToJsonString());
        var used = await At("key", "device", "use", "audit-checkpoint", "--index", "2", "--after-minutes", "0");
        used.MustEndWith(0);
        Assert.Equal("deviceKeyPair", used.Json().GetProperty("kind").GetString());

        // From here the checkpoints of the trail are signed inside.
        var verified = await At("audit", "verify");
        verified.MustEndWith(0);
        Assert.Equal("CRY-0029", Code(await At("key", "rotate", "audit-checkpoint")));
        Assert.Equal("CRY-0024", Code(await At("key", "device", "use", "verdict", "--index", "9")));
        Assert.Equal("CRY-0030", Code(await At("key", "device", "use", "login-password", "--index", "1")));
        Assert.Equal("good", KeysOf(await At("doctor")));
        File.SetUnixFileMode(word, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Equal("problem", KeysOf(await At("doctor")));
        File.SetUnixFileMode(word, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        // Out of the device it takes two.
        var asked = await At("key", "device", "leave", "audit-checkpoint", "--after-minutes", "0", "--reason", "设备送修");
        asked.MustEndWith(0);
        Assert.Equal("deviceKeyPair", await LatestAsync());
        (await At("approve", "grant", asked.Json().GetProperty("requestId").GetString()!)).MustEndWith(0);
        Assert.Equal("keyPair", await LatestAsync());
        Assert.Equal("SYS-0003", Code(await At("key", "device", "leave", "audit-checkpoint", "--reason", "再办一次")));
        (await At("audit", "verify")).MustEndWith(0);
        var versions = (await At("key", "list")).Json().GetProperty("keys").EnumerateArray()
            .Where(k => k.GetProperty("name").GetString() == "audit-checkpoint").Select(k => k.GetProperty("kind").GetString());
        Assert.Equal(["keyPair", "deviceKeyPair", "keyPair"], versions);
    }

    [Fact]
    public async Task The_root_key_changes_the_former_one_is_kept_and_the_trail_still_proves_itself()
    {
        var before = (await node.RunAsync("key", "list")).Json().GetProperty("root").GetString();
        var asked = await node.RunAsync("key", "root", "change", "--reason", "保管人离任,按规定更换");
        asked.MustEndWith(0);
        Assert.Equal(before, asked.Json().GetProperty("parameters").GetProperty("root").GetString());
        Assert.Equal(before, (await node.RunAsync("key", "list")).Json().GetProperty("root").GetString());

        var request = asked.Json().GetProperty("requestId").GetString()!;
        Assert.Equal(request, (await node.RunAsync("approve", "list")).Json().GetProperty("requests")[0].GetProperty("requestId").GetString());
        var approved = await node.RunAsync("approve", "grant", request, "--note", "同意");
        approved.MustEndWith(0);
        Assert.Equal("done", approved.Json().GetProperty("state").GetString());
        var after = (await node.RunAsync("key", "list")).Json().GetProperty("root").GetString();
        Assert.NotEqual(before, after);
        var again = await node.RunAsync("approve", "grant", request);
        again.MustEndWith(3);
        Assert.Equal("CTL-0003", Code(again));
        Assert.Equal("done", (await node.RunAsync("approve", "show", request)).Json().GetProperty("state").GetString());
        Assert.True(File.Exists(Path.Combine(node.Home + ".keys", $"root-{before}.key")));
        Assert.False(File.Exists(RootKey + ".next"));
        (await node.RunAsync("audit", "verify")).MustEndWith(0);
        (await node.RunAsync("doctor")).Json();
    }

    [Fact]
    public async Task The_root_key_in_three_hands_comes_back_from_two_of_them_and_not_from_one()
    {
        var folder = node.NewFile("shares");
        var made = await WithInputAsync(Passwords, "key", "share", "make", "--holder", "sysadmin", "secadmin", "auditor", "--out", folder);
        made.MustEndWith(0);
        var files = made.Json().GetProperty("files").EnumerateArray().Select(f => f.GetString()!).ToList();
        Assert.All(files, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));

        var kept = await File.ReadAllTextAsync(RootKey);
        var away = node.NewFile("root.key");
        File.Move(RootKey, away);
        (await node.RunAsync("key", "list")).MustEndWith(3);

        var twice = await WithInputAsync([Passwords[0], Passwords[0]], "key", "share", "join", files[0], files[0]);
        twice.MustEndWith(3);
        Assert.Equal("CRY-0021", Code(twice));
        var wrong = await WithInputAsync([Passwords[0], "不是这个口令的口令"], "key", "share", "join", files[0], files[2]);
        wrong.MustEndWith(3);
        Assert.False(File.Exists(RootKey));

        (await WithInputAsync([Passwords[2], Passwords[0]], "key", "share", "join", files[2], files[0])).MustEndWith(0);
        Assert.Equal(kept, await File.ReadAllTextAsync(RootKey));
        (await node.RunAsync("key", "list")).MustEndWith(0);

        // An existing root key is never overwritten.
        var again = await WithInputAsync([Passwords[1], Passwords[0]], "key", "share", "join", files[1], files[0]);
        again.MustEndWith(3);
        Assert.Equal("CRY-0007", Code(again));
    }

    [Fact]
    public async Task Shares_under_the_holders_certificates_open_with_two_of_their_keys_and_only_the_encryption_certificates_of_a_trusted_authority_serve()
    {
        var (home, folder) = (node.Copy(), node.NewFile("shares"));
        var authority = new HolderCertificates(Path.GetDirectoryName(node.NewFile("x"))!);
        string[] people = ["sysadmin", "secadmin", "auditor"];
        string[] make = ["key", "share", "make", "--home", home, "--holder", .. people, "--out", folder, "--json", "--certificate"];
        var encryption = people.Select(p => authority.Issue(p, CertificateUse.Encryption)).ToList();
        var stranger = await GuotuProcess.RunAsync([.. make, .. encryption.Select(e => e.Certificate)]);
        Assert.Equal("CRY-0023", Code(stranger));
        Assert.Equal("CTL-0001", Code(await GuotuProcess.RunAsync("cert", "trust", "add", authority.RootFile, "--home", home, "--json")));
        var asked = await GuotuProcess.RunAsync("cert", "trust", "add", authority.RootFile, "--reason", "与机构公布的核对一致", "--home", home, "--json");
        (await GuotuProcess.RunAsync("approve", "grant", asked.Json().GetProperty("requestId").GetString()!, "--home", home)).MustEndWith(0);
        (await GuotuProcess.RunAsync("cert", "crl", "import", authority.ListFile, "--home", home)).MustEndWith(0);
        var signing = authority.Issue("auditor", CertificateUse.Signing);
        Assert.Equal("CRY-0023", Code(await GuotuProcess.RunAsync([.. make, encryption[0].Certificate, encryption[1].Certificate, signing.Certificate])));
        (await GuotuProcess.RunAsync([.. make, encryption[0].Certificate, encryption[1].Certificate, encryption[1].Certificate])).MustEndWith(2);

        var made = await GuotuProcess.RunAsync([.. make, .. encryption.Select(e => e.Certificate)]);
        made.MustEndWith(0);
        var files = made.Json().GetProperty("files").EnumerateArray().Select(f => f.GetString()!).ToList();
        var kept = await File.ReadAllTextAsync(home + ".key");
        File.Delete(home + ".key");
        (await GuotuProcess.RunAsync("key", "share", "join", files[0], files[2], "--home", home, "--key", encryption[0].Key)).MustEndWith(2);
        Assert.False(File.Exists(home + ".key"));
        (await GuotuProcess.RunAsync("key", "share", "join", files[0], files[2], "--home", home, "--key", encryption[2].Key, encryption[0].Key)).MustEndWith(0);
        Assert.Equal(kept, await File.ReadAllTextAsync(home + ".key"));
    }

    [Theory]
    [InlineData("短口令", "安全管理员的长口令-2", "审计管理员的长口令-3")]
    [InlineData("同一个很长的分片口令", "同一个很长的分片口令", "审计管理员的长口令-3")]
    [InlineData("系统管理员的长口令-1", "安全管理员的长口令-2")]
    public async Task Passwords_that_are_short_shared_or_missing_make_no_share(params string[] passwords)
    {
        var folder = node.NewFile("shares");
        var made = await WithInputAsync(passwords, "key", "share", "make", "--holder", "sysadmin", "secadmin", "auditor", "--out", folder);
        made.MustEndWith(2);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task The_root_key_may_come_as_a_credential_of_systemd()
    {
        var folder = Path.GetDirectoryName(node.NewFile("root-key"))!;
        File.Copy(RootKey, Path.Combine(folder, "root-key"));
        var settings = Path.Combine(node.Home, "node.json");
        var before = await File.ReadAllTextAsync(settings);
        await File.WriteAllTextAsync(settings, before.Replace("\"rootKeyFile\"", "\"rootKeyCredential\": \"root-key\",\n  \"rootKeyFile\"", StringComparison.Ordinal)
            .Replace("\"rootKeyCredential\": \"\",", string.Empty, StringComparison.Ordinal));
        try
        {
            var environment = new Dictionary<string, string> { ["CREDENTIALS_DIRECTORY"] = folder };
            (await GuotuProcess.RunAsync(environment, "key", "list", "--home", node.Home, "--json")).MustEndWith(0);
            var refused = await GuotuProcess.RunAsync(environment, "key", "root", "change", "--reason", "试一试能不能换", "--home", node.Home, "--json");
            refused.MustEndWith(3);
            Assert.Equal("CRY-0022", Code(refused));
            var without = await node.RunAsync("key", "list");
            without.MustEndWith(3);
            Assert.Equal("CRY-0003", Code(without));
        }
        finally
        {
            await File.WriteAllTextAsync(settings, before);
        }
    }

    [Fact]
    public async Task Who_is_not_the_security_administrator_may_not()
    {
        var secret = (await File.ReadAllLinesAsync(Path.Combine(node.Home, "first-passwords.txt")))
            .Single(l => l.StartsWith("wangxy\t", StringComparison.Ordinal)).Split('\t')[^1];
        var file = node.NewFile("password");
        await File.WriteAllTextAsync(file, secret + "\n");
        var own = node.NewFile("own");
        await File.WriteAllTextAsync(own, "Kuang-4711-Hedao\n");
        await WithInputAsync([secret, "Kuang-4711-Hedao"], "user", "password", "wangxy");
        var refused = await node.RunAsync("key", "list", "--as", "wangxy", "--password-file", own);
        refused.MustEndWith(3);
        Assert.Equal("ACC-0002", Code(refused));
    }

    private static string? Code(GuotuRun run) => run.Json().GetProperty("error").GetProperty("code").GetString();

    private static string? KeysOf(GuotuRun examined) =>
        examined.Json().GetProperty("checks").EnumerateArray().Single(f => f.GetProperty("name").GetString() == "keys").GetProperty("status").GetString();

    private Task<GuotuRun> WithInputAsync(string[] lines, params string[] verb) =>
        GuotuProcess.RunAsync(new Dictionary<string, string>(), lines, [.. verb, "--home", node.Home, "--json"]);
}
