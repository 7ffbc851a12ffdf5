using System.Security.Cryptography;
using System.Text;
using Guotu.Database;
using Guotu.Identity.Contracts;
using Guotu.Identity.OpenId;
using Guotu.Identity.OpenId.Redeem;
using Guotu.Identity.OpenId.SignOn;
using Guotu.Identity.OpenId.Upstream;
using Guotu.Identity.OpenId.Upstream.Manage;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Guotu.Identity.Tests;

/// <summary>What somebody between the systems tries.</summary>
public sealed class OpenIdAttackTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public async Task Nobody_is_sent_to_an_address_that_is_not_registered_letter_by_letter()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        string[] addresses =
        [
            "https://evil.example/signin", archives.Redirect + "/", archives.Redirect + "?x=1", archives.Redirect + "#x", archives.Redirect.ToUpperInvariant(),
            "https://archives.example.gov.cn.evil.example/signin", "https://archives.example.gov.cn@evil.example/signin", "https://archives.example.gov.cn/signin/../../x",
            "http://archives.example.gov.cn/signin", "//archives.example.gov.cn/signin", "javascript:alert(1)", string.Empty,
        ];

        foreach (var address in addresses)
        {
            Assert.Equal((address, OpenIdErrors.RequestRefused), (address, (await archives.AskAsync(archives.Query(("redirect_uri", address)))).Error!.Code));
        }

        Assert.Equal(OpenIdErrors.RequestRefused, (await archives.AskAsync(archives.Query() + "&redirect_uri=https://evil.example/")).Error!.Code);
        Assert.Equal(OpenIdErrors.RequestRefused, (await archives.AskAsync(archives.Query(("client_id", "unknown")))).Error!.Code);
        Assert.Contains($"? identity.openid.ask refused {OpenIdErrors.RequestRefused}", office.Audit.Lines);
    }

    [Fact]
    public async Task A_ticket_serves_only_the_browser_that_asked_for_it()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var token = (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Value.Token;
        var (query, tickets) = (archives.Query(), office.Get<SignOnTicket>());
        var mark = tickets.MarkFor(null);
        Assert.NotEqual(mark, tickets.MarkFor(null));
        Assert.Equal(mark, tickets.MarkFor(mark));
        Assert.NotEqual("short", tickets.MarkFor("short"));
        var asked = (await archives.AskAsync(query, mark)).Value.Ticket;
        var others = (await archives.AskAsync(query, tickets.MarkFor(null))).Value.Ticket;

        Assert.Equal(OpenIdErrors.TicketForeign, (await archives.SignOnAsync(token, query, asked, tickets.MarkFor(null))).Error!.Code);
        Assert.Equal(OpenIdErrors.TicketForeign, (await archives.SignOnAsync(token, query, asked, string.Empty)).Error!.Code);
        Assert.Equal(2, office.Audit.Lines.Count(l => l == $"wangxy identity.openid.sign-on refused {OpenIdErrors.TicketForeign}"));
        string[] spliced = [$"{asked.Split('.')[0]}.{others.Split('.')[1]}.{asked.Split('.')[2]}", asked.Split('.')[0] + "." + asked.Split('.')[2], string.Empty, "1.2.3"];
        foreach (var ticket in spliced)
        {
            Assert.Equal((ticket, OpenIdErrors.TicketOld), (ticket, (await archives.SignOnAsync(token, query, ticket, mark)).Error!.Code));
        }

        Assert.True(RegisteredSystem.Answer((await archives.SignOnAsync(token, query, asked, mark)).Value).ContainsKey("code"));
    }

    [Fact]
    public async Task A_request_that_leaves_out_what_must_be_there_is_refused_by_a_code_and_is_no_fault()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var security = await office.SignedInAsync("secadmin");
        var (all, body) = (office.Get<IOpenIdAdministration>(), archives.Body(["window"]));
        (string Field, OpenIdClientBody Body)[] lacking =
        [
            ("code", body with { Code = null! }),
            ("name", body with { Code = "new-one", Name = null! }),
            ("redirects", body with { Code = "new-one", Redirects = null! }),
            ("redirects", body with { Code = "new-one", Redirects = [null!] }),
            ("logouts", body with { Code = "new-one", Logouts = [null!] }),
            ("scopes", body with { Code = "new-one", Scopes = null! }),
            ("scopes", body with { Code = "new-one", Scopes = [null!] }),
            ("roles", body with { Code = "new-one", Roles = null! }),
            ("roles", body with { Code = "new-one", Roles = [null!] }),
        ];
        foreach (var (field, wanted) in lacking)
        {
            var refused = await all.AddAsync(office.As(security, OpenIdKinds.Client), wanted, Never);
            Assert.Equal((field, OpenIdErrors.ClientInvalid, field), (field, refused.Error!.Code, refused.Error.Field));
            if (field != "code")
            {
                Assert.Equal(OpenIdErrors.ClientInvalid, (await all.ChangeAsync(office.As(security, OpenIdKinds.Client), "archives", wanted, Never)).Error!.Code);
            }
        }

        Assert.Equal(OpenIdErrors.IssuerInvalid, (await all.SetProviderAsync(office.As(security, OpenIdKinds.Provider), new OpenIdProviderBody(null!, true), Never)).Error!.Code);
        var upstream = office.Get<UpstreamCommands>();
        var settings = new UpstreamBody(null!, null!, null!, null, null!, false, true);
        Assert.Equal("name", (await upstream.SetAsync(office.As(security, UpstreamKinds.Settings), settings, Never)).Error!.Field);
        Assert.Equal("issuer", (await upstream.SetAsync(office.As(security, UpstreamKinds.Settings), settings with { Name = "市" }, Never)).Error!.Field);
        Assert.Equal(UpstreamErrors.CannotBind, (await upstream.BindPersonAsync(office.As(security, UpstreamKinds.Bind), new BindingBody(null!, "x", "y"), Never)).Error!.Code);
        Assert.Equal(UpstreamErrors.CannotBind, (await upstream.BindPersonAsync(office.As(security, UpstreamKinds.Bind), new BindingBody("lijg", null!, null!), Never)).Error!.Code);
    }

    [Fact]
    public async Task A_weaker_request_goes_back_with_the_word_of_the_protocol_and_gives_no_code()
    {
        (string Name, string? Value, string Error)[] weaker =
        [
            ("code_challenge_method", "plain", "invalid_request"), ("code_challenge_method", null, "invalid_request"), ("code_challenge", null, "invalid_request"),
            ("code_challenge", "short", "invalid_request"), ("response_type", "token", "unsupported_response_type"),
            ("response_type", "code id_token", "unsupported_response_type"), ("response_mode", "fragment", "invalid_request"), ("scope", "profile", "invalid_scope"),
            ("request", "eyJ", "request_not_supported"), ("request_uri", "https://evil.example/", "request_uri_not_supported"), ("prompt", "none login", "invalid_request"),
            ("max_age", "-1", "invalid_request"),
        ];
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var token = (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Value.Token;
        foreach (var (name, value, error) in weaker)
        {
            var query = archives.Query((name, value));
            var asked = (await archives.AskAsync(query)).Value;
            Assert.Contains("error=" + error + "&", asked.SentBackTo, StringComparison.Ordinal);
            Assert.StartsWith(archives.Redirect + "?", asked.SentBackTo, StringComparison.Ordinal);
            Assert.False(RegisteredSystem.Answer((await archives.SignOnAsync(token, query, asked.Ticket)).Value).ContainsKey("code"));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_code_that_comes_twice_or_from_elsewhere_ends_what_was_issued_for_it(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var other = await RegisteredSystem.RegisterAsync(office, "other-system", ["window"]);
        var token = (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Value.Token;

        var twice = await archives.CodeForAsync(token);
        var first = await archives.RedeemAsync(twice);
        Assert.NotNull(await archives.PersonAsync(first.AccessToken));
        Assert.True((await archives.RedeemAsync(twice)).IsNothing);
        Assert.Null(await archives.PersonAsync(first.AccessToken));

        var stolen = await archives.CodeForAsync(token);
        Assert.True((await other.RedeemAsync(stolen, redirect: archives.Redirect)).IsNothing);
        Assert.True((await archives.RedeemAsync(stolen)).IsNothing);
        Assert.True((await archives.RedeemAsync(await archives.CodeForAsync(token), verifier: new string('b', 43))).IsNothing);
        Assert.True((await archives.RedeemAsync(await archives.CodeForAsync(token), verifier: string.Empty)).IsNothing);
        Assert.True((await archives.RedeemAsync(await archives.CodeForAsync(token), redirect: archives.Redirect + "x")).IsNothing);
        var late = await archives.CodeForAsync(token);
        office.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True((await archives.RedeemAsync(late)).IsNothing);
        Assert.Equal(6, office.Audit.Lines.Count(l => l.EndsWith(" identity.openid.reuse", StringComparison.Ordinal)));
        var system = (await archives.ProveAsync()).Value;
        Assert.Equal(OpenIdErrors.CodeRefused, (await office.Get<RedeemCode>().RunAsync(system, new CodeGiven("guess", archives.Redirect, RegisteredSystem.Verifier), Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Of_eight_who_redeem_one_code_at_once_at_most_one_gets_a_token_and_it_does_not_last(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var code = await archives.CodeForAsync((await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Value.Token);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => archives.RedeemAsync(code)));

        var issued = Assert.Single(all, r => !r.IsNothing);
        Assert.Null(await archives.PersonAsync(issued.AccessToken));
    }

    [Fact]
    public async Task A_system_shows_who_it_is_by_exactly_its_registered_proof()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"archives:{archives.Secret}"));

        Assert.True((await archives.ProveAsync([], basic)).IsSuccess);
        await UnprovedAsync(archives.ProveAsync([]));
        await UnprovedAsync(archives.ProveAsync(new() { ["client_id"] = "archives" }));
        await UnprovedAsync(archives.ProveAsync(new() { ["client_id"] = "archives", ["client_secret"] = archives.Secret + "x" }));
        await UnprovedAsync(archives.ProveAsync(new() { ["client_id"] = "archives", ["client_secret"] = new StringValues([archives.Secret, archives.Secret]) }));
        await UnprovedAsync(archives.ProveAsync(new() { ["client_secret"] = archives.Secret }, basic));
        await UnprovedAsync(archives.ProveAsync(new() { ["client_id"] = "another" }, basic));
        var security = await office.SignedInAsync("secadmin");
        var renewed = (await office.Get<IOpenIdAdministration>().ReplaceSecretAsync(office.As(security, OpenIdKinds.Secret), "archives", Never)).Value;
        Assert.NotEqual(archives.Secret, renewed.Secret);
        await UnprovedAsync(archives.ProveAsync());
        Assert.Contains($"openid:archives identity.openid.redeem refused {OpenIdErrors.ClientUnproved}", office.Audit.Lines);
    }

    [Fact]
    public async Task An_assertion_is_believed_once_and_only_when_the_registered_key_signed_it_for_us()
    {
        await using var office = await Office.OpenAsync("sqlite");
        using var rsa = RSA.Create(2048);
        using var stranger = RSA.Create(2048);
        var shown = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)) { KeyId = "k1" });
        var jwks = $$"""{"keys":[{"kty":"RSA","kid":"k1","n":"{{shown.N}}","e":"{{shown.E}}"}]}""";
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"], jwks);
        Assert.Empty(archives.Secret);
        var right = Assertion(office, new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256));

        Assert.True((await ShowAsync(archives, right(RegisteredSystem.Issuer, 60, "one"))).IsSuccess);
        await UnprovedAsync(ShowAsync(archives, right(RegisteredSystem.Issuer, 60, "one")));
        await UnprovedAsync(ShowAsync(archives, right("https://another.example", 60, "two")));
        await UnprovedAsync(ShowAsync(archives, right(RegisteredSystem.Issuer, 3600, "three")));
        await UnprovedAsync(ShowAsync(archives, right(RegisteredSystem.Issuer, -60, "four")));
        await UnprovedAsync(ShowAsync(archives, Assertion(office, new SigningCredentials(new RsaSecurityKey(stranger) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256))(RegisteredSystem.Issuer, 60, "five")));
        // The public key, which everybody knows, as the secret of an HMAC.
        var hmac = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(jwks)) { KeyId = "k1" };
        await UnprovedAsync(ShowAsync(archives, Assertion(office, new SigningCredentials(hmac, SecurityAlgorithms.HmacSha256))(RegisteredSystem.Issuer, 60, "six")));
        await UnprovedAsync(ShowAsync(archives, Assertion(office, null)(RegisteredSystem.Issuer, 60, "seven")));
        await UnprovedAsync(archives.ProveAsync(new() { ["client_id"] = "archives", ["client_secret"] = "anything" }));
    }

    [Fact]
    public async Task A_system_whose_row_was_edited_behind_the_application_is_refused()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        Assert.Equal(1, await office.TamperAsync("UPDATE id_openid_client SET redirect_text = 'https://evil.example/' WHERE client_code = 'archives'"));

        Assert.Equal(DatabaseErrors.RowTampered, (await archives.AskAsync(archives.Query(("redirect_uri", "https://evil.example/")))).Error!.Code);
        Assert.False((await office.Get<IOpenIdAdministration>().ReadAsync(Never)).Value.Clients.Single().Intact);
        Assert.Equal(1, await office.TamperAsync("UPDATE id_openid_provider SET issuer_text = 'https://evil.example' WHERE provider_id = 1"));
        Assert.Equal(DatabaseErrors.RowTampered, (await office.Get<IOpenIdAdministration>().ReadAsync(Never)).Error!.Code);
    }

    [Fact]
    public async Task An_address_that_people_must_not_be_sent_to_is_not_registered()
    {
        string[] addresses =
        [
            "http://archives.example.gov.cn/cb", "https://*.example.gov.cn/cb", "https://a.example/cb#x", "https://user@a.example/cb", "https://a.example",
            "https://a.example/../cb", "javascript:alert(1)", "/cb",
        ];
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var security = await office.SignedInAsync("secadmin");
        foreach (var address in addresses)
        {
            var changed = await office.Get<IOpenIdAdministration>().ChangeAsync(
                office.As(security, OpenIdKinds.Client), "archives", archives.Body(["window"]) with { Redirects = [address] }, Never);
            Assert.Equal((address, OpenIdErrors.AddressInvalid, "redirects"), (address, changed.Error!.Code, changed.Error.Field));
        }
    }

    [Fact]
    public async Task A_registration_names_known_roles_a_new_code_and_public_keys()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var archives = await RegisteredSystem.RegisterAsync(office, "archives", ["window"]);
        var security = await office.SignedInAsync("secadmin");
        var (all, body) = (office.Get<IOpenIdAdministration>(), archives.Body(["window"]));
        async Task<ErrorCode> AddAsync(OpenIdClientBody wanted) => (await all.AddAsync(office.As(security, OpenIdKinds.Client), wanted, Never)).Error!.Code;

        Assert.Equal(OpenIdErrors.ClientTaken, await AddAsync(body));
        Assert.Equal(OpenIdErrors.ClientInvalid, await AddAsync(body with { Code = "New System" }));
        Assert.Equal(OpenIdErrors.ClientInvalid, await AddAsync(body with { Code = "new-one", Roles = ["nobody"] }));
        Assert.Equal(OpenIdErrors.ClientInvalid, await AddAsync(body with { Code = "new-one", Roles = [] }));
        Assert.Equal(OpenIdErrors.ClientInvalid, await AddAsync(body with { Code = "new-one", Scopes = ["everything"] }));
        Assert.Equal(OpenIdErrors.KeyInvalid, await AddAsync(body with { Code = "new-one", Keys = "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}" }));
        Assert.Equal(OpenIdErrors.KeyInvalid, await AddAsync(body with { Code = "new-one", Keys = "nothing" }));
        var wrong = await all.SetProviderAsync(office.As(security, OpenIdKinds.Provider), new OpenIdProviderBody("https://guotu.example.gov.cn/path", true), Never);
        Assert.Equal(OpenIdErrors.IssuerInvalid, wrong.Error!.Code);
    }

    private static async Task UnprovedAsync(Task<Result<CallingSystem>> showing) => Assert.Equal(OpenIdErrors.ClientUnproved, (await showing).Error?.Code);

    private static Task<Result<CallingSystem>> ShowAsync(RegisteredSystem system, string assertion) => system.ProveAsync(new()
    {
        ["client_assertion_type"] = ClientProof.AssertionType,
        ["client_assertion"] = assertion,
    });

    private static Func<string, int, string, string> Assertion(Office office, SigningCredentials? signing) => (audience, seconds, id) =>
    {
        var now = DateTime.SpecifyKind(office.Clock.Now.UtcDateTime, DateTimeKind.Utc);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "archives",
            Audience = audience,
            Expires = now.AddSeconds(seconds),
            Claims = new Dictionary<string, object> { ["sub"] = "archives", ["jti"] = id },
            SigningCredentials = signing,
        });
    };
}
