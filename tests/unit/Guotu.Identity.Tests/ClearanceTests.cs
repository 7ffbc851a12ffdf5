using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.ExplainAccess;
using Guotu.Identity.ManageAccounts;
using Guotu.Identity.ManageClearances;
using Guotu.Identity.ManageGrants;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>The security administrator gives people their labels.</summary>
public sealed class ClearanceTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_label_counts_from_the_next_request_and_is_taken_back_by_setting_the_former_one(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var lijg = await office.SignedInAsync("lijg");
        Assert.Equal(LabelScheme.Shipped.Floor, lijg.Clearance);
        Assert.Equal(lijg.Clearance, lijg.Scope.Clearance);

        Assert.Equal("敏感(测绘成果)", (await SetAsync(office, "lijg", new LabelBody("敏感", ["CH"], "局文〔2026〕12 号", "1:"))).Value.Name);

        var raised = (await office.Get<ICallers>().OfAccountAsync(lijg.UserId, "token", "10.1.3.7", Never)).Value;
        Assert.Equal("2:CH", raised.Clearance.ToString());
        Assert.Equal("2:CH", raised.Scope.Clearance!.ToString());
        Assert.Contains("secadmin " + ClearanceCommands.SetKind, office.Audit.Lines);

        Assert.True((await SetAsync(office, "lijg", new LabelBody("1", [], "撤销", "2:CH"))).IsSuccess);
        Assert.Equal(LabelScheme.Shipped.Floor, (await office.SignedInAsync("lijg")).Clearance);
    }

    [Theory]
    [InlineData("机密", null, "有理由", null, "LBL-0001")]
    [InlineData("5", null, "有理由", null, "LBL-0002")]
    [InlineData("1", "XX", "有理由", null, "LBL-0002")]
    [InlineData("2", null, " ", null, "LBL-0006")]
    [InlineData("2", null, "有理由", "2:CH", "LBL-0007")]
    public async Task A_label_that_cannot_be_set_changes_nothing_and_the_try_is_recorded(string level, string? category, string reason, string? was, string code)
    {
        await using var office = await Office.OpenAsync("sqlite");

        var refused = await SetAsync(office, "lijg", new LabelBody(level, category is null ? [] : [category], reason, was));

        Assert.Equal(code, refused.Error!.Code.Value);
        Assert.Contains($"secadmin {ClearanceCommands.SetKind} refused {code}", office.Audit.Lines);
        Assert.Equal(LabelScheme.Shipped.Floor, (await office.SignedInAsync("lijg")).Clearance);
    }

    [Theory]
    [BothDatabases]
    public async Task The_three_administrators_hold_no_label_also_when_they_become_ones_later(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        foreach (var account in (string[])["sysadmin", "auditor"])
        {
            Assert.Equal(LabelErrors.AdministratorsHoldNone, (await SetAsync(office, account, new LabelBody("2", [], "试试", null))).Error!.Code);
        }

        Assert.Equal(IdentityErrors.OwnGrant, (await SetAsync(office, "secadmin", new LabelBody("2", [], "试试", null))).Error!.Code);
        Assert.Equal("SYS-0002", (await SetAsync(office, "nobody", new LabelBody("2", [], "试试", null))).Error!.Code.Value);

        Assert.True((await SetAsync(office, "lijg", new LabelBody("2", ["GR"], "局文", null))).IsSuccess);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        Assert.True((await office.Get<GrantCommands>().RevokeAsync(office.As(security, "identity.grant"), "lijg", "officer", Never)).IsSuccess);
        Assert.True((await office.TogetherAsync((security, system), "grant.administrator", new() { ["account"] = "lijg", ["role"] = "audit" })).IsSuccess);

        Assert.Equal(LabelScheme.Shipped.Floor, (await office.SignedInAsync("lijg")).Clearance);
        var line = (await office.Get<ClearanceList>().ReadAsync(Never)).People.Single(p => p.Account == "lijg");
        Assert.True(line.Administers);
        Assert.Equal("1:", line.Label!.Text);
    }

    [Theory]
    [BothDatabases]
    public async Task A_row_that_was_changed_refuses_the_account_and_one_that_was_removed_lowers_it(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var lijg = await office.SignedInAsync("lijg");
        await SetAsync(office, "lijg", new LabelBody("1", ["CH"], "局文", null));
        await SetAsync(office, "wangxy", new LabelBody("2", ["CH"], "局文", null));

        Assert.Equal(1, await office.TamperAsync($"UPDATE id_clearance SET label_level = 2 WHERE user_id = {lijg.UserId}"));
        Assert.Equal(IdentityErrors.AccountTampered, (await office.Get<ICallers>().OfAccountAsync(lijg.UserId, "web", "10.1.3.7", Never)).Error!.Code);
        Assert.Null((await office.Get<ClearanceList>().ReadAsync(Never)).People.Single(p => p.Account == "lijg").Label);

        Assert.Equal(2, await office.TamperAsync("DELETE FROM id_clearance"));
        Assert.Equal(LabelScheme.Shipped.Floor, (await office.SignedInAsync("wangxy")).Clearance);
    }

    [Fact]
    public async Task Who_cannot_sign_in_is_explained_as_such_and_an_unknown_kind_is_refused()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var explanation = office.Get<AccessExplanation>();

        Assert.Equal("SYS-0003", (await explanation.AskAsync("lijg", "nothing", "1", Never)).Error!.Code.Value);
        Assert.Equal(["use-case"], explanation.Kinds.Select(k => k.Code));
        Assert.True((await office.Get<AccountCommands>().SetStateAsync(office.As(await office.SignedInAsync("sysadmin"), "identity.account.disabled"), "lijg", AccountState.Disabled, Never)).IsSuccess);
    }

    private static async Task<Result<LabelView>> SetAsync(Office office, string account, LabelBody body)
    {
        Caller security = await office.SignedInAsync("secadmin");
        return await office.Get<ClearanceCommands>().SetAsync(office.As(security, ClearanceCommands.SetKind), account, body, Never);
    }
}
