using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Rules;
using Guotu.Kernel.Figures;

namespace Guotu.ComplianceReview.Domain;

/// <summary>
/// S1: the county contains the parcel (位于县域内) and its declared area agrees with the computed one. That the figure is sound is
/// settled before: an unsound file is refused with its line and ring and never gets here.
/// </summary>
public static class ParcelMustLieInsideCounty
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
            LayerFinding.DeclaredEmpty => check.Undetermined("boundary-empty", "行政区图层为空,不能判断是否在县域内"),
            LayerFinding.Read read => Judge(rule, parcel, read, check),
            _ => throw new InvalidOperationException("A finding is read, declared empty or trouble"),
        };
    }

    private static VerdictCheck Judge(ReviewRule rule, VerdictParcel parcel, LayerFinding.Read read, VerdictCheck check)
    {
        var outside = parcel.PlaneArea - read.PlaneTotal;
        var filled = check.WithFigures(read.PlaneTotal, read.EllipsoidalTotal, parcel) with { Hits = [.. read.Hits.Select(h => h.Hit)] };
        if (LegalArea.Zero - outside > rule.Tolerance.Area)
        {
            return filled.Undetermined("layer-overlaps-itself", "行政区图斑互相重叠,不能判断是否在县域内");
        }

        if (outside > rule.Tolerance.Area)
        {
            return filled.Ended(rule.Severity, "outside-county", $"县域外 {CheckShape.Text(outside)}");
        }

        return DeclaredAreaMustAgree.Breach(rule, parcel) is { } breach
            ? filled.Ended(rule.Severity, "declared-area", breach)
            : filled.Ended(CheckStatus.Compliant);
    }
}

/// <summary>Part of S1: the declared area agrees within the larger of the fixed and the relative tolerance (申报面积相符).</summary>
public static class DeclaredAreaMustAgree
{
    /// <summary>What is wrong, in Chinese; null when it agrees or nothing is declared.</summary>
    public static string? Breach(ReviewRule rule, VerdictParcel parcel)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(parcel);
        if (parcel.DeclaredArea is not { } declared)
        {
            return null;
        }

        var difference = Math.Abs(declared.TenThousandths - parcel.PlaneArea.TenThousandths);
        var relative = (long)((Int128)parcel.PlaneArea.TenThousandths * rule.Tolerance.DeclaredShareMillionths / 1_000_000);
        return difference > Math.Max(rule.Tolerance.DeclaredArea.TenThousandths, relative)
            ? $"申报 {CheckShape.Text(declared)},计算 {CheckShape.Text(parcel.PlaneArea)},相差 {CheckShape.Text(new LegalArea(difference))}"
            : null;
    }
}
