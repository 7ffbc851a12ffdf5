using System.CommandLine;
using System.Globalization;
using Guotu.Cli.Output;
using Guotu.Database.Copying;
using Guotu.Database.Schema;
using Guotu.Database.Sessions;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Time;
using Spectre.Console;

namespace Guotu.Cli.Databases;

/// <summary><c>guotu db copy</c>: all rows of a node's database into an empty one of another provider, compared at the end.</summary>
internal static class CopyCommand
{
    private static readonly Option<string> Home = NodeOptions.Home();
    private static readonly DatabaseOnLine Target = new("to-");

    public static Command Build()
    {
        var command = Verb.Create("copy", "把节点数据库的全部行复制到另一个空库,逐表核对;node.json 不改", [Home, .. Target.Symbols], RunAsync);
        Target.Check(command);
        return command;
    }

    private static async Task<Answer> RunAsync(ParseResult parse, CancellationToken ct)
    {
        var node = NodeHome.Load(parse.GetRequiredValue(Home));
        var to = NodeSettings.ResolveMarks(Target.Read(parse), node.Home);
        var copy = new DatabaseCopy(new ConnectionSource(node.Database), new ConnectionSource(to), new SystemClock(TimeProvider.System));
        var tables = NeutralScript.All.SelectMany(s => s.Statements).Count(s => s.Contains("CREATE TABLE", StringComparison.Ordinal));
        var result = await ProgressBar.RunAsync("复制", 2 * tables, progress => copy.RunAsync(progress, ct));
        if (!result.IsSuccess)
        {
            return Answer.Refused(result.Error!, ExitCode.Failed);
        }

        var same = result.Value.All(t => t.Same);
        var document = new { from = node.Database.Provider, to = to.Provider, same, rows = result.Value.Sum(t => t.SourceRows), tables = result.Value };
        return new Answer(same ? ExitCode.Done : ExitCode.Found, document, console => Show(console, result.Value));
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<CopiedTable> tables)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("表", "原库行数", "新库行数", "核对");
        foreach (var each in tables)
        {
            table.AddRow(
                each.Table,
                each.SourceRows.ToString(CultureInfo.InvariantCulture),
                each.TargetRows.ToString(CultureInfo.InvariantCulture),
                each.Same ? "一致" : "不一致");
        }

        console.Write(table);
        console.WriteLine(tables.All(t => t.Same)
            ? "全部一致。把 node.json 的 database 改为新库后启动平台。"
            : "有表不一致:不要启用新库。");
    }
}
