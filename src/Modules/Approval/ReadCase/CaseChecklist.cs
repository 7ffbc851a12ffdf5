using Guotu.ComplianceReview.Contracts;

namespace Guotu.Approval.ReadCase;

/// <summary>What the step needs, and what stands in the way (本环节办理清单).</summary>
internal sealed class CaseChecklist(CaseParts parts)
{
    private const string Done = "done";
    private const string Todo = "todo";
    private const string Problem = "problem";
    private const string Undetermined = "undetermined";
    private const string Blocked = "blocked";

    public IReadOnlyList<ChecklistItem> Items() => parts.Row.HasEnded ? [] : [Materials(), Review(), Claim(), Opinion()];

    private ChecklistItem Materials()
    {
        var there = parts.Materials.Select(m => m.MaterialCode).ToHashSet(StringComparer.Ordinal);
        var missing = parts.Matter.Materials.Where(m => m.Required && !there.Contains(m.Code)).Select(m => m.Name).ToList();
        return new ChecklistItem("materials", "必交材料", missing.Count == 0 ? Done : Problem, missing.Count == 0 ? null : "缺 " + string.Join("、", missing));
    }

    private ChecklistItem Review()
    {
        if (parts.Stale.Count > 0)
        {
            return new ChecklistItem("review", "合规审查", Todo, $"{parts.Stale.Count} 个图层有新版,决定前会重新审查");
        }

        var blocking = parts.Review.Verdict.Checks.Where(c => c.BlocksIssue).ToList();
        var conflicts = blocking.Count(c => c.Status == CheckStatus.Conflict);
        return blocking switch
        {
            [] => new ChecklistItem("review", "合规审查", Done, null),
            _ when conflicts > 0 => new ChecklistItem("review", "合规审查", Problem, $"{conflicts} 项冲突"),
            _ => new ChecklistItem("review", "合规审查", Undetermined, $"{blocking.Count} 项无法判定"),
        };
    }

    private ChecklistItem Claim() => parts.Task switch
    {
        null => new ChecklistItem("claim", "签收", Blocked, "本环节不由你办理"),
        { Mine: true } => new ChecklistItem("claim", "签收", Done, null),
        { ClaimedBy: { } other } => new ChecklistItem("claim", "签收", Blocked, other.Name + "已签收"),
        _ => new ChecklistItem("claim", "签收", Todo, null),
    };

    private ChecklistItem Opinion() => parts.Row.StateCode == Store.CaseStates.Correction
        ? new ChecklistItem("opinion", "登记补正材料", Todo, null)
        : new ChecklistItem("opinion", "填写意见并提交", parts.Task is null ? Blocked : Todo, null);
}
