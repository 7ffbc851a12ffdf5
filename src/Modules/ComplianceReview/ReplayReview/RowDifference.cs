using System.Globalization;
using Guotu.ComplianceReview.Store;

namespace Guotu.ComplianceReview.ReplayReview;

/// <summary>Compares the stored check rows with those of the recomputed verdict.</summary>
internal static class RowDifference
{
    public static IEnumerable<ReplayDifference> Between(IReadOnlyList<CheckRow> stored, IReadOnlyList<CheckRow> recomputed)
    {
        if (stored.Count != recomputed.Count)
        {
            yield return new ReplayDifference("rows.length", Text(stored.Count), Text(recomputed.Count));
            yield break;
        }

        foreach (var (s, r) in stored.Zip(recomputed))
        {
            var pairs = new (string Name, string Stored, string Recomputed)[]
            {
                ("checkNo", Text(s.CheckNo), Text(r.CheckNo)),
                ("parcelNo", Text(s.ParcelNo), Text(r.ParcelNo)),
                ("rule", s.RuleCode, r.RuleCode),
                ("layer", s.LayerCode ?? "none", r.LayerCode ?? "none"),
                ("revision", Text(s.RevisionNo), Text(r.RevisionNo)),
                ("status", s.StatusCode, r.StatusCode),
                ("planeArea", Text(s.PlaneArea), Text(r.PlaneArea)),
                ("ellipsoidalArea", Text(s.EllipsoidalArea), Text(r.EllipsoidalArea)),
                ("share", Text(s.ShareMillionths), Text(r.ShareMillionths)),
                ("reason", s.ReasonCode ?? "none", r.ReasonCode ?? "none"),
            };
            foreach (var (name, was, now) in pairs.Where(p => p.Stored != p.Recomputed))
            {
                yield return new ReplayDifference($"rows[{Text(r.CheckNo)}].{name}", was, now);
            }
        }
    }

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
