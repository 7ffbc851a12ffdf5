using Guotu.Database;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.ManageAccounts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Identity.Tests;

/// <summary>People marry, change office and take other posts: the account stays, and nobody's rights move by one administrator alone.</summary>
public sealed class AccountChangeTests
{
    private const string Move = "account.move-staff";
    private const string Administrator = "account.change-administrator";
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly AccountPlacement Lijg = new("李建国", "ytgz", ["handler"]);

    [Theory]
    [BothDatabases]
    public async Task A_name_and_a_post_that_is_taken_away_are_one_persons_act_and_count_in_the_running_session(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = await office.SignedInAsync("sysadmin");
        var token = (await office.SignInAsync("lijg", office.Passwords["lijg"])).Value.Token;
        var changed = new AccountPlacement("李健国", "ytgz", []);

        Assert.True((await ChangeAsync(office, system, "lijg", changed with { Name = " 李健国 " }, Lijg)).IsSuccess);

        var caller = (await office.CallerAsync(token)).Value;
        Assert.Equal("李健国", caller.Name);
        Assert.Empty(caller.Posts);
        Assert.Contains("修改账号 lijg:姓名 李建国 改为 李健国;岗位 经办人 改为 无", office.Audit.Summaries);
        Assert.Equal(KernelErrors.ChangedMeanwhile, (await ChangeAsync(office, system, "lijg", Lijg, Lijg)).Error!.Code);
        Assert.Equal(KernelErrors.FieldInvalid, (await ChangeAsync(office, system, "lijg", changed, changed)).Error!.Code);
        var back = await ChangeAsync(office, system, "lijg", Lijg, changed);
        Assert.Equal((ControlErrors.SecondPersonNeeded, Move), (back.Error!.Code, back.Error.Choices.Single()));

        var administration = office.Get<IAccountAdministration>();
        Assert.True((await administration.CreateAsync(office.As(system, "identity.account.create"), new NewAccount("fresh", "新人", "bgs", []), Never)).IsSuccess);
        Assert.True((await ChangeAsync(office, system, "fresh", new AccountPlacement("新人", "ykz", ["handler"]), null)).IsSuccess);
        var line = (await administration.ListAsync(Never)).Single(a => a.Account == "fresh");
        Assert.Equal(("ykz", "堰口镇自然资源所", "经办人"), (line.OrganisationCode, line.Organisation, line.PostNames.Single()));
    }

    [Theory]
    [BothDatabases]
    public async Task Who_holds_a_role_is_moved_by_two_and_the_role_reaches_as_far_as_the_new_office(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (system, security, auditor) = (await office.SignedInAsync("sysadmin"), await office.SignedInAsync("secadmin"), await office.SignedInAsync("auditor"));
        var token = (await office.SignInAsync("lijg", office.Passwords["lijg"])).Value.Token;
        Assert.Null((await office.CallerAsync(token)).Value.Scope.Organisations);
        Dictionary<string, string> toTown = new() { ["account"] = "lijg", ["name"] = "李建国", ["organisation"] = "ykz", ["posts"] = "handler section-head" };

        Assert.Equal(AccessErrors.NotPermitted, (await office.TogetherAsync((system, auditor), Move, toTown)).Error!.Code);
        Assert.Equal(AccessErrors.NotPermitted, (await office.TogetherAsync((system, system), Move, toTown)).Error!.Code);
        Assert.Equal(AccessErrors.NotPermitted, (await office.TogetherAsync((security, system), Move, toTown)).Error!.Code);
        var moved = await office.TogetherAsync((system, security), Move, toTown);
        Assert.Equal(ControlStates.Done, moved.Value.State);
        Assert.Equal("修改 李建国(lijg):机构 用途管制股 改为 堰口镇自然资源所;岗位 经办人 改为 经办人、股长", moved.Value.Summary);

        var caller = (await office.CallerAsync(token)).Value;
        Assert.Equal("堰口镇自然资源所", caller.OrganisationName);
        Assert.Equal([caller.OrganisationId], caller.Scope.Organisations);
        Assert.Equal(["handler", "section-head"], caller.Posts.Order(StringComparer.Ordinal));
        Assert.Equal(["officer"], caller.Roles);
        Assert.Contains("secadmin identity.account.change", office.Audit.Lines);

        // Back to the bureau it reaches the whole county again.
        Assert.True((await office.TogetherAsync((system, security), Move, new(toTown) { ["organisation"] = "ytgz" })).IsSuccess);
        Assert.Null((await office.CallerAsync(token)).Value.Scope.Organisations);
    }

    [Theory]
    [BothDatabases]
    public async Task A_request_that_lay_about_does_not_undo_what_was_changed_since(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (system, security) = (await office.SignedInAsync("sysadmin"), await office.SignedInAsync("secadmin"));
        var control = office.Get<IDualControl>();
        var asked = await control.AskAsync(
            office.As(system, "identity.control.ask"), system,
            new ControlAsked(Move, new Dictionary<string, string> { ["account"] = "lijg", ["name"] = "李建国", ["organisation"] = "ykz", ["posts"] = "handler" }, "局里调动通知第五号"), Never);
        Assert.True((await ChangeAsync(office, system, "lijg", Lijg with { Name = "李健国" }, Lijg)).IsSuccess);

        var late = await control.ApproveAsync(office.As(security, "identity.control.approve"), security, new ControlDecision(asked.Value.RequestId, "同意"), Never);

        Assert.Equal(ControlErrors.RequestOutdated, late.Error!.Code);
        Assert.Equal(("李健国", "ytgz"), await PlaceAsync(office, "lijg"));
    }

    [Theory]
    [BothDatabases]
    public async Task An_administrators_account_is_changed_by_two_and_never_by_its_holder(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (system, security, auditor) = (await office.SignedInAsync("sysadmin"), await office.SignedInAsync("secadmin"), await office.SignedInAsync("auditor"));
        foreach (var account in (string[])["sysadmin", "secadmin", "auditor"])
        {
            var line = (await office.Get<IAccountAdministration>().ListAsync(Never)).Single(a => a.Account == account);
            var alone = await ChangeAsync(office, system, account, new AccountPlacement("另名", line.OrganisationCode, line.Posts), null);
            Assert.Equal((ControlErrors.SecondPersonNeeded, Administrator), (alone.Error!.Code, alone.Error.Choices.Single()));
        }

        Dictionary<string, string> Renamed(string account, string organisation, string post) =>
            new() { ["account"] = account, ["name"] = "另名", ["organisation"] = organisation, ["posts"] = post };
        Assert.Equal(ControlErrors.NotTheSecondPerson, (await office.TogetherAsync((system, security), Administrator, Renamed("sysadmin", "xxzx", "sysadmin"))).Error!.Code);
        Assert.Equal(ControlErrors.NotTheSecondPerson, (await office.TogetherAsync((system, security), Administrator, Renamed("secadmin", "bgs", "secadmin"))).Error!.Code);
        Assert.Equal(KernelErrors.FieldInvalid, (await office.TogetherAsync((system, security), Administrator, Renamed("lijg", "ykz", "handler"))).Error!.Code);
        Assert.Equal(KernelErrors.FieldInvalid, (await office.TogetherAsync((system, security), Move, Renamed("auditor", "bgs", "auditor"))).Error!.Code);
        Assert.True((await office.TogetherAsync((system, auditor), Administrator, Renamed("secadmin", "bgs", "secadmin"))).IsSuccess);
        Assert.Equal(("另名", "bgs"), await PlaceAsync(office, "secadmin"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_post_that_was_put_in_behind_the_platform_is_not_sealed_over_and_nothing_is_half_changed(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var system = await office.SignedInAsync("sysadmin");
        Assert.Equal(1, await office.TamperAsync("INSERT INTO id_user_post (user_id, post_code) VALUES (-5, 'secadmin')"));

        var changed = await ChangeAsync(office, system, "lijg", new AccountPlacement("李健国", "ytgz", []), Lijg);

        Assert.Equal(DatabaseErrors.RowTampered, changed.Error!.Code);
        Assert.Equal(("李建国", "ytgz"), await PlaceAsync(office, "lijg"));
    }

    [Theory]
    [InlineData("nobody", "李建国", "ytgz", "handler", "SYS-0002", null)]
    [InlineData("lijg", " ", "ytgz", "handler", "SYS-0003", "name")]
    [InlineData("lijg", "李\t建国", "ytgz", "handler", "SYS-0003", "name")]
    [InlineData("lijg", "李建国", "none", "handler", "SYS-0002", "organisation")]
    [InlineData("lijg", "李建国", "ytgz", "king", "SYS-0002", "posts")]
    public async Task What_is_wrong_is_named_by_its_field(string account, string name, string organisation, string post, string code, string? field)
    {
        await using var office = await Office.OpenAsync("sqlite");
        var refused = await ChangeAsync(office, await office.SignedInAsync("sysadmin"), account, new AccountPlacement(name, organisation, [post]), null);
        Assert.Equal((code, field), (refused.Error!.Code.Value, refused.Error.Field));
    }

    [Theory]
    [InlineData("Business", "ytgz", "handler", nameof(PlacementStake.None))]
    [InlineData("Business", "ytgz", "", nameof(PlacementStake.None))]
    [InlineData("Business", "ykz", "", nameof(PlacementStake.Reach))]
    [InlineData("Business", "ytgz", "handler archivist", nameof(PlacementStake.Reach))]
    [InlineData("", "ykz", "handler archivist", nameof(PlacementStake.None))]
    [InlineData("Auditor", "ytgz", "handler", nameof(PlacementStake.Administrator))]
    public void PlacementDecidesReach_of_who_holds_roles(string held, string organisation, string posts, string stake) => Assert.Equal(
        stake,
        PlacementDecidesReach.Of(
            held.Length == 0 ? new HashSet<PermissionHolder>() : [Enum.Parse<PermissionHolder>(held)],
            Lijg,
            new AccountPlacement("李健国", organisation, posts.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToString());

    private static Task<Result> ChangeAsync(Office office, Caller caller, string account, AccountPlacement wanted, AccountPlacement? seen) =>
        office.Get<IAccountAdministration>().ChangeAsync(office.As(caller, ChangePlacement.Act), account, new AccountChange(wanted, seen), Never);

    private static async Task<(string Name, string Organisation)> PlaceAsync(Office office, string account)
    {
        var line = (await office.Get<IAccountAdministration>().ListAsync(Never)).Single(a => a.Account == account);
        return (line.Name, line.OrganisationCode);
    }
}
