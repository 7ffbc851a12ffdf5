using System.CommandLine;
using Guotu.Cli.Control;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Users;

/// <summary><c>guotu role list|change</c>: what roles may do, and a request to change it that a system administrator confirms (角色的功能).</summary>
internal static class RoleCommands
{
    /// <summary>The kind that the module of the roles registers.</summary>
    private const string Kind = "role.permissions";

    private static readonly PostNeeded Manage = new(PostCodes.SecurityAdministrator, GrantPermissions.Manage);

    public static Command Build() => Verb.Group("role", "角色的功能", BuildList(), BuildChange());

    /// <summary>Use cases of this build that no role has are named apart: after an upgrade they wait for one.</summary>
    private static Command BuildList()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create("list", "列出角色的功能,和本版有而没有角色能办的功能", [home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            await person.FindAsync(node, parse, Manage, ct);
            var roles = await node.Get<IRoles>().ListAsync(ct);
            var held = roles.SelectMany(r => r.Permissions).ToHashSet(StringComparer.Ordinal);
            var waiting = node.Get<PermissionCatalogue>().All.Where(p => !held.Contains(p.Code)).ToList();
            var document = new
            {
                roles = roles.Select(r => new { r.Code, r.Name, holder = r.Holder.ToString(), permissions = r.Permissions.Order(StringComparer.Ordinal) }),
                waiting = waiting.Select(p => new { p.Code, p.Title, holder = p.Holder.ToString() }),
            };
            return Answer.Done(document, console => Show(console, roles, waiting));
        });
    }

    private static Command BuildChange()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var role = new Argument<string>("ROLE") { Description = "角色代码" };
        var add = Codes("--add", "加上的功能代码,可写多个");
        var remove = Codes("--remove", "去掉的功能代码,可写多个");
        var reason = ControlAsking.Reason();
        reason.Required = true;
        return Verb.Create("change", "申请调整角色的功能:由系统管理员复核(guotu approve grant)后生效", [role, add, remove, reason, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Manage, ct);
            Dictionary<string, string> asked = new(StringComparer.Ordinal)
            {
                ["role"] = parse.GetRequiredValue(role),
                ["add"] = string.Join(' ', parse.GetValue(add) ?? []),
                ["remove"] = string.Join(' ', parse.GetValue(remove) ?? []),
            };
            return await ControlAsking.AskAsync(node, caller, Kind, new ControlWords(asked, parse.GetRequiredValue(reason)!), ct);
        });
    }

    private static Option<string[]> Codes(string name, string description) => new(name) { Description = description, HelpName = "代码", AllowMultipleArgumentsPerToken = true };

    private static void Show(IAnsiConsole console, IReadOnlyList<Role> roles, List<PermissionDefinition> waiting)
    {
        var table = new Table().AddColumns("角色", "名称", "功能");
        foreach (var role in roles)
        {
            table.AddRow(role.Code, Markup.Escape(role.Name), string.Join(' ', role.Permissions.Order(StringComparer.Ordinal)));
        }

        console.Write(table);
        if (waiting.Count > 0)
        {
            console.WriteLine("没有角色能办的功能(升级带来的,用 guotu role change 交给合适的角色):" + string.Join('、', waiting.Select(p => $"{p.Title} {p.Code}")));
        }
    }
}
