using System.Globalization;
using Guotu.Approval.Documents;
using Guotu.Approval.Domain;
using Guotu.Approval.KeepClock;
using Guotu.Approval.Store;
using Guotu.Approval.UnmaskField;
using Guotu.ComplianceReview.Contracts;

namespace Guotu.Approval.ReadCase;

/// <summary>What was read of a case, and how it makes the page.</summary>
internal sealed record CaseParts(CaseRow Row, Matter Matter)
{
    public required MaskedValues Shown { get; init; }

    public required IReadOnlyList<CaseParcel> Parcels { get; init; }

    public required IReadOnlyList<MaterialRow> Materials { get; init; }

    public required IReadOnlyList<DocumentRow> Documents { get; init; }

    public required IReadOnlyList<OpinionRow> Opinions { get; init; }

    public required IReadOnlyList<OpinionFileRow> OpinionFiles { get; init; }

    public required CertificateRow? Certificate { get; init; }

    public required string ProjectCode { get; init; }

    public required ClockView Clock { get; init; }

    public required StoredReview Review { get; init; }

    public required ReviewView ReviewView { get; init; }

    public required CaseTaskView? Task { get; init; }

    public required IReadOnlyList<StaleRevision> Stale { get; init; }

    public CasePageView Page() => new()
    {
        CaseId = Row.CaseId,
        RowVersion = Row.RowVersion,
        ReceiptNumber = Row.ReceiptNumber,
        CaseNumber = Row.CaseNumber,
        ProjectName = Row.ProjectName,
        ProjectCode = ProjectCode,
        Matter = new CodeName(Row.MatterCode, Row.MatterName),
        State = Row.StateCode,
        Step = Row.StepName is { } step ? new CodeName(Task?.StepCode ?? step, step) : null,
        Town = Row.TownName is { } town ? new CodeName(Row.RegionCode, town) : null,
        Fields = Matter.Fields.Select(FieldOf).ToList(),
        Parcels = Parcels.Select(ParcelOf).ToList(),
        LandClasses = Classes(),
        LandClassRevision = ClassRevision(),
        Materials = Matter.Materials.SelectMany(MaterialsOf).ToList(),
        Clock = Clock,
        Verdict = VerdictOf(),
        Checks = ReviewView.Checks,
        Checklist = new CaseChecklist(this).Items(),
        Opinions = Opinions.Select(OpinionOf).ToList(),
        Task = Task,
        Documents = Documents.Select(DocumentOf).ToList(),
        Certificate = Certificate is { } c
            ? new CaseCertificateView(c.CertificateNumber, c.ProvisionalFlag, c.IssuedOn, c.ValidUntil, c.VerifyCode, c.DocumentId is { } id ? IdText.Of(id) : null)
            : null,
        Chain = new CaseChain(this).Links(),
    };

    private CaseFieldView FieldOf(MatterField field)
    {
        var value = Shown.Values.GetValueOrDefault(field.Key);
        var shown = value is not null && field.Options.FirstOrDefault(o => o.Value == value) is { } option ? option.Label : value;
        return new CaseFieldView(field.Key, field.Label, shown is { Length: > 0 } && field.Unit is { } unit ? $"{shown} {unit}" : shown, null, Shown.Masked.Contains(field.Key));
    }

    private CaseParcelView ParcelOf(CaseParcel parcel) => new(
        parcel.FileNumber.Length > 0 ? parcel.FileNumber : parcel.Number.ToString(CultureInfo.InvariantCulture),
        parcel.Name,
        parcel.DeclaredArea,
        parcel.PlaneArea,
        parcel.EllipsoidalArea,
        new ParcelSource(Row.ParcelFile, Row.ParcelCrs));

    private List<LandClassView> Classes()
    {
        var whole = Parcels.Sum(p => p.PlaneArea.TenThousandths);
        return ReviewView.Checks
            .SelectMany(c => c.Classes)
            .GroupBy(c => (c.Code, c.Name))
            .Select(g => (g.Key, Area: g.Sum(c => c.PlaneArea.TenThousandths)))
            .OrderByDescending(g => g.Area)
            .Select(g => new LandClassView(g.Key.Code, g.Key.Name, new(g.Area), whole == 0 ? 0 : Math.Round((double)g.Area / whole, 6)))
            .ToList();
    }

    private LandClassRevision? ClassRevision() => ReviewView.Checks.FirstOrDefault(c => c.Classes.Count > 0) is { Layer: { } layer, Revision: { } number } check
        ? new LandClassRevision(layer, number, check.AsOf)
        : null;

    private IEnumerable<CaseMaterialView> MaterialsOf(MatterMaterial material)
    {
        var there = Materials.Where(m => m.MaterialCode == material.Code).ToList();
        return there.Count == 0
            ? [new CaseMaterialView(material.Code, material.Code, material.Name, material.Required, null)]
            : there.Select(m => new CaseMaterialView(
                IdText.Of(m.MaterialId), material.Code, material.Name, material.Required, new CaseFileView(m.FileDigest, m.FileName, (int)m.FileSize, m.MediaType)));
    }

    private CaseVerdictView VerdictOf() => new(
        Review.ReviewId,
        Review.Verdict.Overall,
        Review.ReviewedAt,
        Review.Verdict.RuleVersion,
        Review.Verdict.Revisions.Count,
        ReviewView.Counts.Conflict,
        ReviewView.Counts.Undetermined,
        ReviewView.Counts.Justify,
        Review.Stage,
        Review.SignatureValid,
        ReviewView.Headline,
        Stale);

    /// <summary>A certificate drawn before the present one stays as superseded.</summary>
    private CaseDocumentView DocumentOf(DocumentRow row) => new(
        IdText.Of(row.DocumentId),
        row.KindCode,
        row.DocumentTitle,
        row.FileDigest,
        row.CreatedUtc,
        row.KindCode == DocumentKinds.Certificate && Certificate?.DocumentId != row.DocumentId);

    private OpinionView OpinionOf(OpinionRow row) => new(
        row.GivenUtc,
        row.ByName,
        row.PostName,
        row.NodeName,
        row.ActionName,
        row.OpinionText,
        OpinionFiles.Where(f => f.OpinionId == row.OpinionId).Select(f => new AttachmentView(f.FileDigest, f.FileName)).ToList());
}
