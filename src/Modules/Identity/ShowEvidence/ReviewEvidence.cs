using Guotu.Database.Sessions;
using Guotu.Identity.Contracts;
using Guotu.Identity.ReviewAccess;
using Guotu.Identity.Store;
using Guotu.Kernel.Time;

namespace Guotu.Identity.ShowEvidence;

/// <summary>Which organisations' rights were reviewed lately (权限复核的证据). A review counts that is signed and whose row is as it was written.</summary>
internal sealed class ReviewEvidence(AccessReviews reviews, IPeople people, IClock clock)
{
    /// <param name="organisations">Those that have somebody whose rights could be reviewed.</param>
    public async Task<(int Total, IReadOnlyList<string> Unreviewed)> ReadAsync(ISqlSession session, IReadOnlyList<long> organisations, CancellationToken ct)
    {
        var reviewed = new HashSet<long>();
        foreach (var row in (await AccessReviews.AllAsync(session, ct)).Where(r => r.SignedUtc is { } at && clock.Now.Minus(at) <= TimeSpan.FromDays(ReviewLists.EveryDays)))
        {
            if ((await reviews.FindAsync(session, row.ReviewId, ct)).IsSuccess)
            {
                reviewed.Add(row.OrgId);
            }
        }

        var names = (await people.OrganisationsAsync(ct)).ToDictionary(o => o.Id, o => o.Name);
        return (organisations.Count, [.. organisations.Where(o => !reviewed.Contains(o)).Select(o => names.GetValueOrDefault(o, "未知机构")).Order(StringComparer.Ordinal)]);
    }
}
