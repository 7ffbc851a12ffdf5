using System.Buffers.Binary;
using System.Globalization;
using Guotu.Crypto;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>The administrator of a new, real node at a shell: no page is needed before the first act (首次口令).</summary>
public sealed class FirstPasswordTests : IDisposable
{
    private const string Chosen = "Shell-2026-口令";

    private const string Staffing =
        """
        organisations:
          - {code: bureau, name: 某县自然资源局, kind: Bureau, region: "610724000000"}
        posts:
          sysadmin: 系统管理员
        roles:
          - {code: system, name: 系统管理, holder: SystemAdministrator, permissions: [identity.account.manage]}
        people:
          - {account: gm, name: 管理员甲, org: bureau, posts: [sysadmin], role: system}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-first").FullName;

    private string Home => Path.Combine(_folder, "home");

    [Fact]
    public async Task The_first_password_is_changed_at_the_shell_and_the_new_one_acts_while_the_first_does_not()
    {
        var first = await NewNodeAsync();
        Assert.Equal("ACC-0004", Code(await RunAsync(first + "\n", "user", "list", "--as", "gm"), 3));

        var changed = await RunAsync($"{first}\n{Chosen}\n", "user", "password", "gm");

        Assert.True(changed.ExitCode == 0, changed.Errors + changed.Output);
        Assert.DoesNotContain(Chosen, changed.Output + changed.Errors, StringComparison.Ordinal);
        Assert.Equal("ACC-0006", Code(await RunAsync(Chosen + "\n", "user", "list", "--as", "gm"), 3));
        var seed = await BindAsync();
        Assert.Equal("SEC-0015", Code(await RunAsync(Chosen + "\n", "user", "list", "--as", "gm"), 3));
        var listed = await RunAsync(Chosen + "\n", "user", "list", "--as", "gm", "--code", CodeOf(seed, minutes: 1));
        Assert.Equal("gm", listed.Json().GetProperty("users")[0].GetProperty("account").GetString());
        Assert.Equal("SEC-0001", Code(await RunAsync(first + "\n", "user", "list", "--as", "gm"), 3));
    }

    [Fact]
    public async Task A_wrong_present_password_a_weak_one_and_a_missing_line_change_nothing()
    {
        var first = await NewNodeAsync();

        Assert.Equal("SEC-0001", Code(await RunAsync($"wrong\n{Chosen}\n", "user", "password", "gm"), 3));
        Assert.NotEqual(0, (await RunAsync($"{first}\nshort\n", "user", "password", "gm")).ExitCode);
        Assert.Equal(2, (await RunAsync(first + "\n", "user", "password", "gm")).ExitCode);
        Assert.Equal("ACC-0004", Code(await RunAsync(first + "\n", "user", "list", "--as", "gm"), 3));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The seed is for its owner's eyes, and counts once a dynamic password of it was shown.</summary>
    private async Task<byte[]> BindAsync()
    {
        var file = Path.Combine(_folder, "seed.txt");
        var begun = await RunAsync(Chosen + "\n", "user", "bind-otp", "gm", "--seed-file", file);
        Assert.True(begun.ExitCode == 0, begun.Errors + begun.Output);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        var secret = (await File.ReadAllLinesAsync(file))[0];
        Assert.DoesNotContain(secret, begun.Output + begun.Errors, StringComparison.Ordinal);
        var seed = Base32(secret);
        Assert.Equal("SEC-0017", Code(await RunAsync(Chosen + "\n", "user", "bind-otp", "gm", "--confirm", "1"), 3));
        var bound = await RunAsync(Chosen + "\n", "user", "bind-otp", "gm", "--confirm", CodeOf(seed, minutes: 0));
        Assert.True(bound.ExitCode == 0, bound.Errors + bound.Output);
        return seed;
    }

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    private static string CodeOf(byte[] seed, int minutes)
    {
        var message = new byte[seed.Length + 16];
        seed.CopyTo(message, 0);
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(seed.Length), (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60) + minutes);
        var digest = Sm3.Hash(message);
        var sum = Enumerable.Range(0, 8).Select(i => BinaryPrimitives.ReadUInt32BigEndian(digest.AsSpan(i * 4))).Aggregate(0u, (s, w) => unchecked(s + w));
        return (sum % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private async Task<string> NewNodeAsync()
    {
        var staffing = Path.Combine(_folder, "staff.yaml");
        await File.WriteAllTextAsync(staffing, Staffing);
        Assert.Equal(0, (await GuotuProgram.RunAsync(["db", "init", "--home", Home, "--root-key", Path.Combine(_folder, "keys", "root.key"), "--json"])).ExitCode);
        var made = await RunAsync(string.Empty, "user", "setup", staffing);
        Assert.True(made.ExitCode == 0, made.Errors + made.Output);
        return File.ReadLines(made.Json().GetProperty("passwordFile").GetString()!).Single(l => l.StartsWith("gm\t", StringComparison.Ordinal)).Split('\t')[^1];
    }

    private Task<ProgramRun> RunAsync(string input, params string[] verb) => GuotuProgram.RunAsync([.. verb, "--home", Home, "--json"], input: input);

    private static string? Code(ProgramRun run, int exit)
    {
        Assert.True(run.ExitCode == exit, run.Errors + run.Output);
        return run.Json().GetProperty("error").GetProperty("code").GetString();
    }
}
