using Guotu.Crypto.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>Whether a bound certificate serves now (证书状态), by the same judgement as at a login.</summary>
internal static class CertificateStandings
{
    /// <summary>How long before its end a certificate is told of.</summary>
    public const int WarnDays = 30;

    public static (CertificateStanding Standing, string? Reason) Of(CertificateRow row, TrustMaterial trust, Instant now)
    {
        var refusal = Refusal(row.Read(), trust, now);
        var standing = refusal is not null ? CertificateStanding.Refused
            : DaysLeft(row.UntilUtc, now) <= WarnDays ? CertificateStanding.Expiring
            : CertificateStanding.Good;
        return (standing, refusal);
    }

    /// <summary>Why a certificate would not be taken at a login; null where it would.</summary>
    public static string? Refusal(Result<Sm2Certificate> certificate, TrustMaterial trust, Instant now)
    {
        var judged = certificate.IsSuccess ? CertificatePath.Judge(certificate.Value, CertificateUse.Authentication, trust, now) : certificate.Error!;
        return judged.Error is not { } error ? null : error.Arguments.GetValueOrDefault("reason", error.Text);
    }

    /// <summary>Whole days until the end, 0 on the last day.</summary>
    public static int DaysLeft(Instant until, Instant now) => (int)Math.Floor(until.Minus(now).TotalDays);
}
