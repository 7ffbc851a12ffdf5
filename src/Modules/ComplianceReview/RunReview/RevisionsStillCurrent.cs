using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.ComplianceReview.RunReview;

/// <summary>A verdict is stored only while the revisions it used are still the current ones (数据未变).</summary>
public sealed class RevisionsStillCurrent(ILayerRevisionLock revisions)
{
    public async Task<Result> CheckAsync(IUnitOfWork work, Verdict verdict, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        foreach (var used in verdict.Revisions)
        {
            if (await revisions.CurrentAsync(work, used.Layer, ct) != used.Revision)
            {
                return new Error(ReviewErrors.DataMoved, ("layer", used.LayerName));
            }
        }

        return Result.Done;
    }
}
