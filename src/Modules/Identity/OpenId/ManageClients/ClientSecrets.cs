using System.Security.Cryptography;
using Guotu.Crypto;
using Guotu.Kernel.Randomness;

namespace Guotu.Identity.OpenId.ManageClients;

/// <summary>
/// Secrets of systems (系统密钥): 256 random bits, shown once. A digest is enough to keep: what cannot be guessed needs no slow one. It is under
/// the row's MAC.
/// </summary>
internal sealed class ClientSecrets(IRandomSource random)
{
    private const int Size = 32;
    private const string Prefix = "gtc_";

    public string New()
    {
        Span<byte> bytes = stackalloc byte[Size];
        random.Fill(bytes);
        var secret = Prefix + Base64Url.Encode(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return secret;
    }

    public static string DigestOf(string secret) => Convert.ToHexString(Hash(secret)).ToLowerInvariant();

    public static bool IsRight(string secret, string? digestHex) =>
        digestHex is { Length: 64 } && CryptographicOperations.FixedTimeEquals(Hash(secret), Convert.FromHexString(digestHex));

    private static byte[] Hash(string secret)
    {
        var text = new BoundText("guotu openid client secret 1").Add(secret);
        var bytes = text.ToArray();
        text.Wipe();
        try
        {
            return Sm3.Hash(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
