using System.CommandLine;
using Guotu.Cli.Integrity;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Operations;
using Guotu.Operations.Evidence;
using Spectre.Console;

namespace Guotu.Cli.Mlps;

/// <summary>
/// <c>guotu mlps report</c> tries the clauses of both standards on a live node and writes the assessor's form with signed evidence;
/// <c>guotu mlps verify</c> proves such a folder anywhere.
/// </summary>
internal static class MlpsCommand
{
    public static Command Build() => Verb.Group("mlps", "等保测评与密码评估的证据", BuildReport(), BuildVerify());

    private static Command BuildReport()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var folder = new Argument<string>("FOLDER") { Description = "写到这个新文件夹" };
        return Verb.Create("report", "在运行的节点上逐条取证,写出测评表、证据和签名的清单", [folder, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, IntegrityCommand.Evidence, ct);
            var context = new CommandContext(caller.Actor, caller.Scope, OperationsModule.ReportKind) { ObjectType = "node", ObjectId = "mlps" };
            var reports = node.Get<EvidenceReports>();
            var written = await ProgressBar.RunAsync("取证", reports.Checks, progress => reports.WriteAsync(context, parse.GetRequiredValue(folder), progress, ct));
            if (written.Error is { } refused)
            {
                return Answer.Refused(refused, ExitCode.Failed);
            }

            var found = written.Value.Standards.Any(s => s.Counts.NotMet > 0);
            return new Answer(found ? ExitCode.Found : ExitCode.Done, written.Value, console => Show(console, written.Value));
        });
    }

    private static Command BuildVerify()
    {
        var folder = new Argument<string>("FOLDER") { Description = "测评报告的文件夹" };
        var key = new Option<string?>("--key") { Description = "移交单上的公钥(130 位十六进制);不写则用清单里的,要自己与移交单核对" };
        return Verb.Create("verify", "核验测评报告:签名、每个文件的 SM3、有没有多出或缺少的文件;不需要节点", [folder, key], async (parse, ct) =>
        {
            var verified = await ReportVerification.RunAsync(parse.GetRequiredValue(folder), parse.GetValue(key), ct);
            if (verified.Error is { } refused)
            {
                return Answer.Refused(refused, ExitCode.Failed);
            }

            var verdict = verified.Value;
            return new Answer(verdict.Ok ? ExitCode.Done : ExitCode.Found, verdict, console => Show(console, verdict));
        });
    }

    private static void Show(IAnsiConsole console, WrittenReport report)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("标准", "条款", "符合", "部分符合", "不符合", "待人工", "不适用", "未能证实", "其中人工填写");
        foreach (var (standard, counts) in report.Standards)
        {
            int[] numbers = [counts.Clauses, counts.Met, counts.Partly, counts.NotMet, counts.Manual, counts.NotApplicable, counts.NotProved, counts.ByHand];
            table.AddRow([standard, .. numbers.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        }

        console.Write(table);
        console.WriteLine($"写到 {report.Folder},{report.Files} 个文件。公钥 {report.PublicKey}");
        console.WriteLine("“未能证实”不算符合:要换条件再证,或由人工补证。");
    }

    private static void Show(IAnsiConsole console, ReportVerdict verdict)
    {
        console.WriteLine(verdict.Ok ? $"{verdict.Files} 个文件与签名的清单一致。" : $"发现 {verdict.Findings.Count} 处:");
        foreach (var finding in verdict.Findings)
        {
            console.WriteLine("  " + finding);
        }

        console.WriteLine("公钥 " + verdict.PublicKey);
    }
}
