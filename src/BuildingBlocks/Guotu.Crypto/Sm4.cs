using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Guotu.Crypto.Engines;

namespace Guotu.Crypto;

/// <summary>
/// SM4 block cipher (分组密码, GB/T 32907-2016) in the unauthenticated modes that outside formats ask for.
/// What the platform itself stores or sends is sealed with <see cref="Sm4Gcm"/>.
/// </summary>
public static class Sm4
{
    public const int KeySize = 16;

    public const int BlockSize = 16;

    /// <summary>Encrypts; in <see cref="Sm4Mode.Cbc"/> and <see cref="Sm4Mode.Ecb"/> the length must be whole blocks.</summary>
    public static byte[] Encrypt(Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> plaintext)
    {
        using var context = CryptoEngines.Shared.StartSm4Encryption(mode, key, iv);
        return TryRun(context, plaintext, out var output)
            ? output
            : throw new ArgumentException("Without padding SM4 takes whole blocks of 16 bytes", nameof(plaintext));
    }

    /// <summary>
    /// False when the ciphertext is not whole blocks or its padding is wrong. The answer must not reach whoever sent
    /// the ciphertext: it would be a padding oracle.
    /// </summary>
    public static bool TryDecrypt(
        Sm4Mode mode,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> iv,
        ReadOnlySpan<byte> ciphertext,
        [NotNullWhen(true)] out byte[]? plaintext)
    {
        using var context = CryptoEngines.Shared.StartSm4Decryption(mode, key, iv);
        return TryRun(context, ciphertext, out plaintext);
    }

    private static bool TryRun(ISm4Context context, ReadOnlySpan<byte> input, [NotNullWhen(true)] out byte[]? output)
    {
        var buffer = new byte[input.Length + (2 * BlockSize)];
        var written = context.Update(input, buffer);
        var whole = context.TryFinish(buffer.AsSpan(written), out var last);
        output = whole ? buffer[..(written + last)] : null;
        CryptographicOperations.ZeroMemory(buffer);
        return whole;
    }
}
