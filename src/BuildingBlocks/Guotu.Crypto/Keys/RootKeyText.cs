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

    /// <summary>The caller zeroes it. No string holds the key on the way.</summary>
    public static byte[] Write(SecretBytes key)
    {
        var line = PinnedBytes.New(Length);
        Encoding.ASCII.GetBytes(Prefix, line);
        WriteHex(key.Span, line.AsSpan(Prefix.Length));
        Encoding.ASCII.GetBytes($" {CheckOf(key)}\n", line.AsSpan(Prefix.Length + (2 * RootKey.Size)));
        return line;
    }

    /// <summary>Null where the line is not exactly one of these.</summary>
    public static SecretBytes? Read(ReadOnlySpan<byte> line)
    {
        if (line.Length != Length || !line.StartsWith("guotu-root-key 1 "u8))
            return null;

        var bytes = PinnedBytes.New(RootKey.Size);
        if (!TryReadHex(line.Slice(Prefix.Length, 2 * RootKey.Size), bytes))
        {
            CryptographicOperations.ZeroMemory(bytes);
            return null;
        }

        var key = SecretBytes.Take(bytes);
        var expected = Write(key);
        try
        {
            if (CryptographicOperations.FixedTimeEquals(expected, line))
                return key;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(expected);
        }

        key.Dispose();
        return null;
    }

    private static void WriteHex(ReadOnlySpan<byte> bytes, Span<byte> digits)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            digits[2 * i] = Digit(bytes[i] >> 4);
            digits[(2 * i) + 1] = Digit(bytes[i] & 15);
        }
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var (high, low) = (Value(digits[2 * i]), Value(digits[(2 * i) + 1]));
            if ((high | low) < 0)
                return false;

            bytes[i] = (byte)((high << 4) | low);
        }

        return true;
    }

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'a' + value - 10);

    private static int Value(byte digit) => digit is >= (byte)'0' and <= (byte)'9' ? digit - '0' : digit is >= (byte)'a' and <= (byte)'f' ? digit - 'a' + 10 : -1;

    private static string CheckOf(SecretBytes key) => Sm3.Digest(key.Span).ToString()[..CheckDigits];
}
