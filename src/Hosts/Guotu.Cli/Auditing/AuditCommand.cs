using System.CommandLine;
using Guotu.Audit;
using Guotu.Audit.ExportTrail;
using Guotu.Audit.VerifyTrail;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Auditing;

/// <summary>
/// <c>guotu audit verify</c> proves the trail, and names kind and place of whatever was done to it; <c>guotu audit export FILE</c> writes it
/// out for keeping elsewhere.
/// </summary>
internal static class AuditCommand
{
    private static readonly PostNeeded Verify = new(PostCodes.Auditor, AuditModule.Verify);
    private static readonly PostNeeded Read = new(PostCodes.Auditor, AuditModule.Read);

    public static Command Build() => Verb.Group("audit", "审计", BuildVerify(), BuildExport(), AuditArchiveCommand.Build(), AuditEpochCommand.Build());

    private static Command BuildVerify()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var collected = new Option<string?>("--collected") { Description = "日志服务器留存的文件:另与其中的检查点比对" };
        return Verb.Create("verify", "验证审计链,指出改动的种类和位置", [home, collected, .. person.Options], async (parse, ct) =>
        {
            await using var stored = parse.GetValue(collected) is { } path ? File.OpenRead(path) : null;
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Verify, ct);
            var context = new CommandContext(caller.Actor, caller.Scope, "audit.verify") { ObjectType = "audit", ObjectId = "trail" };
            var proved = await node.Get<TrailProving>().RunAsync(context, stored, ct);
            if (proved.Error is { } refused)
            {
                return Answer.Refused(refused, ExitCode.Failed);
            }

            var report = proved.Value;
            return new Answer(report.Ok ? ExitCode.Done : ExitCode.Found, report, console => Show(console, report));
        });
    }

    private static Command BuildExport()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var file = new Argument<string>("FILE") { Description = "写到这个新文件(JSON 行,0600)" };
        return Verb.Create("export", "导出全部审计记录和检查点,供异地留存", [file, home, .. person.Options], async (parse, ct) =>
        {
            using var target = NewFile.Create(parse.GetRequiredValue(file));
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Read, ct);
            var context = new CommandContext(caller.Actor, caller.Scope, "audit.export") { ObjectType = "audit", ObjectId = "trail" };
            var written = await node.Get<AuditExport>().RunAsync(context, target.Stream, ct);
            if (written.Error is { } refused)
            {
                return Answer.Refused(refused, ExitCode.Failed);
            }

            var digest = await target.KeepAsync(ct);
            return Answer.Done(
                new { file = target.Path, records = written.Value, sm3 = digest.ToString() },
                console => console.WriteLine($"导出 {written.Value} 条到 {target.Path},SM3 {digest}。"));
        });
    }

    private static void Show(IAnsiConsole console, VerifyAnswer report)
    {
        console.WriteLine(report.Ok ? $"审计链完整,共 {report.Records} 条。" : $"共 {report.Records} 条,发现 {report.Findings.Count} 处:");
        foreach (var finding in report.Findings)
        {
            console.WriteLine($"  {finding.Kind}:{finding.Where}");
        }

        if (report.Collected is { } collected)
        {
            console.WriteLine(collected.Statements == 0
                ? "  日志服务器的文件中没有检查点。"
                : $"  日志服务器的文件中有检查点 {collected.Statements} 条(第 {collected.FirstBatch} 至 {collected.LastBatch} 批),其间缺 {collected.Absent} 批。");
        }

        foreach (var epoch in report.Epochs)
        {
            console.WriteLine($"  纪元 {epoch.EpochNo}({epoch.OpenedUtc}):放弃了第 {epoch.AfterBatch + 1} 至 {epoch.LostBatch} 批,经两名管理员批准。");
        }
    }
}
