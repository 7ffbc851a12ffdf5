using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Security.Certificates;
using Org.BouncyCastle.X509;

namespace Guotu.Crypto.Certificates;

/// <summary>
/// An X.509 certificate with an SM2 key that is signed SM2-with-SM3 (数字证书, GM/T 0015-2012). .NET reads such a
/// certificate's fields but not its key, so it is read here. Chain, time and revocation are the caller's to judge.
/// </summary>
public sealed class Sm2Certificate
{
    /// <summary>SM2 signature over SM3 (1.2.156.10197.1.501).</summary>
    internal const string SignatureOid = "1.2.156.10197.1.501";

    private readonly X509Certificate _certificate;

    private Sm2Certificate(X509Certificate certificate, Sm2PublicKey publicKey)
    {
        _certificate = certificate;
        PublicKey = publicKey;
    }

    public Sm2PublicKey PublicKey { get; }

    /// <summary>Distinguished name in the order of the certificate.</summary>
    public string Subject => _certificate.SubjectDN.ToString();

    public string Issuer => _certificate.IssuerDN.ToString();

    /// <summary>Serial number in lower-case hexadecimal.</summary>
    public string SerialNumber => _certificate.SerialNumber.ToString(16);

    public Instant ValidFrom => Instant.FromUtc(_certificate.NotBefore);

    public Instant ValidUntil => Instant.FromUtc(_certificate.NotAfter);

    /// <summary>True when basic constraints say that the key may sign certificates.</summary>
    public bool IsAuthority => _certificate.GetBasicConstraints() >= 0;

    /// <summary>Reads PEM or DER; refuses what is not an SM2 certificate.</summary>
    public static Result<Sm2Certificate> Read(ReadOnlySpan<byte> pemOrDer)
    {
        X509Certificate? certificate;
        try
        {
            certificate = new X509CertificateParser().ReadCertificate(pemOrDer.ToArray());
        }
        catch (Exception failure) when (failure is CertificateException or IOException or ArgumentException or InvalidCastException)
        {
            return Unreadable("内容不是X.509证书");
        }

        if (certificate is null)
            return Unreadable("内容不是X.509证书");

        if (certificate.SigAlgOid != SignatureOid)
            return Unreadable("签名算法不是SM2");

        var key = Sm2PublicKey.FromSubjectPublicKeyInfo(KeyInfo(certificate).GetDerEncoded());
        return key.IsSuccess ? new Sm2Certificate(certificate, key.Value) : Unreadable("公钥不是SM2公钥");
    }

    /// <summary>True when the issuer's key made the signature, under the default user id.</summary>
    public bool IsSignedBy(Sm2PublicKey issuer) =>
        Sm2.VerifyDer(issuer, _certificate.GetTbsCertificate(), _certificate.GetSignature());

    private static SubjectPublicKeyInfo KeyInfo(X509Certificate certificate) =>
        TbsCertificateStructure.GetInstance(Org.BouncyCastle.Asn1.Asn1Object.FromByteArray(certificate.GetTbsCertificate())).SubjectPublicKeyInfo;

    private static Error Unreadable(string reason) => new(CryptoErrors.CertificateUnreadable, ("what", "所给文件"), ("reason", reason));
}
