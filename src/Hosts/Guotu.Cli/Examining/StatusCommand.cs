using System.CommandLine;
using Guotu.Cli.Output;
using Guotu.Database.Schema;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Results;
using Guotu.Platform;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Guotu.Cli.Examining;

/// <summary>
/// <c>guotu status</c>: the state of a node as its monitoring page shows it, but for the pumps, which only the platform's own process knows. It changes
/// nothing and leases no number. Ends with 1 where something is wrong or not known.
/// </summary>
internal static class StatusCommand
{
    public static Command Build()
    {
        var home = NodeOptions.Home();
        return Verb.Create("status", "节点运行状况:进程、数据库、磁盘、审计、队列、到期、图层副本;只看不改", [home], async (parse, ct) =>
        {
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddNode(NodeHome.Load(parse.GetRequiredValue(home)), GuotuModules.All);
            await using var provider = services.BuildServiceProvider();
            if (await provider.GetRequiredService<SchemaUpgrade>().CountPendingAsync(NeutralScript.All, ct) != 0)
            {
                throw new RefusedException(new Error(CliErrors.SchemaOld, ("home", parse.GetRequiredValue(home))), ExitCode.Failed);
            }

            var state = await LookAsync(provider, ct);
            var ok = state.Light is StateLight.Good or StateLight.Notice;
            return new Answer(ok ? ExitCode.Done : ExitCode.Found, state, console => Show(console, state));
        });
    }

    private static async Task<NodeStateView> LookAsync(ServiceProvider provider, CancellationToken ct)
    {
        try
        {
            return await provider.GetRequiredService<NodeWatch>().LookAsync(ct);
        }
        catch (KeysNotOpenException closed)
        {
            throw new RefusedException(closed.Error, ExitCode.Failed);
        }
    }

    private static void Show(IAnsiConsole console, NodeStateView state)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("部分", "项目", "状态", "所见", "办法");
        foreach (var part in state.Parts)
        {
            foreach (var line in part.Lines)
            {
                table.AddRow(part.Title, Markup.Escape(line.Title), Mark(line.Light), Markup.Escape(line.Detail), Markup.Escape(line.WayOut ?? string.Empty));
            }
        }

        console.Write(table);
        console.WriteLine("总的:" + Mark(state.Light));
    }

    private static string Mark(StateLight light) => light switch
    {
        StateLight.Good => "✓ 正常",
        StateLight.Notice => "! 注意",
        StateLight.Problem => "✗ 异常",
        _ => "? 无法判定",
    };
}
