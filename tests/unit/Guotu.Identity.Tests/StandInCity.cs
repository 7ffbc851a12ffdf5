using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guotu.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.Tests;

/// <summary>The city's provider on this machine, which may be made to answer wrongly.</summary>
internal sealed class StandInCity : IAsyncDisposable
{
    public const string Subject = "city-person-17";
    public const string ClientId = "county-610724";
    private readonly WebApplication _app;
    private readonly RSA _rsa = RSA.Create(2048);

    private int _described;

    private StandInCity(WebApplication app) => _app = app;

    public string Issuer { get; private set; } = string.Empty;

    public string Host => new Uri(Issuer).Authority;

    /// <summary>What the token endpoint answers, made for the nonce of the login.</summary>
    public Func<string, string> Token { get; set; } = _ => string.Empty;

    public string Nonce { get; set; } = string.Empty;

    /// <summary>Replaces the description where it is not null.</summary>
    public string? Description { get; set; }

    /// <summary>How often it was asked for its description.</summary>
    public int Described => _described;

    /// <summary>Header, code and length of the verifier of each redemption.</summary>
    public List<string> Redeemed { get; } = [];

    public string Jwks
    {
        get
        {
            var shown = _rsa.ExportParameters(includePrivateParameters: false);
            var key = new { kty = "RSA", use = "sig", kid = "c1", n = Base64UrlEncoder.Encode(shown.Modulus), e = Base64UrlEncoder.Encode(shown.Exponent) };
            return JsonSerializer.Serialize(new { keys = new[] { key } });
        }
    }

    public SigningCredentials Own => new(new RsaSecurityKey(_rsa) { KeyId = "c1" }, SecurityAlgorithms.RsaSha256);

    public static async Task<StandInCity> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var city = new StandInCity(app);
        app.MapGet("/.well-known/openid-configuration", () =>
        {
            Interlocked.Increment(ref city._described);
            return Results.Content(city.Description ?? city.DescriptionOf(), "application/json");
        });
        app.MapGet("/keys", () => Results.Content(city.Jwks, "application/json"));
        app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var (code, verifier) = (form["code"].ToString(), form["code_verifier"].ToString());
            lock (city.Redeemed)
            {
                city.Redeemed.Add($"{request.Headers.Authorization.ToString()} {code} {verifier.Length}");
            }

            return Results.Json(new { id_token = city.Token(city.Nonce), access_token = "x", token_type = "Bearer" });
        });
        await app.StartAsync();
        city.Issuer = app.Urls.First();
        return city;
    }

    public Task StopAsync() => _app.StopAsync();

    public string DescriptionOf(string? issuer = null, string? token = null) => JsonSerializer.Serialize(new
    {
        issuer = issuer ?? Issuer,
        authorization_endpoint = Issuer + "/authorize",
        token_endpoint = token ?? Issuer + "/token",
        jwks_uri = Issuer + "/keys",
        response_types_supported = new[] { "code" },
        code_challenge_methods_supported = new[] { "S256" },
        authorization_response_iss_parameter_supported = true,
    });

    /// <summary>A token as it should be, with changes.</summary>
    public string Sign(FixedClock clock, string nonce, SigningCredentials? signing, Action<SecurityTokenDescriptor>? change = null)
    {
        var now = DateTime.SpecifyKind(clock.Now.UtcDateTime, DateTimeKind.Utc);
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = ClientId,
            IssuedAt = now,
            Expires = now.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = Subject, ["nonce"] = nonce },
            SigningCredentials = signing,
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public static SigningCredentials Hmac(string secret) => new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)) { KeyId = "c1" }, SecurityAlgorithms.HmacSha256);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }
}
