using Guotu.Crypto.Certificates;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>
/// 撤销列表只进不退: of an authority no list is taken that is older than the newest ever taken, by its time or by its number, whatever was taken out meanwhile. The newest
/// itself may come again.
/// </summary>
internal static class RevocationOnlyGrows
{
    public static Error? Breach(TrustMarkRow? newest, Sm2RevocationList given, string digest)
    {
        if (newest is null || newest.ListDigest == digest)
        {
            return null;
        }

        var isOlder = given.ThisUpdate <= newest.ListUtc
            || (newest.ListNumber is { } highest && given.Number is { } number && string.CompareOrdinal(number, highest) <= 0);
        return isOlder ? new Error(CertificateErrors.ListOlder, ("given", Shown(given.ThisUpdate, given.Number)), ("present", Shown(newest.ListUtc, newest.ListNumber))) : null;
    }

    private static string Shown(Instant at, string? number)
    {
        var day = at.LocalDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return number is null ? day : $"{day},编号 0x{number.TrimStart('0').PadLeft(1, '0')}";
    }
}
