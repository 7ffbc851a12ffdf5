using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.OpenId.SignOn;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.OpenId.EndSession;

/// <summary>
/// Reads what a system asks for when a person logs out there (RP-Initiated Logout 1.0). The person is asked before the platform's session ends, so
/// that no other site logs anybody out; and is sent back only to an address registered for logging out.
/// </summary>
internal sealed class LogoutRequests(IUnitsOfWork units, Providers providers, Clients clients, SigningKeys keys)
{
    public async Task<Result<LogoutAsked>> ReadAsync(string query, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var issuer = await providers.IssuerAsync(session, ct);
        if (issuer.Error is { } notProvided)
        {
            return notProvided;
        }

        if (AuthorizationRequest.Read(query) is not { } request)
        {
            return Refused("参数太长或重复");
        }

        var hint = request.Parameters.GetValueOrDefault("id_token_hint", string.Empty);
        var named = hint.Length > 0 ? await ClientOfAsync(session, hint, issuer.Value, ct) : request.ClientId;
        var found = named is { Length: > 0 and <= 60 } code && (request.ClientId.Length == 0 || request.ClientId == code)
            ? await clients.FindAsync(session, code, ct)
            : Result<ClientRow?>.Of(null);
        return found.Error is { } tampered ? tampered : AskedBy(found.Value, request);
    }

    private static Result<LogoutAsked> AskedBy(ClientRow? client, AuthorizationRequest request)
    {
        var wanted = request.Parameters.GetValueOrDefault("post_logout_redirect_uri", string.Empty);
        if (wanted.Length == 0)
        {
            return new LogoutAsked(client?.ClientName, null);
        }

        if (client is not { IsEnabled: true } || !client.Logouts.Contains(wanted, StringComparer.Ordinal))
        {
            return Refused("退出后的返回地址没有登记");
        }

        return new LogoutAsked(client.ClientName, request.State.Length == 0 ? wanted : QueryHelpers.AddQueryString(wanted, "state", request.State));
    }

    private static Error Refused(string what) => new(OpenIdErrors.RequestRefused, ("what", what));

    /// <summary>The system that an ID token of ours was for, also an old one; null where it is none of ours.</summary>
    private async Task<string?> ClientOfAsync(ISqlSession session, string idToken, string issuer, CancellationToken ct)
    {
        var all = await keys.AllAsync(session, ct);
        if (all.Error is not null)
        {
            return null;
        }

        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidateAudience = false,
            // A hint is looked at when people go home: its time is long over.
            ValidateLifetime = false,
            IssuerSigningKeys = all.Value.Select(k => new JsonWebKey { Kty = "RSA", N = k.ModulusText, E = k.ExponentText, KeyId = k.Name }),
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            RequireSignedTokens = true,
        });
        return result.IsValid && result.SecurityToken is JsonWebToken token ? token.Audiences.SingleOrDefault() : null;
    }
}

/// <summary>What the page shows before it logs out.</summary>
/// <param name="System">The system that asks; null where it does not say.</param>
/// <param name="Location">Where the person goes afterwards; null for the login page.</param>
internal sealed record LogoutAsked(string? System, string? Location);
