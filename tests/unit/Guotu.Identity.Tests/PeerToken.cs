using System.Numerics;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace Guotu.Identity.Tests;

/// <summary>Another's token: GM/T 0021 written a second time, over another library's SM3 and with large numbers instead of machine words.</summary>
internal static class PeerToken
{
    public static string At(byte[] seed, long minute) => Of(seed, minute, 0, string.Empty);

    public static string Of(byte[] seed, long time, int counter, string challenge)
    {
        var text = new List<byte>();
        text.AddRange(BigEndian(time, 8));
        text.AddRange(BigEndian(counter, 4));
        text.AddRange(Encoding.ASCII.GetBytes(challenge));
        while (text.Count < 16)
        {
            text.Add(0);
        }

        var digest = new SM3Digest();
        digest.BlockUpdate(seed, 0, seed.Length);
        digest.BlockUpdate([.. text], 0, text.Count);
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        var sum = hash.Chunk(4).Aggregate(BigInteger.Zero, (s, word) => s + new BigInteger(word, isUnsigned: true, isBigEndian: true));
        return (sum % BigInteger.Pow(2, 32) % 1_000_000).ToString("000000", null);
    }

    private static byte[] BigEndian(long value, int size)
    {
        var bytes = new byte[size];
        for (var i = size - 1; i >= 0; i--, value >>= 8)
        {
            bytes[i] = (byte)value;
        }

        return bytes;
    }
}

/// <summary>Reads the seed from what the QR code holds, as a program on a phone does.</summary>
internal static class SeedReader
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] Read(string address)
    {
        var query = new Uri(address).Query.TrimStart('?').Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        Assert.Equal(("GMT0021-SM3", "6", "60"), (query["algorithm"], query["digits"], query["period"]));
        var bits = string.Concat(query["secret"].Select(c => Convert.ToString(Letters.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
