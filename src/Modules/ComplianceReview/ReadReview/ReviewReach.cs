using System.Globalization;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;

namespace Guotu.ComplianceReview.ReadReview;

/// <summary>How many verdicts a caller may read (可读的结论): counted by the scope predicate that every reading of them uses.</summary>
internal sealed class ReviewReach(IUnitsOfWork units) : IReachPart
{
    private const string CountSql = "SELECT COUNT(*) AS row_total FROM cr_review r WHERE {scope:cr_review:r}";

    public string Code => "reviews";

    public string Title => "审查结论";

    public int Place => 50;

    public async Task<IReadOnlyList<ReachLine>> OfAsync(Caller caller, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (!caller.May(ReviewPermissions.Read))
        {
            return [];
        }

        await using var session = await units.ReadAsync(caller.Scope, ct);
        var count = await session.ScalarAsync<long>(CountSql, null, ct);
        return [new ReachLine("reviews", "审查结论", string.Create(CultureInfo.InvariantCulture, $"{count} 份"))];
    }
}
