using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.ChangeRoles;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>What a role may do is changed by two: as a county shapes it, and as an upgrade brings new use cases.</summary>
public sealed class ChangeRolesTests
{
    private const string Kind = "role.permissions";
    private const string Portal = IdentityPermissions.AssemblePortal;
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_role_gets_what_an_upgrade_brings_and_its_holders_may_do_it_at_once(string provider)
    {
        await using var office = await MadeEarlierAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        Assert.DoesNotContain(Portal, system.Permissions);

        Assert.True((await office.TogetherAsync((security, system), Kind, Change("system", add: Portal))).IsSuccess);

        Assert.Contains(Portal, (await office.SignedInAsync("sysadmin")).Permissions);
        Assert.Single(office.Audit.Lines, l => l == "sysadmin identity.role.change");
        Assert.Equal("remove", (await office.TogetherAsync((security, system), Kind, Change("system", remove: Portal))).Error!.Field);
        await ShapeAsync(
            office,
            "INSERT INTO id_role (role_code, role_name, holder_kind) VALUES ('system2', '系统管理二', 'SystemAdministrator')",
            $"INSERT INTO id_role_permission (role_code, permission_code) VALUES ('system2', '{Portal}')");
        Assert.True((await office.TogetherAsync((security, system), Kind, Change("system", remove: Portal))).IsSuccess);
        Assert.DoesNotContain(Portal, (await office.SignedInAsync("sysadmin")).Permissions);
    }

    [Theory]
    [BothDatabases]
    public async Task A_request_that_the_role_has_gone_past_or_that_changes_nothing_is_refused(string provider)
    {
        await using var office = await MadeEarlierAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        Task<Result<ControlRequestView>> AskAsync(Dictionary<string, string> parameters) => office.Get<IDualControl>().AskAsync(
            office.As(security, "identity.control.ask"), security, new ControlAsked(Kind, parameters, "按局务会纪要调整角色"), Never);

        Assert.Equal("add", (await AskAsync(Change("system"))).Error!.Field);
        Assert.Equal("add", (await AskAsync(Change("system", add: IdentityPermissions.ManageAccounts))).Error!.Field);
        Assert.Equal("remove", (await AskAsync(Change("officer", remove: "no.such"))).Error!.Field);
        Assert.Equal("add", (await AskAsync(Change("officer", add: "no.such"))).Error!.Field);
        Assert.Equal("add", (await AskAsync(Change("officer", add: IdentityPermissions.ManageGrants))).Error!.Field);
        Assert.Equal(KernelErrors.NotFound, (await AskAsync(Change("nobody", add: Portal))).Error!.Code);

        await ShapeAsync(office, $"DELETE FROM id_role_permission WHERE permission_code = '{IdentityPermissions.ManageAccounts}'");
        var early = await AskAsync(Change("system", add: Portal));
        Assert.True((await office.TogetherAsync((security, system), Kind, Change("system", add: IdentityPermissions.ManageAccounts))).IsSuccess);
        var late = await office.Get<IDualControl>().ApproveAsync(office.As(system, "identity.control.approve"), system, new ControlDecision(early.Value.RequestId, "同意"), Never);
        Assert.Equal(ControlErrors.RequestOutdated, late.Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_right_that_was_slipped_in_behind_the_application_is_not_sealed_over(string provider)
    {
        await using var office = await MadeEarlierAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        await office.TamperAsync("INSERT INTO id_role_permission (role_code, permission_code) VALUES ('window', 'approval.case.approve')");

        var changed = await office.TogetherAsync((security, system), Kind, Change("system", add: Portal));

        Assert.Equal(Guotu.Database.DatabaseErrors.RowTampered, changed.Error!.Code);
        Assert.DoesNotContain(Portal, (await office.SignedInAsync("sysadmin")).Permissions);
    }

    [Fact]
    public void DutiesOfAdministratorsStay_with_some_role_of_their_kind()
    {
        var system = new Role("system", "系统管理员", new HashSet<string> { "a", "b" }) { Holder = PermissionHolder.SystemAdministrator };
        var second = new Role("system2", "系统管理员二", new HashSet<string> { "a" }) { Holder = PermissionHolder.SystemAdministrator };
        var business = new Role("officer", "经办人", new HashSet<string> { "b" }) { Holder = PermissionHolder.Business };

        Assert.Null(DutiesOfAdministratorsStay.Breach(system, ["a"], [system, second, business]));
        Assert.Equal("remove", DutiesOfAdministratorsStay.Breach(system, ["a", "b"], [system, second, business])!.Field);
        Assert.Null(DutiesOfAdministratorsStay.Breach(business, ["b"], [system, second, business]));
    }

    /// <summary>A node of an earlier build: the system administrator's role has not what this one brings.</summary>
    private static async Task<Office> MadeEarlierAsync(string provider)
    {
        var office = await Office.OpenAsync(provider);
        await ShapeAsync(office, $"DELETE FROM id_role_permission WHERE permission_code = '{Portal}'");
        return office;
    }

    private static async Task ShapeAsync(Office office, params string[] statements)
    {
        var shaped = await office.Get<IUnitsOfWork>().RunAsync<int>(
            new CommandContext(Actor.Process("setup"), DataScope.WholeNode, "identity.setup"),
            async (work, token) =>
            {
                foreach (var statement in statements)
                {
                    await work.ExecuteAsync(statement, null, token);
                }

                foreach (var table in IdentityRows.Sealed)
                {
                    office.Get<RowWriter>().Seal(work, table);
                }

                work.Audit(new AuditEntry("identity.setup", "node", "staffing", "角色"));
                return statements.Length;
            },
            Never);
        Assert.True(shaped.IsSuccess);
    }

    private static Dictionary<string, string> Change(string role, string add = "", string remove = "") => new() { ["role"] = role, ["add"] = add, ["remove"] = remove };
}
