using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guotu.Integration.Tests;

/// <summary>Another system of the bureau as anybody would write it, on Microsoft's own client, with a browser's cookies of its own site.</summary>
internal sealed class StandardClient : IAsyncDisposable
{
    public const string Code = "archives";
    private readonly WebApplication _app;
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });

    private StandardClient(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <param name="authority">The platform.</param>
    /// <param name="address">Where it listens itself.</param>
    /// <param name="secret">As the platform gave it.</param>
    public static async Task<StandardClient> StartAsync(Uri authority, Uri address, string secret)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie()
            .AddOpenIdConnect(options => Set(options, authority, secret));
        var app = builder.Build();
        app.UseAuthentication();
        app.MapGet("/me", async (HttpContext http) => http.User.Identity?.IsAuthenticated == true
            ? Results.Json(http.User.Claims.ToLookup(c => c.Type, c => c.Value).ToDictionary(c => c.Key, c => c.First()))
            : await ChallengeAsync(http));
        await app.StartAsync();
        return new StandardClient(app, address);
    }

    /// <summary>What the person's browser is answered there.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => _browser.GetAsync(new Uri(Address, path));

    public async Task<JsonElement> MeAsync() => JsonSerializer.Deserialize<JsonElement>(await _browser.GetStringAsync(new Uri(Address, "me")));

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task<IResult> ChallengeAsync(HttpContext http)
    {
        await http.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme);
        return Results.Empty;
    }

    private static void Set(OpenIdConnectOptions options, Uri authority, string secret)
    {
        options.Authority = authority.GetLeftPart(UriPartial.Authority);
        options.RequireHttpsMetadata = false;
        options.ClientId = Code;
        options.ClientSecret = secret;
        options.ResponseType = "code";
        options.ResponseMode = "query";
        options.UsePkce = true;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.MapInboundClaims = false;
        options.Scope.Add("roles");
        options.ClaimActions.MapJsonKey("name", "name");
        // The test speaks http on the loopback.
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            (cookie.SecurePolicy, cookie.SameSite) = (CookieSecurePolicy.None, SameSiteMode.Lax);
        }
    }
}
