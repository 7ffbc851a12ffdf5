using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Control;

/// <summary><c>guotu approve …</c>: the second person of what one alone may not do, and the first one taking a request back.</summary>
internal static class ApproveCommands
{
    public static Command Build() => Verb.Group(
        "approve",
        "双人复核:看申请,批准(批准即执行)、驳回、撤回",
        BuildList(),
        BuildShow(),
        BuildAct("grant", "批准并执行", ("--note", "复核意见"), (two, context, acting, ct) => two.ApproveAsync(context, acting.Caller, acting.Decision, ct)),
        BuildAct("reject", "驳回", ("--reason", "驳回的理由"), (two, context, acting, ct) => two.RejectAsync(context, acting.Caller, acting.Decision, ct)),
        BuildAct("withdraw", "撤回自己的申请", ("--note", "备注,不记录"), (two, context, acting, ct) => two.WithdrawAsync(context, acting.Caller, acting.Decision.RequestId, ct)));

    private static Argument<long> Number() => new("ID") { Description = "申请号" };

    private static Command BuildList()
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        var all = new Option<bool>("--all") { Description = "也列出已办理、已过期的(最近一百份)" };
        return Verb.Create("list", "列出与本人职责有关的申请", [all, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.SignInAsync(node, parse, PostCodes.SystemAdministrator, ct);
            var filter = parse.GetValue(all) ? ControlFilter.All : ControlFilter.Open;
            var found = await node.Get<IDualControl>().ListAsync(caller, filter, new PageRequest(1, PageRequest.MaxSize), ct);
            return Answer.Done(new { requests = found.Items.Select(ControlAsking.Document), found.Total }, console => Show(console, found.Items));
        });
    }

    private static Command BuildShow()
    {
        var (id, home, person) = (Number(), NodeOptions.Home(), new ActingPerson());
        return Verb.Create("show", "一份申请的全部内容", [id, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.SignInAsync(node, parse, PostCodes.SystemAdministrator, ct);
            var found = await node.Get<IDualControl>().FindAsync(caller, parse.GetRequiredValue(id), ct);
            return found.Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(ControlAsking.Document(found.Value), console => Show(console, found.Value));
        });
    }

    private static Command BuildAct(
        string verb, string description, (string Name, string Description) words, Func<IDualControl, CommandContext, DecidingPerson, CancellationToken, Task<Result<ControlRequestView>>> act)
    {
        var (id, home, person) = (Number(), NodeOptions.Home(), new ActingPerson());
        var text = new Option<string?>(words.Name) { Description = words.Description };
        return Verb.Create(verb, description, [id, text, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.SignInAsync(node, parse, verb == "withdraw" ? PostCodes.SecurityAdministrator : PostCodes.SystemAdministrator, ct);
            var number = parse.GetRequiredValue(id);
            var context = new CommandContext(caller.Actor, caller.Scope, "identity.control." + (verb == "grant" ? "approve" : verb))
            {
                ObjectType = "control-request",
                ObjectId = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
            var acting = new DecidingPerson(caller, new ControlDecision(number, parse.GetValue(text) ?? string.Empty));
            var decided = await act(node.Get<IDualControl>(), context, acting, ct);
            return decided.Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(ControlAsking.Document(decided.Value), console => Show(console, decided.Value));
        });
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<ControlRequestView> requests)
    {
        var table = new Table().AddColumns("申请号", "种类", "办什么", "申请人", "有效到", "状态");
        foreach (var r in requests)
        {
            table.AddRow($"{r.RequestId}", Markup.Escape(r.KindTitle), Markup.Escape(r.Summary), Markup.Escape(r.AskedBy), $"{r.ExpiresAt.LocalDateTime:MM-dd HH:mm}", StateOf(r.State));
        }

        console.Write(table);
    }

    private static void Show(IAnsiConsole console, ControlRequestView request)
    {
        console.WriteLine($"{request.RequestId} {request.KindTitle}:{request.Summary}");
        console.WriteLine($"申请人 {request.AskedBy},{request.AskedAt.LocalDateTime:yyyy-MM-dd HH:mm};理由:{request.Reason}");
        console.WriteLine($"参数摘要 {request.ParametersDigest}");
        console.WriteLine(request.DecidedBy is null
            ? $"状态:{StateOf(request.State)},有效到 {request.ExpiresAt.LocalDateTime:yyyy-MM-dd HH:mm}"
            : $"状态:{StateOf(request.State)},复核人 {request.DecidedBy};{request.Decision}");
    }

    private static string StateOf(string state) => state switch
    {
        ControlStates.Open => "待复核",
        ControlStates.Approved => "已批准,未执行完",
        ControlStates.Done => "已执行",
        ControlStates.Rejected => "已驳回",
        ControlStates.Withdrawn => "已撤回",
        _ => "已过期",
    };

    private sealed record DecidingPerson(Caller Caller, ControlDecision Decision);
}
