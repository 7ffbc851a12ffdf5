using System.CommandLine;
using Guotu.Audit;
using Guotu.Audit.Archiving;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Auditing;

/// <summary>
/// <c>guotu audit archive --before DATE</c> moves records older than the retention into files of the home's <c>audit-archive</c>; without a date it
/// lists the archives there are.
/// </summary>
internal static class AuditArchiveCommand
{
    private static readonly PostNeeded Archive = new(PostCodes.Auditor, AuditModule.Archive);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var before = new Option<DateOnly?>("--before") { Description = "归档这一天以前封存的批次(yyyy-MM-dd);不写则列出已有的归档", CustomParser = r => LegalDate.Read(r) };
        return Verb.Create("archive", "把留存期以外的审计记录移入归档文件;证明仍然有效", [before, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Archive, ct);
            var archiving = node.Get<TrailArchiving>();
            if (parse.GetValue(before) is not { } date)
            {
                var known = new ArchivingAnswer(await archiving.KnownAsync(ct), node.Get<ArchiveFolder>().Path);
                return Answer.Done(known, console => Show(console, known, "还没有归档。"));
            }

            var context = new CommandContext(caller.Actor, caller.Scope, "audit.archive") { ObjectType = "audit", ObjectId = "trail" };
            var made = await archiving.RunAsync(context, date, ct);
            return made.Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(made.Value, console => Show(console, made.Value, $"{date:yyyy-MM-dd} 以前没有可归档的批次。"));
        });
    }

    private static void Show(IAnsiConsole console, ArchivingAnswer answer, string none)
    {
        if (answer.Archives.Count == 0)
        {
            console.WriteLine(none);
            return;
        }

        foreach (var archive in answer.Archives)
        {
            console.WriteLine($"{archive.ArchiveNo}:第 {archive.FirstBatch} 至 {archive.LastBatch} 批,{archive.RecordCount} 条,{archive.FileName},SM3 {archive.FileHex}");
        }

        console.WriteLine($"文件在 {answer.Folder},平台不会删除;另存到离线介质后仍留在原处。");
    }
}
