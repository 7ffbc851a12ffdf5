using System.Text;
using Guotu.Crypto;
using Guotu.Database.Work;
using Guotu.Identity.Login;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Time;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.OpenId.Redeem;

/// <summary>
/// Assertions by which a system with a key of its own shows who it is (private_key_jwt, RFC 7523): signed by one of its registered keys, for us,
/// short-lived, good once.
/// </summary>
internal sealed class ClientAssertions(IUnitsOfWork units, IClock clock)
{
    public const int Longest = 4000;
    private static readonly TimeSpan LivesAtMost = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromSeconds(30);

    /// <summary>Who the assertion says it is of, before anything of it is believed.</summary>
    public static string? SaysItIs(string assertion)
    {
        var handler = new JsonWebTokenHandler { MaximumTokenSizeInBytes = Longest };
        return assertion.Length <= Longest && handler.CanReadToken(assertion) && TryRead(handler, assertion) is { } token ? token.Subject : null;
    }

    /// <summary>Null where it holds; otherwise why not.</summary>
    public async Task<string?> BreachAsync(string assertion, ClientRow client, IReadOnlyList<string> audiences, CancellationToken ct)
    {
        var handler = new JsonWebTokenHandler { MaximumTokenSizeInBytes = Longest, MapInboundClaims = false };
        var result = await handler.ValidateTokenAsync(assertion, new TokenValidationParameters
        {
            ValidIssuer = client.ClientCode,
            ValidAudiences = audiences,
            IssuerSigningKeys = new JsonWebKeySet(client.KeyText).GetSigningKeys(),
            // Only algorithms of key pairs: a public key can never be taken for the secret of an HMAC.
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsAlive,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token)
        {
            return "断言的签名、签发者、对象或时间不对";
        }

        return token.Subject != client.ClientCode || token.Id is not { Length: > 0 and <= 200 } ? "断言的主体或编号不对"
            : await UseAsync(client.ClientCode, token.Id, ct) ? null
            : "断言用过了";
    }

    private static JsonWebToken? TryRead(JsonWebTokenHandler handler, string assertion)
    {
        try
        {
            return handler.ReadJsonWebToken(assertion);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = DateTime.SpecifyKind(clock.Now.UtcDateTime, DateTimeKind.Utc);
        return expires is { } end && end > now - ClocksDiffer && end <= now + LivesAtMost + ClocksDiffer && (notBefore is not { } from || from <= now + ClocksDiffer);
    }

    /// <summary>In its own transaction: what was shown once is used up, whatever becomes of the request.</summary>
    private Task<bool> UseAsync(string code, string id, CancellationToken ct)
    {
        var mark = "oid" + Convert.ToHexString(Sm3.Hash(new BoundText("guotu openid assertion 1").Add(code).Add(Encoding.UTF8.GetBytes(id)).ToArray()));
        return units.RunUpkeepAsync("openid-assertion", async (work, token) => (await LoginChallenge.UseAsync(work, mark, token)).IsSuccess, ct);
    }
}
