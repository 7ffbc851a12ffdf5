using Guotu.Bpmn.Definition;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Engine;

/// <summary>
/// 取回: the one who completed a task takes it back while nobody opened what followed and nothing followed that cannot be undone.
/// An answer to a countersign can be taken back while the countersign is open.
/// </summary>
internal sealed class Withdrawal(Walk walk)
{
    public void Withdraw(WithdrawTask command)
    {
        if (walk.Tasks.FirstOrDefault(t => t.Number == command.Task && t.State == TaskState.Completed) is not { } task)
        {
            walk.Refuse(new Error(FlowErrors.TaskNotOpen));
            return;
        }

        var node = walk.Definition.UserTask(task.Node);
        if (walk.Tokens.Any(t => t.Number == task.Token && t.Node == node.Id) && IsOpenCountersign(task, node))
        {
            Reopen(task, node);
            return;
        }

        var moved = walk.Tokens.Where(t => t.Cause == task.Number).ToList();
        if (walk.Completions.FirstOrDefault(c => c.Task == task.Number) is not { Final: false } completion
            || moved.Count != completion.Moved
            || !moved.TrueForAll(CanBeTaken))
        {
            walk.Refuse(new Error(FlowErrors.CannotTakeBack, ("step", node.Name)));
            return;
        }

        if (moved.Select(OpenedOn).FirstOrDefault(n => n is not null) is { } opened)
        {
            walk.Refuse(new Error(FlowErrors.OpenedMeanwhile, ("step", opened)));
            return;
        }

        walk.Note(new TaskWithdrawn(task.Number, task.Node));
        moved.ForEach(t => walk.Take(t, "上一环节取回"));
        walk.Enter(completion.Before, task.Node);
    }

    private bool IsOpenCountersign(TaskItem task, UserTaskNode node) =>
        node.Countersign is not null && walk.Tasks.Any(t => t.Token == task.Token && t.Node == node.Id && t.State == TaskState.Open);

    private void Reopen(TaskItem task, UserTaskNode node)
    {
        if (!node.Rules.Withdrawable || node.Rules.Clocks.Any(c => c.Outcome == task.Outcome))
        {
            walk.Refuse(new Error(FlowErrors.CannotTakeBack, ("step", node.Name)));
            return;
        }

        walk.Tasks[walk.Tasks.IndexOf(task)] = task with { State = TaskState.Open, Outcome = null };
        TaskArrival.Count(walk, node, task.Token);
        walk.Note(new TaskReopened(task.Number, task.Node));
    }

    /// <summary>It rests on a user task, or waits at a join for its brothers.</summary>
    private bool CanBeTaken(Token token) => walk.Definition.Node(token.Node) is UserTaskNode or ParallelNode;

    private string? OpenedOn(Token token) =>
        walk.Tasks.Any(t => t.Token == token.Number && t.Node == token.Node && (t.Opened || t.Person is not null || t.State == TaskState.Completed))
            ? walk.Definition.Node(token.Node).Name
            : null;
}
