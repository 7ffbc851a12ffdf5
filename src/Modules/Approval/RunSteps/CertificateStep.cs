using Guotu.Approval.Documents;
using Guotu.Approval.Domain;
using Guotu.Approval.Store;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Results;

namespace Guotu.Approval.RunSteps;

/// <summary>制证: the certificate as PDF from the decided case. Drawn again it has the same bytes, so a repetition finds the same file.</summary>
internal sealed class CertificateStep(CertificateMaking making, CaseDocuments documents, CertificateStore certificates, IFailpoints failpoints) : ICaseStep
{
    public string Key => StepKeys.Certificate;

    public async Task<Result<string>> RunAsync(IUnitOfWork work, CaseRow row, CancellationToken ct)
    {
        if (await CertificateStore.OfCaseAsync(work, row.CaseId, ct) is not { } certificate)
        {
            return new Error(KernelErrors.NotFound, ("what", "证书"));
        }

        var made = await making.MakeAsync(work, row, certificate, ct);
        if (made.Error is { } notMade)
        {
            return notMade;
        }

        failpoints.Reach($"approval.step.{Key}.after-file");
        var id = await documents.AddAsync(work, made.Value.DocumentOf(row.CaseId), ct);
        var named = await certificates.NameDocumentAsync(work, row.CaseId, new DrawnDocument(id, made.Value.File.Digest), ct);
        return named.Error is { } refused ? refused : $"制证 {certificate.CertificateNumber}";
    }
}
