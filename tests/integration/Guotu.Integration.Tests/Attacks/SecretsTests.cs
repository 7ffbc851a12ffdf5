using System.Globalization;
using System.Text;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>
/// Passwords and the root key sought where they must not be (搜寻口令与密钥): files of the home, the database with its journals, the log, and the memory of
/// the process after people signed in. The root key itself must be in the memory of a node that works; a password must not.
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

    [Fact]
    public async Task No_password_is_left_in_the_memory_of_the_process()
    {
        await SignInsAsync();
        var sought = Passwords().ToList();
        var found = new List<string>();
        var searched = ProcessMemory.Search(demonstration.Node.ProcessId, [.. sought.Select(s => s.Secret)], (i, where) => found.Add($"{sought[i].Name} at {where}"));
        Assert.True(searched > 20 << 20, $"only {searched} bytes of memory could be read");
        Assert.Empty(found);
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

/// <summary>Looks through the memory of another process as who has stolen a dump of it would; what is not readable is passed over.</summary>
internal static class ProcessMemory
{
    private const int Piece = 1 << 20;

    /// <returns>Bytes that were looked through.</returns>
    public static long Search(int process, IReadOnlyList<byte[]> sought, Action<int, string> found)
    {
        var (searched, overlap) = (0L, sought.Max(s => s.Length) - 1);
        using var memory = new FileStream($"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0);
        foreach (var line in File.ReadAllLines($"/proc/{process}/maps").Where(l => l.Split(' ')[1].StartsWith("rw", StringComparison.Ordinal)))
        {
            var bounds = line.Split(' ')[0].Split('-').Select(a => ulong.Parse(a, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            if (bounds[1] > long.MaxValue)
            {
                continue;
            }

            var (buffer, held) = (new byte[Piece + overlap], 0);
            for (var at = bounds[0]; at < bounds[1];)
            {
                var wanted = (int)Math.Min(Piece, bounds[1] - at);
                int read;
                try
                {
                    read = RandomAccess.Read(memory.SafeFileHandle, buffer.AsSpan(held, wanted), (long)at);
                }
                catch (IOException)
                {
                    // Set aside, never used: nothing can stand there.
                    (at, held) = (at + (ulong)wanted, 0);
                    continue;
                }

                if (read == 0)
                {
                    break;
                }

                var look = buffer.AsSpan(0, held + read);
                for (var i = 0; i < sought.Count; i++)
                {
                    if (look.IndexOf(sought[i]) >= 0)
                    {
                        found(i, line);
                    }
                }

                (searched, at) = (searched + read, at + (ulong)read);
                held = Math.Min(overlap, look.Length);
                look[^held..].CopyTo(buffer);
            }
        }

        return searched;
    }
}
