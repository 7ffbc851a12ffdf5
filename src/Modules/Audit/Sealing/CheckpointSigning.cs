using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;

namespace Guotu.Audit.Sealing;

/// <summary>
/// Signs checkpoints (检查点签名) with the key pair of purpose <c>audit-checkpoint</c>, which signs nothing else. What is signed is plain text,
/// so that a browser or openssl can verify it without any code of ours.
/// </summary>
public sealed class CheckpointSigning(KeyRing keys)
{
    public Result<Checkpoint> Sign(Checkpoint unsigned)
    {
        ArgumentNullException.ThrowIfNull(unsigned);
        return Signature(unsigned).Map(s => unsigned with { KeyVersion = s.KeyVersion, SignatureHex = s.Hex });
    }

    public Result<Epoch> Sign(Epoch unsigned)
    {
        ArgumentNullException.ThrowIfNull(unsigned);
        return Signature(unsigned).Map(s => unsigned with { KeyVersion = s.KeyVersion, SignatureHex = s.Hex });
    }

    /// <summary>False also where the key version does not exist or the signature cannot be read.</summary>
    public bool IsSigned(ITrailStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        if (statement.SignatureHex.Length != 2 * Sm2Signature.RawSize || !statement.SignatureHex.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        var key = PublicKey(statement.KeyVersion);
        return key.IsSuccess
            && Sm2.Verify(key.Value, Encoding.UTF8.GetBytes(statement.SignedText), Convert.FromHexString(statement.SignatureHex));
    }

    public Result<Sm2PublicKey> PublicKey(int version) =>
        keys.Version(KeyPairPurpose.AuditCheckpoint, version).Map(pair => pair.PublicKey);

    private Result<(int KeyVersion, string Hex)> Signature(ITrailStatement statement)
    {
        var pair = keys.Current(KeyPairPurpose.AuditCheckpoint);
        if (pair.Error is { } noPair)
        {
            return noPair;
        }

        return pair.Value.Sign(Encoding.ASCII.GetBytes(statement.SignedText)).Map(s => (pair.Value.Version, Convert.ToHexString(s).ToLowerInvariant()));
    }
}
