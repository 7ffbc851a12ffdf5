using System.CommandLine;
using Guotu.Cli.Control;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Cli.Users;

/// <summary><c>guotu user change ACCOUNT</c>: name, organisation and posts of an account that is in use; what is not named stays.</summary>
internal static class UserChangeCommand
{
    public static Command Build(PostNeeded needed)
    {
        var (account, reason) = (UserCommands.Account(), ControlAsking.Reason());
        var name = new Option<string?>("--name") { Description = "姓名" };
        var organisation = new Option<string?>("--org") { Description = "机构代码" };
        var posts = new Option<string[]>("--post") { Description = "全部岗位代码,可写多个;没有写到的岗位去掉", AllowMultipleArgumentsPerToken = true };
        var none = new Option<bool>("--no-post") { Description = "去掉全部岗位" };
        var act = new UserAct(
            "change", "修改姓名、机构、岗位;已授权人员换机构、加岗位,和管理员的账号,要另一人复核,用 --reason 提交申请", "identity.account.change", needed, account);
        return act.Build([name, organisation, posts, none, reason], async (acting, context, parse, ct) =>
        {
            var named = parse.GetRequiredValue(account);
            if ((await acting.Accounts.ListAsync(ct)).SingleOrDefault(a => a.Account == named) is not { } line)
            {
                return Answer.Refused(new Error(KernelErrors.NotFound, ("what", "账号 " + named)), ExitCode.Failed);
            }

            var given = parse.GetValue(posts) ?? [];
            var wanted = new AccountPlacement(
                parse.GetValue(name) ?? line.Name, parse.GetValue(organisation) ?? line.OrganisationCode, parse.GetValue(none) ? [] : given.Length > 0 ? given : line.Posts);
            var changed = await acting.Accounts.ChangeAsync(context, named, new AccountChange(wanted, null), ct);
            return ControlAsking.IsWanted(changed, parse.GetValue(reason))
                ? await ControlAsking.AskAsync(acting.Node, acting.Caller, changed.Error!, new ControlWords(WordsOf(named, wanted), parse.GetValue(reason)!), ct)
                : UserCommands.Changed(named, changed);
        });
    }

    private static Dictionary<string, string> WordsOf(string account, AccountPlacement wanted) => new(StringComparer.Ordinal)
    {
        ["account"] = account, ["name"] = wanted.Name, ["organisation"] = wanted.Organisation, ["posts"] = string.Join(' ', wanted.Posts),
    };
}
