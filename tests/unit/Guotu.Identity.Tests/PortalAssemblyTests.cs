using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Identity.Portal;
using Guotu.Kernel.Errors;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>The system administrator puts the menus of the roles in order (门户装配).</summary>
public sealed class PortalAssemblyTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task The_menu_of_a_role_is_ordered_renamed_and_hidden_recorded_and_put_back(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var commands = office.Get<AssemblyCommands>();
        var before = await MenuAsync(office, "secadmin");
        Assert.Equal(["adm.roles", "adm.policy"], before.Take(2).Select(p => p.Key));

        PortalItem[] items = [new("adm.policy", false, " 口令与会话 "), new("adm.roles", false, null), new("adm.delegations", true, null)];
        var saved = await commands.SaveAsync(Command(), "security", new AssemblyBody(items, "按岗位要求排菜单", 0), Never);
        Assert.True(saved.IsSuccess, saved.Error?.Text);
        Assert.Equal((1, true, "郭明"), (saved.Value.Version, saved.Value.Assembled, saved.Value.ChangedBy));
        var after = await MenuAsync(office, "secadmin");
        Assert.Equal([("adm.policy", "口令与会话"), ("adm.roles", "角色授权")], after.Take(2).Select(p => (p.Key, p.Title)));
        Assert.DoesNotContain(after, p => p.Key == "adm.delegations");
        Assert.Equal(before.Count - 1, after.Count);
        Assert.Equal(saved.Value.Preview.Parts.Single(p => p.Key == "adm").Pages, after);

        var late = await commands.SaveAsync(Command(), "security", new AssemblyBody([], "按岗位要求排菜单", 0), Never);
        Assert.Equal(KernelErrors.ChangedMeanwhile, late.Error?.Code);
        Assert.True((await commands.ResetAsync(Command(), "security", new AssemblyResetBody("恢复原来的", 1), Never)).IsSuccess);
        Assert.Equal(before, await MenuAsync(office, "secadmin"));
        Assert.Equal(2, office.Audit.Lines.Count(l => l == "sysadmin identity.portal"));
        var proof = await office.Get<RowProof>().ProveAsync(office.Get<IEnumerable<IProtectedRows>>().Single(r => r.Table.Name == "id_portal_change"), Never);
        Assert.Empty(proof.Findings);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_and_what_the_build_no_longer_has_is_skipped_and_told()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var commands = office.Get<AssemblyCommands>();
        PortalItem[][] wrong =
        [
            [new("biz.todo", false, null)],
            [new("adm.roles", false, null), new("adm.roles", true, null)],
            [new("adm.roles", false, "十三个字的名称放不进菜单里面")],
            [new("adm.roles", false, "  ")],
        ];
        foreach (var items in wrong)
        {
            Assert.Equal("items", (await commands.SaveAsync(Command(), "security", new AssemblyBody(items, "按岗位要求排菜单", 0), Never)).Error?.Field);
            Assert.Equal("items", (await commands.PreviewAsync("security", new AssemblyPreviewBody(items), Never)).Error?.Field);
        }

        Assert.Equal("items", (await commands.SaveAsync(Command(), "system", new AssemblyBody([new("adm.portal", true, null)], "按岗位要求排菜单", 0), Never)).Error?.Field);
        Assert.Equal("reason", (await commands.SaveAsync(Command(), "security", new AssemblyBody([], "改", 0), Never)).Error?.Field);
        Assert.Equal(KernelErrors.NotFound, (await commands.ResetAsync(Command(), "no-role", new AssemblyResetBody("恢复原来的", 0), Never)).Error?.Code);

        await office.Get<IUnitsOfWork>().RunAsync(
            Command(),
            async (work, ct) =>
            {
                work.Audit(new Database.AuditPort.AuditEntry(AssemblyCommands.ChangeKind, "portal", "security", "早先的版本装配的"));
                return await office.Get<PortalAssemblies>().AddAsync(
                    work,
                    new PortalChangeRow { ChangeId = 1, RoleCode = "security", VersionNo = 1, LayoutJson = """[{"key":"adm.gone","hidden":false,"title":null},{"key":"adm.labels","hidden":false,"title":null}]""", ReasonText = "早先", ChangedName = "郭明", ChangedUtc = work.At },
                    ct);
            },
            Never);
        var role = (await commands.ReadAsync(Never)).Value.Roles.Single(r => r.Code == "security");
        Assert.Equal(["adm.gone"], role.Unknown);
        Assert.Equal("adm.labels", (await MenuAsync(office, "secadmin"))[0].Key);
    }

    [Fact]
    public async Task A_page_is_hidden_only_where_every_role_hides_it_and_a_forged_assembly_changes_nothing()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var layout = office.Get<PortalLayout>();
        var may = (string permission) => permission == IdentityPermissions.ManageGrants;
        PortalItem[] hides = [new("adm.labels", true, null)];
        PortalItem[] names = [new("adm.labels", false, "标记")];

        Assert.DoesNotContain(Keys(layout.Of(may, [hides])), k => k == "adm.labels");
        Assert.Contains(Keys(layout.Of(may, [hides, null])), k => k == "adm.labels");
        Assert.Contains(Keys(layout.Of(may, [hides, names])), k => k == "adm.labels");
        Assert.Equal("标记", layout.Of(may, [null, names]).Parts.Single(p => p.Key == "adm").Pages[0].Title);

        var before = await MenuAsync(office, "secadmin");
        Assert.True((await office.Get<AssemblyCommands>().SaveAsync(Command(), "security", new AssemblyBody(hides, "按岗位要求排菜单", 0), Never)).IsSuccess);
        await office.Get<IUnitsOfWork>().RunUpkeepAsync("test", async (work, ct) => await work.ExecuteAsync("UPDATE id_portal_change SET layout_json = '[]'", null, ct), Never);
        Assert.Equal(before, await MenuAsync(office, "secadmin"));
        Assert.Equal("DB-0004", (await office.Get<AssemblyCommands>().ReadAsync(Never)).Error?.Code.Value);
    }

    private static IEnumerable<string> Keys(PortalView view) => view.Parts.SelectMany(p => p.Pages).Select(p => p.Key);

    private static async Task<IReadOnlyList<PortalPage>> MenuAsync(Office office, string account)
    {
        var person = await office.Get<IPeople>().FindByAccountAsync(account, Never);
        Caller caller = (await office.Get<ICallers>().OfAccountAsync(person!.Id, "web", "10.1.3.7", Never)).Value;
        return (await office.Get<PortalLayout>().ForAsync(caller, Never)).Parts.Single(p => p.Key == "adm").Pages;
    }

    private static CommandContext Command() =>
        new(new Database.AuditPort.Actor(5, "sysadmin", "郭明", 3, "web", "10.1.3.7"), Database.Scope.DataScope.WholeNode, AssemblyCommands.ChangeKind) { ObjectType = "portal", ObjectId = "security" };
}
