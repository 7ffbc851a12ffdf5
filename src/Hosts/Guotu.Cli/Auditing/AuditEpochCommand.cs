using System.CommandLine;
using Guotu.Audit;
using Guotu.Audit.Epochs;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Auditing;

/// <summary>
/// <c>guotu audit epoch --reason TEXT</c>: after an older copy of the database was put back, a system administrator opens a new epoch and an auditor
/// confirms it, each with the own credential; until then nothing is sealed.
/// </summary>
internal static class AuditEpochCommand
{
    private static readonly PostNeeded Open = new(PostCodes.SystemAdministrator, AuditModule.OpenEpoch);
    private static readonly PostNeeded Confirm = new(PostCodes.Auditor, AuditModule.ConfirmEpoch);

    public static Command Build()
    {
        var (home, first, second) = (NodeOptions.Home(), new ActingPerson(), ActingPerson.Confirming());
        var reason = new Option<string>("--reason") { Description = "恢复的原因和所用的备份", Required = true };
        return Verb.Create("epoch", "恢复较旧的备份之后另起审计纪元:系统管理员开启,安全审计员确认", [reason, home, .. first.Options, .. second.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var opening = await first.FindAsync(node, parse, Open, ct);
            var confirming = await second.FindAsync(node, parse, Confirm, ct);
            var context = new CommandContext(opening.Actor, opening.Scope, "audit.epoch") { ObjectType = "audit", ObjectId = "trail" };
            var opened = await node.Get<EpochOpening>().RunAsync(context, confirming.Actor, parse.GetRequiredValue(reason), ct);
            return opened.Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(
                    opened.Value,
                    console => console.WriteLine($"第 {opened.Value.EpochNo} 纪元已开启:数据库停在第 {opened.Value.AfterBatch} 批,第 {opened.Value.AfterBatch + 1} 至 {opened.Value.LostBatch} 批已记为丢失。封存继续。"));
        });
    }
}
