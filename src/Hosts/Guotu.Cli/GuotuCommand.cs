using System.CommandLine;
using System.CommandLine.Invocation;
using Guotu.Cli.Auditing;
using Guotu.Cli.Certificates;
using Guotu.Cli.Clients;
using Guotu.Cli.Control;
using Guotu.Cli.Databases;
using Guotu.Cli.Demonstration;
using Guotu.Cli.Examining;
using Guotu.Cli.Integrity;
using Guotu.Cli.Keys;
using Guotu.Cli.Layers;
using Guotu.Cli.Mlps;
using Guotu.Cli.Output;
using Guotu.Cli.Parsing;
using Guotu.Cli.Rasters;
using Guotu.Cli.Reviewing;
using Guotu.Cli.Serving;
using Guotu.Cli.Users;
using Guotu.Kernel.Results;

namespace Guotu.Cli;

/// <summary>
/// <c>guotu</c>, what administrators and assessors run. Exit codes: 0 done, 1 found something, 2 bad use, 3 failed.
/// Messages go to standard error; with <c>--json</c> exactly one document goes to standard output.
/// </summary>
internal static class GuotuCommand
{
    public static RootCommand Build()
    {
        var root = new RootCommand("国土 Guotu:县级自然资源一体化管理平台");
        root.Subcommands.Add(ServeCommand.Build());
        root.Subcommands.Add(DemoCommand.Build());
        root.Subcommands.Add(ParseCommand.Build());
        root.Subcommands.Add(ReviewCommand.Build());
        root.Subcommands.Add(LayerCommands.Build());
        root.Subcommands.Add(RasterCommands.Build());
        root.Subcommands.Add(AuditCommand.Build());
        root.Subcommands.Add(IntegrityCommand.Build());
        root.Subcommands.Add(MlpsCommand.Build());
        root.Subcommands.Add(UserCommands.Build());
        root.Subcommands.Add(RoleCommands.Build());
        root.Subcommands.Add(ClientCommands.Build());
        root.Subcommands.Add(CityLoginCommands.Build());
        root.Subcommands.Add(KeyCommand.Build());
        root.Subcommands.Add(CertCommand.Build());
        root.Subcommands.Add(ApproveCommands.Build());
        root.Subcommands.Add(DoctorCommand.Build());
        root.Subcommands.Add(StatusCommand.Build());
        root.Subcommands.Add(DatabaseCommands.Build());
        return root;
    }

    public static async Task<int> RunAsync(string[] arguments)
    {
        var parse = Build().Parse(arguments);
        if (parse.Action is ParseErrorAction)
        {
            var reasons = string.Join(";", parse.Errors.Select(e => e.Message).Distinct());
            var form = arguments.Contains(Verb.JsonOption) ? OutputForm.Json : OutputForm.Person;
            AnswerWriter.Write(Answer.Refused(new Error(CliErrors.BadUse, ("reason", reasons)), ExitCode.BadUse), form);
            return ExitCode.BadUse;
        }

        return await parse.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
