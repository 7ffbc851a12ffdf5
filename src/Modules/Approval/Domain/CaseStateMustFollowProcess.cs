using Guotu.Approval.Store;
using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Engine;

namespace Guotu.Approval.Domain;

/// <summary>
/// The state of a case follows from its process and is never set by hand (状态随流程): the end that was reached, the applicant's task,
/// then what has been done already.
/// </summary>
internal static class CaseStateMustFollowProcess
{
    private static readonly string[] EndWords = [CaseStates.Archived, CaseStates.Rejected, CaseStates.Withdrawn];

    public static void Apply(CaseRow row, ProcessDefinition definition, Transition transition)
    {
        var open = transition.State.OpenTasks.ToList();
        var issued = row.StateCode == CaseStates.Issued || transition.Events.OfType<TaskCompleted>().Any(t =>
            definition.UserTask(t.Node).Rules.Review == ReviewStages.Issue && !NegativeOutcomes.Are(t.Outcome));
        row.StateCode = transition.State.HasEnded ? EndOf(transition.State)
            : open.Any(t => definition.ApplicantTask?.Id == t.Node) ? CaseStates.Correction
            : issued ? CaseStates.Issued
            : row.DecidedUtc is not null ? CaseStates.Decided
            : row.AcceptedOn is not null ? CaseStates.InProgress
            : CaseStates.Intake;
        row.StepName = StepNameOf(definition, transition.State, open);
    }

    private static string EndOf(ProcessInstanceState state) => state.Status == InstanceStatus.Cancelled ? CaseStates.Withdrawn
        : state.Result is { } word && EndWords.Contains(word) ? word
        : CaseStates.Archived;

    private static string? StepNameOf(ProcessDefinition definition, ProcessInstanceState state, List<TaskItem> open)
    {
        var names = open.Select(t => t.Node).Concat(state.Steps.Select(s => s.Node)).Distinct().Select(n => definition.Node(n).Name).ToList();
        return names.Count == 0 ? null : string.Join("、", names);
    }
}

/// <summary>Outcomes that say no, and so need no verdict that says yes (否定性结果).</summary>
public static class NegativeOutcomes
{
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal) { "reject", "refuse", "disagree", "withdraw", "abandon", "requestCorrection" };

    public static bool Are(string outcome) => Keys.Contains(outcome);
}
