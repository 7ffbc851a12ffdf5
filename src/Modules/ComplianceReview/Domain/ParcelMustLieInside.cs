using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Rules;
using Guotu.Kernel.Figures;

namespace Guotu.ComplianceReview.Domain;

/// <summary>S5: the parcel should lie inside the layer (应在界内); what lies outside beyond the tolerance is of the rule's severity.</summary>
public static class ParcelMustLieInside
{
    public static VerdictCheck Evaluate(ReviewRule rule, VerdictParcel parcel, LayerFinding finding)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(parcel);
        ArgumentNullException.ThrowIfNull(finding);
        var check = CheckShape.Begin(rule, parcel, finding.Layer);
        return finding switch
        {
            LayerFinding.Trouble trouble => check.Undetermined(trouble.ReasonCode, trouble.Reason),
            LayerFinding.DeclaredEmpty empty => check
                .WithFigures(LegalArea.Zero, LegalArea.Zero, parcel)
                .Ended(rule.Severity, "outside", $"{empty.LayerName}依法为空,地块全部在界外"),
            LayerFinding.Read read => Judge(rule, parcel, read, check),
            _ => throw new InvalidOperationException("A finding is read, declared empty or trouble"),
        };
    }

    private static VerdictCheck Judge(ReviewRule rule, VerdictParcel parcel, LayerFinding.Read read, VerdictCheck check)
    {
        var outside = parcel.PlaneArea - read.PlaneTotal;
        var filled = check.WithFigures(read.PlaneTotal, read.EllipsoidalTotal, parcel) with { Hits = [.. read.Hits.Select(h => h.Hit)] };
        var allowed = rule.Tolerance.Area > rule.Tolerance.SliverArea ? rule.Tolerance.Area : rule.Tolerance.SliverArea;
        if (LegalArea.Zero - outside > allowed)
        {
            return filled.Undetermined("layer-overlaps-itself", $"{read.LayerName}图斑互相重叠,界内面积大于地块面积");
        }

        return outside > allowed
            ? filled.Ended(rule.Severity, "outside", $"{read.LayerName}外 {CheckShape.Text(outside)}")
            : filled.Ended(CheckStatus.Compliant);
    }
}
