using System.Globalization;
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
            var revision = await layers.RevisionAsync(read.Layer, read.Revision, ct);
            if (revision.Error is { } notProved)
            {
                return notProved;
            }

            // A revision that was read and is no longer there has no label that could be known.
            if (revision.Value is not { } delivered)
            {
                return new Error(LayerErrors.Missing, ("layer", read.Layer), ("revision", string.Create(CultureInfo.InvariantCulture, $"(第 {read.Revision} 版)")));
            }

            label = label.Join(book.Value.Of(read.Layer)).Join(delivered.Label);
        }

        return label;
    }
}
