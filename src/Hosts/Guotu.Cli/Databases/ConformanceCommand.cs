using System.CommandLine;
using Guotu.Cli.Output;
using Guotu.Database.Conformance;
using Guotu.Database.Sessions;
using Guotu.Hosting.Nodes;
using Spectre.Console;

namespace Guotu.Cli.Databases;

/// <summary><c>guotu db conformance</c>: asks the database for everything that the platform relies on. A site with Dameng must run it.</summary>
internal static class ConformanceCommand
{
    private static readonly Option<string> Home = new("--home") { Description = "节点目录;没有节点时用 --provider 等直接指明数据库" };
    private static readonly DatabaseOnLine Database = new(string.Empty);

    public static Command Build()
    {
        var command = Verb.Create("conformance", "检验所连数据库是否符合平台的全部依赖(达梦上线前必做)", [Home, .. Database.Symbols], RunAsync);
        Database.Check(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Home) is null && result.Children.OfType<System.CommandLine.Parsing.OptionResult>().All(o => o.Option.Name != "--connection"))
            {
                result.AddError("用 --home 指明节点,或用 --provider 和 --connection 指明数据库");
            }
        });
        return command;
    }

    private static async Task<Answer> RunAsync(ParseResult parse, CancellationToken ct)
    {
        var options = parse.GetValue(Home) is { } home
            ? NodeHome.Load(home).Database
            : NodeSettings.ResolveMarks(Database.Read(parse), Environment.CurrentDirectory);
        var probes = await new ConformanceRun(new ConnectionSource(options)).RunAsync(ct);
        var failed = probes.Count(p => p.Status == ProbeStatus.Fail);
        var document = new { provider = options.Provider, ok = failed == 0, probes };
        return new Answer(failed == 0 ? ExitCode.Done : ExitCode.Found, document, console => Show(console, probes));
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<ProbeResult> probes)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("检验项", "内容", "结果", "所见");
        foreach (var probe in probes)
        {
            var status = probe.Status switch { ProbeStatus.Pass => "通过", ProbeStatus.Fail => "不通过", _ => "不适用" };
            table.AddRow(Markup.Escape(probe.Name), Markup.Escape(probe.Meaning), status, Markup.Escape(probe.Detail));
        }

        console.Write(table);
    }
}
