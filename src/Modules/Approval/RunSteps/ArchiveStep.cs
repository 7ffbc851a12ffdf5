using System.Globalization;
using Guotu.Approval.Archive;
using Guotu.Approval.Documents;
using Guotu.Approval.Domain;
using Guotu.Approval.Store;
using Guotu.Database.Work;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Results;

namespace Guotu.Approval.RunSteps;

/// <summary>归档包: everything by which the decision can be verified without this node, as one zip with a signed manifest.</summary>
internal sealed class ArchiveStep(BundleWriter bundle, CaseDocuments documents, IFailpoints failpoints) : ICaseStep
{
    public string Key => StepKeys.Archive;

    public async Task<Result<string>> RunAsync(IUnitOfWork work, CaseRow row, CancellationToken ct)
    {
        var written = await bundle.WriteAsync(work, row, ct);
        if (written.Error is { } refused)
        {
            return refused;
        }

        failpoints.Reach($"approval.step.{Key}.after-file");
        var title = $"归档包 {row.CaseNumber ?? row.ReceiptNumber}";
        await documents.AddAsync(work, new NewDocument(row.CaseId, DocumentKinds.ArchiveBundle, title, row.CaseNumber, written.Value.File), ct);
        return string.Create(CultureInfo.InvariantCulture, $"归档包 {written.Value.Entries} 个文件");
    }
}
