using System.CommandLine;
using Guotu.Cli.Output;
using Spectre.Console;

namespace Guotu.Cli.Examining;

/// <summary>
/// <c>guotu doctor</c>: looks at a node and changes nothing, so it may run beside the platform and on a broken node. Ends with 1 where
/// something is wrong or could not be looked at.
/// </summary>
internal static class DoctorCommand
{
    public static Command Build()
    {
        var home = NodeOptions.Home();
        return Verb.Create("doctor", "检查节点:数据库、密钥、文件、磁盘、审计、出件箱、日历、图层;只看不改", [home], async (parse, ct) =>
        {
            var node = Path.GetFullPath(parse.GetRequiredValue(home));
            var findings = await new NodeExamination(NodeHome.Load(node)).RunAsync(ct);
            var ok = findings.All(f => f.Status is FindingStatus.Good or FindingStatus.Notice);
            return new Answer(ok ? ExitCode.Done : ExitCode.Found, new { home = node, ok, checks = findings }, console => Show(console, findings));
        });
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<Finding> findings)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("检查", "结果", "所见", "办法");
        foreach (var finding in findings)
        {
            table.AddRow(finding.Title, Mark(finding.Status), Markup.Escape(finding.Detail), Markup.Escape(finding.WayOut ?? string.Empty));
        }

        console.Write(table);
    }

    private static string Mark(FindingStatus status) => status switch
    {
        FindingStatus.Good => "✓ 正常",
        FindingStatus.Notice => "! 留意",
        FindingStatus.Problem => "✗ 有问题",
        _ => "? 未查",
    };
}
