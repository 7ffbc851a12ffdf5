using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Rules;
using Guotu.Kernel.Figures;

namespace Guotu.ComplianceReview.Domain;

/// <summary>
/// S2: the land-use layer covers the whole parcel (地类全覆盖), which gives the table of classes. A coverage with gaps or overlaps
/// over the parcel cannot give a true table: undetermined.
/// </summary>
public static class LandUseMustCoverParcel
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
            LayerFinding.DeclaredEmpty empty => check.Undetermined("land-use-empty", $"{empty.LayerName}不能为空"),
            LayerFinding.Read read => Judge(rule, parcel, read, check),
            _ => throw new InvalidOperationException("A finding is read, declared empty or trouble"),
        };
    }

    private static VerdictCheck Judge(ReviewRule rule, VerdictParcel parcel, LayerFinding.Read read, VerdictCheck check)
    {
        var filled = check.WithFigures(read.PlaneTotal, read.EllipsoidalTotal, parcel) with { Classes = ByClass(read) };
        if (read.Hits.Any(h => h.ClassCode is null))
        {
            return filled.Undetermined("class-missing", $"{read.LayerName}中有图斑没有地类编码");
        }

        var gap = parcel.PlaneArea - read.PlaneTotal;
        if (gap > rule.Tolerance.Area)
        {
            return filled.Undetermined("coverage-gap", $"{read.LayerName}没有盖满地块,缺 {CheckShape.Text(gap)}");
        }

        return LegalArea.Zero - gap > rule.Tolerance.Area
            ? filled.Undetermined("layer-overlaps-itself", $"{read.LayerName}图斑互相重叠 {CheckShape.Text(LegalArea.Zero - gap)}")
            : filled.Ended(CheckStatus.Information);
    }

    private static List<VerdictClass> ByClass(LayerFinding.Read read) => read.Hits
        .Where(h => h.ClassCode is not null)
        .GroupBy(h => h.ClassCode!, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new VerdictClass(
            g.Key,
            g.First().ClassName ?? g.Key,
            new LegalArea(g.Sum(h => h.Hit.PlaneArea.TenThousandths)),
            new LegalArea(g.Sum(h => h.Hit.EllipsoidalArea.TenThousandths))))
        .ToList();
}
