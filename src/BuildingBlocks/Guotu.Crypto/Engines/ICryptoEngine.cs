namespace Guotu.Crypto.Engines;

/// <summary>
/// The national algorithms as one engine gives them (密码引擎). Callers use the types of <see cref="Guotu.Crypto"/>;
/// engines are chosen once, by <see cref="CryptoEngines"/>. Every method may be called by many threads.
/// Lengths that are wrong are bugs and throw; data that is wrong is answered with false.
/// </summary>
public interface ICryptoEngine
{
    /// <summary>Kind and version, for the doctor and the assessor's report.</summary>
    string Name { get; }

    void HashSm3(ReadOnlySpan<byte> data, Span<byte> digest);

    ISm3Context StartSm3();

    void HmacSm3(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac);

    /// <summary>PBKDF2 (RFC 8018) with HMAC-SM3.</summary>
    void Pbkdf2Sm3(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> output);

    /// <param name="mode">How blocks are chained.</param>
    /// <param name="key">16 bytes.</param>
    /// <param name="iv">16 bytes; empty for <see cref="Sm4Mode.Ecb"/>.</param>
    ISm4Context StartSm4Encryption(Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv);

    /// <inheritdoc cref="StartSm4Encryption"/>
    ISm4Context StartSm4Decryption(Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv);

    /// <param name="key">16 bytes.</param>
    /// <param name="nonce">12 bytes, never used twice with one key.</param>
    /// <param name="associated">Bound, not hidden.</param>
    /// <param name="plaintext">Any length.</param>
    /// <param name="output">Ciphertext followed by the 16-byte tag.</param>
    void SealSm4Gcm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> plaintext,
        Span<byte> output);

    /// <summary>False when the tag is wrong; the output then holds zeros.</summary>
    bool TryOpenSm4Gcm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> sealedBytes,
        Span<byte> plaintext);

    /// <param name="key">16 bytes.</param>
    /// <param name="nonce">7 to 13 bytes, never used twice with one key.</param>
    /// <param name="associated">Bound, not hidden.</param>
    /// <param name="plaintext">At most what the nonce leaves room to count: 64 KiB − 1 at 13 bytes, 16 MiB − 1 at 12.</param>
    /// <param name="output">Ciphertext followed by the tag; its length says the tag's: 4, 6, … or 16 bytes.</param>
    void SealSm4Ccm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> plaintext,
        Span<byte> output);

    /// <summary>False when the tag is wrong; the output then holds zeros.</summary>
    bool TryOpenSm4Ccm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> sealedBytes,
        Span<byte> plaintext);

    /// <summary>Signs the message under the signer's id (GB/T 32918.2); 64 bytes r ‖ s.</summary>
    byte[] SignSm2(Sm2PrivateKey key, ReadOnlySpan<byte> userId, ReadOnlySpan<byte> message);

    bool VerifySm2(Sm2PublicKey key, ReadOnlySpan<byte> userId, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    /// <param name="key">The receiver.</param>
    /// <param name="plaintext">At least one byte.</param>
    Sm2Ciphertext EncryptSm2(Sm2PublicKey key, ReadOnlySpan<byte> plaintext);

    /// <summary>The plaintext, or null when the point is off the curve or the hash C3 does not match.</summary>
    byte[]? DecryptSm2(Sm2PrivateKey key, Sm2Ciphertext ciphertext);
}
