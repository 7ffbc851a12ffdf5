using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Testing;

namespace Guotu.Crypto.Tests;

/// <summary>Changing the root key in files, cut off at every step; and the root key as a credential of systemd.</summary>
public sealed class RootKeyChangeTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("guotu-root-").FullName;
    private readonly KeyStoreInMemory _store = new();
    private readonly SystemRandomSource _random = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string KeyPath => Path.Combine(_root, "keys", "root.key");

    [Theory]
    [InlineData("prepared")]
    [InlineData("rewrapped")]
    [InlineData("former put away")]
    [InlineData("adopted")]
    public async Task Cut_off_after_any_step_the_node_opens_again_with_the_same_keys(string after)
    {
        var source = NewSource();
        using var ring = await OpenAsync(source);
        Assert.True((await ring.CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, default)).IsSuccess);
        var before = ring.RootId;
        var public1 = ring.Current(KeyPairPurpose.Verdict).Value.PublicKey;

        Assert.True(source.PrepareNext(_random).IsSuccess);
        if (after != "prepared")
            Rewrap(ring, source);

        if (after == "former put away")
            File.Move(KeyPath, Path.Combine(_root, "keys", $"root-{before}.key"));
        else if (after == "adopted")
            Assert.True(source.AdoptNext().IsSuccess);

        using var again = await OpenAsync(new FileKeySource(KeyPath, Path.Combine(_root, "home")));
        Assert.Equal(public1, again.Current(KeyPairPurpose.Verdict).Value.PublicKey);
        Assert.Equal(after == "prepared", again.RootId == before);

        // The ring that ran all the while follows, and what it adds is under the new root key.
        Assert.True((await ring.RefreshAsync(default)).IsSuccess);
        Assert.Equal(again.RootId, ring.RootId);
        Assert.True((await ring.RotateAsync(KeyPurpose.AuditMac, TimeSpan.Zero, default)).IsSuccess);
        Assert.True((await again.RefreshAsync(default)).IsSuccess);
        Assert.Equal(2, again.Current(KeyPurpose.AuditMac).Value.Version);
    }

    [Fact]
    public async Task The_former_root_key_is_kept_for_backups_of_its_time_and_a_second_change_goes_on_from_the_new_one()
    {
        var source = NewSource();
        using var ring = await OpenAsync(source);
        Assert.True((await ring.CreateMissingAsync(KeyPurpose.All, [], default)).IsSuccess);
        var ids = new List<string> { ring.RootId };
        var backup = _store.Keys.ToList();
        for (var change = 0; change < 2; change++)
        {
            Assert.True(source.PrepareNext(_random).IsSuccess);
            Rewrap(ring, source);
            Assert.True(source.AdoptNext().IsSuccess);
            Assert.True((await ring.RefreshAsync(default)).IsSuccess);
            ids.Add(ring.RootId);
        }

        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(
            ids.Take(2).Select(i => $"root-{i}.key").Append("root.key").Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(_root, "keys")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

        _store.Keys.Clear();
        _store.Keys.AddRange(backup);
        using var restored = await OpenAsync(new FileKeySource(Path.Combine(_root, "keys", $"root-{ids[0]}.key"), Path.Combine(_root, "home")));
        Assert.True(restored.Current(KeyPurpose.FieldMac).IsSuccess);
    }

    [Fact]
    public void A_next_root_key_that_was_prepared_before_is_kept_and_not_made_anew()
    {
        var source = NewSource();
        Assert.True(source.PrepareNext(_random).IsSuccess);
        using var first = source.ReadNext().Value;
        Assert.True(source.PrepareNext(_random).IsSuccess);
        using var again = source.ReadNext().Value;
        Assert.True(first.FixedTimeEquals(again));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath + ".next"));
    }

    [Fact]
    public void A_credential_of_systemd_is_read_and_one_that_others_reach_or_that_is_no_key_is_refused()
    {
        NewSource();
        var folder = Path.Combine(_root, "credentials");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "root-key");
        File.Copy(KeyPath, file);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var source = new CredentialKeySource(folder, "root-key");
        using var key = source.ReadRootKey().Value;
        using var same = new FileKeySource(KeyPath, Path.Combine(_root, "home")).ReadRootKey().Value;
        Assert.True(key.FixedTimeEquals(same));

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(CryptoErrors.RootKeyExposed, source.ReadRootKey().Error!.Code);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.AppendAllText(file, "x");
        Assert.Equal(CryptoErrors.RootKeyDamaged, source.ReadRootKey().Error!.Code);
        File.Delete(file);
        File.CreateSymbolicLink(file, KeyPath);
        Assert.Equal(CryptoErrors.RootKeyExposed, source.ReadRootKey().Error!.Code);
        Assert.Equal(CryptoErrors.RootKeyMissing, new CredentialKeySource(folder, "other").ReadRootKey().Error!.Code);
        Assert.Equal(CryptoErrors.RootKeyMissing, new CredentialKeySource(null, "root-key").ReadRootKey().Error!.Code);
        Assert.Throws<ArgumentException>(() => new CredentialKeySource(folder, "../root-key"));
    }

    private FileKeySource NewSource()
    {
        var source = new FileKeySource(KeyPath, Path.Combine(_root, "home"));
        Assert.True(source.Create(_random).IsSuccess);
        return source;
    }

    private async Task<KeyRing> OpenAsync(FileKeySource source) => (await KeyRing.OpenAsync(source, _store, _random, new FixedClock(), default)).Value;

    private void Rewrap(KeyRing ring, FileKeySource source)
    {
        using var secret = source.ReadNext().Value;
        using var next = new RootKey(secret);
        var after = _store.Keys.ConvertAll(k => ring.Rewrap(k, next).Value);
        _store.Keys.Clear();
        _store.Keys.AddRange(after);
    }
}
