using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Guotu.Crypto;

/// <summary>Derivation of keys from a secret (密钥派生).</summary>
public static class Sm3Kdf
{
    /// <summary>The derivation of GB/T 32918.4-2016, 5.4.3 (GM/T 0003.4): SM3(Z ‖ 1) ‖ SM3(Z ‖ 2) ‖ …, cut to the length.</summary>
    public static byte[] Derive(ReadOnlySpan<byte> sharedValue, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var output = new byte[length];
        Span<byte> counter = stackalloc byte[4];
        Span<byte> block = stackalloc byte[Sm3.Size];
        for (var i = 0; i * Sm3.Size < length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(counter, i + 1);
            using var hasher = new Sm3Hasher();
            hasher.Append(sharedValue);
            hasher.Append(counter);
            hasher.Finish().CopyTo(block);
            block[..Math.Min(Sm3.Size, length - (i * Sm3.Size))].CopyTo(output.AsSpan(i * Sm3.Size));
        }

        CryptographicOperations.ZeroMemory(block);
        return output;
    }

    /// <summary>
    /// A key for one use out of a root secret: HMAC-SM3(root, label ‖ 0 ‖ context), cut to the length (at most 32).
    /// The label separates uses, so that no two of them ever share a key.
    /// </summary>
    public static SecretBytes Separate(ReadOnlySpan<byte> root, string label, ReadOnlySpan<byte> context, int length)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, HmacSm3.Size);
        var text = Encoding.UTF8.GetBytes(label);
        var input = new byte[text.Length + 1 + context.Length];
        text.CopyTo(input, 0);
        context.CopyTo(input.AsSpan(text.Length + 1));
        var mac = HmacSm3.Compute(root, input);
        try
        {
            return SecretBytes.CopyOf(mac.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(mac);
        }
    }
}
