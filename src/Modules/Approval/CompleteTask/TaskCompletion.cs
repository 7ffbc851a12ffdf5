using Guotu.Approval.Documents;
using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Files;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;

namespace Guotu.Approval.CompleteTask;

/// <summary>
/// 办理: one action on one task. What needs computing or drawing (the fresh review, the notice) is made before the transaction;
/// then rules, rows, process, clock, opinion and documents commit together.
/// </summary>
public sealed class TaskCompletion(
    TaskContexts contexts, TaskWriting writing, CaseReviews reviews, CaseFields fields, NoticePapers notices, CaseDocuments documents, MatterCatalogue matters, IUnitsOfWork units)
{
    public async Task<Result<TaskDone>> CompleteAsync(CommandContext context, Caller caller, long taskId, TaskAction action, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(action);
        var seen = await SeenAsync(context, caller, taskId, action, ct);
        if (seen.Error is { } refused)
        {
            return await RefuseAsync(context, refused, ct);
        }

        var prepared = await NoticeAsync(context, seen.Value, action, ct);
        if (prepared.Error is { } notDrawn)
        {
            return await RefuseAsync(context, notDrawn, ct);
        }

        var making = new TaskMaking(taskId, caller, action, prepared.Value);
        return seen.Value.FreshReview(action.Action) is { } stage
            ? await WithReviewAsync(context, seen.Value, making, stage, ct)
            : await units.RunAsync<TaskDone>(context, (work, token) => writing.WriteAsync(work, making, null, token), ct);
    }

    /// <summary>Rules that need no transaction, so that nothing is computed for an act that is refused anyway; they are checked again inside.</summary>
    private async Task<Result<TaskContext>> SeenAsync(CommandContext context, Caller caller, long taskId, TaskAction action, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(context.Scope, ct);
        var found = await contexts.FindAsync(session, taskId, caller, ct);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        var refusal = await contexts.RefusalAsync(found.Value, ct)
            ?? writing.RefusalOf(found.Value, action, await MaterialStore.ReadAsync(session, found.Value.Case.CaseId, ct));
        return refusal is null ? found : refusal;
    }

    private async Task<Result<PreparedNotice?>> NoticeAsync(CommandContext context, TaskContext seen, TaskAction action, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(context.Scope, ct);
        var values = await fields.ReadAsync(session, seen.Case.CaseId, ct);
        if (values.Error is { } unreadable)
        {
            return unreadable;
        }

        var applicant = values.Value.GetValueOrDefault("builder", matters.Of(seen.Case.MatterCode).Name);
        if (notices.For(seen, action, applicant, ct) is not { } made)
        {
            return Result<PreparedNotice?>.Of(null);
        }

        if (made.Error is { } notDrawn)
        {
            return notDrawn;
        }

        var kept = await documents.KeepAsync(made.Value.Pdf, CaseDocuments.PdfType, ct);
        return kept.Map<PreparedNotice?>(file => new PreparedNotice(made.Value.Kind, made.Value.Title, file));
    }

    /// <summary>A verdict that blocks is kept by itself, so that the case page shows it, and then the act is refused.</summary>
    private Task<Result<TaskDone>> WithReviewAsync(CommandContext context, TaskContext seen, TaskMaking making, string stage, CancellationToken ct)
    {
        var request = CaseReviews.RequestOf(seen.Case, stage == ReviewStages.Decision ? ReviewStage.Decision : ReviewStage.Issue);
        return reviews.WithFreshAsync<TaskDone>(
            request,
            async prepared =>
            {
                var blocked = stage == ReviewStages.Decision ? DecisionNeedsFreshReview.Check(prepared.Verdict) : IssueNeedsUnblockedVerdict.Check(prepared.Verdict);
                if (blocked is null)
                {
                    return await units.RunAsync<TaskDone>(context, (work, token) => writing.WriteAsync(work, making, prepared, token), ct);
                }

                var keeping = context with { CommandName = "approval.case.review", RequestId = null };
                var kept = await units.RunAsync(keeping, (work, token) => writing.KeepVerdictAsync(work, seen.Case.CaseId, prepared, token), ct);
                return kept.Error is { Code: var code } moved && code == ReviewErrors.DataMoved ? moved : await RefuseAsync(context, blocked, ct);
            },
            ct);
    }

    private Task<Result<TaskDone>> RefuseAsync(CommandContext context, Error error, CancellationToken ct) =>
        units.RunAsync<TaskDone>(context, (_, _) => Task.FromResult<Result<TaskDone>>(error), ct);
}

/// <summary>A notice in the file store, not yet named by a row.</summary>
internal sealed record PreparedNotice(string Kind, string Title, StoredFile File);

/// <summary>What is to be written for one action.</summary>
internal sealed record TaskMaking(long TaskId, Caller Caller, TaskAction Action, PreparedNotice? Notice);
