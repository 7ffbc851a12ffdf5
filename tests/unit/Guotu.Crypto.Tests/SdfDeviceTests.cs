using System.Text;
using Guotu.Crypto.Hardware;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Testing;

namespace Guotu.Crypto.Tests;

/// <summary>The platform beside a cryptographic device that speaks GM/T 0018.</summary>
[Collection(StandInDevice.Shared)]
public sealed class SdfDeviceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-sdf-").FullName;
    private readonly SystemRandomSource _random = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_the_device_signs_our_engine_verifies_and_the_other_way_round()
    {
        using var device = Open();
        using var key = Key(1);
        var signature = device.Sign(new SdfKey(1, key), "检查点", "审查结论"u8).Value;
        var inside = device.SigningKey(1).Value;
        Assert.True(Sm2.Verify(inside, "审查结论"u8, signature, "检查点"));
        Assert.False(Sm2.Verify(inside, "审查结论"u8, signature));
        Assert.True(device.Verify(inside, "检查点", "审查结论"u8, signature).Value);
        Assert.False(device.Verify(inside, "检查点", "别的结论"u8, signature).Value);

        using var ours = Sm2PrivateKey.Generate(_random);
        var bySoftware = Sm2.Sign(ours, "审查结论"u8);
        Assert.True(device.Verify(ours.PublicKey, Sm2.DefaultUserId, "审查结论"u8, bySoftware).Value);
        Assert.NotEqual(inside, device.SigningKey(2).Value);
        Assert.NotEqual(inside, device.EncryptionKey(1).Value);
    }

    [Fact]
    public void The_devices_digest_is_ours_and_its_random_bytes_are_not_repeated()
    {
        using var device = Open();
        foreach (var length in new[] { 0, 1, 64, 100_000 })
        {
            var data = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            Assert.Equal(Sm3.Hash(data), device.HashSm3(data).Value);
        }

        Assert.NotEqual(device.Random(32).Value, device.Random(32).Value);
        Assert.Equal("Guotu stand-in", device.Info().Value.Maker);
        Assert.Equal("2026030200000001", device.Info().Value.Serial);
    }

    [Fact]
    public void What_is_sealed_under_the_devices_key_opens_with_its_word_only()
    {
        using var device = Open();
        using var secret = SecretBytes.Random(_random, 32);
        using var word = Key(1);
        using var wrong = SecretBytes.CopyOf("guess"u8);
        var made = device.Seal(1, new byte[16], secret).Value;
        using var opened = device.Open(new SdfKey(1, word), made).Value;
        Assert.True(opened.FixedTimeEquals(secret));

        Refused("0x01000018", device.Open(new SdfKey(1, wrong), made));
        Refused("0x0100000C", device.Open(new SdfKey(2, word), made));
        Refused("0x01000008", device.Open(new SdfKey(9, word), made));
        Refused("0x01000008", device.Seal(9, new byte[16], secret));
        Refused("0x01000018", device.Sign(new SdfKey(1, wrong), "x", "y"u8));
    }

    [Theory]
    [InlineData("SDF_OpenSession")]
    [InlineData("SDF_GenerateRandom")]
    [InlineData("SDF_InternalSign_ECC")]
    [InlineData("SDF_ExternalVerify_ECC")]
    [InlineData("SDF_HashUpdate")]
    public void A_function_that_fails_is_named_with_its_code_and_the_next_call_has_a_new_session(string function)
    {
        using var device = Open();
        using var word = Key(1);
        var inside = device.SigningKey(1).Value;
        var good = device.Sign(new SdfKey(1, word), "x", "y"u8).Value;

        // The idle session is used up, so that a new one has to be opened.
        using var broken = SdfDevice.Open(StandInDevice.Library, 2).Value;
        StandInDevice.Break(function);
        Error?[] refusals =
        [
            broken.Random(8).Error, broken.HashSm3(new byte[3]).Error, broken.Sign(new SdfKey(1, word), "x", "y"u8).Error,
            broken.Verify(inside, "x", "y"u8, good).Error,
        ];
        Assert.Contains(refusals, r => r is not null && r.Code == CryptoErrors.DeviceRefused && r.Text.Contains(function, StringComparison.Ordinal));

        StandInDevice.Break(string.Empty);
        Assert.True(broken.Random(8).IsSuccess);
        Assert.True(broken.Sign(new SdfKey(1, word), "x", "y"u8).IsSuccess);
    }

    [Fact]
    public async Task Many_threads_share_the_sessions_that_the_device_allows()
    {
        using var device = SdfDevice.Open(StandInDevice.Library, 4).Value;
        using var word = Key(1);
        var inside = device.SigningKey(1).Value;
        var signed = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() =>
        {
            var message = Encoding.UTF8.GetBytes($"件{i}");
            return Enumerable.Range(0, 10).All(_ => Sm2.Verify(inside, message, device.Sign(new SdfKey(1, word), Sm2.DefaultUserId, message).Value));
        })));
        Assert.DoesNotContain(false, signed);
    }

    [Fact]
    public async Task The_root_key_under_the_device_opens_the_nodes_keys_and_not_without_device_word_or_file()
    {
        var settings = Settings();
        using var root = SecretBytes.Random(_random, RootKey.Size);
        var source = new SdfKeySource(settings);
        Assert.True(source.Store(root, _random).IsSuccess);
        Assert.Equal(CryptoErrors.RootKeyExists, source.Store(root, _random).Error!.Code);
        Assert.DoesNotContain(Convert.ToHexString(root.Span), File.ReadAllText(settings.File), StringComparison.OrdinalIgnoreCase);

        var store = new KeyStoreInMemory();
        using (var ring = (await KeyRing.OpenAsync(source, store, _random, new FixedClock(), default)).Value)
            Assert.True((await ring.CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, default)).IsSuccess);

        using var again = (await KeyRing.OpenAsync(new SdfKeySource(settings), store, _random, new FixedClock(), default)).Value;
        Assert.True(again.Current(KeyPurpose.AuditMac).IsSuccess);

        var text = File.ReadAllText(settings.File);
        foreach (var (found, replaced) in new[] { ("device-root 1", "device-root 2"), ("\"hidden\": \"", "\"hidden\": \"AAAA"), ("{", string.Empty) })
        {
            File.WriteAllText(settings.File, text.Replace(found, replaced, StringComparison.Ordinal));
            Assert.Equal(CryptoErrors.RootKeyDamaged, source.ReadRootKey().Error!.Code);
        }

        // One bit of the hidden key changed: CBC opens it, the id does not fit.
        var at = text.IndexOf("\"hidden\": \"", StringComparison.Ordinal) + 12;
        File.WriteAllText(settings.File, text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]);
        Assert.Equal(CryptoErrors.RootKeyDamaged, source.ReadRootKey().Error!.Code);
        File.WriteAllText(settings.File, text);

        File.WriteAllText(settings.PasswordFile, "guess\n");
        Assert.Equal(CryptoErrors.DeviceRefused, source.ReadRootKey().Error!.Code);
        File.SetUnixFileMode(settings.PasswordFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Equal(CryptoErrors.RootKeyExposed, source.ReadRootKey().Error!.Code);
        Assert.Equal(CryptoErrors.DeviceUnavailable, new SdfKeySource(settings with { Library = "/nowhere/libsdf.so" }).ReadRootKey().Error!.Code);
        Assert.Equal(CryptoErrors.RootKeyMissing, new SdfKeySource(settings with { File = "/nowhere/root" }).ReadRootKey().Error!.Code);
    }

    [Fact]
    public void A_library_that_is_none_or_lacks_a_function_is_refused_with_the_reason()
    {
        var text = Path.Combine(_folder, "libtext.so");
        File.WriteAllText(text, "not a library");
        Assert.Equal(CryptoErrors.DeviceUnavailable, SdfDevice.Open(text, 1).Error!.Code);
        var other = SdfDevice.Open("/usr/lib/x86_64-linux-gnu/libc.so.6", 1);
        if (File.Exists("/usr/lib/x86_64-linux-gnu/libc.so.6"))
            Assert.Contains("SDF_OpenDevice", other.Error!.Text, StringComparison.Ordinal);
    }

    private static SdfDevice Open() => SdfDevice.Open(StandInDevice.Library, 2).Value;

    private static SecretBytes Key(int index) => SecretBytes.CopyOf(Encoding.ASCII.GetBytes(index == 1 ? StandInDevice.Word : "none"));

    private static void Refused<T>(string code, Result<T> result)
    {
        Assert.Equal(CryptoErrors.DeviceRefused, result.Error!.Code);
        Assert.Contains(code, result.Error.Text, StringComparison.Ordinal);
    }

    private SdfRootSettings Settings()
    {
        var password = Path.Combine(_folder, "word");
        File.WriteAllText(password, StandInDevice.Word + "\n");
        File.SetUnixFileMode(password, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new SdfRootSettings(StandInDevice.Library, 1, password, Path.Combine(_folder, "device-root.json"));
    }
}
