using System.CommandLine;
using Guotu.Cli.Serving;

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
        return root;
    }
}
