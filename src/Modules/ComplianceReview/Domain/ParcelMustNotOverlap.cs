using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Rules;
using Guotu.Kernel.Figures;

namespace Guotu.ComplianceReview.Domain;

/// <summary>
/// S3, S4, S10: the parcel must not overlap the layer (不得压占). Slivers by the rule's policy are shown and not counted; what counts
/// beyond the tolerance is a breach of the rule's severity.
/// </summary>
public static class ParcelMustNotOverlap
{
    public static VerdictCheck Evaluate(ReviewRule rule, VerdictParcel parcel, LayerFinding finding)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(finding);
        var check = CheckShape.Begin(rule, parcel, finding.Layer);
        return finding switch
        {
            LayerFinding.Trouble trouble => check.Undetermined(trouble.ReasonCode, trouble.Reason),
            LayerFinding.DeclaredEmpty empty => Empty(check, empty, parcel),
            LayerFinding.Read read => Judge(rule, parcel, read, check),
            _ => throw new InvalidOperationException("A finding is read, declared empty or trouble"),
        };
    }

    internal static VerdictCheck Empty(VerdictCheck check, LayerFinding.DeclaredEmpty empty, VerdictParcel parcel) => check
        .WithFigures(LegalArea.Zero, LegalArea.Zero, parcel)
        .Ended(CheckStatus.Compliant, "declared-empty", $"{empty.LayerName}依法为空,依据《{empty.DocumentName}》,有效至 {empty.ValidUntil:yyyy-MM-dd}");

    private static VerdictCheck Judge(ReviewRule rule, VerdictParcel parcel, LayerFinding.Read read, VerdictCheck check)
    {
        var counted = new LegalArea(read.Hits.Where(h => !h.Hit.Sliver).Sum(h => h.Hit.PlaneArea.TenThousandths));
        var filled = check.WithFigures(read.PlaneTotal, read.EllipsoidalTotal, parcel) with { Hits = [.. read.Hits.Select(h => h.Hit)] };
        if (counted > rule.Tolerance.Area)
        {
            return filled.Ended(rule.Severity, "overlap", $"占{read.LayerName} {CheckShape.Text(read.PlaneTotal)}");
        }

        return read.Hits.Count == 0
            ? filled.Ended(CheckStatus.Compliant)
            : filled.Ended(CheckStatus.Compliant, "within-tolerance", $"碎片或容差内重叠 {CheckShape.Text(read.PlaneTotal)},不计");
    }
}
