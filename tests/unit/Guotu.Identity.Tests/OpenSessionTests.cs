using Guotu.Hosting.Callers;
using Guotu.Identity.ManageSessions;
using Guotu.Identity.Sessions;
using Guotu.Kernel.Errors;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

public sealed class OpenSessionTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_person_sees_the_own_sessions_and_ends_one_or_all_others(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (here, there, third) = (await TokenAsync(office, "wangxy"), await TokenAsync(office, "wangxy"), await TokenAsync(office, "wangxy"));
        await TokenAsync(office, "lijg");
        var caller = (await office.CallerAsync(here)).Value;
        var (sessions, digest) = (office.Get<OpenSessions>(), office.Get<SessionTokens>().DigestOf(here).Value);

        var own = (await sessions.OwnAsync(caller.UserId, digest, Never)).Value;
        Assert.Equal(3, own.Count);
        Assert.Single(own, s => s.Current);
        Assert.All(own, s => Assert.Equal(("wangxy", "10.1.3.7"), (s.Account, s.Address)));

        var ended = (await sessions.OwnAsync(caller.UserId, office.Get<SessionTokens>().DigestOf(there).Value, Never)).Value.Single(s => s.Current).Id;
        Assert.True((await sessions.EndOwnAsync(office.As(caller, OpenSessions.EndKind), ended, Never)).IsSuccess);
        Assert.Equal(AccessErrors.NotSignedIn, (await office.CallerAsync(there)).Error!.Code);
        Assert.True((await sessions.EndOthersAsync(office.As(caller, OpenSessions.EndKind), digest, Never)).IsSuccess);
        Assert.Equal(AccessErrors.NotSignedIn, (await office.CallerAsync(third)).Error!.Code);
        Assert.True((await office.CallerAsync(here)).IsSuccess);
        Assert.Contains("wangxy identity.session.end", office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task Anothers_session_does_not_exist_for_staff_and_is_ended_by_the_security_administrator(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var victim = await TokenAsync(office, "lijg");
        var clerk = await office.SignedInAsync("wangxy");
        var security = await office.SignedInAsync("secadmin");
        var sessions = office.Get<OpenSessions>();
        var id = (await sessions.AllAsync(string.Empty, Never)).Value.Single(s => s.Account == "lijg").Id;

        Assert.Equal(KernelErrors.NotFound, (await sessions.EndOwnAsync(office.As(clerk, OpenSessions.EndKind), id, Never)).Error!.Code);
        Assert.True((await office.CallerAsync(victim)).IsSuccess);
        Assert.True((await sessions.WithdrawAsync(office.As(security, OpenSessions.WithdrawKind), id, Never)).IsSuccess);

        Assert.Equal(AccessErrors.NotSignedIn, (await office.CallerAsync(victim)).Error!.Code);
        Assert.DoesNotContain((await sessions.AllAsync(string.Empty, Never)).Value, s => s.Account == "lijg");
        Assert.Equal(KernelErrors.NotFound, (await sessions.WithdrawAsync(office.As(security, OpenSessions.WithdrawKind), id, Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_session_that_idleness_ended_is_not_listed_and_each_login_has_a_token_of_its_own(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var first = await TokenAsync(office, "wangxy");
        var second = await TokenAsync(office, "wangxy");
        Assert.NotEqual(first, second);
        Assert.Equal(0, await office.TamperAsync($"DELETE FROM id_session WHERE token_digest = '{first}'"));

        office.Clock.Advance(TimeSpan.FromMinutes(office.Node.IdleMinutes + 1));

        Assert.Empty((await office.Get<OpenSessions>().AllAsync(string.Empty, Never)).Value);
    }

    private static async Task<string> TokenAsync(Office office, string account) => (await office.SignInAsync(account, office.Passwords[account])).Value.Token;
}
