using System.Globalization;
using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Domain;
using Guotu.Kernel.Time;
using Guotu.Platform;
using Guotu.Testing.Node;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>
/// Passwords and the root key sought where they must not be (搜寻口令与密钥): files of the home, the database with its journals, the log, and the memory of
/// the process after people signed in.
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

    /// <summary>
    /// What works with a key needs it, once, in a place that is cleared (<c>SecretBytes</c>): the scalars of the private keys and the keys of fields. All other forms
    /// in which keys, seeds and tokens came in or went out were buffers, and those are cleared: the root key, seeds and tokens as bytes, keys as files hold them.
    /// </summary>
    [Fact]
    public async Task No_root_key_no_written_private_key_no_seed_and_no_tokens_bytes_are_left_in_the_memory_of_the_process()
    {
        await SignInsAsync();
        var sought = (await RootKeyAsync()).Concat(await PrivateKeysAsync()).ToList();
        using var archivist = await demonstration.SignInAsync("maxl");
        sought.Add(("the seed of a dynamic password", await BindAsync(archivist)));
        sought.Add(("a session token", Base64Url(archivist.Cookie.Split('=', 2)[1])));
        var found = new List<string>();

        ProcessMemory.Search(demonstration.Node.ProcessId, [.. sought.Select(s => s.Secret)], (i, where) => found.Add($"{sought[i].Name} at {where}"));

        Assert.True(sought.Count > 12, $"only {sought.Count} secrets were sought");
        Assert.Empty(found);
    }

    /// <summary>As PKCS #8, in Base64 as PEM files have it, and the scalar in digits.</summary>
    private async Task<IEnumerable<(string Name, byte[] Secret)>> PrivateKeysAsync()
    {
        var node = NodeSettings.Load(demonstration.Home.Home);
        await using var app = PlatformHost.Build(node, ServingNode.FreePort());
        using var rootBytes = new FileKeySource(node.RootKeyFile, node.Home).ReadRootKey().Value;
        using var root = new RootKey(rootBytes);
        var records = await app.Services.GetRequiredService<IWrappedKeyStore>().ListAsync(CancellationToken.None);
        return records.Where(r => r.Kind == WrappedKeyKind.KeyPair).SelectMany(r => FormsOf(root, r)).ToList();
    }

    private static (string Name, byte[] Secret)[] FormsOf(RootKey root, WrappedKey record)
    {
        using var scalar = root.Unwrap(record).Value;
        using var key = Sm2PrivateKey.FromScalar(scalar.Span).Value;
        using var der = key.ToPkcs8();
        var digits = Convert.ToHexString(key.Scalar).ToLowerInvariant();
        return
        [
            ($"the key {record.Name} as PKCS #8", der.Span.ToArray()),
            ($"the key {record.Name} as PEM", Encoding.UTF8.GetBytes(Convert.ToBase64String(der.Span)[40..])),
            ($"the key {record.Name} in digits", Encoding.UTF8.GetBytes(digits)),
            ($"the key {record.Name} in digits, two bytes each", Encoding.Unicode.GetBytes(digits)),
        ];
    }

    /// <summary>The seed's bytes. As text it was shown to the person, and strings cannot be cleared: see the table in the README of Guotu.Crypto.</summary>
    private static async Task<byte[]> BindAsync(StaffClient person)
    {
        var text = (await person.PostAsync("session/second-factor/otp", new { })).GetProperty("secret").GetString()!;
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var seed = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2)).ToArray();
        await person.PostAsync("session/second-factor/otp/confirm", new { code = DynamicPassword.At(seed, DynamicPassword.StepAt(Instant.From(TimeProvider.System.GetUtcNow()))) });
        return seed;
    }

    private static byte[] Base64Url(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

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
        var text = (await File.ReadAllTextAsync(NodeSettings.Load(demonstration.Home.Home).RootKeyFile)).Trim();
        var hex = text.Split([' ', '\n', ':', '"', ','], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(w => w.Length is 32 or 64 && w.All(char.IsAsciiHexDigit));
        var written = ("the root key as in its file", Encoding.UTF8.GetBytes(text));
        return hex is null ? [written] : [written, ("the root key", Convert.FromHexString(hex)), ("the root key in digits, two bytes each", Encoding.Unicode.GetBytes(hex)), ("the root key as Base64", Encoding.UTF8.GetBytes(Convert.ToBase64String(Convert.FromHexString(hex))))];
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
