using System.ComponentModel.DataAnnotations;
using Guotu.Approval.Flow;
using Guotu.Approval.Store;
using Guotu.Bpmn.Definition;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Approval.ReadCase;

/// <summary>The process of a case with what happened at each node (流程图).</summary>
public sealed class CaseProcesses(IUnitsOfWork units, ProcessLibrary library)
{
    private const string StepsSql = "SELECT step_key, state_code, due_utc, done_utc, result_text FROM ap_step WHERE case_id = :p_case";

    public async Task<Result<CaseProcessView>> FindAsync(Caller caller, long caseId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var row = await CaseStore.FindAsync(session, caseId, ct);
        if (row.Error is { } unknown)
        {
            return unknown;
        }

        var instance = await ProcessRunner.InstanceAsync(session, caseId, ct);
        var definition = await library.OfAsync(session, instance.ProcessVersion, ct);
        var happened = new Happened(
            await TaskStore.OfCaseAsync(session, caseId, ct),
            (await OpinionStore.ReadAsync(session, caseId, ct)).Where(o => o.TaskId is not null).ToLookup(o => o.TaskId!.Value),
            await StepsAsync(session, caseId, ct));
        return new CaseProcessView(definition.Name, definition.Version, definition.Xml, definition.Nodes.Select(n => NodeOf(n, happened)).OfType<ProcessNodeView>().ToList());
    }

    private static async Task<IReadOnlyList<StepRow>> StepsAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        await session.QueryAsync<StepRow>(StepsSql, new { p_case = caseId }, ct);

    private static ProcessNodeView? NodeOf(FlowNode node, Happened happened) => node switch
    {
        UserTaskNode task => TaskNode(task, happened),
        ServiceTaskNode step => StepNode(step, happened),
        _ => null,
    };

    private static ProcessNodeView TaskNode(UserTaskNode node, Happened happened)
    {
        var last = happened.Tasks.LastOrDefault(t => t.NodeId == node.Id);
        if (last is null)
        {
            return new ProcessNodeView(node.Id, node.Name, "waiting", null, null, null, null, null);
        }

        var open = happened.Tasks.Any(t => t.NodeId == node.Id && t.IsOpen);
        var opinion = happened.Opinions[last.TaskId].FirstOrDefault();
        var returned = node.Rules.Returns.Any(r => r.Key == last.OutcomeKey);
        var outcome = node.Rules.Outcomes.FirstOrDefault(o => o.Key == last.OutcomeKey)?.Name ?? node.Rules.Returns.FirstOrDefault(r => r.Key == last.OutcomeKey)?.Name;
        return new ProcessNodeView(
            node.Id, node.Name, open ? "active" : returned || last.StateCode == "CANCELLED" ? "returned" : "done", last.DoneName ?? last.ClaimedName, last.ArrivedUtc, last.DoneUtc, outcome, opinion?.OpinionText);
    }

    private static ProcessNodeView StepNode(ServiceTaskNode node, Happened happened)
    {
        var step = happened.Steps.FirstOrDefault(s => s.StepKey == node.Step);
        var state = step is null ? "waiting" : step.DoneUtc is null ? "active" : "done";
        return new ProcessNodeView(node.Id, node.Name, state, step is null ? null : "系统", step?.DueUtc, step?.DoneUtc, step?.ResultText, null);
    }

    private sealed record Happened(IReadOnlyList<TaskRow> Tasks, ILookup<long, OpinionRow> Opinions, IReadOnlyList<StepRow> Steps);

    private sealed class StepRow
    {
        public string StepKey { get; init; } = string.Empty;

        public string StateCode { get; init; } = string.Empty;

        public Instant DueUtc { get; init; }

        public Instant? DoneUtc { get; init; }

        public string? ResultText { get; init; }
    }
}

/// <summary>A process with its XML and the state of its nodes.</summary>
public sealed record CaseProcessView(string Name, string Version, string Xml, IReadOnlyList<ProcessNodeView> Nodes);

/// <summary>State: <c>done</c>, <c>active</c>, <c>waiting</c>, <c>returned</c>.</summary>
public sealed record ProcessNodeView(
    string NodeId, string Name, [property: AllowedValues("done", "active", "waiting", "returned")] string State, string? By, Instant? ArrivedAt, Instant? CompletedAt, string? Outcome, string? Opinion);
