using Guotu.Identity.OpenId.Upstream.Connect;
using Guotu.Identity.OpenId.Upstream.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.OpenId.Upstream.SignIn;

/// <summary>Validates an ID token of the city's provider as OpenID Connect Core 3.1.3.7 has it (核对市级身份令牌).</summary>
internal sealed class UpstreamIdToken(UpstreamDirectory directory, IClock clock)
{
    private const int LongestToken = 16 << 10;
    private const int LongestSubject = 255;
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan IssuedAtMostBefore = TimeSpan.FromMinutes(10);

    /// <summary>The subject; refused where anything is doubtful.</summary>
    public async Task<Result<string>> ReadAsync(string idToken, UpstreamSettings settings, Expected expected, CancellationToken ct)
    {
        var handler = new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
        if (idToken.Length is 0 or > LongestToken || !handler.CanReadToken(idToken))
        {
            return Doubtful("没有身份令牌");
        }

        var keys = await directory.KeysAsync(expected.Keys, KeyNamed(idToken), ct);
        if (keys.Error is { } away)
        {
            return away;
        }

        var result = await handler.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ValidIssuer = settings.Row.IssuerText,
            ValidAudience = settings.Row.ClientCode,
            IssuerSigningKeys = keys.Value,
            ValidAlgorithms = settings.Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsAlive,
        });
        return result.IsValid && result.SecurityToken is JsonWebToken token ? Subject(token, settings, expected) : Doubtful("签名、签发者、对象、算法或时间不对");
    }

    private Result<string> Subject(JsonWebToken token, UpstreamSettings settings, Expected expected)
    {
        var party = Claim(token, "azp");
        return Claim(token, "nonce") != expected.Nonce ? Doubtful("随机数不是这次登录的")
            : (party is not null || token.Audiences.Count() > 1) && party != settings.Row.ClientCode ? Doubtful("令牌是给别的系统的")
            : token.IssuedAt == DateTime.MinValue || Now - token.IssuedAt > IssuedAtMostBefore || token.IssuedAt - Now > ClocksDiffer ? Doubtful("签发时间不对")
            : token.Subject is { Length: > 0 and <= LongestSubject } subject ? subject
            : Doubtful("没有身份标识");
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private static string? KeyNamed(string idToken)
    {
        try
        {
            return new JsonWebToken(idToken).Kid is { Length: > 0 } name ? name : null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private static Error Doubtful(string reason) => new(UpstreamErrors.Doubtful, ("reason", reason));

    private bool IsAlive(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters) =>
        expires > Now - ClocksDiffer && (notBefore is not { } from || from <= Now + ClocksDiffer);

    private DateTime Now => DateTime.SpecifyKind(clock.Now.UtcDateTime, DateTimeKind.Utc);
}

/// <summary>What the token of one login has to fit.</summary>
/// <param name="Nonce">Random number that the login was begun with.</param>
/// <param name="Keys">Address of the provider's keys.</param>
internal sealed record Expected(string Nonce, string Keys);
