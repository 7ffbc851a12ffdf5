using System.Globalization;
using Guotu.Approval.Domain;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Approval.RerunReview;

/// <summary>重新审查 by hand: the same file on today's data and papers. What it finds is kept, whatever it is.</summary>
public sealed class ReviewRerun(CaseReviews reviews, CaseSeal cases, IUnitsOfWork units)
{
    public async Task<Result<ReviewStarted>> RunAsync(CommandContext context, long caseId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        await using var session = await units.ReadAsync(context.Scope, ct);
        var row = await CaseStore.FindAsync(session, caseId, ct);
        if (row.Error is { } unknown)
        {
            return await units.RunAsync<ReviewStarted>(context, (_, _) => Task.FromResult<Result<ReviewStarted>>(unknown), ct);
        }

        var request = CaseReviews.RequestOf(row.Value, ReviewStage.Manual);
        return await reviews.WithFreshAsync(
            request,
            prepared => units.RunAsync<ReviewStarted>(context, (work, token) => WriteAsync(work, caseId, prepared, token), ct),
            ct);
    }

    private async Task<Result<ReviewStarted>> WriteAsync(IUnitOfWork work, long caseId, PreparedReview prepared, CancellationToken ct)
    {
        var row = await cases.LockAsync(work, caseId, ct);
        if (row.Error is { } unknown)
        {
            return unknown;
        }

        if (TheCaseMustBeRunning.Check(row.Value, "重新审查") is { } ended)
        {
            return ended;
        }

        var stored = await reviews.StoreAsync(work, row.Value, prepared, ct);
        if (stored.Error is { } refused)
        {
            return refused;
        }

        await CaseStore.SaveAsync(work, row.Value, ct);
        work.Audit(new AuditEntry("case.review", "case", caseId.ToString(CultureInfo.InvariantCulture), "重新审查"));
        return new ReviewStarted(stored.Value);
    }
}

/// <summary>The review that was made.</summary>
public sealed record ReviewStarted(long ReviewId);
