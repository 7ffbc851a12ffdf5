using System.Security.Cryptography;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Sessions;

/// <summary>
/// Session tokens (会话令牌): 256 random bits that only the browser keeps. The row holds their HMAC; the CSRF token is another HMAC of them,
/// so it needs no row.
/// </summary>
public sealed class SessionTokens(KeyRing ring, IRandomSource random)
{
    public const string CookieName = "guotu_session";
    private const int Size = 32;

    public string New()
    {
        Span<byte> bytes = stackalloc byte[Size];
        random.Fill(bytes);
        var token = Base64Url.Encode(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return token;
    }

    public Result<string> DigestOf(string token) => Keyed("guotu session token 1", token);

    public Result<string> CsrfOf(string token) => Keyed("guotu csrf token 1", token);

    private Result<string> Keyed(string domain, string token)
    {
        // Sessions do not outlive a rotation: the version 1 key is used until it is replaced.
        var key = ring.Current(KeyPurpose.SessionToken);
        if (!key.IsSuccess)
        {
            return key.Error!;
        }

        var text = new BoundText(domain).Add(token);
        var bytes = text.ToArray();
        text.Wipe();
        try
        {
            return Convert.ToHexString(HmacSm3.Compute(key.Value.Secret.Span, bytes)).ToLowerInvariant();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
