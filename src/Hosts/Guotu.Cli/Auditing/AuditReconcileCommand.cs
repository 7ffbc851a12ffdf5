using System.CommandLine;
using Guotu.Audit;
using Guotu.Audit.Reconcile;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Auditing;

/// <summary>
/// <c>guotu audit reconcile</c>: the trail against the business tables of every module, both ways (与业务表对账). Exit code 1 where something differs, and
/// where something could not be compared.
/// </summary>
internal static class AuditReconcileCommand
{
    private static readonly PostNeeded Verify = new(PostCodes.Auditor, AuditModule.Verify);

    public static Command Build()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create("reconcile", "与各模块的业务表对账,逐个对象列出差异和方向", [home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Verify, ct);
            var context = new CommandContext(caller.Actor, caller.Scope, ReconcileCommands.Kind) { ObjectType = "audit", ObjectId = "trail" };
            var done = await node.Get<ReconcileCommands>().RunAsync(context, null, ct);
            return done.Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : new Answer(done.Value.Ok ? ExitCode.Done : ExitCode.Found, DocumentOf(done.Value), console => Show(console, done.Value));
        });
    }

    private static object DocumentOf(ReconciledTrail trail) =>
        new { trail.Ok, trail.CheckedAt, trail.Differences, trail.Undetermined, trail.Lines, differing = trail.Results.SelectMany(r => r.Differences) };

    private static void Show(IAnsiConsole console, ReconciledTrail trail)
    {
        console.WriteLine($"与业务表对账(到 {trail.CheckedAt.LocalDateTime:yyyy-MM-dd HH:mm:ss}):{trail.Words}。");
        foreach (var (line, differences) in trail.Results)
        {
            console.WriteLine(line.Undetermined is { } reason
                ? $"  {line.Title}({line.Table}):无法判定:{reason}"
                : $"  {line.Title}({line.Table}):表中 {line.Rows},审计中 {line.Records},差 {line.Differences}");
            foreach (var d in differences)
            {
                console.WriteLine($"    {d.ObjectType} {d.ObjectId}:{d.DirectionName},表中 {d.Rows},审计中 {d.Records}");
            }
        }
    }
}
