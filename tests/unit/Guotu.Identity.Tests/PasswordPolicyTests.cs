using Guotu.Database;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.ManagePolicy;
using Guotu.Kernel.Errors;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

public sealed class PasswordPolicyTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly PasswordPolicy Staff = PasswordPolicy.DeliveredFor(PasswordAudience.Staff);
    private static readonly PasswordPolicy Administrators = PasswordPolicy.DeliveredFor(PasswordAudience.Administrators);

    [Theory]
    [InlineData("Short-1a", "至少 10")]
    [InlineData("alllowercase", "三类")]
    [InlineData("Wangxy-2026-x", "登录名")]
    [InlineData("2026-yxgnaW-x", "登录名")]
    [InlineData("Aa1Aa1Aa1Aa1!", "不同的字符")]
    [InlineData("P@ssw0rd2026", "常见")]
    [InlineData("1qaz@WSX3edc", "常见")]
    [InlineData("Xixiang@610724", "常见")]
    public void Each_rule_names_what_is_wrong(string password, string because) =>
        Assert.Contains(because, Staff.Breach(password, "wangxy")!.Text, StringComparison.Ordinal);

    [Fact]
    public void A_password_longer_than_is_worth_hashing_is_refused() =>
        Assert.Contains("最多 128", Staff.Breach("Qinling-Bashan-26" + new string('x', 120), "wangxy")!.Text, StringComparison.Ordinal);

    [Fact]
    public void Administrators_need_two_characters_more_than_staff()
    {
        Assert.Null(Staff.Breach("Bashan-26xQ", "wangxy"));
        Assert.Contains("至少 12", Administrators.Breach("Bashan-26xQ", "wangxy")!.Text, StringComparison.Ordinal);
        Assert.Null(Administrators.Breach("Qinling-Bashan-26", "wangxy"));
    }

    [Fact]
    public void Chinese_characters_count_as_marks_and_one_each() => Assert.Null(Staff.Breach("秦岭巴山汉江Abc12", "wangxy"));

    [Theory]
    [InlineData(PasswordAudience.Administrators, 11, 3, 5, 90, "leastLength")]
    [InlineData(PasswordAudience.Staff, 7, 3, 5, 90, "leastLength")]
    [InlineData(PasswordAudience.Staff, 10, 2, 5, 90, "leastClasses")]
    [InlineData(PasswordAudience.Staff, 10, 3, 4, 90, "remembered")]
    [InlineData(PasswordAudience.Staff, 10, 3, 5, 91, "longestDays")]
    public void PolicyKeepsToTheStandard(PasswordAudience audience, int length, int classes, int remembered, int days, string field)
    {
        var policy = new PasswordPolicy { LeastLength = length, LeastClasses = classes, Remembered = remembered, LongestDays = days };

        Assert.Equal(field, Guotu.Identity.Domain.PolicyKeepsToTheStandard.Breach(audience, policy)!.Field);
    }

    [Theory]
    [BothDatabases]
    public async Task A_stricter_policy_counts_for_the_next_change_and_expires_what_is_now_too_old(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        Assert.Contains("至少 12", (await office.ChangeAsync("auditor", office.Passwords["auditor"], "Bashan-26xQ")).Error!.Text, StringComparison.Ordinal);
        Assert.True((await office.ChangeAsync("wangxy", office.Passwords["wangxy"], "Qinling-Bashan-26")).IsSuccess);
        office.Clock.Advance(TimeSpan.FromDays(31));
        var security = office.As(await office.SignedInAsync("secadmin"), PolicyCommands.ChangeKind);
        var policy = office.Get<PolicyCommands>();
        Assert.False((await office.CallerAsync((await office.SignInAsync("wangxy", "Qinling-Bashan-26")).Value.Token)).Value.MustChangePassword);

        var changed = await policy.ChangeAsync(security, PasswordAudience.Staff, Staff with { LongestDays = 30, LeastLength = 20 }, Never);

        Assert.True(changed.IsSuccess, changed.Error?.Text);
        Assert.True((await office.CallerAsync((await office.SignInAsync("wangxy", "Qinling-Bashan-26")).Value.Token)).Value.MustChangePassword);
        Assert.Contains("至少 20", (await office.ChangeAsync("wangxy", "Qinling-Bashan-26", "Hanjiang-Muma-He-1")).Error!.Text, StringComparison.Ordinal);
        Assert.Contains("secadmin identity.policy", office.Audit.Lines);
        Assert.Equal((30, 12), ((await policy.ReadAsync(Never)).Value.Staff.LongestDays, (await policy.ReadAsync(Never)).Value.Administrators.LeastLength));
    }

    [Theory]
    [BothDatabases]
    public async Task A_policy_made_laxer_behind_the_applications_back_is_not_used(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var policy = office.Get<PolicyCommands>();
        var security = office.As(await office.SignedInAsync("secadmin"), PolicyCommands.ChangeKind);
        Assert.True((await policy.ChangeAsync(security, PasswordAudience.Administrators, Administrators, Never)).IsSuccess);
        var token = (await office.SignInAsync("secadmin", office.Passwords["secadmin"])).Value.Token;

        Assert.Equal(1, await office.TamperAsync("UPDATE id_password_policy SET least_length = 1 WHERE policy_id = 2"));

        Assert.Equal(DatabaseErrors.RowTampered, (await office.CallerAsync(token)).Error!.Code);
        Assert.Equal(DatabaseErrors.RowTampered, (await policy.ReadAsync(Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_policy_below_the_standard_is_refused_and_nothing_is_stored(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = office.As(await office.SignedInAsync("secadmin"), PolicyCommands.ChangeKind);

        var refused = await office.Get<PolicyCommands>().ChangeAsync(security, PasswordAudience.Staff, Staff with { LeastLength = 6 }, Never);

        Assert.Equal((KernelErrors.FieldInvalid, "leastLength"), (refused.Error!.Code, refused.Error.Field));
        Assert.Equal(10, (await office.Get<PolicyCommands>().ReadAsync(Never)).Value.Staff.LeastLength);
        Assert.Contains("secadmin identity.policy refused " + KernelErrors.FieldInvalid, office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task A_password_can_not_be_changed_twice_within_a_day_unless_it_was_reset(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        Assert.True((await office.ChangeAsync("wangxy", office.Passwords["wangxy"], "Qinling-Bashan-26")).IsSuccess);

        office.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(IdentityErrors.PasswordTooRecent, (await office.ChangeAsync("wangxy", "Qinling-Bashan-26", "Hanjiang-Muma-He-1")).Error!.Code);

        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.reset");
        var file = await office.Get<IAccountAdministration>().ResetPasswordAsync(system, "wangxy", Never);
        var reset = File.ReadLines(file.Value).Last().Split('\t')[^1];
        office.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(IdentityErrors.PasswordTooWeak, (await office.ChangeAsync("wangxy", reset, "Qinling-Bashan-26")).Error!.Code);
        Assert.True((await office.ChangeAsync("wangxy", reset, "Hanjiang-Muma-He-1")).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task An_account_ends_with_its_last_day_and_sessions_with_it(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.expiry");
        var administration = office.Get<IAccountAdministration>();
        Assert.True((await administration.SetExpiryAsync(system, "lijg", office.Clock.Now.LocalDate, Never)).IsSuccess);
        var token = (await office.SignInAsync("lijg", office.Passwords["lijg"])).Value.Token;
        Assert.True((await office.CallerAsync(token)).IsSuccess);

        office.Clock.Advance(TimeSpan.FromDays(1));

        Assert.False((await office.CallerAsync(token)).IsSuccess);
        Assert.Equal(IdentityErrors.LoginWrong, (await office.SignInAsync("lijg", office.Passwords["lijg"])).Error!.Code);
        Assert.True((await administration.SetExpiryAsync(system, "lijg", on: null, Never)).IsSuccess);
        Assert.True((await office.SignInAsync("lijg", office.Passwords["lijg"])).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task Accounts_of_staff_that_nobody_used_for_ninety_days_are_listed_and_disabled_in_one_act(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        office.Clock.Advance(TimeSpan.FromDays(60));
        Assert.True((await office.SignInAsync("lijg", office.Passwords["lijg"])).IsSuccess);
        office.Clock.Advance(TimeSpan.FromDays(31));
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.inactive");
        var administration = office.Get<IAccountAdministration>();

        var list = (await administration.ListAsync(Never)).ToDictionary(a => a.Account);
        Assert.True(list["wangxy"].Inactive);
        Assert.True(list["auditor"].Inactive);
        Assert.False(list["lijg"].Inactive);
        Assert.False(list["sysadmin"].Inactive);

        var disabled = await administration.DisableInactiveAsync(system, Never);
        Assert.Equal(["wangxy"], disabled.Value);
        list = (await administration.ListAsync(Never)).ToDictionary(a => a.Account);
        Assert.Equal((AccountStanding.Disabled, AccountStanding.Enabled), (list["wangxy"].Standing, list["auditor"].Standing));
        Assert.Contains("sysadmin identity.account.inactive", office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task No_administrator_disables_the_own_account_and_a_new_administrator_takes_a_password_of_the_stricter_rule(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var administration = office.Get<IAccountAdministration>();
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.disabled");
        Assert.Equal(IdentityErrors.OwnAccount, (await administration.DisableAsync(system, "sysadmin", Never)).Error!.Code);

        var two = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        var security = office.As(two.Item1, "identity.grant");
        Assert.True((await office.ChangeAsync("lijg", office.Passwords["lijg"], "Qinling-Bashan-26")).IsSuccess);
        Assert.True((await administration.RevokeAsync(security, "lijg", "officer", Never)).IsSuccess);
        Assert.False((await office.CallerAsync((await office.SignInAsync("lijg", "Qinling-Bashan-26")).Value.Token)).Value.MustChangePassword);
        Assert.True((await office.TogetherAsync(two, "grant.administrator", new() { ["account"] = "lijg", ["role"] = "audit" })).IsSuccess);

        Assert.True((await office.CallerAsync((await office.SignInAsync("lijg", "Qinling-Bashan-26")).Value.Token)).Value.MustChangePassword);
    }
}
