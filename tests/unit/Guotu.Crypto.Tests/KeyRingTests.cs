using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Testing;

namespace Guotu.Crypto.Tests;

public sealed class KeyRingTests
{
    private readonly KeyStoreInMemory _store = new();
    private readonly FixedClock _clock = new();

    [Fact]
    public async Task Keys_made_at_the_ceremony_are_the_same_after_a_restart()
    {
        using var first = await NewNodeAsync();
        using var second = (await OpenAsync(1)).Value;
        foreach (var purpose in KeyPurpose.All)
        {
            Assert.Equal(purpose.Size, first.Current(purpose).Value.Secret.Length);
            Assert.True(first.Current(purpose).Value.Secret.FixedTimeEquals(second.Current(purpose).Value.Secret));
        }

        foreach (var pair in KeyPairPurpose.All)
            Assert.Equal(first.Current(pair).Value.PublicKey, second.Current(pair).Value.PublicKey);
    }

    [Fact]
    public async Task The_ceremony_repeated_makes_no_second_key()
    {
        using var ring = await NewNodeAsync();
        var before = _store.Keys.Count;
        Assert.True((await ring.CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, default)).IsSuccess);
        Assert.Equal(before, _store.Keys.Count);
    }

    [Fact]
    public async Task A_key_that_is_missing_is_refused_and_never_made_in_passing()
    {
        using var ring = (await OpenAsync(1)).Value;
        Assert.Equal(CryptoErrors.KeyUnknown, ring.Current(KeyPurpose.AuditMac).Error!.Code);
        Assert.Equal(CryptoErrors.KeyUnknown, ring.Current(KeyPairPurpose.Verdict).Error!.Code);
        Assert.Equal(CryptoErrors.KeyUnknown, (await ring.RotateAsync(KeyPurpose.AuditMac, TimeSpan.Zero, default)).Error!.Code);
        Assert.Empty(_store.Keys);
    }

    [Fact]
    public async Task Another_root_key_is_named_as_the_wrong_one()
    {
        using var ring = await NewNodeAsync();
        Assert.Equal(CryptoErrors.WrongRootKey, (await OpenAsync(2)).Error!.Code);
    }

    public static TheoryData<string> Labels => ["name", "version", "kind", "active", "sealed", "public", "swapped"];

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task A_wrapped_key_that_was_relabelled_or_changed_refuses_the_ring(string what)
    {
        using var ring = await NewNodeAsync();
        var at = _store.Keys.FindIndex(k => k.Name == KeyPairPurpose.Verdict.Name);
        var key = _store.Keys[at];
        var other = _store.Keys.Find(k => k.Name == KeyPairPurpose.CertificateSeal.Name)!;
        _store.Keys[at] = what switch
        {
            "name" => key with { Name = "verdict-2" },
            "version" => key with { Version = 9 },
            "kind" => key with { Kind = WrappedKeyKind.Symmetric },
            "active" => key with { ActiveFrom = key.ActiveFrom.Plus(TimeSpan.FromSeconds(-1)) },
            "sealed" => key with { Sealed = Flipped(key.Sealed) },
            "public" => key with { PublicKey = other.PublicKey },
            _ => key with { Sealed = other.Sealed, PublicKey = other.PublicKey },
        };
        Assert.Equal(CryptoErrors.WrappedKeyDamaged, (await OpenAsync(1)).Error!.Code);
    }

    [Fact]
    public async Task After_a_rotation_the_old_version_still_reads_and_the_new_one_writes_when_its_time_has_come()
    {
        using var ring = await NewNodeAsync();
        using var other = (await OpenAsync(1)).Value;
        Assert.True((await ring.RotateAsync(KeyPurpose.FieldMac, TimeSpan.FromMinutes(5), default)).IsSuccess);
        Assert.Equal(1, ring.Current(KeyPurpose.FieldMac).Value.Version);
        Assert.True((await other.RefreshAsync(default)).IsSuccess);
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(2, ring.Current(KeyPurpose.FieldMac).Value.Version);
        Assert.Equal(2, other.Current(KeyPurpose.FieldMac).Value.Version);
        Assert.Equal(1, ring.Version(KeyPurpose.FieldMac, 1).Value.Version);
        Assert.False(ring.Version(KeyPurpose.FieldMac, 1).Value.Secret.FixedTimeEquals(ring.Version(KeyPurpose.FieldMac, 2).Value.Secret));
    }

    [Fact]
    public async Task Two_nodes_that_rotate_at_once_make_one_version_and_the_later_one_is_told()
    {
        using var ring = await NewNodeAsync();
        using var other = (await OpenAsync(1)).Value;
        Assert.True((await ring.RotateAsync(KeyPairPurpose.Verdict, TimeSpan.Zero, default)).IsSuccess);
        Assert.Equal(CryptoErrors.KeyVersionTaken, (await other.RotateAsync(KeyPairPurpose.Verdict, TimeSpan.Zero, default)).Error!.Code);
        Assert.Equal(2, other.Current(KeyPairPurpose.Verdict).Value.Version);
    }

    [Fact]
    public async Task A_verdict_signed_before_a_rotation_verifies_after_it_and_never_for_another_purpose()
    {
        using var ring = await NewNodeAsync();
        var keys = new SigningKeys(ring);
        var signature = keys.Sign(KeyPairPurpose.Verdict, "compliant"u8).Value;
        await ring.RotateAsync(KeyPairPurpose.Verdict, TimeSpan.Zero, default);
        Assert.Equal(2, keys.Sign(KeyPairPurpose.Verdict, "compliant"u8).Value.KeyVersion);
        Assert.True(keys.Verify(KeyPairPurpose.Verdict, "compliant"u8, signature).Value);
        Assert.False(keys.Verify(KeyPairPurpose.Verdict, "conflict"u8, signature).Value);
        Assert.False(keys.Verify(KeyPairPurpose.AuditCheckpoint, "compliant"u8, signature).Value);
        Assert.Equal(CryptoErrors.KeyUnknown, keys.Verify(KeyPairPurpose.Verdict, "compliant"u8, signature with { KeyVersion = 3 }).Error!.Code);

        var archived = keys.PublicKey(KeyPairPurpose.Verdict, 1).Value;
        Assert.True(SigningKeys.Verify(KeyPairPurpose.Verdict, archived, "compliant"u8, signature.Bytes.Span));
    }

    [Fact]
    public void A_secret_is_gone_after_disposal_and_never_prints_itself()
    {
        var secret = SecretBytes.CopyOf([1, 2, 3]);
        Assert.Equal("[secret]", secret.ToString());
        secret.Dispose();
        Assert.Throws<ObjectDisposedException>(() => secret.Span.Length);
    }

    private static byte[] Flipped(ReadOnlyMemory<byte> bytes)
    {
        var changed = bytes.ToArray();
        changed[20] ^= 1;
        return changed;
    }

    private Task<Result<KeyRing>> OpenAsync(byte root) =>
        KeyRing.OpenAsync(new FixedKeySource(root), _store, new SystemRandomSource(), _clock, default);

    private async Task<KeyRing> NewNodeAsync()
    {
        var ring = (await OpenAsync(1)).Value;
        Assert.True((await ring.CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, default)).IsSuccess);
        return ring;
    }
}
