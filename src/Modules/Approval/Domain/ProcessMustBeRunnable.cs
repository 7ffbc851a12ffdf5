using Guotu.Approval.Contracts;
using Guotu.Bpmn.Definition;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Domain;

/// <summary>A process asks only for what this platform does (流程可运行): known steps, known review stages, no timers in this build.</summary>
public static class ProcessMustBeRunnable
{
    private static readonly string[] Stages = [ReviewStages.Intake, ReviewStages.Examination, ReviewStages.Decision, ReviewStages.Issue];

    /// <summary>Null when it can be run.</summary>
    public static Error? Check(ProcessDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (definition.Nodes.OfType<ServiceTaskNode>().FirstOrDefault(s => !StepKeys.All.Contains(s.Step)) is { } step)
        {
            return new Error(ApprovalErrors.StepUnknown, ("step", step.Step)) { Line = step.Line };
        }

        if (definition.Nodes.FirstOrDefault(n => n is TimerNode or BoundaryTimerNode) is { } timer)
        {
            return Invalid(definition, $"本版本不运行定时事件“{timer.Name}”", timer.Line);
        }

        var wrong = definition.UserTasks.FirstOrDefault(t => t.Rules.Review is { } stage && !Stages.Contains(stage));
        return wrong is null ? null : Invalid(definition, $"“{wrong.Name}”的审查时点不认识", wrong.Line);
    }

    private static Error Invalid(ProcessDefinition definition, string reason, int line) =>
        new(ApprovalErrors.ProcessInvalid, ("matter", definition.Name), ("reason", reason)) { Line = line };
}

/// <summary>Words of <c>guotu:review stage</c>.</summary>
public static class ReviewStages
{
    /// <summary>The review runs when the case is taken in, whatever it finds.</summary>
    public const string Intake = "intake";

    /// <summary>The stored verdict of the case must have no unexempted conflict.</summary>
    public const string Examination = "examination";

    /// <summary>The review runs again and must not block.</summary>
    public const string Decision = "decision";

    /// <summary>The same before the certificate is handed out.</summary>
    public const string Issue = "issue";
}

/// <summary>Words of <c>guotu:step name</c>: the durable steps (持久步骤).</summary>
public static class StepKeys
{
    public const string Number = "number";
    public const string Certificate = "certificate";
    public const string Layer = "layer";
    public const string Archive = "archive";

    public static IReadOnlySet<string> All { get; } = new HashSet<string>(StringComparer.Ordinal) { Number, Certificate, Layer, Archive };
}
