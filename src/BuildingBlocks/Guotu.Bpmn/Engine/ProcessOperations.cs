using Guotu.Bpmn.Definition;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Engine;

/// <summary>What happens to the process as a whole: steps reported, timers due, 挂起, 恢复, 撤销.</summary>
internal sealed class ProcessOperations(Walk walk)
{
    public void Run(FlowCommand command)
    {
        switch (command)
        {
            case CompleteStep step:
                Complete(step);
                break;
            case FireTimer timer:
                Fire(timer);
                break;
            case SuspendProcess suspend when HasReason(suspend.Reason, suspend.Act):
                walk.Status = InstanceStatus.Suspended;
                walk.Note(new ProcessSuspended(suspend.Reason));
                break;
            case ResumeProcess:
                Resume();
                break;
            case CancelProcess cancel when HasReason(cancel.Reason, cancel.Act):
                walk.End(InstanceStatus.Cancelled, null, cancel.Reason);
                break;
            case SuspendProcess or CancelProcess:
                break;
            default:
                throw new InvalidOperationException($"Unknown command {command.GetType().Name}");
        }
    }

    private void Complete(CompleteStep command)
    {
        if (walk.Steps.FirstOrDefault(s => s.Number == command.Step) is not { } step)
        {
            walk.Refuse(new Error(FlowErrors.NotWaiting, ("number", command.Step)));
            return;
        }

        walk.SetVariables(command.Variables);
        walk.Steps.Remove(step);
        walk.Note(new StepCompleted(step.Number, step.Node, step.Step));
        Move(step.Token, step.Node);
    }

    private void Fire(FireTimer command)
    {
        if (walk.Timers.FirstOrDefault(t => t.Number == command.Timer) is not { } timer)
        {
            walk.Refuse(new Error(FlowErrors.NotWaiting, ("number", command.Timer)));
            return;
        }

        walk.Timers.Remove(timer);
        walk.Note(new TimerFired(timer.Number, timer.Node));
        if (walk.Definition.Node(timer.Node) is BoundaryTimerNode { Interrupts: false })
        {
            var host = walk.Tokens.Single(t => t.Number == timer.Token);
            walk.Follow(host with { Number = walk.NextNumber(), Cause = 0, ResumeAt = null }, timer.Node);
            return;
        }

        Move(timer.Token, timer.Node);
    }

    private void Move(int number, string from)
    {
        var token = walk.Tokens.Single(t => t.Number == number);
        walk.Take(token, "已到期");
        walk.Follow(token with { Cause = 0, ResumeAt = null }, from);
    }

    private void Resume()
    {
        if (walk.Status != InstanceStatus.Suspended)
        {
            walk.Refuse(new Error(FlowErrors.NotSuspended));
            return;
        }

        walk.Status = InstanceStatus.Running;
        walk.Note(new ProcessResumed());
    }

    private bool HasReason(string reason, string act)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            walk.Refuse(new Error(FlowErrors.ReasonMissing, ("act", act)) { Field = "reason" });
            return false;
        }

        return true;
    }
}
