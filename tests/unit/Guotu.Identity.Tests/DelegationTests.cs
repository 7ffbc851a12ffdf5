using Guotu.Database;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.LendRights;
using Guotu.Identity.ManageAccounts;
using Guotu.Identity.ManageGrants;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>A handler goes on leave and lends role and post to a colleague.</summary>
public sealed class DelegationTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task What_was_lent_counts_from_the_confirmation_to_its_last_day_and_names_both(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var lender = await office.SignedInAsync("lijg");
        var id = await AskAsync(office, lender, office.Clock.Now.LocalDate.AddDays(2));
        var borrower = await office.SignedInAsync("peer");
        Assert.Empty(borrower.Delegated);

        Assert.True((await ConfirmAsync(office, id)).IsSuccess);

        borrower = await office.SignedInAsync("peer");
        Assert.Contains("handler", borrower.Posts);
        Assert.Equal("同事(代李建国)", borrower.UsingPost("handler").Actor.Name);
        Assert.Equal("同事", borrower.UsingPost("window-clerk").Actor.Name);
        Assert.Equal("同事", borrower.Actor.Name);
        Assert.Contains("officer", borrower.Roles);

        office.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Empty((await office.SignedInAsync("peer")).Delegated);
        Assert.DoesNotContain("handler", (await office.SignedInAsync("peer")).Posts);
        Assert.Equal(DelegationStates.Over, (await office.Get<DelegationList>().AllAsync(Never)).Single().State);
        Assert.Contains("lijg identity.delegation.ask", office.Audit.Lines);
        Assert.Contains("secadmin identity.delegation.confirm", office.Audit.Lines);
    }

    [Theory]
    [BothDatabases]
    public async Task It_ends_at_once_when_it_is_withdrawn_or_the_lender_loses_the_right_or_the_account(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var lender = await office.SignedInAsync("lijg");
        var id = await AskAsync(office, lender, office.Clock.Now.LocalDate.AddDays(30));
        Assert.True((await ConfirmAsync(office, id)).IsSuccess);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));

        await office.Get<AccountCommands>().SetStateAsync(office.As(system, "identity.account.disabled"), "lijg", AccountState.Disabled, Never);
        Assert.Empty((await office.SignedInAsync("peer")).Delegated);
        await office.Get<AccountCommands>().SetStateAsync(office.As(system, "identity.account.enabled"), "lijg", AccountState.Enabled, Never);
        Assert.Single((await office.SignedInAsync("peer")).Delegated);
        await office.Get<GrantCommands>().RevokeAsync(office.As(security, "identity.revoke"), "lijg", "officer", Never);
        Assert.Empty((await office.SignedInAsync("peer")).Delegated);
        await office.Get<GrantCommands>().GrantAsync(office.As(security, "identity.grant"), "lijg", new RoleGrant("officer", null), Never);
        Assert.Single((await office.SignedInAsync("peer")).Delegated);

        var commands = office.Get<DelegationCommands>();
        var clerk = await office.SignedInAsync("wangxy");
        Assert.Equal(KernelErrors.NotFound, (await commands.EndAsync(office.As(clerk, DelegationCommands.EndKind), id, DelegationParty.OneOfTheTwo, Never)).Error!.Code);
        Assert.True((await commands.EndAsync(office.As(await office.SignedInAsync("peer"), DelegationCommands.EndKind), id, DelegationParty.OneOfTheTwo, Never)).IsSuccess);
        Assert.Empty((await office.SignedInAsync("peer")).Delegated);
        Assert.Equal(DelegationErrors.DelegationClosed, (await ConfirmAsync(office, id)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Nobody_lends_more_than_is_held_to_whom_it_is_not_due_or_without_an_end(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var lender = await office.SignedInAsync("lijg");
        var id = await AskAsync(office, lender, office.Clock.Now.LocalDate.AddDays(5));
        Assert.True((await ConfirmAsync(office, id)).IsSuccess);
        var today = office.Clock.Now.LocalDate;

        Assert.Equal(DelegationErrors.NotThisRight, await CodeAsync(office, "lijg", new DelegationWanted("peer", ["leader"], [], today, "赴市局培训")));
        Assert.Equal(DelegationErrors.NotThisRight, await CodeAsync(office, "lijg", new DelegationWanted("peer", [], ["section-head"], today, "赴市局培训")));
        Assert.Equal(DelegationErrors.NotThisRight, await CodeAsync(office, "peer", new DelegationWanted("wangxy", ["officer"], [], today, "受托的再委托")));
        Assert.Equal(DelegationErrors.NotThisRight, await CodeAsync(office, "secadmin", new DelegationWanted("lijg", ["security"], [], today, "管理员委托")));
        Assert.Equal(DelegationErrors.NotToThisPerson, await CodeAsync(office, "lijg", new DelegationWanted("auditor", ["officer"], [], today, "赴市局培训")));
        Assert.Equal(DelegationErrors.NotToThisPerson, await CodeAsync(office, "lijg", new DelegationWanted("lijg", ["officer"], [], today, "赴市局培训")));
        Assert.Equal(DelegationErrors.NotToThisPerson, await CodeAsync(office, "lijg", new DelegationWanted("wangxy", ["officer"], ["handler"], today, "赴市局培训")));
        Assert.Equal(KernelErrors.FieldInvalid, await CodeAsync(office, "lijg", new DelegationWanted("peer", ["officer"], [], today.AddDays(91), "赴市局培训")));
        Assert.Equal(KernelErrors.FieldInvalid, await CodeAsync(office, "lijg", new DelegationWanted("peer", ["officer"], [], today.AddDays(-1), "赴市局培训")));
        Assert.Equal(KernelErrors.FieldInvalid, await CodeAsync(office, "lijg", new DelegationWanted("peer", [], [], today, "赴市局培训")));
        Assert.Equal(KernelErrors.NotFound, await CodeAsync(office, "lijg", new DelegationWanted("nobody", ["officer"], [], today, "赴市局培训")));
    }

    [Theory]
    [BothDatabases]
    public async Task A_delegation_edited_behind_the_applications_back_refuses_the_borrower(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await AskAsync(office, await office.SignedInAsync("lijg"), office.Clock.Now.LocalDate.AddDays(5));
        var token = (await office.SignInAsync("peer", office.Passwords["peer"])).Value.Token;

        Assert.Equal(1, await office.TamperAsync("UPDATE id_delegation SET state_code = 'ACTIVE'"));

        Assert.Equal(DatabaseErrors.RowTampered, (await office.CallerAsync(token)).Error!.Code);
    }

    [Fact]
    public void Two_long_names_fit_the_column_together()
    {
        var name = NameOnBehalf.Of(new string('甲', 60), new string('乙', 60));
        Assert.True(name.Length <= 60);
        Assert.Contains("…(代乙", name, StringComparison.Ordinal);
    }

    /// <summary>Makes the colleague of the section, and asks to lend role and post to that colleague.</summary>
    private static async Task<long> AskAsync(Office office, Caller lender, DateOnly until)
    {
        var (system, security) = (await office.SignedInAsync("sysadmin"), await office.SignedInAsync("secadmin"));
        var file = await office.Get<AccountCommands>().CreateAsync(office.As(system, "identity.account.create"), new NewAccount("peer", "同事", "ytgz", []), Never);
        office.Passwords["peer"] = File.ReadLines(file.Value).Last().Split('\t')[^1];
        Assert.True((await office.Get<GrantCommands>().GrantAsync(office.As(security, "identity.grant"), "peer", new RoleGrant("town", null), Never)).IsSuccess);
        var asked = await office.Get<DelegationCommands>().AskAsync(
            office.As(lender, DelegationCommands.AskKind), new DelegationWanted("peer", ["officer"], ["handler"], until, "赴市局培训"), Never);
        Assert.True(asked.IsSuccess, asked.Error?.Text);
        return (await office.Get<DelegationList>().AllAsync(Never)).Single().Id;
    }

    private static async Task<Result> ConfirmAsync(Office office, long id) =>
        await office.Get<DelegationCommands>().ConfirmAsync(office.As(await office.SignedInAsync("secadmin"), DelegationCommands.ConfirmKind), id, Never);

    private static async Task<ErrorCode> CodeAsync(Office office, string account, DelegationWanted wanted) =>
        (await office.Get<DelegationCommands>().AskAsync(office.As(await office.SignedInAsync(account), DelegationCommands.AskKind), wanted, Never)).Error!.Code;
}
