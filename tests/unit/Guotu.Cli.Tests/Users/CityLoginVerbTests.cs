using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Guotu.Crypto;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Guotu.Cli.Tests.Users;

/// <summary>guotu city-login: the security administrator sets the city's login from a shell, tries it and takes it away.</summary>
public sealed class CityLoginVerbTests(DemonstrationNode node) : IClassFixture<DemonstrationNode>
{
    [Fact]
    public async Task The_citys_login_is_set_tried_and_removed_by_the_security_administrator_alone()
    {
        await using var city = await CityAsync();
        var (home, issuer) = (node.Copy(), city.Urls.First());
        var secret = node.NewFile("secret");
        await File.WriteAllTextAsync(secret, "the-city-gave-this-secret-of-32-bytes\n");
        Task<GuotuRun> RunAsync(params string[] verb) => GuotuProcess.RunAsync(["city-login", .. verb, "--home", home, "--json"]);
        string[] set = ["set", "--name", "市统一身份", "--issuer", issuer, "--client-id", "county-610724"];

        Assert.Null((await MustEndAsync(RunAsync("show"), 0)).Json()["settings"]);
        (await MustEndAsync(RunAsync("test"), 3)).HasCode("OID-0020");
        (await MustEndAsync(RunAsync([.. set, "--secret-file", secret]), 3)).HasCode("OID-0025");
        await AllowAsync(home, new Uri(issuer).Authority);
        (await MustEndAsync(RunAsync(set), 3)).HasCode("OID-0024");
        await MustEndAsync(RunAsync([.. set, "--secret-file", secret]), 0);

        var shown = await MustEndAsync(RunAsync("show"), 0);
        Assert.Equal(issuer, shown.Json()["settings"]!["issuer"]!.GetValue<string>());
        Assert.DoesNotContain("the-city-gave-this-secret", shown.Run.Output + shown.Run.Messages, StringComparison.Ordinal);
        var tried = (await MustEndAsync(RunAsync("test"), 0)).Json();
        Assert.True(tried["reachable"]!.GetValue<bool>());
        Assert.Equal("c1", tried["keys"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(issuer + "/token", tried["token"]!.GetValue<string>());

        await city.StopAsync();
        var away = await MustEndAsync(RunAsync("test"), 1);
        Assert.Equal("OID-0021", away.Json()["error"]!["code"]!.GetValue<string>());
        await MustEndAsync(RunAsync([.. set, "--off"]), 0);
        Assert.False((await MustEndAsync(RunAsync("show"), 0)).Json()["settings"]!["enabled"]!.GetValue<bool>());
        await MustEndAsync(RunAsync("set", "--name", "x"), 2);

        var password = node.NewFile("password");
        await File.WriteAllTextAsync(password, "wrong\n");
        await MustEndAsync(RunAsync("remove", "--as", "secadmin", "--password-file", password), 3);
        await MustEndAsync(RunAsync("remove"), 0);
        (await MustEndAsync(RunAsync("remove"), 3)).HasCode("OID-0020");
        Assert.Null((await MustEndAsync(RunAsync("show"), 0)).Json()["settings"]);
    }

    private static async Task<Ended> MustEndAsync(Task<GuotuRun> running, int exitCode)
    {
        var run = await running;
        run.MustEndWith(exitCode);
        return new Ended(run);
    }

    private static async Task AllowAsync(string home, string host)
    {
        var path = Path.Combine(home, "node.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        settings["upstreamHosts"] = new JsonArray(host);
        await File.WriteAllTextAsync(path, settings.ToJsonString());
    }

    /// <summary>What the city says of itself, and one public key.</summary>
    private static async Task<WebApplication> CityAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", (HttpRequest request) =>
        {
            var issuer = $"http://{request.Host}";
            return Results.Json(new
            {
                issuer, authorization_endpoint = issuer + "/authorize", token_endpoint = issuer + "/token", jwks_uri = issuer + "/keys",
                response_types_supported = new[] { "code" }, code_challenge_methods_supported = new[] { "S256" },
            });
        });
        using var rsa = RSA.Create(2048);
        var (modulus, exponent) = (Base64Url.Encode(rsa.ExportParameters(false).Modulus), Base64Url.Encode(rsa.ExportParameters(false).Exponent));
        app.MapGet("/keys", () => Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "c1", n = modulus, e = exponent } } }));
        await app.StartAsync();
        return app;
    }

    private sealed record Ended(GuotuRun Run)
    {
        public JsonNode Json() => JsonNode.Parse(Run.Output)!;

        public void HasCode(string code) => Assert.Equal(code, Json()["error"]!["code"]!.GetValue<string>());
    }
}
