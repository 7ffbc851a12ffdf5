using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.ManagePolicy;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>Session and login policies: stricter is one person's act, laxer is two persons'.</summary>
public sealed class PolicyRelaxationTests
{
    private const string RelaxSessions = "policy.session.relax";
    private const string RelaxLogin = "policy.login.relax";
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly SessionPolicy Staff = SessionPolicy.DeliveredFor(PasswordAudience.Staff, 15);

    [Theory]
    [InlineData(15, 10, 5, 5, SessionLimit.EndOldest, false)]
    [InlineData(10, 8, 2, 1, SessionLimit.RefuseNew, false)]
    [InlineData(16, 10, 5, 5, SessionLimit.EndOldest, true)]
    [InlineData(5, 11, 1, 1, SessionLimit.RefuseNew, true)]
    [InlineData(5, 1, 6, 1, SessionLimit.RefuseNew, true)]
    [InlineData(5, 1, 1, 6, SessionLimit.RefuseNew, true)]
    public void A_session_policy_is_laxer_where_any_value_lets_more(int idle, int hours, int sessions, int proof, SessionLimit limit, bool laxer) =>
        Assert.Equal(laxer, PolicyRelaxation.Is(Staff, new SessionPolicy { IdleMinutes = idle, LongestHours = hours, MostSessions = sessions, ProofMinutes = proof, AtLimit = limit }));

    [Fact]
    public void To_end_the_oldest_is_laxer_than_to_refuse_the_new_and_later_image_codes_are_laxer()
    {
        Assert.True(PolicyRelaxation.Is(Staff with { AtLimit = SessionLimit.RefuseNew }, Staff));
        Assert.False(PolicyRelaxation.Is(LoginPolicy.Delivered, new LoginPolicy(2, 9)));
        Assert.True(PolicyRelaxation.Is(LoginPolicy.Delivered, new LoginPolicy(4, 9)));
        Assert.True(PolicyRelaxation.Is(LoginPolicy.Delivered, new LoginPolicy(1, 11)));
    }

    [Theory]
    [BothDatabases]
    public async Task A_session_policy_is_relaxed_by_two_with_what_was_asked_for_and_only_as_it_stood(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        var policy = office.Get<PolicyCommands>();
        var direct = office.As(security, PolicyCommands.SessionKind);
        var alone = await policy.ChangeSessionsAsync(direct, PasswordAudience.Staff, Staff with { IdleMinutes = 30, MostSessions = 1 }, Never);
        Assert.Equal((ControlErrors.SecondPersonNeeded, RelaxSessions), (alone.Error!.Code, alone.Error.Choices.Single()));

        Dictionary<string, string> wanted = new() { ["audience"] = "staff", ["idleMinutes"] = "30", ["mostSessions"] = "4" };
        var lying = (await AskAsync(office, security, RelaxSessions, wanted)).Value;
        Assert.Equal(("10", "endOldest"), (lying.Parameters["longestHours"], lying.Parameters["atLimit"]));
        Assert.True((await policy.ChangeSessionsAsync(direct, PasswordAudience.Staff, Staff with { LongestHours = 8 }, Never)).IsSuccess);
        Assert.Equal(ControlErrors.RequestOutdated, (await ApproveAsync(office, system, lying)).Error!.Code);

        Assert.Equal(ControlStates.Done, (await office.TogetherAsync((security, system), RelaxSessions, wanted)).Value.State);

        var now = (await policy.ReadSessionsAsync(Never)).Value.Staff;
        Assert.Equal((30, 8, 4, 5), (now.IdleMinutes, now.LongestHours, now.MostSessions, now.ProofMinutes));
        Assert.Contains("sysadmin identity.policy.session", office.Audit.Lines);
        Assert.True((await policy.ChangeSessionsAsync(direct, PasswordAudience.Staff, now with { IdleMinutes = 10 }, Never)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task Image_codes_come_later_only_by_two(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        var policy = office.Get<PolicyCommands>();
        var direct = office.As(security, PolicyCommands.LoginKind);
        var alone = await policy.ChangeLoginAsync(direct, new LoginPolicy(4, 10), Never);
        Assert.Equal((ControlErrors.SecondPersonNeeded, RelaxLogin), (alone.Error!.Code, alone.Error.Choices.Single()));
        Assert.Equal(LoginPolicy.Delivered, (await policy.ReadLoginAsync(Never)).Value);

        Assert.Equal(ControlStates.Done, (await office.TogetherAsync((security, system), RelaxLogin, new() { ["accountFailures"] = "4" })).Value.State);

        Assert.Equal(new LoginPolicy(4, 10), (await policy.ReadLoginAsync(Never)).Value);
        Assert.Contains(office.Audit.Summaries, s => s.Contains("图形验证码", StringComparison.Ordinal) && s.Contains("何军 申请,郭明 复核", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RelaxSessions, "audience", "everyone", "audience")]
    [InlineData(RelaxSessions, "idleMinutes", "45", "idleMinutes")]
    [InlineData(RelaxSessions, "idleMinutes", "-1", "idleMinutes")]
    [InlineData(RelaxSessions, "atLimit", "1", "atLimit")]
    [InlineData(RelaxSessions, "mostSessions", "2", null)]
    [InlineData(RelaxLogin, "accountFailures", "5", "accountFailures")]
    [InlineData(RelaxLogin, "addressFailures", "many", "addressFailures")]
    [InlineData(RelaxLogin, "addressFailures", "5", null)]
    public async Task Nothing_is_asked_for_beyond_the_standard_or_that_is_not_laxer(string kind, string name, string value, string? field)
    {
        await using var office = await Office.OpenAsync("sqlite");
        var parameters = new Dictionary<string, string> { ["audience"] = "staff", [name] = value };

        var refused = await AskAsync(office, await office.SignedInAsync("secadmin"), kind, parameters);

        Assert.Equal((KernelErrors.FieldInvalid, field), (refused.Error!.Code, refused.Error.Field));
    }

    private static Task<Result<ControlRequestView>> AskAsync(Office office, Caller caller, string kind, Dictionary<string, string> parameters) =>
        office.Get<IDualControl>().AskAsync(office.As(caller, "identity.control.ask"), caller, new ControlAsked(kind, parameters, "按局务会要求办理"), Never);

    private static Task<Result<ControlRequestView>> ApproveAsync(Office office, Caller caller, ControlRequestView request) =>
        office.Get<IDualControl>().ApproveAsync(office.As(caller, "identity.control.approve"), caller, new ControlDecision(request.RequestId, "同意"), Never);
}
