using System.Security.Cryptography;
using Guotu.Crypto.Engines;

namespace Guotu.Crypto;

/// <summary>Keyed message authentication with SM3 (消息鉴别码, GM/T 0042-2015), 32 bytes.</summary>
public static class HmacSm3
{
    public const int Size = Sm3.Size;

    public static byte[] Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data)
    {
        var mac = new byte[Size];
        CryptoEngines.Shared.HmacSm3(key, data, mac);
        return mac;
    }

    /// <summary>True when the MAC is the whole 32 bytes and right; the time taken does not tell where it differs.</summary>
    public static bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> mac)
    {
        Span<byte> expected = stackalloc byte[Size];
        CryptoEngines.Shared.HmacSm3(key, data, expected);
        return CryptographicOperations.FixedTimeEquals(expected, mac);
    }
}
