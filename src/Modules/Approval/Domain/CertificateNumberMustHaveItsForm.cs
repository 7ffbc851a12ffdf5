using System.Globalization;
using System.Text.RegularExpressions;
using Guotu.Approval.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Domain;

/// <summary>
/// Numbers of licences (证书编号), 自然资规〔2019〕2号: 用字第 + region 6 + year 4 + letters 2 + serial 7 + 号. The serial is the supervision
/// system's; until it is entered the county counts its own as a pre-number (预编号).
/// </summary>
public static partial class CertificateNumberMustHaveItsForm
{
    public static bool Check(string number) => Form().IsMatch(number);

    /// <summary>The form, and prefix, county and letters of the matter's own certificates; null when the number fits.</summary>
    public static Error? Check(string number, MatterCertificate certificate, string countyCode)
    {
        ArgumentNullException.ThrowIfNull(number);
        ArgumentNullException.ThrowIfNull(certificate);
        var begin = certificate.Prefix + countyCode;
        return Check(number) && number.StartsWith(begin, StringComparison.Ordinal) && number[(begin.Length + 4)..].StartsWith(certificate.Letters, StringComparison.Ordinal)
            ? null
            : new Error(ApprovalErrors.NumberForm, ("number", StageFile.FileNames.Shown(number)), ("form", $"{begin}+4 位年份+{certificate.Letters}+7 位数字+号")) { Field = "number" };
    }

    public static string Compose(MatterCertificate certificate, string countyCode, int year, int serial)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var number = string.Create(CultureInfo.InvariantCulture, $"{certificate.Prefix}{countyCode}{year:0000}{certificate.Letters}{serial:0000000}号");
        return Check(number) ? number : throw new InvalidOperationException($"{number} is not a licence number");
    }

    [GeneratedRegex(@"\A[用地建乡]字第[0-9]{6}[0-9]{4}(XS|YG|GG|XG)[0-9]{7}号\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
