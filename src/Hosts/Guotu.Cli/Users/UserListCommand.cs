using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Users;

/// <summary><c>guotu user list</c>: accounts with posts, roles and standing. Ends with 1 where a row was changed outside the platform.</summary>
internal static class UserListCommand
{
    public static Command Build(PostNeeded needed)
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create("list", "列出账号、岗位、角色和状态", [home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            await person.FindAsync(node, parse, needed, ct);
            var users = await node.Get<IAccountAdministration>().ListAsync(ct);
            var tampered = users.Any(u => u.Standing == AccountStanding.Tampered);
            var lines = users.Select(u => new
            {
                u.Account, u.Name, u.Organisation, u.Posts, u.Roles, u.Standing, lockedUntil = u.LockedUntil?.ToString(), u.MustChangePassword,
            });
            return new Answer(tampered ? ExitCode.Found : ExitCode.Done, new { users = lines }, console => Show(console, users));
        });
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<AccountLine> users)
    {
        var table = new Table().AddColumns("登录名", "姓名", "机构", "岗位", "角色", "状态");
        foreach (var user in users)
        {
            table.AddRow(
                user.Account, Markup.Escape(user.Name), Markup.Escape(user.Organisation), string.Join(' ', user.Posts), string.Join(' ', user.Roles), Standing(user));
        }

        console.Write(table);
    }

    private static string Standing(AccountLine user) => user.Standing switch
    {
        AccountStanding.Tampered => "✗ 被改动",
        AccountStanding.Disabled => "停用",
        _ when user.LockedUntil is { } until => $"锁定到 {until.LocalDateTime:HH:mm}",
        _ when user.MustChangePassword => "启用,未改首次口令",
        _ => "启用",
    };
}
