using System.CommandLine;
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
        return new UserAct("grant", "授予角色", "identity.grant", needed, account).Build([role, until], async (accounts, context, parse, ct) =>
        {
            var named = parse.GetRequiredValue(account);
            var wanted = new RoleGrant(parse.GetRequiredValue(role), parse.GetValue(until));
            return UserCommands.Changed(named, await accounts.GrantAsync(context, named, wanted, ct));
        });
    }

    public static Command BuildRevoke(PostNeeded needed)
    {
        var (account, role) = (UserCommands.Account(), Role());
        return new UserAct("revoke", "收回角色", "identity.revoke", needed, account).Build([role], async (accounts, context, parse, ct) =>
        {
            var named = parse.GetRequiredValue(account);
            return UserCommands.Changed(named, await accounts.RevokeAsync(context, named, parse.GetRequiredValue(role), ct));
        });
    }

    private static Argument<string> Role() => new("ROLE") { Description = "角色代码" };
}
