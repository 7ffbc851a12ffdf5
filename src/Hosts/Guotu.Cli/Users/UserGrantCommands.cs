using System.CommandLine;
using System.Globalization;
using Guotu.Cli.Control;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;

namespace Guotu.Cli.Users;

/// <summary><c>guotu user grant|revoke ACCOUNT ROLE</c>.</summary>
internal static class UserGrantCommands
{
    public static Command BuildGrant(PostNeeded needed)
    {
        var (account, role) = (UserCommands.Account(), Role());
        var until = new Option<DateOnly?>("--until") { Description = "最后一天;不写则不限期", HelpName = "yyyy-MM-dd", CustomParser = r => LegalDate.Read(r) };
        var reason = ControlAsking.Reason();
        var act = new UserAct("grant", "授予角色;管理员的角色要另一人复核,用 --reason 提交申请", "identity.grant", needed, account);
        return act.Build([role, until, reason], async (acting, context, parse, ct) =>
        {
            var named = parse.GetRequiredValue(account);
            var wanted = new RoleGrant(parse.GetRequiredValue(role), parse.GetValue(until));
            var changed = await acting.Accounts.GrantAsync(context, named, wanted, ct);
            return ControlAsking.IsWanted(changed, parse.GetValue(reason))
                ? await ControlAsking.AskAsync(acting.Node, acting.Caller, changed.Error!, new ControlWords(WordsOf(named, wanted), parse.GetValue(reason)!), ct)
                : UserCommands.Changed(named, changed);
        });
    }

    public static Command BuildRevoke(PostNeeded needed)
    {
        var (account, role) = (UserCommands.Account(), Role());
        return new UserAct("revoke", "收回角色", "identity.revoke", needed, account).Build([role], async (acting, context, parse, ct) =>
        {
            var named = parse.GetRequiredValue(account);
            return UserCommands.Changed(named, await acting.Accounts.RevokeAsync(context, named, parse.GetRequiredValue(role), ct));
        });
    }

    private static Dictionary<string, string> WordsOf(string account, RoleGrant wanted)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal) { ["account"] = account, ["role"] = wanted.Role };
        if (wanted.Until is { } day)
        {
            words["until"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        return words;
    }

    private static Argument<string> Role() => new("ROLE") { Description = "角色代码" };
}
