using System.Text.Json;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Http;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.OpenId.Describe;

/// <summary>What other systems read of the provider (发现文档与公钥): OpenID Connect Discovery 1.0 and RFC 7517.</summary>
internal sealed class DescribeProvider(IUnitsOfWork units, Providers providers, SigningKeys keys, IClock clock)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = false };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var open = endpoints.MapGroup(string.Empty).BehindProtocolGate();
        open.MapGet(OpenIdPaths.Discovery, async (HttpContext http, DescribeProvider all, CancellationToken ct) => Answer(http, await all.DiscoveryAsync(ct)))
            .AllowsAnyone().ExcludeFromDescription();
        open.MapGet(OpenIdPaths.Keys, async (HttpContext http, DescribeProvider all, CancellationToken ct) => Answer(http, await all.KeysAsync(ct)))
            .AllowsAnyone().ExcludeFromDescription();
    }

    public async Task<Result<Dictionary<string, object>>> DiscoveryAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return (await providers.IssuerAsync(session, ct)).Map(Discovery);
    }

    public async Task<Result<Dictionary<string, object>>> KeysAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var issuer = await providers.IssuerAsync(session, ct);
        var all = issuer.IsSuccess ? await keys.AllAsync(session, ct) : issuer.Error!;
        return all.Map(found => new Dictionary<string, object>
        {
            ["keys"] = found.Where(k => k.IsPublishedAt(clock.Now))
                .Select(k => new Dictionary<string, string> { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = k.Name, ["n"] = k.ModulusText, ["e"] = k.ExponentText })
                .ToList(),
        });
    }

    private static Dictionary<string, object> Discovery(string issuer) => new()
    {
        ["issuer"] = issuer,
        ["authorization_endpoint"] = issuer + OpenIdPaths.Authorize,
        ["token_endpoint"] = issuer + OpenIdPaths.Token,
        ["userinfo_endpoint"] = issuer + OpenIdPaths.UserInfo,
        ["jwks_uri"] = issuer + OpenIdPaths.Keys,
        ["end_session_endpoint"] = issuer + OpenIdPaths.EndSession,
        ["revocation_endpoint"] = issuer + OpenIdPaths.Revoke,
        ["response_types_supported"] = new[] { "code" },
        ["response_modes_supported"] = new[] { "query" },
        ["grant_types_supported"] = new[] { "authorization_code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["token_endpoint_auth_methods_supported"] = new[] { "client_secret_basic", "client_secret_post", "private_key_jwt" },
        ["token_endpoint_auth_signing_alg_values_supported"] = new[] { "RS256", "PS256", "ES256" },
        ["code_challenge_methods_supported"] = new[] { "S256" },
        ["prompt_values_supported"] = new[] { "none", "login", "consent", "select_account" },
        ["scopes_supported"] = OpenIdTerms.Scopes,
        ["claims_supported"] = new[] { "sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "at_hash", "sid", "name", "preferred_username", "organisation", "region", "roles" },
        ["authorization_response_iss_parameter_supported"] = true,
        ["backchannel_logout_supported"] = true,
        ["backchannel_logout_session_supported"] = true,
        ["claims_parameter_supported"] = false,
        ["request_parameter_supported"] = false,
        ["request_uri_parameter_supported"] = false,
    };

    /// <summary>The same for everybody, and asked again by every system: others may keep it for some minutes.</summary>
    private static IResult Answer(HttpContext http, Result<Dictionary<string, object>> document)
    {
        if (document.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Json(document.Value, Json);
    }
}
