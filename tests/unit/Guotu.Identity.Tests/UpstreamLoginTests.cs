using System.Net;
using System.Security.Cryptography;
using Guotu.Identity.OpenId.Upstream;
using Guotu.Identity.OpenId.Upstream.Connect;
using Guotu.Identity.OpenId.Upstream.Manage;
using Guotu.Identity.OpenId.Upstream.SignIn;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;
using Microsoft.IdentityModel.Tokens;
using static Guotu.Identity.Tests.CityDoor;

namespace Guotu.Identity.Tests;

/// <summary>People come in by the city's login, and others try to.</summary>
public sealed class UpstreamLoginTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task An_officer_who_was_bound_comes_in_by_the_citys_login_and_nobody_else_does(string provider)
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenAsync(provider, city);
        city.Token = nonce => city.Sign(office.Clock, nonce, city.Own);
        Assert.Equal("市统一身份", (await office.Get<StartUpstream>().OfferAsync(Never)).Name);

        var before = await BeginAsync(office, city);
        Assert.Equal(UpstreamErrors.NotBound, (await CompleteAsync(office, before, before.Answer(city))).Error!.Code);
        await BindAsync(office, "lijg", StandInCity.Subject);
        var login = await BeginAsync(office, city);
        var signedIn = await CompleteAsync(office, login, login.Answer(city));

        Assert.True(signedIn.IsSuccess, signedIn.Error?.Text);
        Assert.Equal("lijg", (await office.CallerAsync(signedIn.Value.Token)).Value.Account);
        Assert.StartsWith("Basic ", city.Redeemed[^1], StringComparison.Ordinal);
        Assert.EndsWith(" the-code 43", city.Redeemed[^1], StringComparison.Ordinal);
        Assert.Contains("lijg identity.login", office.Audit.Lines);
        Assert.Contains($"? identity.upstream.login refused {UpstreamErrors.NotBound}", office.Audit.Lines);

        // The same answer again, and in another browser.
        Assert.Equal(UpstreamErrors.Doubtful, (await CompleteAsync(office, login, login.Answer(city))).Error!.Code);
        var other = await BeginAsync(office, city);
        Assert.Equal(UpstreamErrors.Doubtful, (await CompleteAsync(office, other with { Browser = login.Browser }, other.Answer(city))).Error!.Code);
        Assert.Equal(UpstreamErrors.Doubtful, (await CompleteAsync(office, other with { Browser = string.Empty }, other.Answer(city))).Error!.Code);
    }

    [Fact]
    public async Task A_token_that_is_not_exactly_the_one_of_this_login_lets_nobody_in()
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenAsync("sqlite", city);
        await BindAsync(office, "lijg", StandInCity.Subject);
        using var stranger = RSA.Create(2048);
        var foreign = new SigningCredentials(new RsaSecurityKey(stranger) { KeyId = "c1" }, SecurityAlgorithms.RsaSha256);
        var unlisted = new SigningCredentials(city.Own.Key, SecurityAlgorithms.RsaSha512);
        (string What, Func<string, string> Token)[] forged =
        [
            ("alg none", n => city.Sign(office.Clock, n, null)),
            ("the public key as the secret of an HMAC", n => city.Sign(office.Clock, n, StandInCity.Hmac(city.Jwks))),
            ("our own secret as that of an HMAC", n => city.Sign(office.Clock, n, StandInCity.Hmac("the-city-gave-this-secret-of-32-bytes"))),
            ("another key under the same name", n => city.Sign(office.Clock, n, foreign)),
            ("an algorithm that is not listed", n => city.Sign(office.Clock, n, unlisted)),
            ("another audience", n => city.Sign(office.Clock, n, city.Own, d => d.Audience = "another-county")),
            ("another issuer", n => city.Sign(office.Clock, n, city.Own, d => d.Issuer = "https://another.example")),
            ("expired", n => city.Sign(office.Clock, n, city.Own, d => d.Expires = d.IssuedAt!.Value.AddMinutes(-2))),
            ("without expiry", n => city.Sign(office.Clock, n, city.Own, d => d.Expires = null)),
            ("issued long ago", n => city.Sign(office.Clock, n, city.Own, d => d.IssuedAt = d.IssuedAt!.Value.AddHours(-1))),
            ("of another login", _ => city.Sign(office.Clock, "another", city.Own)),
            ("for another party", n => city.Sign(office.Clock, n, city.Own, d => d.Claims["azp"] = "another-county")),
            ("without a subject", n => city.Sign(office.Clock, n, city.Own, d => d.Claims.Remove("sub"))),
            ("no token at all", _ => string.Empty),
            ("nonsense", _ => "a.b.c"),
        ];
        foreach (var (what, token) in forged)
        {
            city.Token = token;
            var login = await BeginAsync(office, city);
            Assert.Equal((what, UpstreamErrors.Doubtful), (what, (await CompleteAsync(office, login, login.Answer(city))).Error!.Code));
        }

        city.Token = n => city.Sign(office.Clock, n, city.Own);
        var mixed = await BeginAsync(office, city);
        Assert.Equal(UpstreamErrors.Doubtful, (await CompleteAsync(office, mixed, $"?code=the-code&state={mixed.State}&iss=https://another.example")).Error!.Code);
        var unnamed = await BeginAsync(office, city);
        Assert.Equal(UpstreamErrors.Doubtful, (await CompleteAsync(office, unnamed, $"?code=the-code&state={unnamed.State}")).Error!.Code);
        var late = await BeginAsync(office, city);
        office.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(UpstreamErrors.Doubtful, (await CompleteAsync(office, late, late.Answer(city))).Error!.Code);
        var right = await BeginAsync(office, city);
        Assert.True((await CompleteAsync(office, right, right.Answer(city))).IsSuccess);
    }

    [Fact]
    public async Task Our_second_factor_is_asked_for_unless_the_citys_login_counts_as_one()
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenBoundAsync("sqlite", city);
        var seed = await BindTokenAsync(office, "lijg");

        var login = await BeginAsync(office, city);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(IdentityErrors.SecondFactorWanted, (await CompleteAsync(office, login, login.Answer(city))).Error!.Code);
        Assert.Equal(IdentityErrors.SecondFactorWrong, (await CompleteAsync(office, login, login.Answer(city), "000000")).Error!.Code);
        Assert.True((await CompleteAsync(office, login, login.Answer(city), CodeAt(office, seed))).IsSuccess);
        Assert.Single(city.Redeemed);
        Assert.Equal(UpstreamErrors.Doubtful, (await CompleteAsync(office, login, login.Answer(city), CodeAt(office, seed))).Error!.Code);

        await SetAsync(office, Settings(city) with { CountsSecond = true });
        var counted = await BeginAsync(office, city);
        Assert.True((await CompleteAsync(office, counted, counted.Answer(city))).IsSuccess);
    }

    [Fact]
    public async Task Where_the_city_is_away_or_strange_the_login_is_refused_clearly_and_the_own_one_still_works()
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenAsync("sqlite", city);
        (string What, string Text, ErrorCode Code)[] strange =
        [
            ("another issuer", city.DescriptionOf(issuer: "https://another.example"), UpstreamErrors.Away),
            ("a host that is not listed", city.DescriptionOf(token: "https://another.example/token"), UpstreamErrors.HostNotListed),
            ("the machine itself at another port", city.DescriptionOf(token: "http://127.0.0.1:1/token"), UpstreamErrors.HostNotListed),
            ("more than anybody needs", "{\"issuer\":\"" + new string('x', 300_000) + "\"}", UpstreamErrors.Away),
            ("no JSON", "<html>", UpstreamErrors.Away),
        ];
        foreach (var (what, text, code) in strange)
        {
            city.Description = text;
            office.Clock.Advance(TimeSpan.FromSeconds(16));
            Assert.Equal((what, code), (what, (await office.Get<StartUpstream>().RunAsync(Never)).Error!.Code));
        }

        await city.StopAsync();
        office.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(UpstreamErrors.Away, (await office.Get<StartUpstream>().RunAsync(Never)).Error!.Code);
        Assert.True((await office.SignInAsync("lijg", office.Passwords["lijg"])).IsSuccess);
    }

    [Fact]
    public async Task An_administrator_is_never_bound_nor_the_own_account_nor_anybody_twice()
    {
        await using var city = await StandInCity.StartAsync();
        await using var office = await OpenAsync("sqlite", city);
        city.Token = nonce => city.Sign(office.Clock, nonce, city.Own);

        Assert.Equal(UpstreamErrors.CannotBind, (await TryBindAsync(office, "sysadmin", "other")).Error!.Code);
        Assert.Equal(IdentityErrors.OwnGrant, (await TryBindAsync(office, "secadmin", "other")).Error!.Code);
        Assert.Equal(KernelErrors.NotFound, (await TryBindAsync(office, "nobody", "other")).Error!.Code);
        await BindAsync(office, "lijg", StandInCity.Subject);
        Assert.Equal(UpstreamErrors.CannotBind, (await TryBindAsync(office, "wangxy", StandInCity.Subject)).Error!.Code);
        Assert.Equal(UpstreamErrors.CannotBind, (await TryBindAsync(office, "lijg", "other")).Error!.Code);

        Assert.Equal(1, await office.TamperAsync("UPDATE id_upstream_binding SET user_id = (SELECT user_id FROM id_user WHERE account_name = 'wangxy')"));
        var login = await BeginAsync(office, city);
        Assert.False((await CompleteAsync(office, login, login.Answer(city))).IsSuccess);
        Assert.False(Assert.Single((await office.Get<UpstreamList>().ReadAsync(Never)).Value.Bindings).Intact);
    }

    [Theory]
    [InlineData("sso.city.example", "127.0.0.1", false)]
    [InlineData("sso.city.example", "169.254.169.254", false)]
    [InlineData("sso.city.example", "0.0.0.0", false)]
    [InlineData("sso.city.example", "::1", false)]
    [InlineData("sso.city.example", "::ffff:127.0.0.1", false)]
    [InlineData("sso.city.example", "fe80::1", false)]
    [InlineData("sso.city.example", "224.0.0.1", false)]
    [InlineData("sso.city.example", "10.1.2.3", true)]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    public void A_listed_name_stands_for_no_address_that_only_this_machine_has(string host, string address, bool may) =>
        Assert.Equal(may, UpstreamHostIsListed.MayStandFor(host, IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://sso.city.example/x", true)]
    [InlineData("https://sso.city.example:8443/x", false)]
    [InlineData("http://sso.city.example/x", false)]
    [InlineData("https://sso.city.example@evil.example/x", false)]
    [InlineData("https://evil.example/?sso.city.example", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("sso.city.example", false)]
    public void Only_a_listed_host_is_called(string address, bool may) => Assert.Equal(may, UpstreamHostIsListed.Breach(address, ["sso.city.example"]) is null);
}
