using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guotu.Crypto;
using Guotu.Testing.Node;
using Microsoft.AspNetCore.WebUtilities;

namespace Guotu.Integration.Tests;

/// <summary>Two nodes: the one is the city's login of the other.</summary>
public sealed class CityLoginTests
{
    private const string Verifier = "a-verifier-of-forty-three-characters-or-more-0123";

    [Fact]
    public async Task An_officer_comes_into_the_county_by_the_citys_login_and_the_own_login_works_when_the_city_is_away()
    {
        using var cityHome = await DemonstrationHome.CreateAsync();
        await using var city = await ServingNode.StartAsync(cityHome.Home);
        using var countyHome = await DemonstrationHome.CreateAsync();
        await AllowAsync(countyHome.Home, city.Address.Authority);
        await using var county = await ServingNode.StartAsync(countyHome.Home);
        using var citySecurity = await StaffClient.SignInAsync(city.Address, "secadmin", cityHome.Passwords["secadmin"]);
        using var countySecurity = await StaffClient.SignInAsync(county.Address, "secadmin", countyHome.Passwords["secadmin"]);
        var back = Origin(county.Address) + "/login/city";
        await DoneAsync(citySecurity, HttpMethod.Put, "openid/provider", new { issuer = Origin(city.Address), enabled = true });
        var secret = (await citySecurity.PostAsync("openid/clients", new
        {
            code = "county", name = "县局平台", redirects = new[] { back }, logouts = Array.Empty<string>(), scopes = Array.Empty<string>(), roles = new[] { "window" },
        })).GetProperty("secret").GetString()!;
        await DoneAsync(countySecurity, HttpMethod.Put, "openid/provider", new { issuer = Origin(county.Address), enabled = false });
        await DoneAsync(countySecurity, HttpMethod.Put, "openid/upstream", new
        {
            name = "市统一身份", issuer = Origin(city.Address), clientId = "county", secret, algorithms = new[] { "RS256" }, countsSecond = false, enabled = true,
        });
        await DoneAsync(countySecurity, HttpMethod.Post, "openid/upstream/check", new { });
        using var officer = await StaffClient.SignInAsync(city.Address, "wangxy", cityHome.Passwords["wangxy"]);

        using var first = StaffClient.WithoutSession(county.Address);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => ReturnAsync(first, officer));
        Assert.Equal((403, "OID-0023"), (refused.Status, refused.Code));
        var subject = await SubjectAsync(city.Address, officer, secret, back);
        await DoneAsync(countySecurity, HttpMethod.Post, "openid/upstream/bindings", new { account = "lijg", subject, reason = "市局来函第三号" });
        using var second = StaffClient.WithoutSession(county.Address);
        var session = await ReturnAsync(second, officer);
        Assert.Equal("lijg", session.GetProperty("user").GetProperty("account").GetString());
        Assert.Equal("lijg", (await second.GetAsync("session")).GetProperty("user").GetProperty("account").GetString());

        await city.StopAsync();
        using var third = StaffClient.WithoutSession(county.Address);
        var started = await third.PostAsync("session/city/start", new { });
        var state = QueryHelpers.ParseQuery(new Uri(started.GetProperty("location").GetString()!).Query)["state"];
        var away = await Assert.ThrowsAsync<RefusedException>(() => CompleteAsync(third, $"?code=any&state={state}&iss={Uri.EscapeDataString(Origin(city.Address))}"));
        Assert.Equal((503, "OID-0021"), (away.Status, away.Code));
        using var own = await StaffClient.SignInAsync(county.Address, "lijg", countyHome.Passwords["lijg"]);
        Assert.Equal("lijg", own.Session.GetProperty("user").GetProperty("account").GetString());
    }

    /// <summary>A browser at the county that goes over the city, where the officer is signed in, and comes back.</summary>
    private static async Task<JsonElement> ReturnAsync(StaffClient browser, StaffClient officer)
    {
        var started = await browser.PostAsync("session/city/start", new { });
        var location = await SignOnAsync(officer, new Uri(started.GetProperty("location").GetString()!).Query);
        return await CompleteAsync(browser, new Uri(location).Query);
    }

    private static async Task<JsonElement> CompleteAsync(StaffClient browser, string query)
    {
        var challenge = await browser.GetAsync("session/challenge");
        var key = Sm2PublicKey.FromPoint(Convert.FromHexString(challenge.GetProperty("publicKey").GetString()!)).Value;
        var text = JsonSerializer.Serialize(new { nonce = challenge.GetProperty("nonce").GetString() });
        var cipher = Convert.ToHexString(Sm2.Encrypt(key, Encoding.UTF8.GetBytes(text)).ToRawWithoutPrefix()).ToLowerInvariant();
        return await browser.PostAsync("session/city", new { query, cipher });
    }

    private static async Task<string> SignOnAsync(StaffClient officer, string query)
    {
        var asked = await officer.PostAsync("openid/requests", new { query });
        return (await officer.PostAsync("openid/sign-ons", new { query, ticket = asked.GetProperty("ticket").GetString() })).GetProperty("location").GetString()!;
    }

    /// <summary>How the city tells who somebody is: as it would tell the county.</summary>
    private static async Task<string> SubjectAsync(Uri city, StaffClient officer, string secret, string back)
    {
        var query = QueryHelpers.AddQueryString(string.Empty, new Dictionary<string, string?>
        {
            ["client_id"] = "county",
            ["redirect_uri"] = back,
            ["response_type"] = "code",
            ["scope"] = "openid",
            ["code_challenge"] = Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
        });
        var code = QueryHelpers.ParseQuery(new Uri(await SignOnAsync(officer, query)).Query)["code"].ToString();
        using var program = new HttpClient { BaseAddress = city };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = back,
            ["code_verifier"] = Verifier,
            ["client_id"] = "county",
            ["client_secret"] = secret,
        });
        using var answer = await program.PostAsync(new Uri("openid/token", UriKind.Relative), form);
        var token = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id_token"]!.GetValue<string>();
        return JsonNode.Parse(WebEncoders.Base64UrlDecode(token.Split('.')[1]))!["sub"]!.GetValue<string>();
    }

    private static async Task DoneAsync(StaffClient person, HttpMethod method, string path, object body)
    {
        using var answer = await person.SendAsync(method, path, new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));
        Assert.True(answer.StatusCode == HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>As the system administrator does it: only what the configuration lists is called.</summary>
    private static async Task AllowAsync(string home, string host)
    {
        var path = Path.Combine(home, "node.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        settings["upstreamHosts"] = new JsonArray(host);
        await File.WriteAllTextAsync(path, settings.ToJsonString());
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
