using Guotu.Database.Scope;
using Guotu.Kernel.Labels;

namespace Guotu.Hosting.Decisions;

/// <summary>Owner, region and label of a row under data scope.</summary>
public sealed record RowFacts(long OwnerOrgId, string RegionCode, SecurityLabel Label);

/// <summary>The terms of a row under data scope (机构、区域、安全标记), from the same values that make the SQL predicate.</summary>
public static class ScopeTerms
{
    public static IReadOnlyList<TermAnswer> Of(DataScope scope, RowFacts row)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(row);
        var (organisation, region) = (scope.HoldsOrganisation(row.OwnerOrgId), scope.HoldsRegion(row.RegionCode));
        return
        [
            new TermAnswer(AccessTerm.Organisation, organisation, organisation ? "属于授权的机构" : "属于授权之外的机构"),
            new TermAnswer(AccessTerm.Region, region, region ? $"区域 {row.RegionCode} 在授权范围之内" : $"区域 {row.RegionCode} 在授权范围 {scope.RegionPrefix} 之外"),
            TermAnswer.Of(new ComparedLabels(scope.Clearance, row.Label)),
        ];
    }
}
