using Guotu.Approval.Contracts;
using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;
using Guotu.Approval.ParseParcel;
using Guotu.Approval.StageFile;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Approval.RegisterCase;

/// <summary>
/// 收件: form, coordinate file, materials, the intake review, the project's code, the receipt number and the start of the process in
/// one transaction. A conflict does not keep a case from being taken in.
/// </summary>
public sealed class CaseRegistration(
    MattersInForce matters,
    ParcelFiles parcelFiles,
    FileStaging staging,
    CaseReviews reviews,
    CaseWriting writing,
    IUnitsOfWork units,
    IIdSource ids)
{
    private const int LongestNote = 500;

    public async Task<Result<RegisteredCase>> RegisterAsync(CommandContext context, RegisterCommand command, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(command);
        var intake = await CheckAsync(context, command, ct);
        if (intake.Error is { } refused)
        {
            return await units.RunAsync<RegisteredCase>(context, (_, _) => Task.FromResult<Result<RegisteredCase>>(refused), ct);
        }

        var input = new VerdictInput(command.ParcelFile.Digest, command.ParcelFile.Name, command.ParcelFile.AxisWord, command.ParcelFile.Zone) { Layer = command.ParcelFile.Layer };
        var request = new ReviewRequest(command.Matter, input, ReviewStage.Intake, intake.Value.CaseId);
        return await reviews.WithFreshAsync(
            request,
            prepared => units.RunAsync<RegisteredCase>(context, (work, token) => writing.WriteAsync(work, intake.Value, prepared, token), ct),
            ct);
    }

    private async Task<Result<Intake>> CheckAsync(CommandContext context, RegisterCommand command, CancellationToken ct)
    {
        var matter = await matters.FindAsync(command.Matter, ct);
        if (matter.Error is { } unknown)
        {
            return unknown;
        }

        var values = FormMustBeComplete.Check(matter.Value, command.Fields);
        if (values.Error is { } faults)
        {
            return faults;
        }

        if (command.Note is { Length: > LongestNote })
        {
            return new Error(ApprovalErrors.FieldInvalid, ("label", "备注"), ("reason", $"不超过 {LongestNote} 字")) { Field = "note" };
        }

        var files = await StagedAsync(context, matter.Value, command, ct);
        if (files.Error is { } notStaged)
        {
            return notStaged;
        }

        var file = await parcelFiles.ReadAsync(command.ParcelFile, ct);
        return file.Error is { } unreadable
            ? unreadable
            : new Intake(ids.Next(), matter.Value, command, values.Value, files.Value, file.Value.Crs.Zone.ToString());
    }

    private async Task<Result<IReadOnlyList<MaterialFile>>> StagedAsync(CommandContext context, Matter matter, RegisterCommand command, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(context.Scope, ct);
        var user = context.Actor.UserId;
        var parcelFile = await staging.FindAsync(session, user, command.ParcelFile.File, ct);
        if (parcelFile.Error is { } missing)
        {
            return missing;
        }

        var files = new List<MaterialFile>();
        foreach (var material in command.Materials)
        {
            if (matter.Material(material.Code) is null)
            {
                return new Error(ApprovalErrors.MaterialUnknown, ("code", FileNames.Shown(material.Code)));
            }

            var staged = await staging.FindAsync(session, user, new NamedDigest(material.Digest, material.Name), ct);
            if (staged.Error is { } gone)
            {
                return gone;
            }

            files.Add(new MaterialFile(material.Code, staged.Value));
        }

        return files;
    }
}

/// <summary>A checked intake.</summary>
public sealed record Intake(
    long CaseId, Matter Matter, RegisterCommand Command, IReadOnlyDictionary<string, string> Values, IReadOnlyList<MaterialFile> Files, string Crs);

/// <summary>A paper that was found in the staging area.</summary>
public sealed record MaterialFile(string Code, StagedFile File);
