using System.Text.Json;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Identity.Contracts;
using Guotu.Identity.ExplainAccess;
using Guotu.Identity.ManageAccounts;
using Guotu.Identity.ManageClearances;
using Guotu.Identity.ManageGrants;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>What a grant or label would change is told before it is saved, and it then changes exactly that.</summary>
public sealed class EffectPreviewTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_preview_of_a_role_is_what_the_role_then_does(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        await office.Get<AccountCommands>().CreateAsync(office.As(system, "identity.account.create"), new NewAccount("qianl", "钱亮", "ykz", []), Never);

        await MustForetellAsync(office, "qianl", ("audit", RoleAct.Grant), async () =>
            Assert.True((await office.TogetherAsync((security, system), "grant.administrator", new() { ["account"] = "qianl", ["role"] = "audit" })).IsSuccess));
        await MustForetellAsync(office, "qianl", ("audit", RoleAct.Revoke), async () =>
            Assert.True((await office.Get<GrantCommands>().RevokeAsync(office.As(security, "identity.revoke"), "qianl", "audit", Never)).IsSuccess));
        await MustForetellAsync(office, "lijg", ("leader", RoleAct.Grant), async () =>
            Assert.True((await office.Get<GrantCommands>().GrantAsync(office.As(security, "identity.grant"), "lijg", new RoleGrant("leader", null), Never)).IsSuccess));
    }

    [Theory]
    [BothDatabases]
    public async Task A_preview_of_a_label_is_what_the_label_then_does_and_writes_nothing(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var security = await office.SignedInAsync("secadmin");
        var commands = office.Get<ClearanceCommands>();
        var records = office.Audit.Lines.Count;
        var before = await ReachAsync(office, "lijg");

        var foretold = (await commands.PreviewAsync("lijg", "2", ["CH"], Never)).Value;

        Assert.Equal("人员标记 内部 → 敏感(测绘成果)", foretold.Changes.SelectMany(c => c.Altered).Select(a => $"{a.Name} {a.Before} → {a.After}").Single());
        Assert.Equal(records, office.Audit.Lines.Count);
        Assert.Equal(Text(before), Text(await ReachAsync(office, "lijg")));
        Assert.True((await commands.SetAsync(office.As(security, ClearanceCommands.SetKind), "lijg", new LabelBody("2", ["CH"], "局文", null), Never)).IsSuccess);
        Assert.Equal(Text(foretold.Changes), Text(AccessReach.Between(before, await ReachAsync(office, "lijg"))));
    }

    [Theory]
    [InlineData("auditor", "system", "SEC-0007")]
    [InlineData("lijg", "audit", "SEC-0008")]
    [InlineData("secadmin", "security", "SEC-0010")]
    [InlineData("lijg", "king", "SYS-0002")]
    [InlineData("nobody", "officer", "SYS-0002")]
    public async Task A_grant_that_would_be_refused_is_refused_at_the_preview(string account, string role, string code)
    {
        await using var office = await Office.OpenAsync("sqlite");
        var security = await office.SignedInAsync("secadmin");

        Assert.Equal(code, (await office.Get<EffectPreview>().OfRoleAsync(security.UserId, account, (role, RoleAct.Grant), Never)).Error!.Code.Value);
    }

    [Fact]
    public async Task Of_an_account_that_cannot_sign_in_there_is_no_effect_to_show()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var (security, system) = (await office.SignedInAsync("secadmin"), await office.SignedInAsync("sysadmin"));
        Assert.True((await office.Get<AccountCommands>().SetStateAsync(office.As(system, "identity.account.disabled"), "lijg", AccountState.Disabled, Never)).IsSuccess);

        var refused = await office.Get<EffectPreview>().OfRoleAsync(security.UserId, "lijg", ("leader", RoleAct.Grant), Never);

        Assert.Equal((KernelErrors.FieldInvalid, "account"), (refused.Error!.Code, refused.Error.Field));
        var look = (await office.Get<PersonReach>().AskAsync("lijg", Never)).Value;
        Assert.Empty(look.Groups);
        Assert.Contains("不能登录", look.Notes.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task To_look_as_a_person_shows_what_the_person_reaches_and_why_nothing_works_yet(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var auditor = await office.SignedInAsync("auditor");

        var look = (await office.Get<PersonReach>().AskAsync("auditor", Never)).Value;

        Assert.Equal(["安全审计"], look.Roles);
        Assert.Contains("口令", look.Notes.Single(), StringComparison.Ordinal);
        Assert.Equal(Text(await office.Get<AccessReach>().OfAsync(auditor, Never)), Text(look.Groups));
        Assert.Contains(look.Groups.Single(g => g.Code == "pages").Lines, l => l.Key == "adm.matrix");
        Assert.Equal(KernelErrors.NotFound, (await office.Get<PersonReach>().AskAsync("nobody", Never)).Error!.Code);
    }

    [Fact]
    public async Task A_use_case_is_explained_by_the_role_that_contains_it()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var explanation = office.Get<AccessExplanation>();

        var can = (await explanation.AskAsync("sysadmin", "use-case", IdentityPermissions.ManageAccounts, Never)).Value;
        var cannot = (await explanation.AskAsync("lijg", "use-case", IdentityPermissions.ManageAccounts, Never)).Value;
        var none = (await explanation.AskAsync("lijg", "use-case", "no.such", Never)).Value;

        Assert.Equal((false, "口令"), (can.Allowed, can.Decided));
        Assert.True(can.Terms.Single(t => t.Term == "功能权限").Holds);
        Assert.Contains(cannot.Terms, t => t is { Term: "功能权限", Holds: false });
        Assert.Contains(none.Terms, t => t is { Term: "对象", Holds: false });
    }

    private static async Task MustForetellAsync(Office office, string account, (string Role, RoleAct Act) change, Func<Task> act)
    {
        var security = await office.SignedInAsync("secadmin");
        var before = await ReachAsync(office, account);
        var foretold = await office.Get<EffectPreview>().OfRoleAsync(security.UserId, account, change, Never);
        Assert.True(foretold.IsSuccess, foretold.Error?.Text);
        Assert.Equal(Text(before), Text(await ReachAsync(office, account)));

        await act();

        var done = AccessReach.Between(before, await ReachAsync(office, account));
        Assert.Equal(Text(done), Text(foretold.Value.Changes));
        Assert.Contains(done, c => c.Gained.Count + c.Lost.Count + c.Altered.Count > 0 || account == "lijg");
    }

    private static async Task<IReadOnlyList<ReachGroup>> ReachAsync(Office office, string account)
    {
        var person = (await office.Get<IPeople>().FindByAccountAsync(account, Never))!;
        Result<Caller> caller = await office.Get<ICallers>().OfAccountAsync(person.Id, "web", string.Empty, Never);
        return await office.Get<AccessReach>().OfAsync(caller.Value, Never);
    }

    private static string Text(object value) => JsonSerializer.Serialize(value);
}
