using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Guotu.Crypto.Engines;

namespace Guotu.Crypto.Tests;

/// <summary>SM4-CCM on both engines, and both authenticated modes over a text in pieces.</summary>
public sealed class Sm4SealingTests
{
    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(100);

    private readonly byte[] _key = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");

    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void RFC_8998_seals_and_opens_with_CCM(string engineName)
    {
        var engine = Engines.Of(engineName);
        var stanzas = EvpVectors.Read(Guotu.Testing.TestData.Path("crypto/tongsuo/evpciph_sm4.txt")).Where(s => s["Cipher"] == "SM4-CCM").ToList();
        Assert.Single(stanzas);
        var (key, nonce, associated) = (EvpVectors.Bytes(stanzas[0]["Key"]), EvpVectors.Bytes(stanzas[0]["IV"]), EvpVectors.Bytes(stanzas[0]["AAD"]));
        var plaintext = EvpVectors.Bytes(stanzas[0]["Plaintext"]);
        byte[] expected = [.. EvpVectors.Bytes(stanzas[0]["Ciphertext"]), .. EvpVectors.Bytes(stanzas[0]["Tag"])];
        var output = new byte[expected.Length];
        engine.SealSm4Ccm(key, nonce, associated, plaintext, output);
        Assert.Equal(expected, output);
        var opened = new byte[plaintext.Length];
        Assert.True(engine.TryOpenSm4Ccm(key, nonce, associated, output, opened));
        Assert.Equal(plaintext, opened);
    }

    [Fact]
    public void What_one_engine_seals_with_CCM_the_other_opens_for_every_nonce_and_tag_size() => Check((data, size) =>
    {
        var native = Engines.Of("libcrypto");
        var (nonce, associated) = (Bytes(7 + (size % 7), 5), Bytes(size * 3, 6));
        var tagSize = 4 + (2 * (size % 7));
        var (byManaged, byNative) = (new byte[data.Length + tagSize], new byte[data.Length + tagSize]);
        Engines.Managed.SealSm4Ccm(_key, nonce, associated, data, byManaged);
        native.SealSm4Ccm(_key, nonce, associated, data, byNative);
        var opened = new byte[data.Length];
        var good = byManaged.SequenceEqual(byNative)
            && native.TryOpenSm4Ccm(_key, nonce, associated, byManaged, opened) && opened.SequenceEqual(data)
            && Engines.Managed.TryOpenSm4Ccm(_key, nonce, associated, byNative, opened) && opened.SequenceEqual(data);
        byManaged[size % byManaged.Length] ^= (byte)(1 << (size % 8));
        return good
            && !native.TryOpenSm4Ccm(_key, nonce, associated, byManaged, opened) && opened.All(b => b == 0)
            && !Engines.Managed.TryOpenSm4Ccm(_key, nonce, associated, byManaged, opened) && opened.All(b => b == 0)
            && !native.TryOpenSm4Ccm(_key, nonce, [.. associated, 0], byNative, opened);
    });

    [Fact]
    public void Associated_data_longer_than_two_bytes_can_count_is_bound_as_RFC_3610_says()
    {
        var (byManaged, byNative) = (new byte[20], new byte[20]);
        Engines.Managed.SealSm4Ccm(_key, new byte[12], Bytes(0xFF00, 1), new byte[4], byManaged);
        Engines.Of("libcrypto").SealSm4Ccm(_key, new byte[12], Bytes(0xFF00, 1), new byte[4], byNative);
        Assert.Equal(byManaged, byNative);
    }

    [Theory]
    [InlineData("managed", 13, 70_000, 16)]
    [InlineData("libcrypto", 13, 70_000, 16)]
    [InlineData("managed", 14, 10, 16)]
    [InlineData("libcrypto", 6, 10, 16)]
    [InlineData("libcrypto", 12, 10, 15)]
    public void A_text_too_long_for_the_nonce_and_sizes_that_CCM_has_not_are_refused(string engineName, int nonceSize, int length, int tagSize)
    {
        var engine = Engines.Of(engineName);
        Assert.Throws<ArgumentException>(() => engine.SealSm4Ccm(_key, new byte[nonceSize], [], new byte[length], new byte[length + tagSize]));
    }

    [Fact]
    public void A_text_sealed_in_pieces_is_the_one_sealed_whole_and_opens_in_other_pieces() => Check((data, size) =>
    {
        var associated = Bytes(size, 3);
        return new[] { Mode.Gcm, Mode.Ccm }.All(mode =>
        {
            var whole = mode == Mode.Gcm ? Sm4Gcm.Seal(_key, Bytes(12, 1), associated, data) : Sm4Ccm.Seal(_key, Bytes(12, 1), associated, data);
            using var sealing = mode == Mode.Gcm
                ? Sm4Sealing.StartGcm(_key, Bytes(12, 1), associated)
                : Sm4Sealing.StartCcm(_key, Bytes(12, 1), associated, data.Length);
            using var opening = mode == Mode.Gcm
                ? Sm4Opening.StartGcm(_key, Bytes(12, 1), associated)
                : Sm4Opening.StartCcm(_key, Bytes(12, 1), associated, data.Length);
            var (hidden, tag, shown) = (new byte[data.Length], new byte[16], new byte[data.Length]);
            InPieces(data, hidden, size, sealing.Update);
            sealing.Finish(tag);
            InPieces(hidden, shown, (size * 7 % 50) + 1, opening.Update);
            return whole.SequenceEqual(hidden.Concat(tag)) && opening.TryFinish(tag) && shown.SequenceEqual(data);
        });
    });

    [Fact]
    public void The_same_run_over_the_managed_engine_gives_the_same() => Check((data, size) =>
    {
        var (hidden, expected) = (new byte[data.Length + 16], new byte[data.Length + 16]);
        using var seal = new GcmSeal(Engines.Managed, new SealInput { Key = _key, Nonce = Bytes(12, 1), Associated = Bytes(size, 2) });
        InPieces(data, hidden, size, seal.Encrypt);
        seal.WriteTag(hidden.AsSpan(data.Length));
        Engines.Managed.SealSm4Gcm(_key, Bytes(12, 1), Bytes(size, 2), data, expected);
        return hidden.SequenceEqual(expected);
    });

    [Fact]
    public void A_changed_tag_or_text_is_told_at_the_end_and_nothing_can_follow()
    {
        var data = Bytes(100, 9);
        var sealedBytes = Sm4Gcm.Seal(_key, new byte[12], [], data);
        for (var at = 0; at < sealedBytes.Length; at += 7)
        {
            var changed = sealedBytes.ToArray();
            changed[at] ^= 0x10;
            using var opening = Sm4Opening.StartGcm(_key, new byte[12], []);
            opening.Update(changed.AsSpan(0, 100), new byte[100]);
            Assert.False(opening.TryFinish(changed.AsSpan(100)));
            Assert.Throws<ObjectDisposedException>(() => opening.Update(data, new byte[100]));
        }
    }

    [Fact]
    public void CCM_takes_exactly_the_length_it_was_told()
    {
        using var sealing = Sm4Sealing.StartCcm(_key, new byte[12], [], 10);
        sealing.Update(new byte[6], new byte[6]);
        Assert.Throws<CryptographicException>(() => sealing.Update(new byte[5], new byte[5]));

        using var cut = Sm4Sealing.StartCcm(_key, new byte[12], [], 10);
        cut.Update(new byte[6], new byte[6]);
        Assert.Throws<CryptographicException>(() => cut.Finish(new byte[16]));
    }

    private enum Mode
    {
        Gcm,
        Ccm,
    }

    private delegate void Step(ReadOnlySpan<byte> input, Span<byte> output);

    private static void InPieces(byte[] input, byte[] output, int size, Step step)
    {
        for (var at = 0; at < input.Length; at += size)
            step(input.AsSpan(at, Math.Min(size, input.Length - at)), output.AsSpan(at));
    }

    private static void Check(Func<byte[], int, bool> holds)
    {
        Assert.NotNull(Engines.Of("libcrypto"));
        var lengths = Gen.OneOf(Gen.Choose(0, 70), Gen.Choose(71, 20_000));
        var pairs = lengths.SelectMany(n => Gen.ArrayOf(ArbMap.Default.ArbFor<byte>().Generator, n)).Zip(Gen.Choose(1, 40), (data, size) => (data, size));
        FsCheck.Check.One(Few, Prop.ForAll(pairs.ToArbitrary(), pair => holds(pair.data, pair.size)));
    }

    private static byte[] Bytes(int length, int seed) => Enumerable.Range(0, length).Select(i => (byte)((i * 31) + seed)).ToArray();
}
