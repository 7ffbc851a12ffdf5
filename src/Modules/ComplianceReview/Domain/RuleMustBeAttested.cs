using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Rules;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Domain;

/// <summary>Rules without a trusted layer: answered by a named officer on paper, until the paper expires (人工认定).</summary>
public static class RuleMustBeAttested
{
    public static VerdictCheck Evaluate(ReviewRule rule, VerdictParcel parcel, AttestationOnFile? attestation, DateOnly evaluatedOn)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var check = CheckShape.Begin(rule, parcel, layer: null);
        if (attestation is null)
        {
            return check.Undetermined("not-attested", $"没有可信数据图层,需由{rule.Authority}");
        }

        return attestation.Used.ValidUntil < evaluatedOn
            ? check.Undetermined("attestation-expired", $"《{attestation.Used.DocumentName}》有效期到 {attestation.Used.ValidUntil:yyyy-MM-dd},已过期")
            : check.Ended(attestation.Answer, "attested", $"依据《{attestation.Used.DocumentName}》,有效至 {attestation.Used.ValidUntil:yyyy-MM-dd}")
                with { Attested = attestation.Used };
    }
}

/// <summary>An attestation as kept for the case.</summary>
public sealed record AttestationOnFile(string Rule, CheckStatus Answer, AttestationUsed Used)
{
    public Instant GivenAt { get; init; }

    /// <summary>What a paper about positions vouches for (<see cref="PositionMustBeTrusted.ReadingOf"/>); null for others, and for those from before that was kept.</summary>
    public string? Reading { get; init; }
}

/// <summary>An exemption as kept for the case.</summary>
public sealed record ExemptionOnFile(string Rule, ExemptionUsed Used);
