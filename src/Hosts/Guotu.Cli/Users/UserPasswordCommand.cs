using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Users;

/// <summary>
/// <c>guotu user password ACCOUNT</c>: changes the own password, so that the administrators of a new node can act at a shell before any page is
/// served. Passwords come from the terminal, or as two lines of standard input (present, new), never from the command line.
/// </summary>
internal static class UserPasswordCommand
{
    public static Command Build()
    {
        var (account, home, code) = (UserCommands.Account(), NodeOptions.Home(), ActingPerson.Code());
        return Verb.Create("password", "修改本人口令(首次口令也可):从终端输入,或从标准输入读两行(现口令、新口令)", [account, home, code], async (parse, ct) =>
        {
            var named = parse.GetRequiredValue(account);
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var (present, wanted) = Console.IsInputRedirected ? await LinesAsync(ct) : Prompt();
            return UserCommands.Changed(named, await node.Get<ICliLogin>().ChangePasswordAsync(new LoginProof(named, present, parse.GetValue(code)), wanted, ct));
        });
    }

    private static async Task<(string Present, string Wanted)> LinesAsync(CancellationToken ct)
    {
        var present = await Console.In.ReadLineAsync(ct);
        var wanted = await Console.In.ReadLineAsync(ct);
        return present is not null && wanted is not null
            ? (present, wanted)
            : throw new RefusedException(new Error(CliErrors.BadUse, ("reason", "标准输入要有两行:现口令、新口令")), ExitCode.BadUse);
    }

    private static (string Present, string Wanted) Prompt()
    {
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var present = Ask(terminal, "现口令:");
        var wanted = Ask(terminal, "新口令:");
        return wanted == Ask(terminal, "再输一次新口令:")
            ? (present, wanted)
            : throw new RefusedException(new Error(CliErrors.BadUse, ("reason", "两次输入的新口令不同")), ExitCode.BadUse);
    }

    private static string Ask(IAnsiConsole terminal, string words) => terminal.Prompt(new TextPrompt<string>(words).Secret(null).AllowEmpty());
}
