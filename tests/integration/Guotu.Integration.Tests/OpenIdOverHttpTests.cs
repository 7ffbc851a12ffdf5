using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Testing.Node;
using Microsoft.AspNetCore.WebUtilities;

namespace Guotu.Integration.Tests;

/// <summary>Another system of the bureau lets its people sign on by the platform, over HTTP.</summary>
public sealed class OpenIdOverHttpTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string Verifier = "a-verifier-of-forty-three-characters-or-more-0123";
    private static string? _secret;

    private string Issuer => demonstration.Node.Address.GetLeftPart(UriPartial.Authority);

    private static Uri Loopback { get; } = new($"http://127.0.0.1:{FreePort()}/");

    [Fact]
    public async Task A_standard_client_signs_an_officer_on_and_the_platforms_logout_ends_what_it_holds()
    {
        await using var archives = await StandardClient.StartAsync(demonstration.Node.Address, Loopback, await SecretAsync());
        using var officer = await demonstration.SignInAsync("wangxy");

        using var sent = await archives.GetAsync("me");
        var authorize = sent.Headers.Location!;
        Assert.Equal((HttpStatusCode.Redirect, Issuer + "/openid/authorize"), (sent.StatusCode, authorize.GetLeftPart(UriPartial.Path)));
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var page = await browser.GetAsync(authorize);
        Assert.StartsWith("/sso?", page.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(("DENY", "no-store"), (page.Headers.GetValues("X-Frame-Options").Single(), page.Headers.CacheControl!.ToString()));

        using var back = await archives.GetAsync(await SignOnAsync(officer, page.Headers.Location.OriginalString["/sso".Length..]));
        Assert.Equal("/me", back.Headers.Location?.OriginalString ?? await back.Content.ReadAsStringAsync());
        var me = await archives.MeAsync();
        Assert.Equal(officer.Session.GetProperty("user").GetProperty("name").GetString(), me.GetProperty("name").GetString());
        Assert.Equal(32, me.GetProperty("sub").GetString()!.Length);
        Assert.False(me.TryGetProperty("preferred_username", out _));
    }

    [Fact]
    public async Task What_a_system_holds_is_worth_nothing_once_the_person_has_logged_out_and_a_code_comes_only_once()
    {
        var secret = await SecretAsync();
        using var officer = await demonstration.SignInAsync("wangxy");
        using var program = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = demonstration.Node.Address };
        var code = QueryHelpers.ParseQuery(new Uri(await SignOnAsync(officer, Query())).Query)["code"].ToString();

        using var stranger = await RedeemAsync(program, code, secret + "x");
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (stranger.StatusCode, await ErrorAsync(stranger)));
        using var redeemed = await RedeemAsync(program, code, secret);
        var tokens = JsonSerializer.Deserialize<JsonElement>(await redeemed.Content.ReadAsStringAsync());
        Assert.Equal(("Bearer", "no-store"), (tokens.GetProperty("token_type").GetString(), redeemed.Headers.CacheControl!.ToString()));
        var access = tokens.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await UserInfoAsync(program, access));
        Assert.Equal(HttpStatusCode.Unauthorized, await UserInfoAsync(program, tokens.GetProperty("id_token").GetString()!));
        using var left = await officer.SendAsync(HttpMethod.Delete, "session", null);
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await UserInfoAsync(program, access));
        using var again = await RedeemAsync(program, code, secret);
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (again.StatusCode, await ErrorAsync(again)));

        using var auditor = await demonstration.SignInAsync("auditor");
        var kinds = (await auditor.GetAsync("audit/records?size=100")).GetProperty("items").EnumerateArray().Select(r => r.GetProperty("kind").GetString()).ToList();
        Assert.Contains("identity.openid.sign-on", kinds);
        Assert.Contains("identity.openid.redeem", kinds);
        Assert.Contains("identity.openid.reuse", kinds);
    }

    [Fact]
    public async Task Another_site_can_neither_sign_on_nor_frame_and_the_program_needs_a_form()
    {
        var secret = await SecretAsync();
        using var officer = await demonstration.SignInAsync("wangxy");
        using var program = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = demonstration.Node.Address };
        var ticket = (await officer.PostAsync("openid/requests", new { query = Query() })).GetProperty("ticket").GetString();

        using var forged = await officer.SendWithoutTokenAsync(HttpMethod.Post, "openid/sign-ons", JsonBody(new { query = Query(), ticket }));
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        using var json = await program.PostAsync(new Uri("openid/token", UriKind.Relative), JsonBody(new { grant_type = "authorization_code", client_id = StandardClient.Code, client_secret = secret }));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (json.StatusCode, await ErrorAsync(json)));
        using var posted = await program.PostAsync(
            new Uri("openid/authorize", UriKind.Relative), new FormUrlEncodedContent(QueryHelpers.ParseQuery(Query()).ToDictionary(p => p.Key, p => p.Value.ToString())));
        Assert.StartsWith("/sso?", posted.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", posted.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var document = JsonSerializer.Deserialize<JsonElement>(await program.GetStringAsync(new Uri(".well-known/openid-configuration", UriKind.Relative)));
        Assert.Equal(Issuer, document.GetProperty("issuer").GetString());
        Assert.Equal(["S256"], document.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(m => m.GetString()));
    }

    [Fact]
    public async Task At_a_shell_the_secret_goes_into_a_file_of_its_owner_alone()
    {
        await SecretAsync();
        var (home, file) = (demonstration.Home.Home, Path.Combine(Path.GetDirectoryName(demonstration.Home.Home)!, "maps.secret"));
        string[] add =
        [
            "client", "add", "map-viewer", "--home", home, "--name", "看图系统", "--redirect", "https://maps.example.gov.cn/cb", "--role", "officer", "--secret-file", file, "--json",
        ];

        var added = await GuotuProgram.RunAsync(add);
        Assert.True(added.ExitCode == 0, added.Errors);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.StartsWith("gtc_", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.DoesNotContain("gtc_", added.Output + added.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await GuotuProgram.RunAsync(add)).ExitCode);
        Assert.Equal(0, (await GuotuProgram.RunAsync(["client", "disable", "map-viewer", "--home", home, "--json"])).ExitCode);
        var listed = (await GuotuProgram.RunAsync(["client", "list", "--home", home, "--json"])).Json();
        var viewer = listed.GetProperty("clients").EnumerateArray().Single(c => c.GetProperty("code").GetString() == "map-viewer");
        Assert.False(viewer.GetProperty("enabled").GetBoolean());
    }

    private static async Task<string> SignOnAsync(StaffClient person, string query)
    {
        var asked = await person.PostAsync("openid/requests", new { query });
        Assert.Equal(JsonValueKind.Null, asked.GetProperty("sentBackTo").ValueKind);
        return (await person.PostAsync("openid/sign-ons", new { query, ticket = asked.GetProperty("ticket").GetString() })).GetProperty("location").GetString()!;
    }

    private static Task<HttpResponseMessage> RedeemAsync(HttpClient program, string code, string secret) => program.PostAsync(
        new Uri("openid/token", UriKind.Relative),
        new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = new Uri(Loopback, "signin-oidc").ToString(),
            ["code_verifier"] = Verifier,
            ["client_id"] = StandardClient.Code,
            ["client_secret"] = secret,
        }));

    private static async Task<HttpStatusCode> UserInfoAsync(HttpClient program, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "openid/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await program.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<string?> ErrorAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("error").GetString();

    private static StringContent JsonBody(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    private static string Query() => QueryHelpers.AddQueryString(string.Empty, new Dictionary<string, string?>
    {
        ["client_id"] = StandardClient.Code,
        ["redirect_uri"] = new Uri(Loopback, "signin-oidc").ToString(),
        ["response_type"] = "code",
        ["scope"] = "openid profile roles",
        ["state"] = "1",
        ["code_challenge"] = Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
        ["code_challenge_method"] = "S256",
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Registers the system once for the tests of the class; they run one after another.</summary>
    private async Task<string> SecretAsync()
    {
        if (_secret is null)
        {
            using var security = await demonstration.SignInAsync("secadmin");
            using var set = await security.SendAsync(HttpMethod.Put, "openid/provider", JsonBody(new { issuer = Issuer, enabled = true }));
            Assert.Equal(HttpStatusCode.NoContent, set.StatusCode);
            var made = await security.PostAsync("openid/clients", new
            {
                code = StandardClient.Code, name = "档案系统", redirects = new[] { new Uri(Loopback, "signin-oidc").ToString() }, logouts = Array.Empty<string>(), scopes = new[] { "profile", "roles" },
                roles = new[] { "window" },
            });
            _secret = made.GetProperty("secret").GetString()!;
        }

        return _secret;
    }
}
