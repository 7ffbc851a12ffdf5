using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Rules;
using Guotu.Kernel.Figures;

namespace Guotu.ComplianceReview.Domain;

/// <summary>
/// Part of S5: a parcel in a guarded zone of the development boundary (城镇弹性发展区、特别用途区) is held against the plan's zones
/// (规划分区), which must cover it. A plan that cannot be trusted leaves the check undetermined.
/// </summary>
public static class ParcelInGuardedZoneMustBePlanned
{
    /// <summary>Whether the parcel meets a guarded zone by more than a sliver, or meets ground whose zone is not written.</summary>
    public static bool Meets(GuardedZones zones, LayerFinding.Read boundary)
    {
        ArgumentNullException.ThrowIfNull(zones);
        ArgumentNullException.ThrowIfNull(boundary);
        return boundary.Hits.Any(h => !h.Hit.Sliver && (h.StoredCode is null || zones.Codes.Contains(h.StoredCode, StringComparer.Ordinal)));
    }

    public static VerdictCheck Evaluate(ReviewRule rule, VerdictParcel parcel, LayerFinding.Read boundary, LayerFinding plan)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(parcel);
        ArgumentNullException.ThrowIfNull(boundary);
        ArgumentNullException.ThrowIfNull(plan);
        var zones = rule.Guarded ?? throw new ArgumentException("The rule guards no zones", nameof(rule));
        var check = CheckShape.Begin(rule, parcel, plan.Layer) with { Name = zones.Name };
        return plan switch
        {
            LayerFinding.Trouble trouble => check.Undetermined(trouble.ReasonCode, trouble.Reason),
            LayerFinding.DeclaredEmpty empty => check.Undetermined("plan-empty", $"地块在须核对规划分区的范围内,{empty.LayerName}却为空"),
            LayerFinding.Read read => Judge(rule, parcel, (zones, boundary, read), check),
            _ => throw new InvalidOperationException("A finding is read, declared empty or trouble"),
        };
    }

    private static VerdictCheck Judge(
        ReviewRule rule, VerdictParcel parcel, (GuardedZones Zones, LayerFinding.Read Boundary, LayerFinding.Read Plan) met, VerdictCheck check)
    {
        var filled = check.WithFigures(met.Plan.PlaneTotal, met.Plan.EllipsoidalTotal, parcel) with { Hits = [.. met.Plan.Hits.Select(h => h.Hit)] };
        var allowed = rule.Tolerance.Area > rule.Tolerance.SliverArea ? rule.Tolerance.Area : rule.Tolerance.SliverArea;
        var gap = parcel.PlaneArea - met.Plan.PlaneTotal;
        if (gap > allowed)
        {
            return filled.Undetermined("coverage-gap", $"{met.Plan.LayerName}没有盖满地块,缺 {CheckShape.Text(gap)}");
        }

        return LegalArea.Zero - gap > allowed
            ? filled.Undetermined("layer-overlaps-itself", $"{met.Plan.LayerName}图斑互相重叠 {CheckShape.Text(LegalArea.Zero - gap)}")
            : filled.Ended(rule.Severity, "guarded-zone", $"{ByLabel(Guarded(met))};{met.Plan.LayerName}:{ByLabel(met.Plan.Hits)}");
    }

    private static IEnumerable<LayerHit> Guarded((GuardedZones Zones, LayerFinding.Read Boundary, LayerFinding.Read Plan) met) =>
        met.Boundary.Hits.Where(h => h.StoredCode is null || met.Zones.Codes.Contains(h.StoredCode, StringComparer.Ordinal));

    private static string ByLabel(IEnumerable<LayerHit> hits) => string.Join("、", hits
        .GroupBy(h => h.Hit.Label, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Key} {CheckShape.Text(new LegalArea(g.Sum(h => h.Hit.PlaneArea.TenThousandths)))}"));
}
