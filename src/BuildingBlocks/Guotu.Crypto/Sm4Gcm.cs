using System.Diagnostics.CodeAnalysis;
using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto;

/// <summary>
/// SM4-GCM (可鉴别加密, RFC 8998): hides the plaintext and binds it, with associated data, to a 16-byte tag.
/// One key takes at most 2^32 random nonces (NIST SP 800-38D, 8.3).
/// </summary>
public static class Sm4Gcm
{
    public const int NonceSize = 12;

    public const int TagSize = 16;

    /// <summary>Nonce and tag together: by how much <see cref="SealWithNonce"/> lengthens.</summary>
    public const int Overhead = NonceSize + TagSize;

    /// <summary>Ciphertext ‖ tag. The caller answers for the nonce being new.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        var output = new byte[plaintext.Length + TagSize];
        CryptoEngines.Shared.SealSm4Gcm(key, nonce, associated, plaintext, output);
        return output;
    }

    /// <summary>False when key, nonce, associated data or ciphertext is not what was sealed.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> sealedBytes,
        [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        if (nonce.Length != NonceSize || sealedBytes.Length < TagSize)
            return false;

        var output = new byte[sealedBytes.Length - TagSize];
        if (!CryptoEngines.Shared.TryOpenSm4Gcm(key, nonce, associated, sealedBytes, output))
            return false;

        plaintext = output;
        return true;
    }

    /// <summary>Seals under a fresh random nonce: nonce ‖ ciphertext ‖ tag.</summary>
    public static byte[] SealWithNonce(ReadOnlySpan<byte> key, IRandomSource random, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        ArgumentNullException.ThrowIfNull(random);
        var output = new byte[plaintext.Length + Overhead];
        random.Fill(output.AsSpan(0, NonceSize));
        CryptoEngines.Shared.SealSm4Gcm(key, output.AsSpan(0, NonceSize), associated, plaintext, output.AsSpan(NonceSize));
        return output;
    }

    /// <summary>Opens what <see cref="SealWithNonce"/> gave.</summary>
    public static bool TryOpenWithNonce(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> sealedBytes,
        [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        return sealedBytes.Length >= Overhead
            && TryOpen(key, sealedBytes[..NonceSize], associated, sealedBytes[NonceSize..], out plaintext);
    }
}
