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
        return keys.Current(KeyPairPurpose.AuditCheckpoint).Map(pair => unsigned with
        {
            KeyVersion = pair.Version,
            SignatureHex = Convert.ToHexString(Sm2.Sign(pair.PrivateKey, Encoding.ASCII.GetBytes(unsigned.SignedText))).ToLowerInvariant(),
        });
    }

    /// <summary>False also where the key version does not exist or the signature cannot be read.</summary>
    public bool IsSigned(Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        if (checkpoint.SignatureHex.Length != 2 * Sm2Signature.RawSize || !checkpoint.SignatureHex.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        var key = PublicKey(checkpoint.KeyVersion);
        return key.IsSuccess
            && Sm2.Verify(key.Value, Encoding.UTF8.GetBytes(checkpoint.SignedText), Convert.FromHexString(checkpoint.SignatureHex));
    }

    public Result<Sm2PublicKey> PublicKey(int version) =>
        keys.Version(KeyPairPurpose.AuditCheckpoint, version).Map(pair => pair.PrivateKey.PublicKey);
}
