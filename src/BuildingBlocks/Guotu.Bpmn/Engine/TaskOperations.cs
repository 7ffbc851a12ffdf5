using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Expressions;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Engine;

/// <summary>What people do with open tasks: 签收, 办理, 退回, 转办.</summary>
internal sealed class TaskOperations(Walk walk)
{
    public void Open(OpenTask command)
    {
        if (Find(command.Task) is { Opened: false } task)
        {
            Replace(task, task with { Opened = true });
            walk.Note(new TaskOpened(task.Number, task.Node));
        }
    }

    public void Complete(CompleteTask command)
    {
        if (Find(command.Task) is not { } task)
        {
            return;
        }

        var node = walk.Definition.UserTask(task.Node);
        if (node.Rules.Outcomes.All(o => o.Key != command.Outcome))
        {
            walk.Refuse(new Error(FlowErrors.OutcomeUnknown, ("step", node.Name), ("outcome", command.Outcome)));
            return;
        }

        walk.SetVariables(command.Variables);
        Replace(task, task with { State = TaskState.Completed, Outcome = command.Outcome });
        walk.Note(new TaskCompleted(task.Number, task.Node, command.Outcome));
        TaskArrival.AskClock(walk, node, command.Outcome);
        if (node.Countersign is null)
        {
            walk.SetOwn("decision", FlowValue.Of(command.Outcome));
            walk.SetOwn($"{node.Id}.outcome", FlowValue.Of(command.Outcome));
            Leave(task, node, command.Outcome);
            return;
        }

        TaskArrival.Count(walk, node, task.Token);
        if (IsCountersigned(node, task.Token))
        {
            walk.IsFinal = true;
            Leave(task, node, command.Outcome);
        }
    }

    public void Return(ReturnTask command)
    {
        if (Find(command.Task) is not { } task)
        {
            return;
        }

        var node = walk.Definition.UserTask(task.Node);
        var token = TokenOf(task);
        if (node.Rules.Returns.FirstOrDefault(r => r.Key == command.Key) is not { } rule)
        {
            walk.Refuse(new Error(FlowErrors.ReturnNotAllowed, ("step", node.Name), ("outcome", command.Key)));
            return;
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            walk.Refuse(new Error(FlowErrors.ReasonMissing, ("act", rule.Name)) { Field = "reason" });
            return;
        }

        if (TargetOf(rule, token) is not { } target)
        {
            walk.Refuse(new Error(FlowErrors.NoPreviousTask, ("step", node.Name)));
            return;
        }

        Replace(task, task with { State = TaskState.Returned, Outcome = command.Key });
        var entry = Jump.EntryOf(walk, token, target);
        walk.Note(new TaskReturned(task.Number, task.Node, command.Key, entry, command.Reason));
        TaskArrival.AskClock(walk, node, command.Key);
        Jump.To(walk, token, target, rule.Resume == ReturnResume.Direct ? node.Id : null, rule.Name);
    }

    public void Transfer(TransferTask command)
    {
        if (Find(command.Task) is not { } task)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(command.Reason))
        {
            walk.Refuse(new Error(FlowErrors.ReasonMissing, ("act", command.Act)) { Field = "reason" });
        }
        else if (task.Person == command.Person)
        {
            walk.Refuse(new Error(FlowErrors.TransferToSelf));
        }
        else
        {
            Replace(task, task with { Person = command.Person, Opened = false });
            walk.Note(new TaskTransferred(task.Number, task.Node, command.Person, command.Reason));
        }
    }

    private string? TargetOf(ReturnRule rule, Token token) => rule.Target switch
    {
        ReturnTarget.Previous => token.Trail.Count > 0 ? token.Trail[^1] : null,
        ReturnTarget.Applicant => walk.Definition.ApplicantTask!.Id,
        _ => rule.TaskId,
    };

    private TaskItem? Find(int number)
    {
        var task = walk.Tasks.FirstOrDefault(t => t.Number == number && t.State == TaskState.Open);
        if (task is null)
        {
            walk.Refuse(new Error(FlowErrors.TaskNotOpen));
        }

        return task;
    }

    private Token TokenOf(TaskItem task) => walk.Tokens.Single(t => t.Number == task.Token);

    private void Replace(TaskItem old, TaskItem task) => walk.Tasks[walk.Tasks.IndexOf(old)] = task;

    private bool IsCountersigned(UserTaskNode node, int token)
    {
        var open = TaskArrival.Answers(walk, node, token).Count(t => t.State == TaskState.Open);
        if (open == 0 || node.Countersign!.CompletionCondition is not { } condition)
        {
            return open == 0;
        }

        var total = walk.Variables[$"{node.Id}.total"];
        var variables = new Dictionary<string, FlowValue>(walk.Variables, StringComparer.Ordinal)
        {
            ["nrOfInstances"] = total,
            ["nrOfActiveInstances"] = FlowValue.Of((decimal)open),
            ["nrOfCompletedInstances"] = FlowValue.Of(total.Number - open),
        };
        var holds = condition.Holds(variables);
        if (!holds.IsSuccess)
        {
            walk.Refuse(holds.Error!);
        }

        return holds.IsSuccess && holds.Value;
    }

    /// <summary>The token goes on; what is needed to take the completion back is kept.</summary>
    private void Leave(TaskItem task, UserTaskNode node, string outcome)
    {
        var token = TokenOf(task);
        walk.Take(token, "会签已满足办结条件");
        var isApplicants = node.Rules.Applicant is not null;
        var onward = token with
        {
            Trail = isApplicants ? token.Trail : [.. token.Trail, node.Id],
            Cause = task.Number,
            ResumeAt = null,
        };
        var resumeOn = node.Rules.Applicant?.ResumeOn ?? node.Rules.Outcomes[0].Key;
        if (token.ResumeAt is { } back && outcome == resumeOn)
        {
            walk.IsFinal = true;
            Jump.To(walk, onward, back, null, "补正后继续办理");
        }
        else
        {
            walk.Follow(onward, node.Id);
        }

        var final = walk.IsFinal || !node.Rules.Withdrawable;
        walk.Completions.Add(new Completion(task.Number, token, walk.Tokens.Count(t => t.Cause == task.Number), final));
    }
}
