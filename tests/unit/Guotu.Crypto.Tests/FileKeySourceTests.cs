using System.Diagnostics;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

public sealed class FileKeySourceTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _root = Directory.CreateTempSubdirectory("guotu-keys-").FullName;

    private string Home => Path.Combine(_root, "home");

    private string KeyPath => Path.Combine(_root, "keys", "root.key");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_ceremony_makes_a_0600_file_that_reads_back_and_is_never_overwritten()
    {
        var source = NewNode();
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(KeyPath));
        using var first = source.ReadRootKey().Value;
        Assert.Equal(CryptoErrors.RootKeyExists, source.Create(new SystemRandomSource()).Error!.Code);
        using var again = source.ReadRootKey().Value;
        Assert.True(first.FixedTimeEquals(again));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Directory.CreateDirectory(Home);
        var refused = new FileKeySource(KeyPath, Home).ReadRootKey().Error!;
        Assert.Equal(CryptoErrors.RootKeyMissing, refused.Code);
        Assert.Contains(KeyPath, refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.UserExecute)]
    public void A_file_of_any_other_mode_is_refused(UnixFileMode more)
    {
        var source = NewNode();
        File.SetUnixFileMode(KeyPath, OwnerOnly | more);
        Refused(CryptoErrors.RootKeyExposed, source);
    }

    [Fact]
    public void A_folder_that_others_may_write_is_refused()
    {
        var source = NewNode();
        var folder = Path.GetDirectoryName(KeyPath)!;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherWrite);
        Refused(CryptoErrors.RootKeyExposed, source);
    }

    [Fact]
    public void A_file_of_another_user_is_refused()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give a file away");
        var source = NewNode();
        using var chown = Process.Start("chown", ["65534", KeyPath]);
        chown.WaitForExit();
        Refused(CryptoErrors.RootKeyExposed, source);
    }

    [Fact]
    public void A_symbolic_link_is_refused()
    {
        NewNode();
        var link = Path.Combine(_root, "keys", "link.key");
        File.CreateSymbolicLink(link, KeyPath);
        Refused(CryptoErrors.RootKeyExposed, new FileKeySource(link, Home));
    }

    [Fact]
    public void A_file_inside_the_home_is_refused_even_by_way_of_a_link()
    {
        Directory.CreateDirectory(Home);
        Assert.Equal(CryptoErrors.RootKeyInsideHome, new FileKeySource(Path.Combine(Home, "root.key"), Home).Create(new SystemRandomSource()).Error!.Code);
        Assert.False(File.Exists(Path.Combine(Home, "root.key")));

        var inside = Path.Combine(Home, "inside");
        Directory.CreateDirectory(inside);
        Directory.CreateSymbolicLink(Path.Combine(_root, "alias"), inside);
        var aliased = new FileKeySource(Path.Combine(_root, "alias", "root.key"), Home);
        Assert.Equal(CryptoErrors.RootKeyInsideHome, aliased.Create(new SystemRandomSource()).Error!.Code);
        Assert.Empty(Directory.GetFileSystemEntries(inside));

        var beside = new FileKeySource(Path.Combine(_root, "home-keys", "root.key"), Home);
        Assert.True(beside.Create(new SystemRandomSource()).IsSuccess);
    }

    [Fact]
    public void A_copy_with_any_character_changed_cut_or_added_is_damaged()
    {
        var source = NewNode();
        var text = File.ReadAllText(KeyPath);
        var faulty = Enumerable.Range(0, text.Length).Select(i => text[..i] + (text[i] == '7' ? '8' : '7') + text[(i + 1)..])
            .Concat([text[..^1], text + "\n", string.Empty, text.ToUpperInvariant()]);
        foreach (var content in faulty)
        {
            File.WriteAllText(KeyPath, content);
            Refused(CryptoErrors.RootKeyDamaged, source);
        }
    }

    private static void Refused(Kernel.Results.ErrorCode code, FileKeySource source)
    {
        var refused = source.ReadRootKey();
        Assert.Equal(code, refused.Error!.Code);
        Assert.NotEmpty(refused.Error.Text);
    }

    private FileKeySource NewNode()
    {
        Directory.CreateDirectory(Home);
        var source = new FileKeySource(KeyPath, Home);
        Assert.True(source.Create(new SystemRandomSource()).IsSuccess);
        return source;
    }
}
