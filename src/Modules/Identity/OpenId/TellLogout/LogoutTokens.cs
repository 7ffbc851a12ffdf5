using Guotu.Crypto;
using Guotu.Database.Sessions;
using Guotu.Identity.OpenId.Store;
using Guotu.Identity.OpenId.TellPerson;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.OpenId.TellLogout;

/// <summary>Makes logout tokens (退出令牌, Back-Channel Logout 1.0, 2.4): who and which session, signed as ID tokens are, and never to be taken for one.</summary>
internal sealed class LogoutTokens(SigningKeys keys, Subjects subjects, IRandomSource random)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private const int IdSize = 16;
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(2);

    public async Task<Result<string>> MakeAsync(ISqlSession session, LogoutTold told, CancellationToken ct)
    {
        var found = await keys.CurrentAsync(session, told.At, ct);
        if (found.Error is { } noKey)
        {
            return noKey;
        }

        using var key = found.Value;
        var id = new byte[IdSize];
        random.Fill(id);
        var descriptor = new SecurityTokenDescriptor
        {
            TokenType = "logout+jwt",
            Issuer = told.Issuer,
            Audience = told.Client.ClientCode,
            IssuedAt = TimeOf(told.At),
            Expires = TimeOf(told.At.Plus(GoodFor)),
            Claims = new Dictionary<string, object>
            {
                ["jti"] = Base64Url.Encode(id),
                ["sub"] = subjects.OfPerson(told.Due.UserId),
                ["sid"] = Subjects.OfSession(told.Due.SessionId, told.Client.ClientKey),
                ["events"] = new Dictionary<string, object> { [Event] = new Dictionary<string, object>() },
            },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key.Rsa) { KeyId = key.Name }, SecurityAlgorithms.RsaSha256)
            {
                // The key is wiped after this one signature.
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            },
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private static DateTime TimeOf(Instant instant) => DateTime.SpecifyKind(instant.UtcDateTime, DateTimeKind.Utc);
}

/// <summary>What a system is told.</summary>
internal sealed record LogoutTold(string Issuer, ClientRow Client, NoticeDue Due, Instant At);
