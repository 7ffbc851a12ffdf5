using System.Globalization;
using Guotu.Approval.ClaimTask;
using Guotu.Approval.Documents;
using Guotu.Approval.Domain;
using Guotu.Approval.Flow;
using Guotu.Approval.ListMatters;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.StageFile;
using Guotu.Approval.Store;
using Guotu.Bpmn.Engine;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using CompleteFlowTask = Guotu.Bpmn.Engine.CompleteTask;

namespace Guotu.Approval.CompleteTask;

/// <summary>Writes one action on a task into the unit of work, after all rules were checked in it.</summary>
public sealed class TaskWriting(
    TaskContexts contexts, ProcessRunner runner, CaseReviews reviews, OpinionStore opinions, CaseDocuments documents, FileStaging staging, MatterCatalogue matters)
{
    /// <summary>Rules of the office that need the case, the action and its materials.</summary>
    internal Error? RefusalOf(TaskContext context, TaskAction action, IReadOnlyList<MaterialRow> materials)
    {
        var matter = matters.Of(context.Case.MatterCode);
        return TheCaseMustBeAsRead.Check(context.Case, action.RowVersion)
            ?? ActionMustBeOffered.Check(context, action.Action)
            ?? OpinionIsRequired.Check(context, action)
            ?? CorrectionsMustBeItemised.Check(context, matter, action)
            ?? AcceptanceNeedsRequiredMaterials.Check(matter, action.Action, materials);
    }

    internal async Task<Result<TaskDone>> WriteAsync(IUnitOfWork work, TaskMaking making, PreparedReview? review, CancellationToken ct)
    {
        var found = await contexts.FindAsync(work, making.TaskId, making.Caller, ct);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        var context = found.Value;
        var refusal = await contexts.RefusalAsync(context, ct)
            ?? RefusalOf(context, making.Action, await MaterialStore.ReadAsync(work, context.Case.CaseId, ct))
            ?? await VerdictRefusalAsync(context, making.Action, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        if ((review is null) != (context.FreshReview(making.Action.Action) is null))
        {
            throw new InvalidOperationException("An act that needs a fresh verdict comes with exactly one");
        }

        if (review is not null && (await reviews.StoreAsync(work, context.Case, review, ct)).Error is { } notStored)
        {
            return notStored;
        }

        return await MoveAsync(work, context, making, ct);
    }

    /// <summary>Keeps a verdict that blocks the act it was made for.</summary>
    internal async Task<Result> KeepVerdictAsync(IUnitOfWork work, long caseId, PreparedReview review, CancellationToken ct)
    {
        var row = await contexts.Cases.LockAsync(work, caseId, ct);
        if (row.Error is { } unknown)
        {
            return unknown;
        }

        var stored = await reviews.StoreAsync(work, row.Value, review, ct);
        if (stored.Error is { } refused)
        {
            return refused;
        }

        await CaseStore.SaveAsync(work, row.Value, ct);
        return Result.Done;
    }

    private async Task<Error?> VerdictRefusalAsync(TaskContext context, TaskAction action, CancellationToken ct)
    {
        if (!ConflictBlocksSubmission.Applies(context.Node.Rules, action.Action))
        {
            return null;
        }

        var newest = await reviews.NewestAsync(context.Case, ct);
        return newest.Error ?? ConflictBlocksSubmission.Check(newest.Value.Verdict);
    }

    private async Task<Result<TaskDone>> MoveAsync(IUnitOfWork work, TaskContext context, TaskMaking making, CancellationToken ct)
    {
        var row = context.Case;
        var action = making.Action;
        var files = await AttachmentsAsync(work, action, ct);
        if (files.Error is { } notStaged)
        {
            return notStaged;
        }

        if (!await TaskClaims.TakeAsync(work, context.Task, ct))
        {
            return new Error(Kernel.Errors.KernelErrors.ChangedMeanwhile, ("what", "这项任务"));
        }

        FlowCommand command = context.Return(action.Action) is null
            ? new CompleteFlowTask(context.Task.WorkNo, action.Action)
            : new ReturnTask(context.Task.WorkNo, action.Action, action.Opinion);
        var paper = making.Notice is { } notice ? new ClockPaper(notice.File.Digest, notice.Title, context.ActionName(action.Action)) : null;
        var moved = await runner.ApplyAsync(work, row, command, paper, ct);
        if (moved.Error is { } refused)
        {
            return refused;
        }

        if (context.FreshReview(action.Action) == ReviewStages.Issue)
        {
            if ((await opinions.Certificates.DeliverAsync(work, row.CaseId, ct)).Error is { } tampered)
            {
                return tampered;
            }
        }

        await RecordAsync(work, context, making, files.Value, ct);
        if (StepMoved(moved.Value))
        {
            await CaseStore.SaveAsync(work, row, ct);
        }

        return new TaskDone(row.CaseId, await NextAsync(moved.Value, ct), moved.Value.ClockEffect);
    }

    private async Task RecordAsync(IUnitOfWork work, TaskContext context, TaskMaking making, IReadOnlyList<StagedFile> files, CancellationToken ct)
    {
        var (row, action) = (context.Case, making.Action);
        var opinion = new NewOpinion
        {
            CaseId = row.CaseId,
            TaskId = context.Task.TaskId,
            PostName = await contexts.PostNameAsync(context.Task.PostCode, ct),
            NodeId = context.Node.Id,
            NodeName = context.Task.Title,
            ActionKey = action.Action,
            ActionName = context.ActionName(action.Action),
            Text = action.Opinion.Trim(),
            Files = files,
            Corrections = action.Corrections,
        };
        await opinions.AddAsync(work, opinion, ct);
        if (making.Notice is { } notice)
        {
            await documents.AddAsync(work, new NewDocument(row.CaseId, notice.Kind, notice.Title, row.CaseNumber ?? row.ReceiptNumber, notice.File), ct);
        }

        work.Audit(new AuditEntry("task.complete", "case", row.CaseId.ToString(CultureInfo.InvariantCulture), $"“{context.Task.Title}”{opinion.ActionName}")
        {
            After = $$"""{"task":"{{context.Task.TaskId.ToString(CultureInfo.InvariantCulture)}}","action":"{{action.Action}}","state":"{{row.StateCode}}"}""",
        });
    }

    private async Task<Result<IReadOnlyList<StagedFile>>> AttachmentsAsync(IUnitOfWork work, TaskAction action, CancellationToken ct)
    {
        var files = new List<StagedFile>();
        foreach (var attachment in action.Attachments)
        {
            var staged = await staging.FindAsync(work, work.Context.Actor.UserId, attachment, ct);
            if (staged.Error is { } error)
            {
                return error;
            }

            files.Add(staged.Value);
        }

        return files;
    }

    /// <summary>An answer to an open countersign changes nothing that a colleague has read.</summary>
    private static bool StepMoved(FlowOutcome moved) => moved.Transition.Events.Any(e => e is not TaskCompleted);

    private async Task<IReadOnlyList<NextStep>> NextAsync(FlowOutcome moved, CancellationToken ct)
    {
        var next = new List<NextStep>();
        foreach (var created in moved.NewTasks)
        {
            var name = moved.Definition.Node(created.Node).Name + (created.Member is { } member ? $"({member})" : string.Empty);
            next.Add(new NextStep(name, await contexts.AssigneesAsync(created.Assignment, ct)));
        }

        next.AddRange(moved.Transition.Events.OfType<StepRequested>().Select(s => new NextStep(moved.Definition.Node(s.Node).Name, ["系统"])));
        return next;
    }
}
