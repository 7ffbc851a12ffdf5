using Guotu.Approval.RegisterCase;
using Guotu.Approval.Store;
using Guotu.Database.Files;
using Guotu.Database.Sessions;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Documents;

/// <summary>Draws the certificate of a decided case and keeps its file (制证). Drawn again from the same rows it has the same bytes.</summary>
public sealed class CertificateMaking(CertificatePaper paper, CaseDocuments documents, CaseFields fields, CaseReviews reviews)
{
    /// <summary>The file is in the store; no row names it yet.</summary>
    internal async Task<Result<MadeCertificate>> MakeAsync(ISqlSession session, CaseRow row, CertificateRow certificate, CancellationToken ct)
    {
        var facts = await FactsAsync(session, row, certificate, ct);
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
        return kept.Map(file => new MadeCertificate(facts.Value.Title, certificate.CertificateNumber, file));
    }

    private async Task<Result<CertificateFacts>> FactsAsync(ISqlSession session, CaseRow row, CertificateRow certificate, CancellationToken ct)
    {
        var values = await fields.ReadAsync(session, row.CaseId, ct);
        if (values.Error is { } unreadable)
        {
            return unreadable;
        }

        var review = await reviews.NewestAsync(row, ct);
        if (review.Error is { } noVerdict)
        {
            return noVerdict;
        }

        var parcels = await ParcelStore.ReadAsync(session, row.CaseId, ct);
        var projectCode = await Projects.CodeAsync(session, row.ProjectId, ct);
        return new CertificateFacts(row, certificate, values.Value, parcels, review.Value.Verdict, projectCode);
    }
}

/// <summary>A certificate drawn and kept.</summary>
internal sealed record MadeCertificate(string Title, string Number, StoredFile File)
{
    public NewDocument DocumentOf(long caseId) => new(caseId, DocumentKinds.Certificate, Title, Number, File);
}
