using Guotu.Database;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.ManageAccounts;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.ManageKeys;
using Guotu.Identity.ManagePolicy;
using Guotu.Identity.SecondFactor;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>What no administrator does alone: asked for by one, confirmed by another, executed once.</summary>
public sealed class DualControlTests
{
    private const string Relax = "policy.password.relax";
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly PasswordPolicy Staff = PasswordPolicy.DeliveredFor(PasswordAudience.Staff);

    [Theory]
    [InlineData(9, 3, 5, 90, 24, 90, true)]
    [InlineData(10, 3, 5, 60, 24, 90, false)]
    [InlineData(12, 4, 8, 60, 48, 60, false)]
    [InlineData(12, 3, 5, 90, 0, 90, true)]
    [InlineData(10, 3, 5, 90, 24, 90, false)]
    public void PolicyRelaxation_is_less_than_before_in_any_value(int length, int classes, int remembered, int days, int hours, int inactive, bool laxer) =>
        Assert.Equal(laxer, PolicyRelaxation.Is(
            Staff,
            Staff with { LeastLength = length, LeastClasses = classes, Remembered = remembered, LongestDays = days, LeastHours = hours, InactiveDays = inactive }));

    [Theory]
    [BothDatabases]
    public async Task A_policy_is_relaxed_only_by_two_and_with_exactly_what_was_asked_for(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system, auditor) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"), await office.SignedInAsync("auditor"));
        var policy = office.Get<PolicyCommands>();
        var alone = await policy.ChangeAsync(office.As(security, PolicyCommands.ChangeKind), PasswordAudience.Staff, Staff with { LeastLength = 8 }, Never);
        Assert.Equal((ControlErrors.SecondPersonNeeded, Relax), (alone.Error!.Code, alone.Error.Choices.Single()));

        var asked = await AskAsync(office, security, Relax, new() { ["audience"] = "staff", ["leastLength"] = "8" });
        Assert.Equal("90", asked.Value.Parameters["longestDays"]);
        Assert.Equal(10, (await policy.ReadAsync(Never)).Value.Staff.LeastLength);

        Assert.Equal(AccessErrors.NotPermitted, (await ApproveAsync(office, security, asked.Value)).Error!.Code);
        Assert.Equal(AccessErrors.NotPermitted, (await ApproveAsync(office, auditor, asked.Value)).Error!.Code);
        var both = await Task.WhenAll(ApproveAsync(office, system, asked.Value), ApproveAsync(office, system, asked.Value));

        Assert.Equal(ControlStates.Done, both.Single(r => r.IsSuccess).Value.State);
        Assert.Equal(ControlErrors.RequestClosed, both.Single(r => !r.IsSuccess).Error!.Code);
        Assert.Equal(8, (await policy.ReadAsync(Never)).Value.Staff.LeastLength);
        Assert.Single(office.Audit.Lines, l => l == "sysadmin identity.policy");
        Assert.Contains("secadmin identity.control.ask", office.Audit.Lines);
        Assert.Contains("sysadmin identity.control.approve", office.Audit.Lines);
        Assert.Contains("secadmin identity.control.approve refused ACC-0002", office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task Nothing_is_asked_for_that_the_act_itself_would_refuse_or_that_one_person_does_alone(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));

        Assert.Equal(KernelErrors.FieldInvalid, (await AskAsync(office, security, Relax, new() { ["audience"] = "staff", ["leastLength"] = "6" })).Error!.Code);
        Assert.Equal(KernelErrors.FieldInvalid, (await AskAsync(office, security, Relax, new() { ["audience"] = "staff", ["leastLength"] = "12" })).Error!.Code);
        Assert.Equal(KernelErrors.FieldInvalid, (await AskAsync(office, security, "grant.administrator", new() { ["account"] = "lijg", ["role"] = "officer" })).Error!.Code);
        Assert.Equal(IdentityErrors.AdministratorsExclusive, (await AskAsync(office, security, "grant.administrator", new() { ["account"] = "auditor", ["role"] = "system" })).Error!.Code);
        Assert.Equal(IdentityErrors.OwnGrant, (await AskAsync(office, security, "grant.administrator", new() { ["account"] = "secadmin", ["role"] = "security" })).Error!.Code);
        Assert.Equal(AccessErrors.NotPermitted, (await AskAsync(office, system, Relax, new() { ["audience"] = "staff", ["leastLength"] = "8" })).Error!.Code);
        Assert.Equal(KernelErrors.NotFound, (await AskAsync(office, security, "no.such", [])).Error!.Code);
        var short_ = await office.Get<IDualControl>().AskAsync(office.As(security, "identity.control.ask"), security, new ControlAsked(Relax, new Dictionary<string, string> { ["audience"] = "staff", ["leastLength"] = "8" }, " 好 "), Never);
        Assert.Equal("reason", short_.Error!.Field);
        Assert.Empty((await ListAsync(office, security, ControlFilter.All)).Items);
    }

    [Theory]
    [BothDatabases]
    public async Task A_request_is_rejected_with_a_reason_withdrawn_by_its_asker_or_over_after_three_days(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        var control = office.Get<IDualControl>();
        var laxer = new Dictionary<string, string> { ["audience"] = "staff", ["leastHours"] = "0" };
        var (first, second, third) = ((await AskAsync(office, security, Relax, laxer)).Value, (await AskAsync(office, security, Relax, laxer)).Value, (await AskAsync(office, security, Relax, laxer)).Value);

        Assert.Equal("text", (await control.RejectAsync(office.As(system, "identity.control.reject"), system, new ControlDecision(first.RequestId, string.Empty), Never)).Error!.Field);
        Assert.True((await control.RejectAsync(office.As(system, "identity.control.reject"), system, new ControlDecision(first.RequestId, "理由不充分"), Never)).IsSuccess);
        Assert.Equal(ControlErrors.NotTheAsker, (await control.WithdrawAsync(office.As(system, "identity.control.withdraw"), system, second.RequestId, Never)).Error!.Code);
        Assert.True((await control.WithdrawAsync(office.As(security, "identity.control.withdraw"), security, second.RequestId, Never)).IsSuccess);
        Assert.Equal([third.RequestId], (await ListAsync(office, system, ControlFilter.Open)).Items.Select(r => r.RequestId));
        office.Clock.Advance(TimeSpan.FromHours(IDualControl.GoodForHours));

        system = await office.SignedInAsync("sysadmin");
        foreach (var closed in new[] { first, second, third })
        {
            Assert.Equal(ControlErrors.RequestClosed, (await ApproveAsync(office, system, closed)).Error!.Code);
        }

        Assert.Empty((await ListAsync(office, system, ControlFilter.Open)).Items);
        Assert.Equal([ControlStates.Expired, ControlStates.Withdrawn, ControlStates.Rejected], (await ListAsync(office, system, ControlFilter.All)).Items.Select(r => r.State));
        Assert.Equal(24, (await office.Get<PolicyCommands>().ReadAsync(Never)).Value.Staff.LeastHours);
    }

    [Theory]
    [BothDatabases]
    public async Task An_asker_who_lost_the_right_meanwhile_gets_nothing_and_what_would_be_refused_by_now_is_refused(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        await AddAsync(office, system, "newsec");
        Assert.True((await office.TogetherAsync((security, system), "grant.administrator", new() { ["account"] = "newsec", ["role"] = "security" })).IsSuccess);
        var newcomer = await office.SignedInAsync("newsec");
        var asked = (await AskAsync(office, newcomer, Relax, new() { ["audience"] = "staff", ["leastLength"] = "8" })).Value;
        await AddAsync(office, system, "temp");
        var grant = (await AskAsync(office, security, "grant.administrator", new() { ["account"] = "temp", ["role"] = "audit" })).Value;

        Assert.True((await office.Get<GrantCommands>().RevokeAsync(office.As(security, "identity.revoke"), "newsec", "security", Never)).IsSuccess);
        Assert.True((await office.Get<GrantCommands>().GrantAsync(office.As(security, "identity.grant"), "temp", new RoleGrant("window", null), Never)).IsSuccess);

        Assert.Equal(ControlErrors.AskerLostRight, (await ApproveAsync(office, system, asked)).Error!.Code);
        Assert.Equal(IdentityErrors.RoleNotForAccount, (await ApproveAsync(office, system, grant)).Error!.Code);
        Assert.Equal(ControlStates.Open, (await office.Get<IDualControl>().FindAsync(system, grant.RequestId, Never)).Value.State);
    }

    [Theory]
    [BothDatabases]
    public async Task A_disabled_administrator_comes_back_only_by_two_and_never_with_the_own_approval(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system, auditor) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"), await office.SignedInAsync("auditor"));
        var accounts = office.Get<AccountCommands>();
        Assert.True((await accounts.SetStateAsync(office.As(system, "identity.account.disabled"), "secadmin", AccountState.Disabled, Never)).IsSuccess);
        Assert.Equal(ControlErrors.SecondPersonNeeded, (await accounts.SetStateAsync(office.As(system, "identity.account.enabled"), "secadmin", AccountState.Enabled, Never)).Error!.Code);
        var asked = (await AskAsync(office, system, "account.enable-administrator", new() { ["account"] = "secadmin" })).Value;

        Assert.Equal(ControlErrors.NotTheSecondPerson, (await ApproveAsync(office, security, asked)).Error!.Code);
        Assert.True((await ApproveAsync(office, auditor, asked)).IsSuccess);

        Assert.True((await office.SignInAsync("secadmin", office.Passwords["secadmin"])).IsSuccess);
        Assert.True((await accounts.SetStateAsync(office.As(system, "identity.account.disabled"), "lijg", AccountState.Disabled, Never)).IsSuccess);
        Assert.True((await accounts.SetStateAsync(office.As(system, "identity.account.enabled"), "lijg", AccountState.Enabled, Never)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_role_is_let_off_the_second_factor_by_two(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        var factors = office.Get<FactorAdministration>();
        Assert.True((await factors.SetRoleAsync(office.As(security, FactorAdministration.RoleKind), "window", RoleFactor.Required, Never)).IsSuccess);
        Assert.Equal(ControlErrors.SecondPersonNeeded, (await factors.SetRoleAsync(office.As(security, FactorAdministration.RoleKind), "window", RoleFactor.Optional, Never)).Error!.Code);

        Assert.True((await office.TogetherAsync((security, system), "factor.role-off", new() { ["role"] = "window" })).IsSuccess);

        Assert.False((await office.SignedInAsync("wangxy")).MustBindSecondFactor);
    }

    [Theory]
    [BothDatabases]
    public async Task The_root_key_that_a_request_names_is_changed_once_also_when_the_approval_is_carried_on(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        var keys = office.Get<IKeyAdministration>();
        var before = keys.RootId;
        var asked = (await AskAsync(office, security, "key.root-change", [])).Value;
        Assert.Equal(before, asked.Parameters["root"]);

        // The deed was done and the node stopped before it was recorded as done: the approval is carried on and does nothing twice.
        Assert.True((await office.Get<KeyCommands>().ChangeRootAsync(office.As(system, ChangeRootKey.ReplaceKind), office.Get<KeyCommands>().RootId, Never)).IsSuccess);
        var after = keys.RootId;
        Assert.Equal(ControlStates.Done, (await ApproveAsync(office, system, asked)).Value.State);

        Assert.NotEqual(before, after);
        Assert.Equal(after, keys.RootId);
        Assert.Equal(ControlErrors.RequestClosed, (await ApproveAsync(office, system, asked)).Error!.Code);
        Assert.True((await office.TogetherAsync((security, system), "key.root-change", [])).IsSuccess);
        Assert.NotEqual(after, keys.RootId);
        Assert.Contains("sysadmin identity.control.execute", office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task A_request_edited_behind_the_applications_back_is_not_executed_and_business_people_see_none(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system, clerk) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"), await office.SignedInAsync("wangxy"));
        var asked = (await AskAsync(office, security, Relax, new() { ["audience"] = "staff", ["leastLength"] = "9" })).Value;
        Assert.Empty((await ListAsync(office, clerk, ControlFilter.All)).Items);
        Assert.Equal(KernelErrors.NotFound, (await office.Get<IDualControl>().FindAsync(clerk, asked.RequestId, Never)).Error!.Code);

        Assert.Equal(1, await office.TamperAsync("UPDATE id_control_request SET parameters_json = REPLACE(parameters_json, '\"9\"', '\"8\"')"));

        Assert.Equal(DatabaseErrors.RowTampered, (await ApproveAsync(office, system, asked)).Error!.Code);
        Assert.False((await ListAsync(office, system, ControlFilter.All)).Items.Single().MayDecide);
        Assert.Equal(10, (await office.Get<PolicyCommands>().ReadAsync(Never)).Value.Staff.LeastLength);
    }

    [Theory]
    [BothDatabases]
    public async Task A_request_whose_parameters_cannot_be_read_is_listed_as_damaged_and_the_others_with_it(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        var broken = (await AskAsync(office, security, Relax, new() { ["audience"] = "staff", ["leastLength"] = "9" })).Value;
        var whole = (await AskAsync(office, security, Relax, new() { ["audience"] = "staff", ["leastHours"] = "0" })).Value;
        Assert.Equal((ControlStates.Open, true), (broken.State, broken.MayWithdraw));

        Assert.Equal(1, await office.TamperAsync($"UPDATE id_control_request SET parameters_json = '{{broken' WHERE request_id = {broken.RequestId}"));

        foreach (var filter in new[] { ControlFilter.Open, ControlFilter.All })
        {
            var listed = (await ListAsync(office, system, filter)).Items;
            Assert.Equal([(whole.RequestId, ControlStates.Open, true), (broken.RequestId, ControlStates.Damaged, false)], listed.Select(r => (r.RequestId, r.State, r.MayDecide)));
            Assert.Empty(listed[1].Parameters);
        }

        Assert.Equal(DatabaseErrors.RowTampered, (await office.Get<IDualControl>().FindAsync(system, broken.RequestId, Never)).Error!.Code);
        Assert.True((await ApproveAsync(office, system, whole)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_relaxation_that_was_asked_for_before_a_tightening_does_not_undo_it(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        var asked = (await AskAsync(office, security, Relax, new() { ["audience"] = "staff", ["leastHours"] = "0", ["was"] = "leastLength=12" })).Value;
        Assert.StartsWith("leastLength=10 ", asked.Parameters["was"], StringComparison.Ordinal);
        var policy = office.Get<PolicyCommands>();
        Assert.True((await policy.ChangeAsync(office.As(security, PolicyCommands.ChangeKind), PasswordAudience.Staff, Staff with { LeastLength = 12 }, Never)).IsSuccess);

        Assert.Equal(ControlErrors.RequestOutdated, (await ApproveAsync(office, system, asked)).Error!.Code);

        var now = (await policy.ReadAsync(Never)).Value.Staff;
        Assert.Equal((12, 24), (now.LeastLength, now.LeastHours));
        var again = (await AskAsync(office, security, Relax, new() { ["audience"] = "staff", ["leastHours"] = "0" })).Value;
        Assert.True((await ApproveAsync(office, system, again)).IsSuccess);
        Assert.Equal(12, (await policy.ReadAsync(Never)).Value.Staff.LeastLength);
    }

    [Theory]
    [BothDatabases]
    public async Task A_request_left_lying_does_not_bring_back_what_another_one_did_and_somebody_took_away_again(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        await AddAsync(office, system, "newsec");
        Dictionary<string, string> parameters = new() { ["account"] = "newsec", ["role"] = "security" };
        var (first, second) = ((await AskAsync(office, security, "grant.administrator", parameters)).Value, (await AskAsync(office, security, "grant.administrator", parameters)).Value);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await ApproveAsync(office, system, first)).IsSuccess);
        Assert.True((await office.Get<GrantCommands>().RevokeAsync(office.As(security, "identity.revoke"), "newsec", "security", Never)).IsSuccess);

        Assert.Equal(ControlErrors.RequestOutdated, (await ApproveAsync(office, system, second)).Error!.Code);
    }

    private static async Task AddAsync(Office office, Caller system, string account)
    {
        var file = await office.Get<AccountCommands>().CreateAsync(office.As(system, "identity.account.create"), new NewAccount(account, "新人", "bgs", []), Never);
        office.Passwords[account] = File.ReadLines(file.Value).Last().Split('\t')[^1];
    }

    private static Task<Result<ControlRequestView>> AskAsync(Office office, Caller caller, string kind, Dictionary<string, string> parameters) =>
        office.Get<IDualControl>().AskAsync(office.As(caller, "identity.control.ask"), caller, new ControlAsked(kind, parameters, "按局务会要求办理"), Never);

    private static Task<Result<ControlRequestView>> ApproveAsync(Office office, Caller caller, ControlRequestView request) =>
        office.Get<IDualControl>().ApproveAsync(office.As(caller, "identity.control.approve"), caller, new ControlDecision(request.RequestId, "同意"), Never);

    private static Task<Page<ControlRequestView>> ListAsync(Office office, Caller caller, ControlFilter filter) =>
        office.Get<IDualControl>().ListAsync(caller, filter, new PageRequest(1, 20), Never);
}
