using System.Security.Cryptography;
using System.Text;
using Guotu.Crypto;
using Guotu.Database.Sessions;
using Guotu.Identity.OpenId.Store;
using Guotu.Identity.OpenId.TellPerson;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.OpenId.Redeem;

/// <summary>
/// Makes ID tokens (身份令牌): RS256, because OpenID Connect Core 15.1 has every client understand it; ADR 0012 says why not SM2. It says who and when;
/// what else a system may know it asks for by its access token.
/// </summary>
internal sealed class IdTokens(SigningKeys keys, Subjects subjects)
{
    public async Task<Result<string>> MakeAsync(ISqlSession session, CallingSystem system, IssuedToken issued, CancellationToken ct)
    {
        var found = await keys.CurrentAsync(session, issued.At, ct);
        if (found.Error is { } noKey)
        {
            return noKey;
        }

        using var key = found.Value;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = system.Issuer,
            Audience = system.Client.ClientCode,
            IssuedAt = TimeOf(issued.At),
            NotBefore = TimeOf(issued.At),
            Expires = TimeOf(issued.At.Plus(OpenIdTerms.IdTokenGoodFor)),
            Claims = ClaimsOf(issued),
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key.Rsa) { KeyId = key.Name }, SecurityAlgorithms.RsaSha256)
            {
                // The key is wiped after this one signature.
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private Dictionary<string, object> ClaimsOf(IssuedToken issued)
    {
        var row = issued.SignOn;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = subjects.OfPerson(row.UserId),
            ["sid"] = Subjects.OfSession(row.SessionId, row.ClientKey),
            ["auth_time"] = OpenIdTerms.Seconds(row.AuthUtc),
            ["at_hash"] = HalfHash(issued.AccessToken),
        };
        if (row.NonceText is { } nonce)
        {
            claims["nonce"] = nonce;
        }

        return claims;
    }

    private static string HalfHash(string token) => Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token)).AsSpan(0, 16));

    private static DateTime TimeOf(Instant instant) => DateTime.SpecifyKind(instant.UtcDateTime, DateTimeKind.Utc);
}

/// <summary>An access token as it was just issued.</summary>
internal sealed record IssuedToken(SignOnRow SignOn, string AccessToken, Instant At);
