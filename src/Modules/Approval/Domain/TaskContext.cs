using Guotu.Approval.Store;
using Guotu.Bpmn.Definition;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Time;

namespace Guotu.Approval.Domain;

/// <summary>A task, its case and its node, as one person sees them when acting (办理情境).</summary>
internal sealed record TaskContext(CaseRow Case, TaskRow Task, UserTaskNode Node, Caller Caller, Instant Now)
{
    public ReturnRule? Return(string action) => Node.Rules.Returns.FirstOrDefault(r => r.Key == action);

    public TaskOutcome? Outcome(string action) => Node.Rules.Outcomes.FirstOrDefault(o => o.Key == action);

    public string ActionName(string action) => Return(action)?.Name ?? Outcome(action)?.Name ?? action;

    /// <summary>Whether the action sends the case to the applicant.</summary>
    public bool AsksApplicant(string action) => action == ApplicantActions.RequestCorrection || Return(action)?.Target == ReturnTarget.Applicant;

    /// <summary>Whether a returned case's way needs its reason in words.</summary>
    public bool NeedsReason(string action) => Return(action) is not null || AsksApplicant(action) || NegativeOutcomes.Are(action);

    /// <summary>The review that must run again for this action; null for none.</summary>
    public string? FreshReview(string action) =>
        Outcome(action) is not null && !NegativeOutcomes.Are(action) && Node.Rules.Review is ReviewStages.Decision or ReviewStages.Issue
            ? Node.Rules.Review
            : null;
}

/// <summary>Outcome keys with a meaning of their own.</summary>
internal static class ApplicantActions
{
    /// <summary>一次性告知补正.</summary>
    public const string RequestCorrection = "requestCorrection";

    /// <summary>受理.</summary>
    public const string Accept = "accept";

    /// <summary>收件提交.</summary>
    public const string Submit = "submit";

    /// <summary>补正材料收齐.</summary>
    public const string Corrected = "corrected";
}
