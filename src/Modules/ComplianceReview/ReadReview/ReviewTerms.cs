using System.Globalization;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Kernel.Labels;

namespace Guotu.ComplianceReview.ReadReview;

/// <summary>Why a person can or cannot read a verdict (结论的访问判定).</summary>
internal sealed class ReviewTerms(IUnitsOfWork units) : IObjectTerms
{
    private const string FactsSql =
        "SELECT r.owner_org_id, r.region_code, r.label_level, r.label_category FROM cr_review r WHERE r.review_id = :p_id AND {scope:cr_review:r}";

    public ObjectKind Kind { get; } = new("review", "审查结论", "结论号");

    public string Permission => ReviewPermissions.Read;

    public async Task<IReadOnlyList<TermAnswer>> JudgeAsync(Caller caller, string objectId, CancellationToken ct)
    {
        if (!long.TryParse(objectId, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return [];
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var row = await session.SingleOrDefaultAsync<FactsRow>(FactsSql, new { p_id = id }, ct);
        return row is null ? [] : ScopeTerms.Of(caller.Scope, new RowFacts(row.OwnerOrgId, row.RegionCode, SecurityLabel.OfRow(row.LabelLevel, row.LabelCategory)));
    }

    private sealed class FactsRow
    {
        public long OwnerOrgId { get; init; }

        public string RegionCode { get; init; } = string.Empty;

        public int LabelLevel { get; init; }

        public string? LabelCategory { get; init; }
    }
}
