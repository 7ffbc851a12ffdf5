using Guotu.Kernel.Time;

namespace Guotu.Crypto.Certificates;

/// <summary>One entry of a revocation list (被撤销的证书).</summary>
/// <param name="SerialNumber">Lower-case hexadecimal, as <see cref="Sm2Certificate.SerialNumber"/> gives it.</param>
/// <param name="At">From when it is not to be trusted.</param>
/// <param name="Reason">Why.</param>
public sealed record RevokedCertificate(string SerialNumber, Instant At, RevocationReason Reason);

/// <summary>Why a certificate was revoked (撤销原因, RFC 5280, 5.3.1).</summary>
public enum RevocationReason
{
    Unspecified = 0,

    /// <summary>密钥泄露.</summary>
    KeyCompromise = 1,

    /// <summary>认证机构密钥泄露.</summary>
    AuthorityCompromise = 2,

    /// <summary>从属关系改变.</summary>
    AffiliationChanged = 3,

    /// <summary>证书已更新.</summary>
    Superseded = 4,

    /// <summary>停止使用.</summary>
    CessationOfOperation = 5,

    /// <summary>暂停.</summary>
    Hold = 6,
}
