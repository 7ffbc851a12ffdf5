using System.Security.Cryptography;
using System.Text;

namespace Guotu.Crypto.Keys;

/// <summary>
/// A root key as one line (根密钥文本): <c>guotu-root-key 1 HEX64 CHECK8</c>; CHECK8 is the start of SM3 over the key, so that a bad copy is
/// noticed.
/// </summary>
internal static class RootKeyText
{
    /// <summary>Bytes of the line with its end.</summary>
    public const int Length = 17 + (2 * RootKey.Size) + 1 + CheckDigits + 1;

    private const string Prefix = "guotu-root-key 1 ";
    private const int CheckDigits = 8;

    /// <summary>The caller zeroes it.</summary>
    public static byte[] Write(SecretBytes key) =>
        Encoding.ASCII.GetBytes($"{Prefix}{Convert.ToHexString(key.Span).ToLowerInvariant()} {CheckOf(key)}\n");

    /// <summary>Null where the line is not exactly one of these.</summary>
    public static SecretBytes? Read(ReadOnlySpan<byte> line)
    {
        if (line.Length != Length || !line.StartsWith("guotu-root-key 1 "u8))
            return null;

        var hex = Encoding.ASCII.GetString(line.Slice(Prefix.Length, 2 * RootKey.Size));
        if (!Sm3Digest.TryParse(hex, out _))
            return null;

        var key = SecretBytes.Take(Convert.FromHexString(hex));
        var expected = Write(key);
        var whole = CryptographicOperations.FixedTimeEquals(expected, line);
        CryptographicOperations.ZeroMemory(expected);
        if (whole)
            return key;

        key.Dispose();
        return null;
    }

    private static string CheckOf(SecretBytes key) => Sm3.Digest(key.Span).ToString()[..CheckDigits];
}
