using System.CommandLine;
using Guotu.Cli.Control;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Identity;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Users;

/// <summary>
/// <c>guotu user …</c>: accounts are the system administrator's, grants the security administrator's, each by name and in the audit trail.
/// </summary>
internal static class UserCommands
{
    private static readonly PostNeeded ManageAccounts = new(PostCodes.SystemAdministrator, IdentityPermissions.ManageAccounts);
    private static readonly PostNeeded ManageGrants = new(PostCodes.SecurityAdministrator, IdentityPermissions.ManageGrants);

    public static Command Build() => Verb.Group(
        "user",
        "账号与授权",
        UserSetupCommand.Build(),
        UserListCommand.Build(ManageAccounts),
        BuildAdd(),
        UserChangeCommand.Build(ManageAccounts),
        BuildEnable(),
        BuildChange("disable", "停用账号并结束其会话", "identity.account.disabled", (a, c, account, ct) => a.DisableAsync(c, account, ct)),
        BuildChange("unlock", "解除连续输错口令的锁定", "identity.account.unlock", (a, c, account, ct) => a.UnlockAsync(c, account, ct)),
        BuildReset(),
        UserPasswordCommand.Build(),
        UserBindOtpCommand.Build(),
        UserCertificateCommands.Build(ManageGrants),
        UserGrantCommands.BuildGrant(ManageGrants),
        UserGrantCommands.BuildRevoke(ManageGrants));

    public static Argument<string> Account() => new("ACCOUNT") { Description = "登录名" };

    private static Command BuildAdd()
    {
        var account = Account();
        var name = new Option<string>("--name") { Description = "姓名", Required = true };
        var organisation = new Option<string>("--org") { Description = "机构代码", Required = true };
        var posts = new Option<string[]>("--post") { Description = "岗位代码,可写多个", AllowMultipleArgumentsPerToken = true };
        var contact = new Option<string?>("--contact") { Description = "联系方式,如办公电话" };
        var until = new Option<DateOnly?>("--until") { Description = "账号的最后一天;不写则不限期", HelpName = "yyyy-MM-dd", CustomParser = r => LegalDate.Read(r) };
        var act = new UserAct("add", "新建账号(没有任何权限,再由安全保密管理员授权)", "identity.account.create", ManageAccounts, account);
        return act.Build([name, organisation, posts, contact, until], async (acting, context, parse, ct) =>
        {
            var wanted = new NewAccount(
                parse.GetRequiredValue(account), parse.GetRequiredValue(name), parse.GetRequiredValue(organisation), parse.GetValue(posts) ?? [])
            {
                Contact = parse.GetValue(contact) ?? string.Empty,
                ExpiresOn = parse.GetValue(until),
            };
            return FirstPassword(wanted.Account, await acting.Accounts.CreateAsync(context, wanted, ct));
        });
    }

    private static Command BuildEnable()
    {
        var (account, reason) = (Account(), ControlAsking.Reason());
        var act = new UserAct("enable", "启用账号;管理员的账号要另一人复核,用 --reason 提交申请", "identity.account.enabled", ManageAccounts, account);
        return act.Build([reason], async (acting, context, parse, ct) =>
        {
            var named = parse.GetRequiredValue(account);
            var changed = await acting.Accounts.EnableAsync(context, named, ct);
            return ControlAsking.IsWanted(changed, parse.GetValue(reason))
                ? await ControlAsking.AskAsync(acting.Node, acting.Caller, changed.Error!, new ControlWords(new() { ["account"] = named }, parse.GetValue(reason)!), ct)
                : Changed(named, changed);
        });
    }

    private static Command BuildReset()
    {
        var (account, reason) = (Account(), ControlAsking.Reason());
        var act = new UserAct("reset", "重置口令并结束其会话;管理员的要另一人复核,用 --reason 提交申请", "identity.account.reset", ManageAccounts, account);
        return act.Build([reason], async (acting, context, parse, ct) =>
        {
            var named = parse.GetRequiredValue(account);
            var made = await acting.Accounts.ResetPasswordAsync(context, named, ct);
            return made.Error is { } refused && ControlAsking.IsWanted(refused, parse.GetValue(reason))
                ? await ControlAsking.AskAsync(acting.Node, acting.Caller, refused, new ControlWords(new() { ["account"] = named }, parse.GetValue(reason)!), ct)
                : FirstPassword(named, made);
        });
    }

    private static Command BuildChange(
        string verb, string description, string command, Func<IAccountAdministration, CommandContext, string, CancellationToken, Task<Result>> change)
    {
        var account = Account();
        return new UserAct(verb, description, command, ManageAccounts, account).Build([], async (acting, context, parse, ct) =>
        {
            var named = parse.GetRequiredValue(account);
            return Changed(named, await change(acting.Accounts, context, named, ct));
        });
    }

    public static Answer Changed(string account, Result changed) => changed.Error is { } refused
        ? Answer.Refused(refused, ExitCode.Failed)
        : Answer.Done(new { account, done = true }, console => console.WriteLine($"{account}:已办理。"));

    /// <summary>The password itself is never shown: only where it is.</summary>
    private static Answer FirstPassword(string account, Result<string> made) => made.Error is { } refused
        ? Answer.Refused(refused, ExitCode.Failed)
        : Answer.Done(
            new { account, passwordFile = made.Value },
            console => console.WriteLine($"{account}:首次口令在 {made.Value}(0600),首次登录要修改。"));
}
