using Guotu.Approval.Documents;
using Guotu.Approval.Domain;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.Store;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Results;

namespace Guotu.Approval.RunSteps;

/// <summary>制证: the certificate as PDF from the decided case. Drawn again it has the same bytes, so a repetition finds the same file.</summary>
internal sealed class CertificateStep(CertificatePaper paper, CaseDocuments documents, CaseFields fields, CaseReviews reviews, IFailpoints failpoints) : ICaseStep
{
    public string Key => StepKeys.Certificate;

    public async Task<Result<string>> RunAsync(IUnitOfWork work, CaseRow row, CancellationToken ct)
    {
        if (await CertificateStore.OfCaseAsync(work, row.CaseId, ct) is not { } certificate)
        {
            return new Error(KernelErrors.NotFound, ("what", "证书"));
        }

        var facts = await FactsAsync(work, row, certificate, ct);
        if (facts.Error is { } unreadable)
        {
            return unreadable;
        }

        var pdf = paper.Make(facts.Value, ct);
        if (pdf.Error is { } notDrawn)
        {
            return notDrawn;
        }

        var kept = await documents.KeepAsync(pdf.Value, CaseDocuments.PdfType, ct);
        if (kept.Error is { } notKept)
        {
            return notKept;
        }

        failpoints.Reach($"approval.step.{Key}.after-file");
        var document = new NewDocument(row.CaseId, DocumentKinds.Certificate, facts.Value.Title, certificate.CertificateNumber, kept.Value);
        var id = await documents.AddAsync(work, document, ct);
        await CertificateStore.NameDocumentAsync(work, row.CaseId, id, kept.Value.Digest, ct);
        return $"制证 {certificate.CertificateNumber}";
    }

    private async Task<Result<CertificateFacts>> FactsAsync(IUnitOfWork work, CaseRow row, CertificateRow certificate, CancellationToken ct)
    {
        var values = await fields.ReadAsync(work, row.CaseId, ct);
        if (values.Error is { } unreadable)
        {
            return unreadable;
        }

        var review = await reviews.NewestAsync(row, ct);
        if (review.Error is { } noVerdict)
        {
            return noVerdict;
        }

        var parcels = await ParcelStore.ReadAsync(work, row.CaseId, ct);
        var projectCode = await Projects.CodeAsync(work, row.ProjectId, ct);
        return new CertificateFacts(row, certificate, values.Value, parcels, review.Value.Verdict, projectCode);
    }
}
