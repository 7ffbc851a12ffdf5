using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Keys.Shares;

/// <summary>
/// Sharing of a secret among three so that any two have it and one knows nothing (秘密共享, Shamir 1979): byte by byte a line over GF(2^8)
/// with the polynomial of AES, whose value at 0 is the secret. Its arithmetic takes the same time for all values.
/// </summary>
internal static class SecretSharing
{
    public const int Shares = 3;

    private const int Polynomial = 0x1B;

    /// <summary>The values at 1, 2 and 3; the caller disposes them.</summary>
    public static IReadOnlyList<SecretBytes> Split(SecretBytes secret, IRandomSource random)
    {
        using var slope = SecretBytes.Random(random, secret.Length);
        var shares = new List<SecretBytes>();
        for (var x = 1; x <= Shares; x++)
        {
            var values = new byte[secret.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = (byte)(secret.Span[i] ^ Product(slope.Span[i], (byte)x));

            shares.Add(SecretBytes.Take(values));
        }

        return shares;
    }

    /// <summary>The value at 0 of the line through both.</summary>
    public static SecretBytes Join((int X, SecretBytes Values) one, (int X, SecretBytes Values) other)
    {
        if (one.X == other.X || one.Values.Length != other.Values.Length)
            throw new ArgumentException("Two different shares of one secret are needed", nameof(other));

        // Lagrange at 0: y1·x2/(x1+x2) + y2·x1/(x1+x2); adding is exclusive or.
        var inverse = Inverse((byte)(one.X ^ other.X));
        var (first, second) = (Product((byte)other.X, inverse), Product((byte)one.X, inverse));
        var values = new byte[one.Values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (byte)(Product(one.Values.Span[i], first) ^ Product(other.Values.Span[i], second));

        return SecretBytes.Take(values);
    }

    internal static byte Product(byte left, byte right)
    {
        var (sum, shifted) = (0, (int)left);
        for (var bit = 0; bit < 8; bit++)
        {
            sum ^= shifted & -((right >> bit) & 1);
            shifted = (shifted << 1) ^ (Polynomial & -((shifted >> 7) & 1));
            shifted &= 0xFF;
        }

        return (byte)sum;
    }

    /// <summary>x^254, which is 1/x for all but 0.</summary>
    internal static byte Inverse(byte value)
    {
        var power = (byte)1;
        for (var i = 0; i < 254; i++)
            power = Product(power, value);

        return power;
    }
}
