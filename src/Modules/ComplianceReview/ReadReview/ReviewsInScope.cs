using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Store;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;

namespace Guotu.ComplianceReview.ReadReview;

/// <summary>A review that the caller may see: within the person's data scope.</summary>
public sealed class ReviewsInScope(IReviews reviews, IUnitsOfWork units)
{
    public async Task<Result<StoredReview>> FindAsync(long id, Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var session = await units.ReadAsync(caller.Scope, ct);
        if (await ReviewStore.FindAsync(session, id, ct) is null || await reviews.FindAsync(id, ct) is not { } stored)
        {
            return new Error(ReviewErrors.NoSuchReview, ("id", id));
        }

        return stored;
    }
}
