using System.Text;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>
/// Passwords and the root key sought where they must not be (搜寻口令与密钥): files of the home, the database with its journals and the log.
/// </summary>
public sealed class SecretsTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private static readonly string[] People = ["wangxy", "lijg", "hud"];

    [Fact]
    public async Task Neither_passwords_nor_the_root_key_stand_in_files_or_in_the_log()
    {
        await SignInsAsync();
        var sought = Passwords().Concat(await RootKeyAsync()).ToList();
        var node = demonstration.Home.Home;
        var looked = 0;
        foreach (var file in Directory.EnumerateFiles(node, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "first-passwords.txt" && new FileInfo(f).Length > 0))
        {
            var bytes = await SharedBytesAsync(file);
            foreach (var (name, secret) in sought)
            {
                Assert.False(bytes.AsSpan().IndexOf(secret) >= 0, $"{name} stands in {Path.GetRelativePath(node, file)}");
            }

            looked++;
        }

        Assert.True(looked > 10, $"only {looked} files were there to look through");
        var log = Encoding.UTF8.GetBytes(demonstration.Node.Log);
        Assert.All(sought, s => Assert.True(log.AsSpan().IndexOf(s.Secret) < 0, $"{s.Name} stands in the log"));
    }

    private async Task SignInsAsync()
    {
        foreach (var account in People)
        {
            using var person = await demonstration.SignInAsync(account);
            using var wrong = await StaffClient.AttemptAsync(demonstration.Node.Address, account, StaffClient.Changed(demonstration.Home.Passwords[account]) + "x");
            Assert.False(wrong.IsSuccessStatusCode);
        }
    }

    private IEnumerable<(string Name, byte[] Secret)> Passwords() => People.SelectMany(p => new[]
    {
        ($"the first password of {p}", Encoding.UTF8.GetBytes(demonstration.Home.Passwords[p])),
        ($"the first password of {p}, two bytes a character", Encoding.Unicode.GetBytes(demonstration.Home.Passwords[p])),
    });

    /// <summary>As it is written in its file, as bytes, and as Base64.</summary>
    private async Task<IReadOnlyList<(string Name, byte[] Secret)>> RootKeyAsync()
    {
        var text = (await File.ReadAllTextAsync(Guotu.Hosting.Nodes.NodeSettings.Load(demonstration.Home.Home).RootKeyFile)).Trim();
        var hex = text.Split([' ', '\n', ':', '"', ','], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(w => w.Length is 32 or 64 && w.All(char.IsAsciiHexDigit));
        var written = ("the root key as in its file", Encoding.UTF8.GetBytes(text));
        return hex is null ? [written] : [written, ("the root key", Convert.FromHexString(hex)), ("the root key as Base64", Encoding.UTF8.GetBytes(Convert.ToBase64String(Convert.FromHexString(hex))))];
    }

    private static async Task<byte[]> SharedBytesAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
