using System.CommandLine;
using Guotu.Audit;
using Guotu.Audit.ExportTrail;
using Guotu.Audit.ProveArchives;
using Guotu.Audit.SearchRecords;
using Guotu.Audit.SearchTrail;
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

    public static Command Build() => Verb.Group("audit", "审计", BuildVerify(), AuditReconcileCommand.Build(), BuildSearch(), BuildExport(), AuditArchiveCommand.Build(), AuditEpochCommand.Build());

    private static Command BuildVerify()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var collected = new Option<string?>("--collected") { Description = "日志服务器留存的文件:另与其中的检查点比对" };
        var archives = new Option<bool>("--archives") { Description = "另把每个归档文件逐条校验一遍" };
        return Verb.Create("verify", "验证审计链,指出改动的种类和位置", [home, collected, archives, .. person.Options], async (parse, ct) =>
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

            if (!parse.GetValue(archives))
            {
                var report = proved.Value;
                return new Answer(report.Ok ? ExitCode.Done : ExitCode.Found, report, console => Show(console, report));
            }

            var deep = await node.Get<ArchivesProving>().RunAllAsync(context with { CommandName = ArchivesProving.Kind, ObjectId = "archive" }, ct);
            return deep.Error is { } notProved ? Answer.Refused(notProved, ExitCode.Failed) : Deep(proved.Value, deep.Value);
        });
    }

    /// <summary>Trail and archives as one answer: it is whole only where both are.</summary>
    private static Answer Deep(VerifyAnswer trail, IReadOnlyList<ArchiveProof> archives)
    {
        var ok = trail.Ok && archives.All(a => a.Ok);
        var document = new { ok, trail.Records, findings = trail.Findings.Concat(archives.SelectMany(a => a.Findings)), trail.Epochs, trail.Collected, archives };
        return new Answer(ok ? ExitCode.Done : ExitCode.Found, document, console =>
        {
            Show(console, trail);
            foreach (var archive in archives)
            {
                console.WriteLine(archive.Ok ? $"归档 {archive.ArchiveNo}:{archive.Records} 条逐条相符。" : $"归档 {archive.ArchiveNo}:{archive.Records} 条,发现 {archive.Findings.Count} 处:");
                foreach (var finding in archive.Findings)
                {
                    console.WriteLine($"  {finding.Where}");
                }
            }
        });
    }

    private static Command BuildSearch()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        Option<string?> Text(string name, string description) => new(name) { Description = description };
        var (from, to) = (Text("--from", "从这一天(yyyy-MM-dd)"), Text("--to", "到这一天"));
        var (account, kind) = (Text("--account", "登录名"), Text("--kind", "事项代码或名称的一部分"));
        var (type, subject) = (Text("--type", "对象种类"), Text("--object", "对象编号"));
        return Verb.Create("search", "查询审计记录,连同日期所及的归档;查不到的归档逐个指明", [home, from, to, account, kind, type, subject, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Read, ct);
            var query = new RecordQuery(parse.GetValue(from), parse.GetValue(to), parse.GetValue(account), parse.GetValue(kind), parse.GetValue(type), parse.GetValue(subject), null);
            var found = await node.Get<TrailSearch>().RunAsync(caller.Actor, query, ct);
            return found.Error is { } refused
                ? Answer.Refused(refused, ExitCode.BadUse)
                : new Answer(found.Value.Gaps == 0 ? ExitCode.Done : ExitCode.Found, found.Value, console => Show(console, found.Value));
        });
    }

    private static void Show(IAnsiConsole console, TrailSearchView found)
    {
        foreach (var record in found.Records)
        {
            console.WriteLine($"{record.At.LocalDateTime:yyyy-MM-dd HH:mm:ss} {record.Account} {record.Name} {record.KindName} {record.ObjectType} {record.ObjectId} {record.Summary}");
        }

        console.WriteLine($"共 {found.Records.Count} 条{(found.Truncated ? ",还有更多,缩小条件再查" : string.Empty)}。");
        foreach (var archive in found.Archives.Where(a => a.State != "searched"))
        {
            console.WriteLine($"归档 {archive.ArchiveNo}({archive.From.LocalDate:yyyy-MM-dd} 至 {archive.To.LocalDate:yyyy-MM-dd}):" + archive.State switch
            {
                "missing" => "文件不在,这一段没有查到",
                "damaged" => "文件或目录与写入时不同,这一段的结果不完整",
                "notReached" => "较新的结果已满,没有查",
                _ => "没有可用的索引,已逐条查过",
            });
        }
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
