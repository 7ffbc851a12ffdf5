namespace Guotu.Crypto.Certificates;

/// <summary>
/// What a certificate is used for (证书用途). The double certificates of GM/T 0015 are one for <see cref="Signing"/> and one for
/// <see cref="Encryption"/>; a TLCP server has <see cref="Server"/> and <see cref="ServerEncryption"/>.
/// </summary>
public enum CertificateUse
{
    /// <summary>Signs certificates and revocation lists (证书认证机构).</summary>
    Authority,

    /// <summary>Signs documents and challenges (签名证书).</summary>
    Signing,

    /// <summary>Signs the challenge of a login and nothing else is asked of it (身份鉴别): the signing certificate of a person.</summary>
    Authentication,

    /// <summary>Receives keys and data (加密证书).</summary>
    Encryption,

    /// <summary>Names a server in TLS and TLCP, by signing (服务器签名证书).</summary>
    Server,

    /// <summary>Receives the keys of a TLCP server (服务器加密证书).</summary>
    ServerEncryption,
}
