using System.Globalization;
using System.Text.Json;
using Guotu.Approval.Domain;
using Guotu.Approval.Store;
using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Engine;
using Guotu.Database.Outbox;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Flow;

/// <summary>
/// Lets the engine compute, and turns what it says into rows of the caller's unit of work (流程推进): tokens, tasks, steps, clock
/// entries and the case's state commit together with the act or not at all.
/// </summary>
public sealed class ProcessRunner(ProcessLibrary library, CaseClockActs clockActs, IIdSource ids)
{
    public const string StepTopic = "approval.step";

    private const string InsertSql =
        "INSERT INTO ap_process_instance (case_id, process_version, state_json, row_version) VALUES (:p_case, :p_version, :p_state, 1)";

    private const string UpdateSql =
        "UPDATE ap_process_instance SET state_json = :p_state, row_version = row_version + 1 WHERE case_id = :p_case AND row_version = :p_row";

    private const string FindSql = "SELECT case_id, process_version, state_json, row_version FROM ap_process_instance WHERE case_id = :p_case";

    private const string DeleteStepSql = "DELETE FROM ap_step WHERE case_id = :p_case AND step_key = :p_key";

    private const string InsertStepSql =
        "INSERT INTO ap_step (case_id, step_key, step_no, state_code, due_utc) VALUES (:p_case, :p_key, :p_no, 'WAITING', :p_at)";

    internal async Task<Result<FlowOutcome>> StartAsync(IUnitOfWork work, CaseRow row, ProcessDefinition definition, CancellationToken ct)
    {
        var started = ProcessEngine.Start(definition);
        if (started.Error is { } error)
        {
            return error;
        }

        var arguments = new { p_case = row.CaseId, p_version = definition.Version, p_state = StateJson.Write(started.Value.State) };
        await work.ExecuteAsync(InsertSql, arguments, ct);
        return await WriteAsync(work, new Moved(row, definition, started.Value, null), ct);
    }

    /// <param name="work">The row of the case is locked in it.</param>
    /// <param name="row">Changed here, saved by the caller.</param>
    /// <param name="command">What is done.</param>
    /// <param name="paper">The paper that a stop or resumption of the clock rests on; null where the act has none.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<Result<FlowOutcome>> ApplyAsync(IUnitOfWork work, CaseRow row, FlowCommand command, ClockPaper? paper, CancellationToken ct)
    {
        var instance = await InstanceAsync(work, row.CaseId, ct);
        var definition = await library.OfAsync(work, instance.ProcessVersion, ct);
        var applied = ProcessEngine.Apply(definition, StateJson.Read(instance.StateJson), command);
        if (applied.Error is { } error)
        {
            return error;
        }

        var arguments = new { p_case = row.CaseId, p_state = StateJson.Write(applied.Value.State), p_row = instance.RowVersion };
        if (await work.ExecuteAsync(UpdateSql, arguments, ct) != 1)
        {
            throw new InvalidOperationException($"The process of case {row.CaseId} moved although its row is locked");
        }

        return await WriteAsync(work, new Moved(row, definition, applied.Value, paper), ct);
    }

    internal static async Task<InstanceRow> InstanceAsync(Database.Sessions.ISqlSession session, long caseId, CancellationToken ct) =>
        await session.SingleOrDefaultAsync<InstanceRow>(FindSql, new { p_case = caseId }, ct)
            ?? throw new InvalidDataException($"Case {caseId} has no process");

    private async Task<Result<FlowOutcome>> WriteAsync(IUnitOfWork work, Moved moved, CancellationToken ct)
    {
        var effects = new List<string>();
        foreach (var happened in moved.Transition.Events)
        {
            await WriteTaskAsync(work, moved, happened, ct);
            await WriteStepAsync(work, moved.Row.CaseId, happened, ct);
            if (happened is ClockRequested clock)
            {
                var effect = await clockActs.ApplyAsync(work, moved.Row, clock.Act, moved.Paper, ct);
                if (effect.Error is { } refused)
                {
                    return refused;
                }

                effects.AddRange(effect.Value.Length > 0 ? [effect.Value] : []);
            }
        }

        CaseStateMustFollowProcess.Apply(moved.Row, moved.Definition, moved.Transition);
        return new FlowOutcome(moved.Definition, moved.Transition, string.Join(";", effects));
    }

    private async Task WriteTaskAsync(IUnitOfWork work, Moved moved, FlowEvent happened, CancellationToken ct)
    {
        var caseId = moved.Row.CaseId;
        switch (happened)
        {
            case TaskCreated created:
                var node = moved.Definition.UserTask(created.Node);
                await TaskStore.InsertAsync(work, new NewTask(ids.Next(), caseId, created.Task, node, created.Member, created.Assignment), ct);
                break;
            case TaskCompleted completed:
                await TaskStore.CloseAsync(work, caseId, completed.Task, new ClosedTask("DONE", completed.Outcome), ct);
                break;
            case TaskReturned returned:
                await TaskStore.CloseAsync(work, caseId, returned.Task, new ClosedTask("DONE", returned.Key), ct);
                break;
            case TaskCancelled cancelled:
                await TaskStore.CloseAsync(work, caseId, cancelled.Task, new ClosedTask("CANCELLED", null), ct);
                break;
            default:
                break;
        }
    }

    private static async Task WriteStepAsync(IUnitOfWork work, long caseId, FlowEvent happened, CancellationToken ct)
    {
        if (happened is not StepRequested step)
        {
            return;
        }

        await work.ExecuteAsync(DeleteStepSql, new { p_case = caseId, p_key = step.Key }, ct);
        await work.ExecuteAsync(InsertStepSql, new { p_case = caseId, p_key = step.Key, p_no = step.Step, p_at = work.At }, ct);
        var payload = JsonSerializer.Serialize(new StepMessage(caseId, step.Step, step.Key));
        work.Publish(new OutboxMessage(StepTopic, "case:" + caseId.ToString(CultureInfo.InvariantCulture), payload));
    }

    private sealed record Moved(CaseRow Row, ProcessDefinition Definition, Transition Transition, ClockPaper? Paper);
}

/// <summary>What a move of the process brought.</summary>
/// <param name="ClockEffect">Chinese sentence on the clock; empty where it did not change.</param>
internal sealed record FlowOutcome(ProcessDefinition Definition, Transition Transition, string ClockEffect)
{
    public IEnumerable<TaskCreated> NewTasks => Transition.Events.OfType<TaskCreated>();
}

/// <summary>A paper that a clock entry rests on.</summary>
public sealed record ClockPaper(string Digest, string Name, string Reason);

/// <summary>A durable step to be carried out.</summary>
public sealed record StepMessage(long CaseId, int Step, string Key);

/// <summary>The stored process of a case.</summary>
internal sealed class InstanceRow
{
    public long CaseId { get; init; }

    public string ProcessVersion { get; init; } = string.Empty;

    public string StateJson { get; init; } = string.Empty;

    public int RowVersion { get; init; }
}
