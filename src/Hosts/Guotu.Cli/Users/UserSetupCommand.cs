using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Users;

/// <summary><c>guotu user setup FILE</c>: the one-time ceremony of a new node, before anyone can sign in. A node with accounts refuses it.</summary>
internal static class UserSetupCommand
{
    public static Command Build()
    {
        var home = NodeOptions.Home();
        var file = new Argument<string>("FILE") { Description = "建账文件(YAML):机构、岗位、角色、人员" };
        return Verb.Create("setup", "首次建账:只在还没有账号的新节点上办一次", [file, home], async (parse, ct) =>
        {
            var path = parse.GetRequiredValue(file);
            if (!File.Exists(path))
            {
                return Answer.Refused(new Error(CliErrors.FileMissing, ("path", path)), ExitCode.BadUse);
            }

            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var made = await node.Get<IIdentitySetup>().RunAsync(await File.ReadAllTextAsync(path, ct), ct);
            return made.Error is { } refused ? Answer.Refused(refused, ExitCode.Failed) : Done(made.Value);
        });
    }

    private static Answer Done(StaffingOutcome made)
    {
        var accounts = made.Accounts.Select(a => new { a.Account, a.Name, a.Organisation, a.Posts }).ToList();
        return Answer.Done(new { accounts, passwordFile = made.PasswordFile, warnings = made.Warnings }, console =>
        {
            console.WriteLine($"建账 {accounts.Count} 个;首次口令在 {made.PasswordFile}(0600),首次登录要修改。");
            foreach (var permission in made.Warnings)
            {
                console.WriteLine($"没有授予:{permission}(本程序没有这项权限)");
            }
        });
    }
}
