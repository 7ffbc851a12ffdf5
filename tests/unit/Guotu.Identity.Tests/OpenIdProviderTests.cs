using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.ManageSessions;
using Guotu.Identity.OpenId;
using Guotu.Identity.OpenId.EndSession;
using Guotu.Identity.OpenId.SignOn;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>People of the bureau sign on to its other systems by the platform.</summary>
public sealed class OpenIdProviderTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task An_officer_who_is_signed_in_gets_into_the_archive_system_and_it_learns_no_more_than_it_may(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window", "officer"]);
        var token = await TokenAsync(office, "wangxy");

        var made = await archives.SignOnAsync(token, archives.Query());

        Assert.True(made.IsSuccess, made.Error?.Text);
        var answer = RegisteredSystem.Answer(made.Value);
        Assert.StartsWith(archives.Redirect + "?", made.Value.Location, StringComparison.Ordinal);
        Assert.Equal((RegisteredSystem.Issuer, "s t&1"), (answer["iss"].ToString(), answer["state"].ToString()));
        var redeemed = await archives.RedeemAsync(answer["code"]!);
        Assert.Equal("openid profile roles", redeemed.Scopes);
        var id = await archives.ValidateAsync(redeemed.IdToken);
        Assert.True(id.IsValid, id.Exception?.Message);
        Assert.Equal(("n-1", "RS256"), ((string)id.Claims["nonce"], ((Microsoft.IdentityModel.JsonWebTokens.JsonWebToken)id.SecurityToken).Alg));
        Assert.DoesNotContain(id.Claims.Keys, k => k is "name" or "preferred_username" or "roles");
        var person = await archives.PersonAsync(redeemed.AccessToken);
        Assert.Equal(id.Claims["sub"], person!["sub"]);
        Assert.Equal(["name", "roles", "sub"], person.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["window"], (IEnumerable<string>)person["roles"]);
        Assert.Contains("wangxy identity.openid.sign-on", office.Audit.Lines);
        Assert.Contains("openid:archives identity.openid.redeem", office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task What_was_issued_ends_with_the_session_of_the_platform(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var token = await TokenAsync(office, "wangxy");
        var redeemed = await archives.RedeemAsync(await archives.CodeForAsync(token));
        var waiting = await archives.CodeForAsync(token);
        Assert.NotNull(await archives.PersonAsync(redeemed.AccessToken));
        var security = await office.SignedInAsync("secadmin");
        var session = (await office.Get<OpenSessions>().AllAsync(string.Empty, Never)).Value.Single(s => s.Account == "wangxy").Id;

        Assert.True((await office.Get<OpenSessions>().WithdrawAsync(office.As(security, OpenSessions.WithdrawKind), session, Never)).IsSuccess);

        Assert.Null(await archives.PersonAsync(redeemed.AccessToken));
        Assert.True((await archives.RedeemAsync(waiting)).IsNothing);
    }

    [Fact]
    public async Task A_token_lives_ten_minutes_and_a_disabled_system_gets_nothing_at_once()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var token = await TokenAsync(office, "wangxy");
        var (first, second) = (await archives.RedeemAsync(await archives.CodeForAsync(token)), await archives.RedeemAsync(await archives.CodeForAsync(token)));
        var security = await office.SignedInAsync("secadmin");

        Assert.True((await office.Get<IOpenIdAdministration>().DisableAsync(office.As(security, OpenIdKinds.Standing), "archives", Never)).IsSuccess);
        Assert.Null(await archives.PersonAsync(first.AccessToken));
        Assert.Equal(OpenIdErrors.RequestRefused, (await archives.AskAsync(archives.Query())).Error!.Code);
        Assert.Equal(OpenIdErrors.ClientUnproved, (await archives.ProveAsync()).Error!.Code);
        Assert.True((await office.Get<IOpenIdAdministration>().EnableAsync(office.As(security, OpenIdKinds.Standing), "archives", Never)).IsSuccess);
        Assert.Null(await archives.PersonAsync(second.AccessToken));

        var third = await archives.RedeemAsync(await archives.CodeForAsync(token));
        office.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Null(await archives.PersonAsync(third.AccessToken));
    }

    [Fact]
    public async Task Who_has_none_of_the_roles_is_told_so_and_a_silent_system_is_answered()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["officer"]);
        var token = await TokenAsync(office, "wangxy");

        Assert.Equal(OpenIdErrors.NotForRoles, (await archives.SignOnAsync(token, archives.Query())).Error!.Code);
        var silent = await archives.SignOnAsync(token, archives.Query(("prompt", "none")));
        Assert.Equal("access_denied", RegisteredSystem.Answer(silent.Value)["error"]);
        Assert.Contains($"wangxy identity.openid.sign-on refused {OpenIdErrors.NotForRoles}", office.Audit.Lines);
        Assert.Empty(await office.Get<SystemsOfPerson>().ReadAsync((await office.CallerAsync(token)).Value, Never));
        Assert.Equal("档案系统", Assert.Single(await office.Get<SystemsOfPerson>().ReadAsync(await office.SignedInAsync("lijg"), Never)).Name);
    }

    [Fact]
    public async Task A_system_that_wants_a_fresh_proof_gets_one_from_after_it_asked()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var token = await TokenAsync(office, "wangxy");
        office.Clock.Advance(TimeSpan.FromMinutes(6));
        var (login, old) = (archives.Query(("prompt", "login")), archives.Query(("max_age", "300")));

        Assert.Equal(AccessErrors.ProofWanted, (await archives.SignOnAsync(token, login)).Error!.Code);
        Assert.Equal(AccessErrors.ProofWanted, (await archives.SignOnAsync(token, old)).Error!.Code);
        Assert.True((await archives.SignOnAsync(token, archives.Query(("max_age", "600")))).IsSuccess);
        Assert.Equal("login_required", RegisteredSystem.Answer((await archives.SignOnAsync(token, archives.Query(("max_age", "300"), ("prompt", "none")))).Value)["error"]);
        var ticket = (await archives.AskAsync(login)).Value.Ticket;
        office.Clock.Advance(TimeSpan.FromSeconds(5));
        var again = await TokenAsync(office, "wangxy");
        Assert.True((await archives.SignOnAsync(again, login, ticket)).IsSuccess);
        Assert.Equal(OpenIdErrors.TicketOld, (await archives.SignOnAsync(again, old, ticket)).Error!.Code);
    }

    [Fact]
    public async Task Signing_keys_follow_one_another_without_a_gap_and_a_withdrawn_one_counts_no_more()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var security = await office.SignedInAsync("secadmin");
        var all = office.Get<IOpenIdAdministration>();
        var before = (await archives.RedeemAsync(await archives.CodeForAsync(await TokenAsync(office, "wangxy")))).IdToken;

        Assert.True((await all.RotateKeyAsync(office.As(security, OpenIdKinds.Key), Never)).IsSuccess);
        Assert.Equal(2, (await all.ReadAsync(Never)).Value.Keys.Count);
        Assert.True((await archives.ValidateAsync(before)).IsValid);
        office.Clock.Advance(TimeSpan.FromMinutes(61));
        var after = (await archives.RedeemAsync(await archives.CodeForAsync(await TokenAsync(office, "wangxy")))).IdToken;
        Assert.NotEqual(KeyOf(before), KeyOf(after));
        Assert.True((await archives.ValidateAsync(after)).IsValid);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Single((await all.ReadAsync(Never)).Value.Keys);

        var last = (await archives.RedeemAsync(await archives.CodeForAsync(await TokenAsync(office, "wangxy")))).IdToken;
        Assert.True((await all.WithdrawKeysAsync(office.As(await office.SignedInAsync("secadmin"), OpenIdKinds.Key), Never)).IsSuccess);
        Assert.False((await archives.ValidateAsync(last)).IsValid);
        var fresh = (await archives.RedeemAsync(await archives.CodeForAsync(await TokenAsync(office, "wangxy")))).IdToken;
        Assert.True((await archives.ValidateAsync(fresh)).IsValid);
    }

    [Fact]
    public async Task A_logout_that_a_system_began_returns_only_to_its_own_registered_address()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var redeemed = await archives.RedeemAsync(await archives.CodeForAsync(await TokenAsync(office, "wangxy")));
        var logout = office.Get<LogoutRequests>();
        office.Clock.Advance(TimeSpan.FromHours(3));

        var asked = await logout.ReadAsync($"?id_token_hint={redeemed.IdToken}&post_logout_redirect_uri=https://archives.example.gov.cn/bye&state=1", Never);
        Assert.Equal(("档案系统", "https://archives.example.gov.cn/bye?state=1"), (asked.Value.System, asked.Value.Location));
        Assert.Null((await logout.ReadAsync("?client_id=archives", Never)).Value.Location);
        Assert.Equal(OpenIdErrors.RequestRefused, (await logout.ReadAsync("?client_id=archives&post_logout_redirect_uri=https://evil.example/bye", Never)).Error!.Code);
        Assert.Equal(OpenIdErrors.RequestRefused, (await logout.ReadAsync($"?id_token_hint={redeemed.IdToken}x&post_logout_redirect_uri=https://archives.example.gov.cn/bye", Never)).Error!.Code);
    }

    private static string KeyOf(string idToken) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(idToken).Kid;

    private static async Task<string> TokenAsync(Office office, string account) => (await office.SignInAsync(account, office.Passwords[account])).Value.Token;
}
