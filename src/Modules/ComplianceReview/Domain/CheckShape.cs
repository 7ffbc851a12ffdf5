using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Rules;
using Guotu.Kernel.Figures;

namespace Guotu.ComplianceReview.Domain;

/// <summary>Builds the ends that every rule shares.</summary>
public static class CheckShape
{
    public static VerdictCheck Begin(ReviewRule rule, VerdictParcel parcel, string? layer) => new()
    {
        Parcel = parcel.Number,
        Rule = rule.Code,
        Name = rule.Name,
        Layer = layer,
        Status = CheckStatus.Undetermined,
    };

    public static VerdictCheck Undetermined(this VerdictCheck check, string code, string reason) =>
        check with { Status = CheckStatus.Undetermined, ReasonCode = code, Reason = reason };

    public static VerdictCheck Ended(this VerdictCheck check, CheckStatus status, string? code = null, string? reason = null) =>
        check with { Status = status, ReasonCode = code, Reason = reason };

    public static VerdictCheck WithFigures(this VerdictCheck check, LegalArea plane, LegalArea ellipsoidal, VerdictParcel parcel) => check with
    {
        PlaneArea = plane,
        EllipsoidalArea = ellipsoidal,
        ShareMillionths = Share(plane, parcel.PlaneArea),
    };

    /// <summary>Part of the whole in millionths, rounded half away from zero; more than the whole by rounding is the whole.</summary>
    public static int Share(LegalArea part, LegalArea whole)
    {
        if (whole.TenThousandths <= 0)
        {
            return 0;
        }

        var millionths = (((Int128)part.TenThousandths * 2_000_000) + whole.TenThousandths) / (2 * (Int128)whole.TenThousandths);
        return (int)Int128.Min(millionths, 1_000_000);
    }

    public static string Text(LegalArea area) =>
        area.TenThousandths is > 0 and < 100 ? "<0.01 m²" : area.SquareMetres.ToString("#,##0.00", System.Globalization.CultureInfo.InvariantCulture) + " m²";
}
