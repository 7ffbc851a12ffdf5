using Guotu.Crypto.Hardware;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Testing;

namespace Guotu.Crypto.Tests;

/// <summary>Signing keys of the node inside a device: what the device must prove, and what stays provable without it.</summary>
[Collection(StandInDevice.Shared)]
public sealed class SigningDeviceTests : IDisposable
{
    private const string Verdict = "verdict";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly byte[] Said = "地块可以办理"u8.ToArray();

    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-signing-device-").FullName;
    private readonly SystemRandomSource _random = new();
    private readonly KeyStoreInMemory _store = new();
    private readonly FixedClock _clock = new();

    private string Word => Path.Combine(_folder, "word");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_verdict_is_signed_inside_and_proved_by_a_node_that_has_no_device()
    {
        using var device = Device();
        using var ring = await NodeAsync(device);
        var keys = new SigningKeys(ring);
        var before = keys.Sign(KeyPairPurpose.Verdict, Said).Value;
        await AddAsync(ring, ring.PrepareInDevice(Verdict, 2, TimeSpan.FromMinutes(5)));
        Assert.Equal(1, keys.Sign(KeyPairPurpose.Verdict, Said).Value.KeyVersion);
        _clock.Advance(TimeSpan.FromMinutes(5));

        var inside = keys.Sign(KeyPairPurpose.Verdict, Said).Value;
        Assert.Equal(2, inside.KeyVersion);
        Assert.Equal(device.PublicKey(2).Value, keys.PublicKey(KeyPairPurpose.Verdict, 2).Value);
        Assert.Equal([WrappedKeyKind.KeyPair, WrappedKeyKind.DeviceKeyPair], ring.List().Where(k => k.Name == Verdict).Select(k => k.Kind));

        using var archive = await OpenAsync(null);
        var reader = new SigningKeys(archive);
        Assert.True(reader.Verify(KeyPairPurpose.Verdict, Said, before).Value);
        Assert.True(reader.Verify(KeyPairPurpose.Verdict, Said, inside).Value);
        Assert.False(reader.Verify(KeyPairPurpose.Verdict, "地块不可以办理"u8, inside).Value);
        Assert.Equal(CryptoErrors.SigningDeviceMissing, reader.Sign(KeyPairPurpose.Verdict, Said).Error!.Code);
        Assert.Equal(CryptoErrors.DeviceKeyOnlySigns, archive.Version(KeyPairPurpose.Verdict, 2).Value.Decrypt(AnyCiphertext()).Error!.Code);
    }

    [Fact]
    public async Task Only_signing_keys_go_in_only_what_the_device_has_and_a_rotation_takes_none_out()
    {
        using var device = Device();
        using var ring = await NodeAsync(device);
        Assert.Equal(CryptoErrors.DeviceKeyOnlySigns, ring.PrepareInDevice("login-password", 1, TimeSpan.Zero).Error!.Code);
        Assert.Equal(CryptoErrors.DeviceKeyOnlySigns, ring.PrepareInDevice("audit-mac", 1, TimeSpan.Zero).Error!.Code);
        Assert.Equal(CryptoErrors.DeviceRefused, ring.PrepareInDevice(Verdict, 9, TimeSpan.Zero).Error!.Code);
        Assert.Equal(CryptoErrors.KeyUnknown, ring.PrepareInDevice("evidence-report", 1, TimeSpan.Zero).Error!.Code);
        using var without = await OpenAsync(null);
        Assert.Equal(CryptoErrors.SigningDeviceMissing, without.PrepareInDevice(Verdict, 1, TimeSpan.Zero).Error!.Code);

        await AddAsync(ring, ring.PrepareInDevice(Verdict, 1, TimeSpan.Zero));
        Assert.Equal(CryptoErrors.KeyInDevice, (await ring.RotateAsync(KeyPairPurpose.Verdict, TimeSpan.Zero, default)).Error!.Code);
        await AddAsync(ring, ring.PrepareInDevice(Verdict, 2, TimeSpan.Zero));
        await AddAsync(ring, ring.PrepareHeld(Verdict, TimeSpan.Zero));
        Assert.Equal(4, new SigningKeys(ring).Sign(KeyPairPurpose.Verdict, Said).Value.KeyVersion);
        Assert.True((await ring.RotateAsync(KeyPairPurpose.Verdict, TimeSpan.Zero, default)).IsSuccess);
    }

    [Fact]
    public async Task A_word_that_others_could_read_or_that_is_wrong_signs_nothing_until_it_is_mended()
    {
        using var device = Device();
        using var ring = await NodeAsync(device);
        await AddAsync(ring, ring.PrepareInDevice(Verdict, 1, TimeSpan.Zero));
        var keys = new SigningKeys(ring);
        Assert.True(keys.Sign(KeyPairPurpose.Verdict, Said).IsSuccess);

        File.SetUnixFileMode(Word, OwnerOnly | UnixFileMode.OtherRead);
        Assert.Equal(CryptoErrors.RootKeyExposed, keys.Sign(KeyPairPurpose.Verdict, Said).Error!.Code);
        File.SetUnixFileMode(Word, OwnerOnly);
        await File.WriteAllTextAsync(Word, "guess\n");
        Assert.Equal(CryptoErrors.DeviceRefused, keys.Sign(KeyPairPurpose.Verdict, Said).Error!.Code);
        await File.WriteAllTextAsync(Word, StandInDevice.Word + "\n");
        Assert.True(keys.Sign(KeyPairPurpose.Verdict, Said).IsSuccess);

        using var noLibrary = new SdfSigner(new SdfSigningSettings("/nowhere/libsdf.so", Word));
        Assert.Equal(CryptoErrors.DeviceUnavailable, noLibrary.Sign(1, Said).Error!.Code);
    }

    [Fact]
    public async Task After_a_device_was_switched_off_and_on_it_signs_again_without_a_restart()
    {
        using var device = Device();
        using var ring = await NodeAsync(device);
        await AddAsync(ring, ring.PrepareInDevice(Verdict, 1, TimeSpan.Zero));
        var keys = new SigningKeys(ring);
        var before = keys.Sign(KeyPairPurpose.Verdict, Said).Value;

        StandInDevice.Reset();
        var attempts = Enumerable.Range(0, 3).Select(_ => keys.Sign(KeyPairPurpose.Verdict, Said)).ToList();

        Assert.Equal(CryptoErrors.DeviceRefused, attempts[0].Error!.Code);
        Assert.True(attempts[^1].IsSuccess, attempts[^1].Error?.Text);
        Assert.True(keys.Verify(KeyPairPurpose.Verdict, Said, before).Value);
    }

    [Fact]
    public async Task Another_key_at_the_same_place_signs_nothing_that_counts_and_a_changed_record_refuses_the_ring()
    {
        using var inner = Device();
        var device = new ExchangedDevice(inner);
        using var ring = await NodeAsync(device);
        var registered = ring.PrepareInDevice(Verdict, 1, TimeSpan.Zero).Value;
        await AddAsync(ring, registered);
        Assert.True(new SigningKeys(ring).Sign(KeyPairPurpose.Verdict, Said).IsSuccess);
        device.Exchange();
        Assert.Equal(CryptoErrors.DeviceKeyMismatch, new SigningKeys(ring).Sign(KeyPairPurpose.Verdict, Said).Error!.Code);
        Assert.Equal(CryptoErrors.DeviceKeyMismatch, ring.PrepareInDevice(Verdict, 1, TimeSpan.Zero).Error!.Code);

        var at = _store.Keys.FindIndex(k => k.Kind == WrappedKeyKind.DeviceKeyPair);
        foreach (var changed in new[]
        {
            registered with { PublicKey = inner.PublicKey(2).Value.Encoded.ToArray() },
            registered with { Kind = WrappedKeyKind.KeyPair },
            registered with { Kind = (WrappedKeyKind)4 },
        })
        {
            _store.Keys[at] = changed;
            Assert.Equal(CryptoErrors.WrappedKeyDamaged, (await KeyRing.OpenAsync(new FixedKeySource(1), _store, _random, _clock, default)).Error!.Code);
        }
    }

    private static Sm2Ciphertext AnyCiphertext()
    {
        using var key = Sm2PrivateKey.Generate(new SystemRandomSource());
        return Sm2.Encrypt(key.PublicKey, "x"u8);
    }

    private async Task<KeyRing> NodeAsync(ISigningDevice device)
    {
        var ring = await OpenAsync(device);
        Assert.True((await ring.CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, default)).IsSuccess);
        return ring;
    }

    private async Task<KeyRing> OpenAsync(ISigningDevice? device)
    {
        var ring = (await KeyRing.OpenAsync(new FixedKeySource(1), _store, _random, _clock, default)).Value;
        if (device is not null)
            ring.Attach(device);

        return ring;
    }

    private async Task AddAsync(KeyRing ring, Result<WrappedKey> prepared)
    {
        Assert.True(prepared.IsSuccess, prepared.Error?.Text);
        Assert.True(await _store.TryAddAsync(prepared.Value, default));
        Assert.True((await ring.RefreshAsync(default)).IsSuccess);
    }

    private SdfSigner Device()
    {
        File.WriteAllText(Word, StandInDevice.Word + "\n");
        File.SetUnixFileMode(Word, OwnerOnly);
        return new SdfSigner(new SdfSigningSettings(StandInDevice.Library, Word));
    }

    /// <summary>A device in whose place another is put: it still says the public key of before and signs with its own.</summary>
    private sealed class ExchangedDevice(ISigningDevice inner) : ISigningDevice
    {
        private uint _further;

        public void Exchange() => _further = 1;

        public Result<Sm2PublicKey> PublicKey(uint index) => inner.PublicKey(index);

        public Result<byte[]> Sign(uint index, ReadOnlySpan<byte> message) => inner.Sign(index + _further, message);
    }
}
