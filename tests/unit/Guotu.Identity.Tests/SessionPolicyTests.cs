using Guotu.Database;
using Guotu.Hosting.Callers;
using Guotu.Identity.Domain;
using Guotu.Identity.ManagePolicy;
using Guotu.Identity.ManageSessions;
using Guotu.Kernel.Errors;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

public sealed class SessionPolicyTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly SessionPolicy Staff = SessionPolicy.DeliveredFor(PasswordAudience.Staff, 15);
    private static readonly SessionPolicy Administrators = SessionPolicy.DeliveredFor(PasswordAudience.Administrators, 15);

    [Theory]
    [InlineData(PasswordAudience.Staff, 31, 10, 5, 5, "idleMinutes")]
    [InlineData(PasswordAudience.Staff, 4, 10, 5, 5, "idleMinutes")]
    [InlineData(PasswordAudience.Administrators, 16, 10, 3, 5, "idleMinutes")]
    [InlineData(PasswordAudience.Staff, 15, 13, 5, 5, "longestHours")]
    [InlineData(PasswordAudience.Administrators, 15, 11, 3, 5, "longestHours")]
    [InlineData(PasswordAudience.Staff, 15, 10, 11, 5, "mostSessions")]
    [InlineData(PasswordAudience.Administrators, 15, 10, 4, 5, "mostSessions")]
    [InlineData(PasswordAudience.Staff, 15, 10, 0, 5, "mostSessions")]
    [InlineData(PasswordAudience.Staff, 15, 10, 5, 31, "proofMinutes")]
    [InlineData(PasswordAudience.Administrators, 15, 10, 3, 16, "proofMinutes")]
    public void SessionPolicyKeepsToTheStandard(PasswordAudience audience, int idle, int hours, int sessions, int proof, string field)
    {
        var policy = new SessionPolicy { IdleMinutes = idle, LongestHours = hours, MostSessions = sessions, ProofMinutes = proof };

        Assert.Equal(field, Guotu.Identity.Domain.SessionPolicyKeepsToTheStandard.Breach(audience, policy)!.Field);
    }

    [Theory]
    [InlineData(PasswordAudience.Staff)]
    [InlineData(PasswordAudience.Administrators)]
    public void What_is_delivered_keeps_to_the_standard_whatever_the_node_says(PasswordAudience audience)
    {
        foreach (var configured in new[] { -1, 0, 15, 20, 600 })
        {
            Assert.Null(Guotu.Identity.Domain.SessionPolicyKeepsToTheStandard.Breach(audience, SessionPolicy.DeliveredFor(audience, configured)));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task One_login_too_many_ends_the_oldest_and_not_those_that_are_over_anyway(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var tokens = new List<string>();
        for (var i = 0; i < Staff.MostSessions; i++)
        {
            tokens.Add(await TokenAsync(office, "wangxy"));
            office.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var other = await TokenAsync(office, "lijg");
        tokens.Add(await TokenAsync(office, "wangxy"));

        Assert.Equal(AccessErrors.NotSignedIn, (await office.CallerAsync(tokens[0])).Error!.Code);
        foreach (var token in tokens.Skip(1))
        {
            Assert.True((await office.CallerAsync(token)).IsSuccess);
        }

        Assert.True((await office.CallerAsync(other)).IsSuccess);
        Assert.Contains("wangxy identity.session.end", office.Audit.Lines);
        office.Clock.Advance(TimeSpan.FromMinutes(Staff.IdleMinutes + 1));
        Assert.True((await office.CallerAsync(await TokenAsync(office, "wangxy"))).IsSuccess);
        Assert.Single(office.Audit.Lines, l => l == "wangxy identity.session.end");
    }

    [Theory]
    [BothDatabases]
    public async Task Where_the_policy_refuses_the_new_one_it_costs_no_attempt_and_an_end_elsewhere_lets_it_in(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await SetAsync(office, PasswordAudience.Staff, Staff with { MostSessions = 1, AtLimit = SessionLimit.RefuseNew });
        var first = await TokenAsync(office, "wangxy");
        for (var i = 0; i < 7; i++)
        {
            Assert.Equal(IdentityErrors.TooManySessions, (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Error!.Code);
        }

        var caller = (await office.CallerAsync(first)).Value;
        Assert.Contains("wangxy identity.login refused SEC-0022", office.Audit.Lines);
        Assert.True((await office.Get<OpenSessions>().EndOthersAsync(office.As(caller, OpenSessions.EndKind), "none", Never)).IsSuccess);
        Assert.True((await office.SignInAsync("wangxy", office.Passwords["wangxy"])).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task Ten_logins_at_once_leave_no_more_than_the_policy_allows(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await SetAsync(office, PasswordAudience.Staff, Staff with { MostSessions = 2 });

        var all = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => office.SignInAsync("wangxy", office.Passwords["wangxy"]))));
        var alive = 0;
        foreach (var begun in all.Where(r => r.IsSuccess))
        {
            alive += (await office.CallerAsync(begun.Value.Token)).IsSuccess ? 1 : 0;
        }

        // Attempts are taken before the password is looked at, so that some of ten at once may be turned away for the moment.
        Assert.InRange(alive, 1, 2);
        Assert.Equal(alive, (await office.Get<OpenSessions>().AllAsync(string.Empty, Never)).Value.Count(s => s.Account == "wangxy"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_stricter_time_counts_at_once_and_only_for_whom_it_is(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (clerk, auditor) = (await TokenAsync(office, "wangxy"), await TokenAsync(office, "auditor"));
        await SetAsync(office, PasswordAudience.Administrators, Administrators with { IdleMinutes = 6 });
        await SetAsync(office, PasswordAudience.Staff, Staff with { LongestHours = 1 });

        office.Clock.Advance(TimeSpan.FromMinutes(7));
        Assert.Equal(AccessErrors.NotSignedIn, (await office.CallerAsync(auditor)).Error!.Code);
        Assert.Equal(["wangxy"], (await office.Get<OpenSessions>().AllAsync(string.Empty, Never)).Value.Select(s => s.Account));
        for (var i = 0; i < 5; i++)
        {
            Assert.True((await office.CallerAsync(clerk)).IsSuccess);
            office.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        office.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(AccessErrors.NotSignedIn, (await office.CallerAsync(clerk)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_policy_made_laxer_behind_the_applications_back_ends_every_session_it_is_for(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await SetAsync(office, PasswordAudience.Staff, Staff);
        var (clerk, auditor) = (await TokenAsync(office, "wangxy"), await TokenAsync(office, "auditor"));

        Assert.Equal(1, await office.TamperAsync("UPDATE id_session_policy SET idle_minutes = 9999 WHERE policy_id = 1"));

        Assert.Equal(DatabaseErrors.RowTampered, (await office.CallerAsync(clerk)).Error!.Code);
        Assert.Equal(DatabaseErrors.RowTampered, (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Error!.Code);
        Assert.True((await office.CallerAsync(auditor)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_policy_below_the_standard_is_refused_and_nothing_is_stored(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = office.As(await office.SignedInAsync("secadmin"), PolicyCommands.SessionKind);

        var refused = await office.Get<PolicyCommands>().ChangeSessionsAsync(security, PasswordAudience.Staff, Staff with { IdleMinutes = 45 }, Never);

        Assert.Equal((KernelErrors.FieldInvalid, "idleMinutes"), (refused.Error!.Code, refused.Error.Field));
        Assert.Equal(15, (await office.Get<PolicyCommands>().ReadSessionsAsync(Never)).Value.Staff.IdleMinutes);
    }

    private static async Task<string> TokenAsync(Office office, string account) => (await office.SignInAsync(account, office.Passwords[account])).Value.Token;

    private static async Task SetAsync(Office office, PasswordAudience audience, SessionPolicy policy)
    {
        var security = office.As(await office.SignedInAsync("secadmin"), PolicyCommands.SessionKind);
        var changed = await office.Get<PolicyCommands>().ChangeSessionsAsync(security, audience, policy, Never);
        Assert.True(changed.IsSuccess, changed.Error?.Text);
    }
}
