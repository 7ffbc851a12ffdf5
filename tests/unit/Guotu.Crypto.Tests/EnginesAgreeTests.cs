using FsCheck;
using FsCheck.Fluent;
using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

/// <summary>What one engine makes, the other one reads: properties over random data.</summary>
public sealed class EnginesAgreeTests
{
    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(60);

    [Fact]
    public void Both_give_the_same_digest_however_the_data_is_cut() => Check((data, size) =>
    {
        var (managed, native) = (new byte[32], new byte[32]);
        Engines.Managed.HashSm3(data, managed);
        using var running = Engines.Of("libcrypto").StartSm3();
        foreach (var piece in data.Chunk(size))
            running.Append(piece);

        running.Finish(native);
        return managed.AsSpan().SequenceEqual(native);
    });

    [Fact]
    public void Both_give_the_same_MAC_for_keys_of_any_length() => Check((data, size) =>
    {
        var (managed, native) = (new byte[32], new byte[32]);
        var key = Bytes(size * 3, 7);
        Engines.Managed.HmacSm3(key, data, managed);
        Engines.Of("libcrypto").HmacSm3(key, data, native);
        return managed.AsSpan().SequenceEqual(native);
    });

    [Fact]
    public void Both_derive_the_same_from_a_password() => Check((data, size) =>
    {
        var (managed, native) = (new byte[40], new byte[40]);
        Engines.Managed.Pbkdf2Sm3(data, Bytes(16, 1), size, managed);
        Engines.Of("libcrypto").Pbkdf2Sm3(data, Bytes(16, 1), size, native);
        return managed.AsSpan().SequenceEqual(native);
    });

    [Theory]
    [InlineData(Sm4Mode.CbcPkcs7)]
    [InlineData(Sm4Mode.Ctr)]
    public void What_one_encrypts_in_pieces_the_other_decrypts_in_others(Sm4Mode mode) => Check((data, size) =>
    {
        using var encryption = Engines.Managed.StartSm4Encryption(mode, Bytes(16, 2), Bytes(16, 3));
        using var decryption = Engines.Of("libcrypto").StartSm4Decryption(mode, Bytes(16, 2), Bytes(16, 3));
        using var native = Engines.Of("libcrypto").StartSm4Encryption(mode, Bytes(16, 2), Bytes(16, 3));
        var hidden = Sm4Runs.InPieces(encryption, data, size)!;
        return hidden.SequenceEqual(Sm4Runs.Whole(native, data)!)
            && Sm4Runs.InPieces(decryption, hidden, (size / 2) + 1)!.SequenceEqual(data);
    });

    [Fact]
    public void What_one_seals_the_other_opens_and_any_changed_bit_is_refused() => Check((data, size) =>
    {
        var native = Engines.Of("libcrypto");
        var (byManaged, byNative) = (new byte[data.Length + 16], new byte[data.Length + 16]);
        Engines.Managed.SealSm4Gcm(Bytes(16, 4), Bytes(12, 5), Bytes(size, 6), data, byManaged);
        native.SealSm4Gcm(Bytes(16, 4), Bytes(12, 5), Bytes(size, 6), data, byNative);
        var opened = new byte[data.Length];
        var good = byManaged.SequenceEqual(byNative)
            && native.TryOpenSm4Gcm(Bytes(16, 4), Bytes(12, 5), Bytes(size, 6), byManaged, opened)
            && opened.SequenceEqual(data);
        byManaged[size % byManaged.Length] ^= (byte)(1 << (size % 8));
        return good
            && !native.TryOpenSm4Gcm(Bytes(16, 4), Bytes(12, 5), Bytes(size, 6), byManaged, opened)
            && opened.All(b => b == 0)
            && !Engines.Managed.TryOpenSm4Gcm(Bytes(16, 4), Bytes(12, 5), Bytes(size, 6), byManaged, opened)
            && !Engines.Managed.TryOpenSm4Gcm(Bytes(16, 4), Bytes(12, 5), Bytes(size + 1, 6), byNative, opened);
    });

    [Fact]
    public void What_one_signs_the_other_verifies_and_no_other_message() => Check((data, size) =>
    {
        using var key = Sm2PrivateKey.Generate(new SystemRandomSource());
        var (managed, native) = (Engines.Managed, Engines.Of("libcrypto"));
        byte[] other = [.. data, (byte)size];
        var id = Bytes(size, 9);
        return new[] { ((ICryptoEngine)managed, native), (native, managed) }.All(pair =>
        {
            var signature = pair.Item1.SignSm2(key, id, data);
            return pair.Item2.VerifySm2(key.PublicKey, id, data, signature)
                && !pair.Item2.VerifySm2(key.PublicKey, id, other, signature)
                && !pair.Item2.VerifySm2(key.PublicKey, Bytes(size + 1, 9), data, signature);
        });
    });

    [Fact]
    public void What_one_encrypts_to_a_key_the_other_decrypts_and_any_changed_bit_is_refused() => Check((data, size) =>
    {
        using var key = Sm2PrivateKey.Generate(new SystemRandomSource());
        byte[] message = [.. data, 1];
        var (managed, native) = (Engines.Managed, Engines.Of("libcrypto"));
        return new[] { ((ICryptoEngine)managed, native), (native, managed) }.All(pair =>
        {
            var hidden = pair.Item1.EncryptSm2(key.PublicKey, message);
            var raw = hidden.ToRaw();
            raw[1 + (size % (raw.Length - 1))] ^= (byte)(1 << (size % 8));
            var changed = Sm2Ciphertext.FromRaw(raw).Value;
            return pair.Item2.DecryptSm2(key, hidden)!.SequenceEqual(message)
                && pair.Item2.DecryptSm2(key, changed) is null
                && pair.Item1.DecryptSm2(key, changed) is null;
        });
    });

    private static void Check(Func<byte[], int, bool> holds)
    {
        Assert.NotNull(Engines.Of("libcrypto"));
        var pairs = ArbMap.Default.ArbFor<byte[]>().Generator.Zip(Gen.Choose(1, 40), (data, size) => (data, size));
        FsCheck.Check.One(Few, Prop.ForAll(pairs.ToArbitrary(), pair => holds(pair.data, pair.size)));
    }

    private static byte[] Bytes(int length, int seed) => Enumerable.Range(0, length).Select(i => (byte)((i * 31) + seed)).ToArray();
}
