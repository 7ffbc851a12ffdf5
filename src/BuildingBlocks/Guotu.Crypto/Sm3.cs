using Org.BouncyCastle.Crypto.Digests;

namespace Guotu.Crypto;

/// <summary>SM3 digest (GB/T 32905-2016), 32 bytes.</summary>
public static class Sm3
{
    public const int Size = 32;

    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        var digest = new SM3Digest();
        var input = data.ToArray();
        digest.BlockUpdate(input, 0, input.Length);
        var output = new byte[Size];
        digest.DoFinal(output, 0);
        return output;
    }
}
