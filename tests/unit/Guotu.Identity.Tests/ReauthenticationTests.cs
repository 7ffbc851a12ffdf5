using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Http;
using Guotu.Hosting.Modules;
using Guotu.Identity.Domain;
using Guotu.Identity.Login;
using Guotu.Identity.ManagePolicy;
using Guotu.Identity.SecondFactor;
using Guotu.Identity.Sessions;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guotu.Identity.Tests;

public sealed class ReauthenticationTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_page_left_open_signs_nothing_until_its_person_has_given_the_password_again(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var token = await TokenAsync(office, "lijg");
        Assert.True((await office.ChangeAsync("lijg", office.Passwords["lijg"], "Qinling-Bashan-26")).IsSuccess);
        token = (await office.SignInAsync("lijg", "Qinling-Bashan-26")).Value.Token;
        Assert.Equal(StatusCodes.Status200OK, await AskAsync(office, token, new NeedsFreshProof()));

        office.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(StatusCodes.Status403Forbidden, await AskAsync(office, token, new NeedsFreshProof()));
        Assert.Equal(StatusCodes.Status200OK, await AskAsync(office, token));
        Assert.Contains("lijg access.session refused ACC-0007", office.Audit.Lines);
        Assert.True((await ProveAsync(office, token, "Qinling-Bashan-26")).IsSuccess);
        Assert.Equal(StatusCodes.Status200OK, await AskAsync(office, token, new NeedsFreshProof()));
        Assert.Contains("lijg identity.session.proof", office.Audit.Lines);

        office.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.False((await office.CallerAsync(token)).Value.RecentlyProved);
    }

    [Theory]
    [BothDatabases]
    public async Task A_proof_is_of_its_own_session_and_good_once(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (here, there) = (await TokenAsync(office, "lijg"), await TokenAsync(office, "lijg"));
        office.Clock.Advance(TimeSpan.FromMinutes(6));
        var caller = (await office.CallerAsync(here)).Value;
        var cipher = office.Seal(nonce => new { nonce, password = office.Passwords["lijg"] });
        var (prove, digest) = (office.Get<ProveAgain>(), office.Get<SessionTokens>().DigestOf(here).Value);

        Assert.True((await prove.RunAsync(office.As(caller, ProveAgain.Kind), digest, cipher, Never)).IsSuccess);
        office.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(IdentityErrors.ChallengeUnusable, (await prove.RunAsync(office.As(caller, ProveAgain.Kind), digest, cipher, Never)).Error!.Code);

        Assert.True((await office.CallerAsync(here)).Value.RecentlyProved);
        Assert.False((await office.CallerAsync(there)).Value.RecentlyProved);
        var foreign = (await office.SignedInAsync("wangxy"), office.Seal(nonce => new { nonce, password = office.Passwords["wangxy"] }));
        Assert.Equal(AccessErrors.NotSignedIn, (await prove.RunAsync(office.As(foreign.Item1, ProveAgain.Kind), digest, foreign.Item2, Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Guessing_at_an_open_page_locks_the_account_like_guessing_at_the_login(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var token = await TokenAsync(office, "lijg");
        office.Clock.Advance(TimeSpan.FromMinutes(6));
        for (var i = 0; i < LoginAttempts.Most; i++)
        {
            Assert.Equal(IdentityErrors.LoginWrong, (await ProveAsync(office, token, "guess" + i)).Error!.Code);
        }

        Assert.Equal(IdentityErrors.LoginLocked, (await ProveAsync(office, token, office.Passwords["lijg"])).Error!.Code);
        Assert.False((await office.CallerAsync(token)).Value.RecentlyProved);
        Assert.Equal(IdentityErrors.LoginLocked, (await office.SignInAsync("lijg", office.Passwords["lijg"])).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Where_a_token_is_bound_its_password_belongs_to_the_proof(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var token = await TokenAsync(office, "auditor");
        var caller = (await office.CallerAsync(token)).Value;
        var digest = office.Get<SessionTokens>().DigestOf(token).Value;
        var seed = SeedReader.Read((await office.Get<BindOtp>().StartAsync(office.As(caller, BindOtp.StartKind), Never)).Value.Address);
        Assert.True((await office.Get<BindOtp>().ConfirmAsync(office.As(caller, BindOtp.BindKind), digest, CodeOf(office, seed), Never)).IsSuccess);
        office.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(IdentityErrors.SecondFactorWanted, (await ProveAsync(office, token, office.Passwords["auditor"])).Error!.Code);
        Assert.Equal(IdentityErrors.SecondFactorWrong, (await ProveAsync(office, token, office.Passwords["auditor"], "000000x")).Error!.Code);
        Assert.True((await ProveAsync(office, token, office.Passwords["auditor"], CodeOf(office, seed))).IsSuccess);
        Assert.True((await office.CallerAsync(token)).Value.RecentlyProved);
    }

    [Theory]
    [BothDatabases]
    public async Task The_security_administrator_says_how_long_a_proof_is_good(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var token = await TokenAsync(office, "lijg");
        var security = office.As(await office.SignedInAsync("secadmin"), PolicyCommands.SessionKind);
        var policy = SessionPolicy.DeliveredFor(PasswordAudience.Staff, 15) with { ProofMinutes = 2 };
        Assert.True((await office.Get<PolicyCommands>().ChangeSessionsAsync(security, PasswordAudience.Staff, policy, Never)).IsSuccess);

        office.Clock.Advance(TimeSpan.FromMinutes(3));

        Assert.False((await office.CallerAsync(token)).Value.RecentlyProved);
    }

    private static async Task<string> TokenAsync(Office office, string account) => (await office.SignInAsync(account, office.Passwords[account])).Value.Token;

    private static string CodeOf(Office office, byte[] seed) => PeerToken.At(seed, office.Clock.Now.UnixMicroseconds / 60_000_000);

    private static async Task<Result> ProveAsync(Office office, string token, string password, string? code = null)
    {
        var caller = (await office.CallerAsync(token)).Value;
        var digest = office.Get<SessionTokens>().DigestOf(token).Value;
        return await office.Get<ProveAgain>().RunAsync(office.As(caller, ProveAgain.Kind), digest, office.Seal(nonce => new { nonce, password, code }), Never);
    }

    /// <summary>A read through the access check, marked or not.</summary>
    private static async Task<int> AskAsync(Office office, string token, params object[] marks)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = HttpMethods.Get;
        http.Request.Path = "/signing";
        http.Request.Headers.Cookie = $"{SessionTokens.CookieName}={token}";
        http.SetEndpoint(new Endpoint(_ => Task.CompletedTask, new EndpointMetadataCollection([new EndpointAccess(null, AccessKind.SignedIn), .. marks]), "signing"));
        var access = new AccessMiddleware(_ => Task.CompletedTask, office.Get<ICallerSource>(), [], office.Get<IUnitsOfWork>(), office.Get<PermissionCatalogue>(), office.Get<LabelRefusals>(),
            NullLogger<AccessMiddleware>.Instance);
        await access.InvokeAsync(http);
        return http.Response.StatusCode;
    }
}
