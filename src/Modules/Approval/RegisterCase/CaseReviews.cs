using Guotu.Approval.Contracts;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Approval.RegisterCase;

/// <summary>Reviews as a case uses them (办件的审查): computed outside, stored with the case's rows.</summary>
public sealed class CaseReviews(IReviews reviews)
{
    private const int Attempts = 3;

    /// <summary>Computes, and hands the result to an act that stores it; again when a layer moved on in between.</summary>
    public async Task<Result<T>> WithFreshAsync<T>(ReviewRequest request, Func<PreparedReview, Task<Result<T>>> act, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(act);
        for (var attempt = 1; ; attempt++)
        {
            var prepared = await reviews.PrepareAsync(request, ct);
            if (prepared.Error is { } error)
            {
                return error;
            }

            var done = await act(prepared.Value);
            if (done.Error?.Code != ReviewErrors.DataMoved || attempt == Attempts)
            {
                return done;
            }
        }
    }

    public Task<Result<PreparedReview>> PrepareAsync(ReviewRequest request, CancellationToken ct) => reviews.PrepareAsync(request, ct);

    /// <summary>Stores the verdict and brings the case's row up to date; the caller saves the row.</summary>
    internal async Task<Result<long>> StoreAsync(IUnitOfWork work, CaseRow row, PreparedReview prepared, CancellationToken ct)
    {
        var stored = await reviews.StoreAsync(work, prepared, ct);
        if (stored.IsSuccess)
        {
            Note(row, stored.Value, prepared.Verdict);
            row.Raise(prepared.Label);
            await ParcelStore.ReplaceAsync(work, row.CaseId, prepared.Verdict.Parcels, ct);
        }

        return stored;
    }

    /// <summary>The case's newest verdict. Its absence or a broken signature is a refusal, never "no findings".</summary>
    internal async Task<Result<StoredReview>> NewestAsync(CaseRow row, CancellationToken ct) =>
        await reviews.FindAsync(row.ReviewId, ct) is { SignatureValid: true } stored && stored.CaseId == row.CaseId
            ? stored
            : new Error(ApprovalErrors.VerdictUnreadable);

    internal static ReviewRequest RequestOf(CaseRow row, ReviewStage stage) =>
        new(row.MatterCode, new VerdictInput(row.ParcelDigest, row.ParcelFile, row.ParcelAxis, row.ParcelZone) { Layer = row.ParcelLayer }, stage, row.CaseId);

    private static void Note(CaseRow row, long reviewId, Verdict verdict)
    {
        row.ReviewId = reviewId;
        row.OverallCode = verdict.Overall.ToString().ToLowerInvariant();
        row.ConflictCount = verdict.Checks.Count(c => c.Status == CheckStatus.Conflict);
        row.UndeterminedCount = verdict.Checks.Count(c => c.Status == CheckStatus.Undetermined);
        row.BlocksIssue = verdict.BlocksIssue;
    }
}
