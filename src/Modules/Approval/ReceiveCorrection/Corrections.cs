using System.Globalization;
using Guotu.Approval.CompleteTask;
using Guotu.Approval.Contracts;
using Guotu.Approval.Domain;
using Guotu.Approval.Flow;
using Guotu.Approval.ListMatters;
using Guotu.Approval.ParseParcel;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.StageFile;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using CompleteFlowTask = Guotu.Bpmn.Engine.CompleteTask;

namespace Guotu.Approval.ReceiveCorrection;

/// <summary>
/// 补正收齐: what the applicant brings replaces the papers of the same code and, where there is one, the coordinate file, which is
/// reviewed anew; then the clock runs on and the case goes back to where it came from.
/// </summary>
public sealed class Corrections(
    TaskContexts contexts,
    ProcessRunner runner,
    CaseReviews reviews,
    OpinionStore opinions,
    FileStaging staging,
    ParcelFiles parcelFiles,
    MatterCatalogue matters,
    IUnitsOfWork units,
    IIdSource ids)
{
    public async Task<Result> ReceiveAsync(CommandContext context, Caller caller, long caseId, CorrectionGiven given, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(given);
        if (given.Materials.Count == 0 && given.ParcelFile is null)
        {
            return await RefuseAsync(context, new Error(ApprovalErrors.CorrectionEmpty), ct);
        }

        if (given.ParcelFile is null)
        {
            return await units.RunAsync(context, (work, token) => WriteAsync(work, new Receiving(caller, caseId, given, null, null), token), ct);
        }

        var file = await parcelFiles.ReadAsync(given.ParcelFile, ct);
        if (file.Error is { } unreadable)
        {
            return await RefuseAsync(context, unreadable, ct);
        }

        return await WithReviewAsync(context, new Receiving(caller, caseId, given, null, file.Value.Crs.Zone.ToString()), ct);
    }

    private async Task<Result> WithReviewAsync(CommandContext context, Receiving receiving, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(context.Scope, ct);
        var row = await CaseStore.FindAsync(session, receiving.CaseId, ct);
        if (row.Error is { } unknown)
        {
            return await RefuseAsync(context, unknown, ct);
        }

        var choice = receiving.Given.ParcelFile!;
        var input = new VerdictInput(choice.Digest, choice.Name, choice.AxisWord, choice.Zone) { Layer = choice.Layer };
        var request = new ReviewRequest(row.Value.MatterCode, input, ReviewStage.Intake, receiving.CaseId);
        var done = await reviews.WithFreshAsync<bool>(
            request,
            async prepared =>
            {
                var written = await units.RunAsync(context, (work, token) => WriteAsync(work, receiving with { Review = prepared }, token), ct);
                return written.Error is { } refused ? refused : true;
            },
            ct);
        return done.Error is { } error ? error : Result.Done;
    }

    private async Task<Result> WriteAsync(IUnitOfWork work, Receiving receiving, CancellationToken ct)
    {
        var open = await OpenTaskAsync(work, receiving, ct);
        if (open.Error is { } refused)
        {
            return refused;
        }

        var context = open.Value;
        var files = await TakeInAsync(work, context.Case, receiving.Given, ct);
        if (files.Error is { } notTaken)
        {
            return notTaken;
        }

        if (receiving.Review is { } review)
        {
            var choice = receiving.Given.ParcelFile!;
            (context.Case.ParcelDigest, context.Case.ParcelFile) = (choice.Digest, choice.Name);
            (context.Case.ParcelAxis, context.Case.ParcelZone, context.Case.ParcelCrs) = (choice.AxisWord, choice.Zone, receiving.Crs!);
            context.Case.ParcelLayer = choice.Layer;
            if ((await reviews.StoreAsync(work, context.Case, review, ct)).Error is { } notStored)
            {
                return notStored;
            }
        }

        var command = new CompleteFlowTask(context.Task.WorkNo, ApplicantActions.Corrected);
        var paper = new ClockPaper(files.Value[0].Digest, files.Value[0].Name, "申请人补正");
        var moved = await runner.ApplyAsync(work, context.Case, command, paper, ct);
        if (moved.Error is { } notMoved)
        {
            return notMoved;
        }

        await RecordAsync(work, context, files.Value, ct);
        await CaseStore.SaveAsync(work, context.Case, ct);
        return Result.Done;
    }

    private async Task<Result<TaskContext>> OpenTaskAsync(IUnitOfWork work, Receiving receiving, CancellationToken ct)
    {
        var row = await contexts.Cases.LockAsync(work, receiving.CaseId, ct);
        if (row.Error is { } unknown)
        {
            return unknown;
        }

        var open = row.Value.StateCode == CaseStates.Correction
            ? (await TaskStore.OfCaseAsync(work, receiving.CaseId, ct)).LastOrDefault(t => t.IsOpen)
            : null;
        if (open is null)
        {
            return new Error(ApprovalErrors.NotInCorrection);
        }

        var context = await contexts.FindAsync(work, open.TaskId, receiving.Caller, ct);
        return context.IsSuccess && await contexts.RefusalAsync(context.Value, ct) is { } refusal ? refusal : context;
    }

    private async Task<Result<IReadOnlyList<StagedFile>>> TakeInAsync(IUnitOfWork work, CaseRow row, CorrectionGiven given, CancellationToken ct)
    {
        var matter = matters.Of(row.MatterCode);
        var user = work.Context.Actor.UserId;
        var files = new List<StagedFile>();
        foreach (var material in given.Materials)
        {
            if (matter.Material(material.Code) is null)
            {
                return new Error(ApprovalErrors.MaterialUnknown, ("code", FileNames.Shown(material.Code)));
            }

            var staged = await staging.FindAsync(work, user, new NamedDigest(material.Digest, material.Name), ct);
            if (staged.Error is { } gone)
            {
                return gone;
            }

            await MaterialStore.AddAsync(work, new NewMaterial(ids.Next(), row.CaseId, material.Code, staged.Value), ct);
            files.Add(staged.Value);
        }

        if (given.ParcelFile is { } parcelFile)
        {
            var staged = await staging.FindAsync(work, user, parcelFile.File, ct);
            if (staged.Error is { } gone)
            {
                return gone;
            }

            files.Add(staged.Value);
        }

        return files;
    }

    private async Task RecordAsync(IUnitOfWork work, TaskContext context, IReadOnlyList<StagedFile> files, CancellationToken ct)
    {
        await opinions.AddAsync(
            work,
            new NewOpinion
            {
                CaseId = context.Case.CaseId,
                TaskId = context.Task.TaskId,
                PostName = await contexts.PostNameAsync(context.Task.PostCode, ct),
                NodeId = context.Node.Id,
                NodeName = context.Task.Title,
                ActionKey = ApplicantActions.Corrected,
                ActionName = context.ActionName(ApplicantActions.Corrected),
                Text = string.Create(CultureInfo.InvariantCulture, $"收到补正文件 {files.Count} 份。"),
                Files = files,
            },
            ct);
        var id = context.Case.CaseId.ToString(CultureInfo.InvariantCulture);
        work.Audit(new AuditEntry("case.corrected", "case", id, string.Create(CultureInfo.InvariantCulture, $"收到补正文件 {files.Count} 份")));
    }

    private Task<Result> RefuseAsync(CommandContext context, Error error, CancellationToken ct) =>
        units.RunAsync(context, (_, _) => Task.FromResult<Result>(error), ct);

    private sealed record Receiving(Caller Caller, long CaseId, CorrectionGiven Given, PreparedReview? Review, string? Crs);
}

/// <summary>What the applicant brought.</summary>
public sealed record CorrectionGiven(IReadOnlyList<GivenMaterial> Materials, ParcelFileChoice? ParcelFile);
