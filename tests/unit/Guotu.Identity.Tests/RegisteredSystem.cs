using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Identity.Contracts;
using Guotu.Identity.OpenId;
using Guotu.Identity.OpenId.Describe;
using Guotu.Identity.OpenId.Redeem;
using Guotu.Identity.OpenId.SignOn;
using Guotu.Identity.OpenId.TellPerson;
using Guotu.Identity.Sessions;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.Tests;

/// <summary>Another system of the bureau, registered, with what its program does.</summary>
internal sealed class RegisteredSystem(Office office, string code)
{
    public const string Issuer = "https://guotu.example.gov.cn";
    public const string Address = "10.2.0.9";
    public const string Verifier = "a-verifier-of-forty-three-characters-or-more-0123";
    private const string Browser = "the-mark-of-the-browser-that-the-person-has";
    private static readonly CancellationToken Never = CancellationToken.None;

    public static string Challenge => Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public string Code => code;

    public string Redirect => $"https://{code}.example.gov.cn/signin";

    public string Secret { get; private set; } = string.Empty;

    public static async Task<RegisteredSystem> RegisterAsync(Office office, string code, IReadOnlyList<string> roles, string? keys = null)
    {
        var security = await office.SignedInAsync("secadmin");
        var all = office.Get<IOpenIdAdministration>();
        var provided = await all.SetProviderAsync(office.As(security, OpenIdKinds.Provider), new OpenIdProviderBody(Issuer, true), Never);
        Assert.True(provided.IsSuccess, provided.Error?.Text);
        var system = new RegisteredSystem(office, code);
        var made = await all.AddAsync(office.As(security, OpenIdKinds.Client), system.Body(roles) with { Keys = keys }, Never);
        Assert.True(made.IsSuccess, made.Error?.Text);
        system.Secret = made.Value.Secret ?? string.Empty;
        return system;
    }

    public OpenIdClientBody Body(IReadOnlyList<string> roles) => new(
        code, "档案系统", null, [Redirect], [$"https://{code}.example.gov.cn/bye"], $"https://{code}.example.gov.cn/", ["profile", "organisation", "roles"], roles);

    /// <summary>The query of a request as it should be, with changes; a null takes a parameter away.</summary>
    public string Query(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = code, ["redirect_uri"] = Redirect, ["response_type"] = "code", ["scope"] = "openid profile roles account", ["state"] = "s t&1", ["nonce"] = "n-1",
            ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return QueryHelpers.AddQueryString(string.Empty, parameters.Where(p => p.Value is not null));
    }

    public Task<Result<SignOnAsked>> AskAsync(string query, string browser = Browser) => office.Get<AskSignOn>().RunAsync(query, browser, "10.1.3.7", Never);

    /// <summary>What the page does for a person of a running session.</summary>
    public async Task<Result<SignOnMade>> SignOnAsync(string token, string query)
    {
        var asked = await AskAsync(query);
        return asked.Error is { } refused ? refused : await SignOnAsync(token, query, asked.Value.Ticket);
    }

    public async Task<Result<SignOnMade>> SignOnAsync(string token, string query, string ticket, string browser = Browser)
    {
        var caller = (await office.CallerAsync(token)).Value;
        var digest = office.Get<SessionTokens>().DigestOf(token).Value;
        return await office.Get<SignOnToSystem>().RunAsync(office.As(caller, OpenIdKinds.SignOn), new SignOnWish(caller, digest, query, ticket, browser), Never);
    }

    public static Dictionary<string, StringValues> Answer(SignOnMade made) => QueryHelpers.ParseQuery(new Uri(made.Location).Query);

    public async Task<string> CodeForAsync(string token) => Answer((await SignOnAsync(token, Query())).Value)["code"]!;

    public async Task<Result<CallingSystem>> ProveAsync(Dictionary<string, StringValues> form, string? header = null)
    {
        var http = new DefaultHttpContext();
        if (header is not null)
        {
            http.Request.Headers.Authorization = header;
        }

        return await office.Get<KnownSystems>().FindAsync(http.Request, new FormCollection(form), Address, Never);
    }

    public Task<Result<CallingSystem>> ProveAsync() => ProveAsync(new() { ["client_id"] = code, ["client_secret"] = Secret });

    public async Task<Redeemed> RedeemAsync(string authorizationCode, string? verifier = null, string? redirect = null)
    {
        var given = new CodeGiven(authorizationCode, redirect ?? Redirect, verifier ?? Verifier);
        return (await office.Get<RedeemCode>().RunAsync((await ProveAsync()).Value, given, Never)).Value;
    }

    public async Task<Dictionary<string, object>?> PersonAsync(string accessToken) => (await office.Get<UserInfo>().ReadAsync(accessToken, Address, Never)).Value;

    /// <summary>As a standard client validates an ID token, by the published keys.</summary>
    public async Task<TokenValidationResult> ValidateAsync(string idToken)
    {
        var keys = JsonSerializer.Serialize((await office.Get<DescribeProvider>().KeysAsync(Never)).Value);
        return await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = code,
            IssuerSigningKeys = new JsonWebKeySet(keys).GetSigningKeys(),
            LifetimeValidator = (from, until, _, _) => (from is null || from <= Now) && Now < until,
        });
    }

    private DateTime Now => DateTime.SpecifyKind(office.Clock.Now.UtcDateTime, DateTimeKind.Utc);
}
