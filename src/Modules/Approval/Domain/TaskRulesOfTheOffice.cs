using System.Globalization;
using Guotu.Approval.CompleteTask;
using Guotu.Approval.Contracts;
using Guotu.Approval.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Domain;

/// <summary>The task is open (任务未办结).</summary>
internal static class TheTaskMustBeOpen
{
    public static Error? Check(TaskContext context) => context.Task.IsOpen
        ? null
        : new Error(ApprovalErrors.TaskClosed, ("how", context.Task.DoneName is { Length: > 0 } name ? $"由{name}办结" : "已撤回"));
}

/// <summary>Only who holds the post of the task, and belongs to its section where one is named, may act (只有本岗位的人能办).</summary>
internal static class OnlyTheHolderOfThePostMayAct
{
    public static Error? Check(TaskContext context, string postName) =>
        context.Caller.Posts.Contains(context.Task.PostCode) && (context.Task.SectionCode is not { } section || section == context.Caller.OrganisationName)
            ? null
            : new Error(ApprovalErrors.PostNotHeld, ("step", context.Task.Title), ("post", postName));
}

/// <summary>While a colleague's claim lasts nobody else acts (签收期内他人不办).</summary>
internal static class AnotherClaimMustHaveEnded
{
    public static Error? Check(TaskContext context) =>
        context.Task.IsClaimedAt(context.Now) && context.Task.ClaimedBy != context.Caller.UserId
            ? new Error(
                ApprovalErrors.ClaimedByOther,
                ("name", context.Task.ClaimedName ?? "同事"),
                ("time", context.Task.ClaimedUtc!.Value.LocalDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)))
            : null;
}

/// <summary>Who acts has seen the case as it is (看到的是最新的件).</summary>
internal static class TheCaseMustBeAsRead
{
    public static Error? Check(CaseRow row, int rowVersion) =>
        row.RowVersion == rowVersion ? null : new Error(KernelErrors.ChangedMeanwhile, ("what", "本件"));
}

/// <summary>The case has not ended (未办结).</summary>
internal static class TheCaseMustBeRunning
{
    public static Error? Check(CaseRow row, string act) =>
        row.HasEnded ? new Error(ApprovalErrors.CaseClosed, ("state", CaseStates.Title(row.StateCode)), ("act", act)) : null;
}

/// <summary>The action is one that the process file gives the task (动作由流程给出).</summary>
internal static class ActionMustBeOffered
{
    public static Error? Check(TaskContext context, string action) =>
        context.Outcome(action) is not null || context.Return(action) is not null
            ? null
            : new Error(ApprovalErrors.ActionUnknown, ("step", context.Task.Title), ("action", StageFile.FileNames.Shown(action))) { Field = "action" };
}

/// <summary>An opinion where the step asks for one, and always with a return or a refusal (意见必填).</summary>
internal static class OpinionIsRequired
{
    public const int Longest = 4000;

    public static Error? Check(TaskContext context, TaskAction action)
    {
        var needed = context.Node.Rules.OpinionRequired || context.NeedsReason(action.Action);
        if (needed && string.IsNullOrWhiteSpace(action.Opinion))
        {
            return new Error(ApprovalErrors.OpinionMissing, ("step", context.Task.Title)) { Field = "opinion" };
        }

        return action.Opinion.Length > Longest
            ? new Error(ApprovalErrors.FieldInvalid, ("label", "意见"), ("reason", string.Create(CultureInfo.InvariantCulture, $"不超过 {Longest} 字"))) { Field = "opinion" }
            : null;
    }
}

/// <summary>行政许可法第三十二条: what is to be mended is told at once and item by item (一次性告知逐项写明).</summary>
internal static class CorrectionsMustBeItemised
{
    private const int LongestItem = 1000;

    public static Error? Check(TaskContext context, Matter matter, TaskAction action)
    {
        if (!context.AsksApplicant(action.Action))
        {
            return null;
        }

        if (action.Corrections.Count == 0 || action.Corrections.Any(c => string.IsNullOrWhiteSpace(c.Text) || c.Text.Length > LongestItem))
        {
            return new Error(ApprovalErrors.CorrectionsMissing) { Field = "corrections" };
        }

        var unknown = action.Corrections.FirstOrDefault(c => c.MaterialCode is { } code && matter.Material(code) is null);
        return unknown is null ? null : new Error(ApprovalErrors.MaterialUnknown, ("code", StageFile.FileNames.Shown(unknown.MaterialCode!))) { Field = "corrections" };
    }
}

/// <summary>A case is accepted only with every required paper (材料齐全才受理).</summary>
internal static class AcceptanceNeedsRequiredMaterials
{
    public static Error? Check(Matter matter, string action, IEnumerable<MaterialRow> materials)
    {
        if (action != ApplicantActions.Accept)
        {
            return null;
        }

        var there = materials.Select(m => m.MaterialCode).ToHashSet(StringComparer.Ordinal);
        var missing = matter.Materials.Where(m => m.Required && !there.Contains(m.Code)).Select(m => m.Name).ToList();
        return missing.Count == 0 ? null : new Error(ApprovalErrors.MaterialMissing, ("names", string.Join("、", missing)));
    }
}
