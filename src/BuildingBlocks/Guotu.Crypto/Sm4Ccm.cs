using System.Diagnostics.CodeAnalysis;
using Guotu.Crypto.Engines;

namespace Guotu.Crypto;

/// <summary>
/// SM4-CCM (可鉴别加密, GB/T 17964-2021, RFC 8998) for outside formats that ask for it. What the platform itself stores or sends is sealed
/// with <see cref="Sm4Gcm"/>.
/// </summary>
public static class Sm4Ccm
{
    public const int NonceSize = 12;

    public const int TagSize = 16;

    /// <summary>Ciphertext ‖ tag of 16 bytes. The caller answers for the nonce being new.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> plaintext)
    {
        var output = new byte[plaintext.Length + TagSize];
        CryptoEngines.Shared.SealSm4Ccm(key, nonce, associated, plaintext, output);
        return output;
    }

    /// <summary>False when key, nonce, associated data or ciphertext is not what was sealed with a tag of 16 bytes.</summary>
    public static bool TryOpen(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> sealedBytes,
        [NotNullWhen(true)] out byte[]? plaintext)
    {
        plaintext = null;
        if (nonce.Length is < 7 or > 13 || sealedBytes.Length < TagSize)
            return false;

        var output = new byte[sealedBytes.Length - TagSize];
        if (!CryptoEngines.Shared.TryOpenSm4Ccm(key, nonce, associated, sealedBytes, output))
            return false;

        plaintext = output;
        return true;
    }
}
