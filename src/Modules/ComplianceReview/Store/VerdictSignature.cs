using System.Globalization;
using System.Text;
using Guotu.ComplianceReview.Contracts;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Store;

/// <summary>
/// What the signature of a verdict covers: its id, case, stage, instant, the digest of the canonical body and the digest of the stored text.
/// So neither a figure nor a name can be changed without breaking it.
/// </summary>
public sealed class VerdictSignature(SigningKeys keys)
{
    public Result<KeyedSignature> Sign(SignedFacts facts) => keys.Sign(KeyPairPurpose.Verdict, Message(facts));

    /// <summary>False also when the key version is unknown: a signature that cannot be checked does not hold.</summary>
    public bool Holds(SignedFacts facts, int keyVersion, string signatureHex)
    {
        byte[] bytes;
        try
        {
            bytes = Convert.FromHexString(signatureHex);
        }
        catch (FormatException)
        {
            return false;
        }

        var verified = keys.Verify(KeyPairPurpose.Verdict, Message(facts), new KeyedSignature(keyVersion, bytes));
        return verified.IsSuccess && verified.Value;
    }

    /// <summary>What an outside checker verifies over: purpose and message.</summary>
    public static byte[] SignedBytes(SignedFacts facts) => SigningKeys.Message(KeyPairPurpose.Verdict, Message(facts));

    /// <summary>The verdict key's public half; a version that is gone is damage and throws.</summary>
    public string PublicKeyHex(int keyVersion)
    {
        var key = keys.PublicKey(KeyPairPurpose.Verdict, keyVersion);
        return key.IsSuccess
            ? Convert.ToHexString(key.Value.Encoded).ToLowerInvariant()
            : throw new InvalidOperationException($"The verdict key {keyVersion} is gone: {key.Error}");
    }

    private static byte[] Message(SignedFacts facts)
    {
        var text = string.Join(
            '\n',
            "guotu-verdict-signature/1",
            facts.ReviewId.ToString(CultureInfo.InvariantCulture),
            facts.CaseId?.ToString(CultureInfo.InvariantCulture) ?? "none",
            facts.Stage.ToString().ToLowerInvariant(),
            facts.At.ToString(),
            facts.ByUserId.ToString(CultureInfo.InvariantCulture),
            facts.BodyDigest,
            Sm3.Digest(Encoding.UTF8.GetBytes(facts.VerdictText)).ToString());
        return Encoding.UTF8.GetBytes(text);
    }
}

/// <summary>The signed facts of a stored verdict.</summary>
public sealed record SignedFacts(
    long ReviewId, long? CaseId, ReviewStage Stage, Instant At, long ByUserId, string BodyDigest, string VerdictText);
