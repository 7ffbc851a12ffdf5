using Guotu.Approval.Contracts;
using Guotu.Approval.Domain;
using Guotu.Approval.Flow;
using Guotu.Approval.ListMatters;
using Guotu.Approval.ListTasks;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Sessions;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Approval.ReadCase;

/// <summary>The caller's task on a case with its actions, each enabled or saying why not (本人任务与动作).</summary>
public sealed class CaseTasks(ProcessLibrary library, MatterCatalogue matters, IClock clock)
{
    internal async Task<CaseTaskView?> OfAsync(ISqlSession session, CaseRow row, Caller caller, Verdict verdict, CancellationToken ct)
    {
        var now = clock.Now;
        var mine = (await TaskStore.OfCaseAsync(session, row.CaseId, ct))
            .Where(t => t.IsOpen && caller.Posts.Contains(t.PostCode) && (t.SectionCode is not { } section || section == caller.OrganisationName))
            .OrderByDescending(t => t.IsClaimedAt(now) && t.ClaimedBy == caller.UserId)
            .FirstOrDefault();
        if (mine is null)
        {
            return null;
        }

        var instance = await ProcessRunner.InstanceAsync(session, row.CaseId, ct);
        var definition = await library.OfAsync(session, instance.ProcessVersion, ct);
        var context = new TaskContext(row, mine, definition.UserTask(mine.NodeId), caller, now);
        var materials = await MaterialStore.ReadAsync(session, row.CaseId, ct);
        var claimed = mine.IsClaimedAt(now);
        return new CaseTaskView(
            mine.TaskId,
            mine.NodeId,
            mine.Title,
            claimed ? new NamedPerson(mine.ClaimedBy!.Value, mine.ClaimedName ?? string.Empty) : null,
            claimed && mine.ClaimedBy == caller.UserId,
            context.Node.Rules.OpinionRequired,
            NumberIsEnteredAtTheIssuingTask.Is(context) && caller.May(ApprovalPermissions.Number),
            Actions(context, verdict, materials),
            []);
    }

    private List<TaskActionView> Actions(TaskContext context, Verdict verdict, IReadOnlyList<MaterialRow> materials)
    {
        var actions = context.Node.Rules.Outcomes
            .Where(o => o.Key != ApplicantActions.Corrected) // it comes with its papers, by the form for them
            .Select((o, i) => ActionOf(context, new(o.Key, o.Name, NegativeOutcomes.Are(o.Key) ? Danger(o.Key) : i == 0 ? "primary" : "normal"), Refusal(context, o.Key, verdict, materials)))
            .ToList();
        actions.AddRange(context.Node.Rules.Returns.Select(r => ActionOf(context, new(r.Key, r.Name, "normal"), null)));
        return actions;
    }

    private static string Danger(string key) => key is ApplicantActions.RequestCorrection or "disagree" ? "normal" : "danger";

    private static TaskActionView ActionOf(TaskContext context, Named action, Error? refusal) => new(
        action.Key,
        action.Label,
        action.Kind,
        refusal is null,
        refusal?.Text,
        refusal is null ? null : new WayOutView(refusal.WayOut, RouteOf(context, refusal)),
        context.NeedsReason(action.Key),
        []);

    private static string RouteOf(TaskContext context, Error refusal)
    {
        var page = "/biz/cases/" + IdText.Of(context.Case.CaseId);
        return refusal.Code == ApprovalErrors.MaterialMissing ? page + "/materials" : page + "?act=exempt";
    }

    private Error? Refusal(TaskContext context, string action, Verdict verdict, IReadOnlyList<MaterialRow> materials) =>
        AcceptanceNeedsRequiredMaterials.Check(matters.Of(context.Case.MatterCode), action, materials)
        ?? (ConflictBlocksSubmission.Applies(context.Node.Rules, action) ? ConflictBlocksSubmission.Check(verdict) : null)
        ?? context.FreshReview(action) switch
        {
            ReviewStages.Decision => DecisionNeedsFreshReview.Check(verdict),
            ReviewStages.Issue => IssueNeedsUnblockedVerdict.Check(verdict),
            _ => null,
        };

    private sealed record Named(string Key, string Label, string Kind);
}
