using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.ComplianceReview.RunReview;

/// <summary>A review by itself, without a case (单独审查): computed, signed, stored.</summary>
public sealed class ReviewAlone(IReviews reviews, IUnitsOfWork units)
{
    public async Task<Result<long>> RunAsync(CommandContext context, string matter, VerdictInput input, CancellationToken ct)
    {
        var prepared = await reviews.PrepareAsync(new ReviewRequest(matter, input, ReviewStage.Manual, CaseId: null), ct);
        return await units.RunAsync<long>(
            context,
            (work, token) => prepared.Error is { } error
                ? Task.FromResult<Result<long>>(error)
                : reviews.StoreAsync(work, prepared.Value, token),
            ct);
    }
}
