using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

public sealed class EngineChoiceTests
{
    public static TheoryData<string> EngineNames => Engines.Names;

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void An_engine_that_gives_the_known_answers_is_proved(string engineName)
    {
        var engine = Engines.Of(engineName);
        Assert.Same(engine, CryptoEngines.Proved(engine).Value);
    }

    [Fact]
    public void Where_libcrypto_is_there_it_is_chosen_by_itself()
    {
        var native = Engines.Of("libcrypto");
        Assert.Equal(native.Name, CryptoEngines.Select(EngineChoice.Automatic, new SystemRandomSource()).Value.Name);
        Assert.StartsWith("managed", CryptoEngines.Select(EngineChoice.Managed, new SystemRandomSource()).Value.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void An_engine_with_one_wrong_answer_is_refused_and_nothing_stands_in_for_it()
    {
        var refused = CryptoEngines.Proved(new EngineThatMacsWrongly(Engines.Managed)).Error!;
        Assert.Equal(CryptoErrors.SelfTestFailed, refused.Code);
        Assert.Contains("HMAC-SM3", refused.Text, StringComparison.Ordinal);
        Assert.NotEmpty(refused.WayOut);
    }

    [Fact]
    public void Every_refusal_of_the_building_block_has_its_Chinese_text() =>
        Assert.All(
            typeof(CryptoErrors).GetFields().Select(f => (Guotu.Kernel.Results.ErrorCode)f.GetValue(null)!),
            code => Assert.True(Guotu.Kernel.Errors.ErrorRegistry.Shared.Knows(code), code.Value));

    /// <summary>The managed engine on a machine whose MACs come out wrong in one bit.</summary>
    private sealed class EngineThatMacsWrongly(ICryptoEngine inner) : ICryptoEngine
    {
        public string Name => inner.Name;

        public void HashSm3(ReadOnlySpan<byte> data, Span<byte> digest) => inner.HashSm3(data, digest);

        public ISm3Context StartSm3() => inner.StartSm3();

        public void HmacSm3(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac)
        {
            inner.HmacSm3(key, data, mac);
            mac[31] ^= 1;
        }

        public void Pbkdf2Sm3(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> output) =>
            inner.Pbkdf2Sm3(password, salt, iterations, output);

        public ISm4Context StartSm4Encryption(Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv) =>
            inner.StartSm4Encryption(mode, key, iv);

        public ISm4Context StartSm4Decryption(Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv) =>
            inner.StartSm4Decryption(mode, key, iv);

        public void SealSm4Gcm(
            ReadOnlySpan<byte> key,
            ReadOnlySpan<byte> nonce,
            ReadOnlySpan<byte> associated,
            ReadOnlySpan<byte> plaintext,
            Span<byte> output) => inner.SealSm4Gcm(key, nonce, associated, plaintext, output);

        public bool TryOpenSm4Gcm(
            ReadOnlySpan<byte> key,
            ReadOnlySpan<byte> nonce,
            ReadOnlySpan<byte> associated,
            ReadOnlySpan<byte> sealedBytes,
            Span<byte> plaintext) => inner.TryOpenSm4Gcm(key, nonce, associated, sealedBytes, plaintext);

        public void SealSm4Ccm(
            ReadOnlySpan<byte> key,
            ReadOnlySpan<byte> nonce,
            ReadOnlySpan<byte> associated,
            ReadOnlySpan<byte> plaintext,
            Span<byte> output) => inner.SealSm4Ccm(key, nonce, associated, plaintext, output);

        public bool TryOpenSm4Ccm(
            ReadOnlySpan<byte> key,
            ReadOnlySpan<byte> nonce,
            ReadOnlySpan<byte> associated,
            ReadOnlySpan<byte> sealedBytes,
            Span<byte> plaintext) => inner.TryOpenSm4Ccm(key, nonce, associated, sealedBytes, plaintext);

        public byte[] SignSm2(Sm2PrivateKey key, ReadOnlySpan<byte> userId, ReadOnlySpan<byte> message) => inner.SignSm2(key, userId, message);

        public bool VerifySm2(Sm2PublicKey key, ReadOnlySpan<byte> userId, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
            inner.VerifySm2(key, userId, message, signature);

        public Sm2Ciphertext EncryptSm2(Sm2PublicKey key, ReadOnlySpan<byte> plaintext) => inner.EncryptSm2(key, plaintext);

        public byte[]? DecryptSm2(Sm2PrivateKey key, Sm2Ciphertext ciphertext) => inner.DecryptSm2(key, ciphertext);
    }
}
