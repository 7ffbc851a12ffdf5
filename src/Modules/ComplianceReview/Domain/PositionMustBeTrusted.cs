using System.Globalization;
using System.Text;
using Guotu.ComplianceReview.Contracts;
using Guotu.Crypto;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Domain;

/// <summary>
/// Parcels that lie beside the county's ground by the offset of Internet maps (疑似偏移): nothing is measured until a named officer vouches for
/// the positions on paper (位置认定). The suspicion stays in the verdict with whoever vouched. A file that says it is GCJ-02 never comes this far.
/// </summary>
public static class PositionMustBeTrusted
{
    private const string Prefix = "WZ";
    private const int Digits = 10;
    private const string Name = "位置核对";

    /// <summary>SM3 over one file and the way it is read: what a paper names, whole. A paper does not pass on to other coordinates of the same case.</summary>
    public static string ReadingOf(VerdictInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var read = string.Create(CultureInfo.InvariantCulture, $"{input.FileDigest}\n{input.Axis}\n{input.Zone}\n{input.Layer}");
        return Convert.ToHexString(Sm3.Hash(Encoding.UTF8.GetBytes(read))).ToLowerInvariant();
    }

    /// <summary>The code under which a reading is called for and shown: its beginning, for people. It proves nothing, for whoever makes files can look for two that share it.</summary>
    public static string RuleOf(VerdictInput input) => Prefix + ReadingOf(input)[..Digits];

    /// <summary>
    /// Papers that vouch for this reading: the last one under its code, where it names the whole reading and was given after the file came to the case. An
    /// earlier one does not stand in for a last one that does not count.
    /// </summary>
    /// <param name="input">The file.</param>
    /// <param name="papers">Papers of the case, by age.</param>
    /// <param name="filedAt">When the file came to the case; null where it is not the case's.</param>
    public static IEnumerable<AttestationOnFile> Counting(VerdictInput input, IEnumerable<AttestationOnFile> papers, Instant? filedAt)
    {
        var code = RuleOf(input);
        return papers.LastOrDefault(p => p.Rule == code) is { } last && last.Reading == ReadingOf(input) && filedAt is { } filed && last.GivenAt > filed ? [last] : [];
    }

    /// <summary>Whether a code is one of these.</summary>
    public static bool IsRule(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length == Prefix.Length + Digits && code.StartsWith(Prefix, StringComparison.Ordinal) && code.Skip(Prefix.Length).All(char.IsAsciiHexDigitLower);
    }

    /// <summary>The check of a suspected file; it stands with the first parcel, for the file is suspected as a whole.</summary>
    /// <param name="input">The file.</param>
    /// <param name="parcel">Its first parcel.</param>
    /// <param name="doubt">What the comparison found.</param>
    /// <param name="papers">Papers of the case.</param>
    /// <param name="evaluatedOn">Date for which their validity is judged.</param>
    public static VerdictCheck Evaluate(VerdictInput input, VerdictParcel parcel, Error doubt, IEnumerable<AttestationOnFile> papers, DateOnly evaluatedOn)
    {
        ArgumentNullException.ThrowIfNull(parcel);
        ArgumentNullException.ThrowIfNull(doubt);
        var code = RuleOf(input);
        var check = new VerdictCheck { Parcel = parcel.Number, Rule = code, Name = Name, Status = CheckStatus.Undetermined };
        if (papers.LastOrDefault(p => p.Rule == code) is not { } paper)
        {
            return check.Undetermined("position-doubtful", doubt.Text + "核对无误的,由核对人附核对成果登记认定;认定后照常量算。");
        }

        var used = paper.Used;
        return used.ValidUntil < evaluatedOn
            ? check.Undetermined("attestation-expired", $"{doubt.Text}《{used.DocumentName}》有效期到 {used.ValidUntil:yyyy-MM-dd},已过期")
            : check.Ended(paper.Answer, "attested", $"{doubt.Text}{used.ByName}依据《{used.DocumentName}》认定{(paper.Answer == CheckStatus.Compliant ? "位置无误,已照常量算" : "确有偏移,没有量算")},有效至 {used.ValidUntil:yyyy-MM-dd}")
                with { Attested = used };
    }
}
