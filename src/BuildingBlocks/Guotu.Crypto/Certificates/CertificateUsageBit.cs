namespace Guotu.Crypto.Certificates;

/// <summary>Bits of the key usage (密钥用法, RFC 5280, 4.2.1.3), numbered as they are there.</summary>
public enum CertificateUsageBit
{
    DigitalSignature = 0,
    NonRepudiation = 1,
    KeyEncipherment = 2,
    DataEncipherment = 3,
    KeyAgreement = 4,
    KeyCertSign = 5,
    CrlSign = 6,
}
