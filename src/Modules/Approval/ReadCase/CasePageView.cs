using System.ComponentModel.DataAnnotations;
using Guotu.Approval.Documents;
using Guotu.Approval.KeepClock;
using Guotu.Approval.ListMatters;
using Guotu.Approval.ListTasks;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Time;

namespace Guotu.Approval.ReadCase;

/// <summary>A case as its page shows it (办件页). Areas in m².</summary>
public sealed record CasePageView
{
    public required long CaseId { get; init; }

    public required int RowVersion { get; init; }

    public required string ReceiptNumber { get; init; }

    public required string? CaseNumber { get; init; }

    public required string ProjectName { get; init; }

    public required string? ProjectCode { get; init; }

    public required CodeName Matter { get; init; }

    [AllowedValues(CaseStates.Intake, CaseStates.Accepted, CaseStates.Correction, CaseStates.InProgress, CaseStates.Decided, CaseStates.Issued, CaseStates.Archived, CaseStates.Rejected, CaseStates.Withdrawn, CaseStates.Suspended)]
    public required string State { get; init; }

    public required CodeName? Step { get; init; }

    public required CodeName? Town { get; init; }

    public required IReadOnlyList<CaseFieldView> Fields { get; init; }

    public required IReadOnlyList<CaseParcelView> Parcels { get; init; }

    public required IReadOnlyList<LandClassView> LandClasses { get; init; }

    public required LandClassRevision? LandClassRevision { get; init; }

    public required IReadOnlyList<CaseMaterialView> Materials { get; init; }

    public required ClockView Clock { get; init; }

    public required CaseVerdictView? Verdict { get; init; }

    public required IReadOnlyList<ReviewCheckView> Checks { get; init; }

    public required IReadOnlyList<ChecklistItem> Checklist { get; init; }

    public required IReadOnlyList<OpinionView> Opinions { get; init; }

    public required CaseTaskView? Task { get; init; }

    public required IReadOnlyList<CaseDocumentView> Documents { get; init; }

    public required CaseCertificateView? Certificate { get; init; }

    public required IReadOnlyList<ChainLink> Chain { get; init; }
}

public sealed record CodeName(string Code, string Name);

/// <summary>A field of the form. <paramref name="Masked"/>: personal data of which the value shows only a part.</summary>
public sealed record CaseFieldView(string Key, string Label, string? Value, string? Source, bool Masked);

public sealed record ParcelSource(string File, string Crs);

public sealed record CaseParcelView(string Number, string Name, LegalArea? DeclaredArea, LegalArea PlaneArea, LegalArea EllipsoidalArea, ParcelSource Source);

public sealed record LandClassView(string Code, string Name, LegalArea PlaneArea, double Share);

public sealed record LandClassRevision(string Layer, int Revision, DateOnly? AsOf);

public sealed record CaseFileView(string Digest, string Name, int Size, string MediaType);

public sealed record CaseMaterialView(string Id, string Code, string Name, bool Required, CaseFileView? File);

public sealed record StaleRevision(string Layer, int RevisionUsed, int RevisionNow);

/// <summary>The newest verdict in brief.</summary>
public sealed record CaseVerdictView(
    long ReviewId,
    Overall Overall,
    Instant ReviewedAt,
    string RuleVersion,
    int RevisionCount,
    int ConflictCount,
    int UndeterminedCount,
    int JustifyCount,
    ReviewStage Stage,
    bool SignatureValid,
    string Headline,
    IReadOnlyList<StaleRevision> Stale);

/// <summary>One line of what the step needs (办理清单). State: <c>done</c>, <c>todo</c>, <c>problem</c>, <c>undetermined</c>, <c>blocked</c>.</summary>
public sealed record ChecklistItem(string Key, string Title, [property: AllowedValues("done", "todo", "problem", "undetermined", "blocked")] string State, string? Note);

public sealed record AttachmentView(string Digest, string Name);

public sealed record OpinionView(Instant At, string ByName, string PostName, string StepName, string Action, string Text, IReadOnlyList<AttachmentView> Attachments);

public sealed record WayOutView(string Text, string Route);

/// <summary>An action of the task; a disabled one says why and what leads out.</summary>
public sealed record TaskActionView(
    string Key, string Label, [property: AllowedValues("primary", "normal", "danger")] string Kind, bool Enabled, string? Reason, WayOutView? WayOut, bool NeedsReason, IReadOnlyList<ActionTarget> Targets);

/// <summary>Where an action may lead, when there is a choice.</summary>
public sealed record ActionTarget(string Key, string Label);

/// <summary>The caller's task on the case.</summary>
public sealed record CaseTaskView(
    long TaskId,
    string StepCode,
    string StepName,
    NamedPerson? ClaimedBy,
    bool Mine,
    bool OpinionRequired,
    bool EntersNumber,
    IReadOnlyList<TaskActionView> Actions,
    IReadOnlyList<FieldView> FormFields);

public sealed record CaseDocumentView(
    string Id,
    [property: AllowedValues(
        DocumentKinds.AcceptNotice, DocumentKinds.CorrectionNotice, DocumentKinds.RefusalNotice, DocumentKinds.RejectionNotice, DocumentKinds.Certificate,
        DocumentKinds.ArchiveList, DocumentKinds.ArchiveBundle)]
    string Kind,
    string Title, string FileDigest, Instant CreatedAt, bool Superseded);

public sealed record CaseCertificateView(string Number, bool Provisional, DateOnly IssuedOn, DateOnly ValidUntil, string VerifyCode, string? DocumentId);

/// <summary>A link of the chain (全链条). State: <c>reached</c>, <c>none</c>, <c>denied</c>.</summary>
public sealed record ChainLink(
    [property: AllowedValues("parcel", "revision", "verdict", "case", "project", "certificate", "archive", "public")] string Key,
    string Title,
    [property: AllowedValues("reached", "none", "denied")] string State,
    string Text, DateOnly? Date, string? Route);
