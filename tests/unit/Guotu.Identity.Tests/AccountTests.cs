using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.ManageAccounts;
using Guotu.Identity.ManageGrants;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

public sealed class AccountTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_new_account_has_no_rights_until_the_security_administrator_grants_them(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = await office.SignedInAsync("sysadmin");
        var security = await office.SignedInAsync("secadmin");

        var file = await office.Get<AccountCommands>().CreateAsync(office.As(system, "identity.account.create"), new NewAccount("newsec", "新人", "bgs", []), Never);
        Assert.True(file.IsSuccess, file.Error?.Text);
        office.Passwords["newsec"] = File.ReadLines(file.Value).Last().Split('\t')[^1];
        Assert.Empty((await office.SignedInAsync("newsec")).Permissions);

        var granted = await office.TogetherAsync((security, system), "grant.administrator", new() { ["account"] = "newsec", ["role"] = "security" });
        Assert.True(granted.IsSuccess, granted.Error?.Text);
        string[] rights = [IdentityPermissions.ConfirmSystem, IdentityPermissions.ManageGrants, IdentityPermissions.ManageKeys];
        Assert.Equal(rights, (await office.SignedInAsync("newsec")).Permissions.Order(StringComparer.Ordinal));
    }

    [Theory]
    [BothDatabases]
    public async Task AdministratorsExcludeEachOther_and_hold_no_business_permission(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = office.As(await office.SignedInAsync("secadmin"), "identity.grant");
        var grants = office.Get<GrantCommands>();

        Assert.Equal(IdentityErrors.AdministratorsExclusive, (await grants.GrantAsync(security, "auditor", new RoleGrant("system", null), Never)).Error!.Code);
        Assert.Equal(IdentityErrors.RoleNotForAccount, (await grants.GrantAsync(security, "auditor", new RoleGrant("officer", null), Never)).Error!.Code);
        Assert.Equal(IdentityErrors.RoleNotForAccount, (await grants.GrantAsync(security, "lijg", new RoleGrant("audit", null), Never)).Error!.Code);
        Assert.Equal(IdentityErrors.OwnGrant, (await grants.GrantAsync(security, "secadmin", new RoleGrant("security", null), Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_post_that_was_put_in_behind_the_platform_is_not_sealed_over_by_the_next_account(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.create");
        var accounts = office.Get<AccountCommands>();
        Assert.Equal(1, await office.TamperAsync("INSERT INTO id_user_post (user_id, post_code) VALUES (-5, 'secadmin')"));
        Assert.Equal("DB-0004", (await accounts.CreateAsync(system, new NewAccount("temp", "临时", "bgs", []), Never)).Error?.Code.Value);

        Assert.Equal(1, await office.TamperAsync("DELETE FROM id_user_post WHERE user_id = -5"));
        Assert.True((await accounts.CreateAsync(system, new NewAccount("temp", "临时", "bgs", []), Never)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_post_that_was_moved_in_the_database_is_accepted_by_an_act_that_names_the_table_and_by_no_other(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.create");
        var (accounts, adoption, posts) = (office.Get<AccountCommands>(), office.Get<RowAdoption>(), office.Get<IEnumerable<ISealedTable>>().Single(t => t.Name == "id_user_post"));
        Assert.Equal(1, await office.TamperAsync("INSERT INTO id_user_post (user_id, post_code) VALUES (-5, 'clerk')"));
        Task<Result<AdoptedTable?>> TakeAsync(Func<IUnitOfWork, Task<Result<AdoptedTable?>>> take) =>
            office.Get<IUnitsOfWork>().RunUpkeepAsync("repair", (work, _) => take(work), Never);

        Assert.Null((await TakeAsync(work => adoption.AdoptAsync(work, posts, Never))).Value);
        Assert.Equal("DB-0004", (await accounts.CreateAsync(system, new NewAccount("temp", "临时", "bgs", []), Never)).Error?.Code.Value);
        Assert.Equal("id_user_post", (await TakeAsync(work => adoption.AcceptAsync(work, posts, Never))).Value?.Table);
        Assert.True((await accounts.CreateAsync(system, new NewAccount("temp", "临时", "bgs", []), Never)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_grant_ends_on_its_day_and_a_revoked_one_at_once(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.create");
        var security = office.As(await office.SignedInAsync("secadmin"), "identity.grant");
        var file = await office.Get<AccountCommands>().CreateAsync(system, new NewAccount("temp", "临时", "bgs", []), Never);
        office.Passwords["temp"] = File.ReadLines(file.Value).Last().Split('\t')[^1];

        await office.Get<GrantCommands>().GrantAsync(security, "temp", new RoleGrant("window", office.Clock.Now.LocalDate), Never);
        Assert.NotEmpty((await office.SignedInAsync("temp")).Roles);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty((await office.SignedInAsync("temp")).Roles);

        await office.Get<GrantCommands>().GrantAsync(security, "temp", new RoleGrant("window", null), Never);
        Assert.NotEmpty((await office.SignedInAsync("temp")).Roles);
        await office.Get<GrantCommands>().RevokeAsync(security, "temp", "window", Never);
        Assert.Empty((await office.SignedInAsync("temp")).Roles);
    }

    [Theory]
    [BothDatabases]
    public async Task A_disabled_account_loses_its_session_and_its_name_is_never_given_again(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.disabled");
        var token = (await office.SignInAsync("lijg", office.Passwords["lijg"])).Value.Token;

        Assert.True((await office.Get<AccountCommands>().SetStateAsync(system, "lijg", AccountState.Disabled, Never)).IsSuccess);

        Assert.False((await office.CallerAsync(token)).IsSuccess);
        Assert.Equal(IdentityErrors.LoginWrong, (await office.SignInAsync("lijg", office.Passwords["lijg"])).Error!.Code);
        var again = await office.Get<AccountCommands>().CreateAsync(system, new NewAccount("lijg", "他人", "bgs", []), Never);
        Assert.Equal(IdentityErrors.AccountTaken, again.Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task An_account_or_grant_edited_behind_the_applications_back_is_refused(string provider)
    {
        string[] edits =
        [
            "UPDATE id_user SET password_hash = (SELECT o.password_hash FROM id_user o WHERE o.account_name = 'lijg') WHERE account_name = 'wangxy'",
            "UPDATE id_user SET is_enabled = 1, must_change = 0 WHERE account_name = 'wangxy'",
            "UPDATE id_grant SET role_code = 'leader' WHERE user_id = (SELECT u.user_id FROM id_user u WHERE u.account_name = 'wangxy')",
            "UPDATE id_grant SET user_id = (SELECT u.user_id FROM id_user u WHERE u.account_name = 'wangxy') WHERE role_code = 'audit'",
        ];
        foreach (var edit in edits)
        {
            await using var office = await Office.OpenAsync(provider);
            var token = (await office.SignInAsync("wangxy", office.Passwords["wangxy"])).Value.Token;

            Assert.Equal(1, await office.TamperAsync(edit));

            Assert.Equal(IdentityErrors.AccountTampered, (await office.CallerAsync(token)).Error!.Code);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task The_list_shows_who_is_locked_who_is_disabled_and_whose_row_was_edited(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var administration = office.Get<IAccountAdministration>();
        var system = office.As(await office.SignedInAsync("sysadmin"), "identity.account.disabled");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await office.SignInAsync("wangxy", "wrong");
        }

        Assert.True((await administration.DisableAsync(system, "lijg", Never)).IsSuccess);
        Assert.Equal(1, await office.TamperAsync("UPDATE id_user SET must_change = 0 WHERE account_name = 'auditor'"));

        var list = (await administration.ListAsync(Never)).ToDictionary(a => a.Account);

        Assert.Equal(["auditor", "lijg", "secadmin", "sysadmin", "wangxy"], list.Keys);
        Assert.Equal((AccountStanding.Tampered, AccountStanding.Disabled), (list["auditor"].Standing, list["lijg"].Standing));
        Assert.Equal((AccountStanding.Enabled, office.Clock.Now.Plus(Login.LoginAttempts.LockedFor)), (list["wangxy"].Standing, list["wangxy"].LockedUntil!.Value));
        Assert.Null(list["secadmin"].LockedUntil);
        Assert.Equal(["window-clerk"], list["wangxy"].Posts);
        Assert.Equal(["window"], list["wangxy"].Roles);
        Assert.Equal(["窗口受理"], list["wangxy"].RoleNames);
    }

    [Theory]
    [BothDatabases]
    public async Task The_ceremony_is_held_once(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var setup = office.Get<IIdentitySetup>();

        Assert.Equal(IdentityErrors.AlreadyStaffed, (await setup.RunAsync(setup.Demonstration, Never)).Error!.Code);
    }

    [Fact]
    public void RoleHoldsOneKindOfPermission() => Assert.NotNull(Guotu.Identity.Domain.RoleHoldsOneKindOfPermission.Breach(
        "mixed", PermissionHolder.Auditor, [new PermissionDefinition("x.y", "x", PermissionHolder.Business)]));
}
