using Guotu.Approval.Contracts;
using Guotu.Bpmn.Definition;
using Guotu.ComplianceReview.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Domain;

/// <summary>A case whose verdict has an unexempted conflict is not passed on for joint review (冲突未论证不得送审).</summary>
internal static class ConflictBlocksSubmission
{
    public static bool Applies(TaskRules rules, string action) =>
        rules.Review == ReviewStages.Examination && !NegativeOutcomes.Are(action) && rules.Outcomes.Any(o => o.Key == action);

    public static Error? Check(Verdict verdict) =>
        verdict.Checks.Any(c => c is { Status: CheckStatus.Conflict, Exemption: null }) ? new Error(ApprovalErrors.ConflictBlocks) : null;
}

/// <summary>The decision rests on a verdict made at the decision, without unexempted conflict and without an open check (决定前重新审查).</summary>
internal static class DecisionNeedsFreshReview
{
    public static Error? Check(Verdict verdict) =>
        verdict.BlocksIssue ? new Error(ApprovalErrors.DecisionBlocked, ("headline", BlockingChecks.Sentence(verdict))) : null;
}

/// <summary>The certificate is handed out only on a verdict made then that does not block (发证前重新审查).</summary>
internal static class IssueNeedsUnblockedVerdict
{
    public static Error? Check(Verdict verdict) =>
        verdict.BlocksIssue ? new Error(ApprovalErrors.IssueBlocked, ("headline", BlockingChecks.Sentence(verdict))) : null;
}

/// <summary>Names the checks that block, in the order of the verdict.</summary>
internal static class BlockingChecks
{
    private const int Most = 3;

    public static string Sentence(Verdict verdict)
    {
        var blocking = verdict.Checks.Where(c => c.BlocksIssue).ToList();
        var named = blocking.Take(Most).Select(c => $"{c.Rule} {c.Name}{(c.Status == CheckStatus.Conflict ? "冲突" : "无法判定")}{(c.Reason is { } r ? $"({r})" : string.Empty)}");
        return string.Join(";", named) + (blocking.Count > Most ? $";另有 {blocking.Count - Most} 项" : string.Empty) + "。";
    }
}
