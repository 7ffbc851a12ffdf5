using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Operations;
using Guotu.Operations.CheckIntegrity;
using Spectre.Console;

namespace Guotu.Cli.Integrity;

/// <summary><c>guotu integrity check</c>: every protected row of a live node against its MAC, its table's tally and the audit trail.</summary>
internal static class IntegrityCommand
{
    public static readonly PostNeeded Evidence =
        new(PostCodes.SecurityAdministrator, OperationsPermissions.SecurityEvidence) { OrPermission = OperationsPermissions.AuditEvidence };

    public static Command Build() => Verb.Group("integrity", "行完整性", BuildCheck(), RepairCommands.BuildReseal(), RepairCommands.BuildAdopt(), RepairCommands.BuildDisown());

    private static Command BuildCheck()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create("check", "核查受保护的行:在平台之外的修改、插入、删除、互换、退回旧值都指得出来", [home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Evidence, ct);
            var context = new CommandContext(caller.Actor, caller.Scope, IntegrityCheck.Kind) { ObjectType = "node", ObjectId = "rows" };
            var checkedRows = await node.Get<IntegrityCheck>().RunAsync(context, ct);
            if (checkedRows.Error is { } refused)
            {
                return Answer.Refused(refused, ExitCode.Failed);
            }

            var report = checkedRows.Value;
            return new Answer(report.Ok ? ExitCode.Done : ExitCode.Found, report, console => Show(console, report));
        });
    }

    private static void Show(IAnsiConsole console, IntegrityReport report)
    {
        console.WriteLine(report.Ok
            ? $"{report.Tables.Count} 张表 {report.Rows} 行,与校验码、行账和审计记录都相符。"
            : $"{report.Tables.Count} 张表 {report.Rows} 行,发现 {report.Total} 处:");
        foreach (var finding in report.Findings)
        {
            var row = finding.RowId is { } id ? $" 第 {id} 行" : string.Empty;
            console.WriteLine($"  {finding.Kind}:{finding.Table}{row}({finding.Group})");
        }

        console.WriteLine("审计记录本身用 guotu audit verify 校验。没有行校验码、不在此列的表:" + string.Join(' ', report.NotCovered));
    }
}
