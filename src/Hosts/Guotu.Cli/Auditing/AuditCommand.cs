using System.CommandLine;
using Guotu.Audit.VerifyTrail;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Auditing;

/// <summary><c>guotu audit verify</c>: proves the trail, and names kind and place of whatever was done to it.</summary>
internal static class AuditCommand
{
    private static readonly PostNeeded Verify = new(PostCodes.Auditor, "audit.verify");

    public static Command Build() => Verb.Group("audit", "审计", BuildVerify());

    private static Command BuildVerify()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create("verify", "验证审计链,指出改动的种类和位置", [home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Verify, ct);
            var context = new CommandContext(caller.Actor, caller.Scope, "audit.verify") { ObjectType = "audit", ObjectId = "trail" };
            var proved = await node.Get<TrailProving>().RunAsync(context, ct);
            if (proved.Error is { } refused)
            {
                return Answer.Refused(refused, ExitCode.Failed);
            }

            var report = proved.Value;
            return new Answer(report.Ok ? ExitCode.Done : ExitCode.Found, report, console => Show(console, report));
        });
    }

    private static void Show(IAnsiConsole console, VerifyAnswer report)
    {
        console.WriteLine(report.Ok ? $"审计链完整,共 {report.Records} 条。" : $"共 {report.Records} 条,发现 {report.Findings.Count} 处:");
        foreach (var finding in report.Findings)
        {
            console.WriteLine($"  {finding.Kind}:{finding.Where}");
        }
    }
}
