using Guotu.ComplianceReview.Contracts;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.ComplianceReview.RunReview;

/// <summary>结论的标记: a verdict carries the join of the labels of the layers it read, and at least that of records. Where labels cannot be trusted there is no verdict.</summary>
public sealed class VerdictLabel(ILayerLabels labels)
{
    public async Task<Result<SecurityLabel>> OfAsync(Verdict verdict, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return (await labels.ReadAsync(ct)).Map(book => verdict.Revisions.Aggregate(LabelScheme.Shipped.Records, (joined, r) => joined.Join(book.Of(r.Layer))));
    }
}
