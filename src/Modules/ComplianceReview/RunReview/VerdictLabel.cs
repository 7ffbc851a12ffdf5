using Guotu.ComplianceReview.Contracts;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.ComplianceReview.RunReview;

/// <summary>结论的标记: a verdict carries the join of the labels of the layers and revisions it read, and at least that of records. Where labels cannot be trusted there is no verdict.</summary>
public sealed class VerdictLabel(ILayerLabels labels, ILayerCatalogue layers)
{
    public async Task<Result<SecurityLabel>> OfAsync(Verdict verdict, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        var book = await labels.ReadAsync(ct);
        if (book.Error is { } tampered)
        {
            return tampered;
        }

        var label = LabelScheme.Shipped.Records;
        foreach (var read in verdict.Revisions)
        {
            var delivered = (await layers.RevisionsAsync(read.Layer, ct)).FirstOrDefault(r => r.Number == read.Revision)?.Label ?? SecurityLabel.Lowest;
            label = label.Join(book.Value.Of(read.Layer)).Join(delivered);
        }

        return label;
    }
}
