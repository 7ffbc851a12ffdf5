using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Operations;
using Guotu.Operations.AcceptRepair;
using Spectre.Console;

namespace Guotu.Cli.Integrity;

/// <summary>
/// <c>guotu integrity reseal</c> and <c>adopt</c>: a security administrator takes protected rows as they stand and an auditor confirms it, each with the own
/// credential, after what happened was looked into.
/// </summary>
internal static class RepairCommands
{
    private static readonly PostNeeded Accept = new(PostCodes.SecurityAdministrator, OperationsPermissions.SecurityEvidence);
    private static readonly PostNeeded Confirm = new(PostCodes.Auditor, OperationsPermissions.AuditEvidence);

    public static Command BuildReseal()
    {
        var (home, persons) = (NodeOptions.Home(), new TwoPersons());
        var table = new Option<string>("--table") { Description = "核查发现里的表名", Required = true };
        var row = new Option<long>("--row") { Description = "核查发现里的行号;办件、审查结论是它的号", Required = true };
        return Verb.Create("reseal", "查明并认可之后,把一行(或一个办件)按现状重封:安全管理员办理,安全审计员确认", [table, row, home, .. persons.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var (caller, repair) = await persons.FindAsync(node, parse, ct);
            var (name, id) = (parse.GetRequiredValue(table), parse.GetRequiredValue(row));
            var context = new CommandContext(caller.Actor, caller.Scope, RowResealing.Kind) { ObjectType = "protected-row", ObjectId = FormattableString.Invariant($"{name}/{id}") };
            var done = await node.Get<RowResealing>().RunAsync(context, repair, name, id, ct);
            return done.Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(done.Value, console => console.WriteLine($"{done.Value.Table} 第 {done.Value.RowId} 行已按现状重封。校验码:{done.Value.Was ?? "无"} → {done.Value.Now ?? "行已不在"}"));
        });
    }

    public static Command BuildAdopt()
    {
        var (home, persons) = (NodeOptions.Home(), new TwoPersons());
        var table = new Option<string?>("--table") { Description = "只办这一张表;不写则是每张没有行账的表" };
        return Verb.Create("adopt", "查明并认可之后,给行账不在或不符的表按现状建账:安全管理员办理,安全审计员确认", [table, home, .. persons.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var (caller, repair) = await persons.FindAsync(node, parse, ct);
            var name = parse.GetValue(table);
            var context = new CommandContext(caller.Actor, caller.Scope, TableAdoption.Kind) { ObjectType = "protected-table", ObjectId = name ?? "all" };
            var done = await node.Get<TableAdoption>().RunAsync(context, repair, name, ct);
            return done.Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(done.Value, console =>
                {
                    foreach (var adopted in done.Value)
                    {
                        console.WriteLine($"{adopted.Table} 已纳入行账:{adopted.Rows} 行,第 {adopted.Version} 版");
                    }
                });
        });
    }

    public static Command BuildDisown()
    {
        var (home, persons) = (NodeOptions.Home(), new TwoPersons());
        var table = new Option<string>("--table") { Description = "DB-0006 里的表名,如 ap_case_seal", Required = true };
        var row = new Option<long>("--row") { Description = "DB-0006 里的号", Required = true };
        return Verb.Create("disown", "查明之后,对一个对象的封签声明中不是平台写的不予采信:安全管理员办理,安全审计员确认", [table, row, home, .. persons.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var (caller, repair) = await persons.FindAsync(node, parse, ct);
            var (name, id) = (parse.GetRequiredValue(table), parse.GetRequiredValue(row));
            var context = new CommandContext(caller.Actor, caller.Scope, SealDisowning.Kind) { ObjectType = "protected-row", ObjectId = FormattableString.Invariant($"{name}/{id}") };
            var done = await node.Get<SealDisowning>().RunAsync(context, repair, name, id, ct);
            return done.Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(done.Value, console => console.WriteLine($"{done.Value.Table} 第 {done.Value.RowId} 号:{done.Value.Records.Count} 条伪造的声明不予采信,记录号 {string.Join(' ', done.Value.Records)}"));
        });
    }

    /// <summary>The two persons of a repair and their reason.</summary>
    private sealed class TwoPersons
    {
        private readonly ActingPerson _first = new();
        private readonly ActingPerson _second = ActingPerson.Confirming();
        private readonly Option<string> _reason = new("--reason") { Description = "发生了什么、查明了什么;记入审计", Required = true };

        public IEnumerable<Symbol> Options => [_reason, .. _first.Options, .. _second.Options];

        public async Task<(Caller Caller, AcceptedRepair Repair)> FindAsync(NodeSession node, ParseResult parse, CancellationToken ct)
        {
            var caller = await _first.FindAsync(node, parse, Accept, ct);
            var confirming = await _second.FindAsync(node, parse, Confirm, ct);
            return (caller, new AcceptedRepair(caller.Actor, confirming.Actor, parse.GetRequiredValue(_reason)));
        }
    }
}
