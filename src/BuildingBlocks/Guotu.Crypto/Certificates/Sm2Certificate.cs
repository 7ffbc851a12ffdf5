using System.Security.Cryptography;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cms;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;
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

    private static readonly HashSet<string> KnownCritical =
        [X509Extensions.BasicConstraints.Id, X509Extensions.KeyUsage.Id, X509Extensions.ExtendedKeyUsage.Id, X509Extensions.SubjectAlternativeName.Id];

    private readonly X509Certificate _certificate;
    private readonly bool[]? _usage;

    private Sm2Certificate(X509Certificate certificate, Sm2PublicKey publicKey)
    {
        _certificate = certificate;
        _usage = certificate.GetKeyUsage();
        PublicKey = publicKey;
        Der = certificate.GetEncoded();
        IssuerAndSerial = new IssuerAndSerialNumber(certificate.IssuerDN, certificate.SerialNumber).GetDerEncoded();
    }

    public ReadOnlyMemory<byte> Der { get; }

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

    /// <summary>How many authorities may stand between this one and a user's certificate; −1 for none at all.</summary>
    public int PathLength => _certificate.GetBasicConstraints();

    /// <summary>Code of the organisation (企业组织机构代码, GM/T 0015-2012); null where it is not given.</summary>
    public string? OrganisationCode => _certificate.GetExtensionValue(CertificateExtensions.OrganisationCode) is { } value
        && Asn1Object.FromByteArray(value.GetOctets()) is IAsn1String text
            ? text.GetString()
            : null;

    /// <summary>True unless the extended usage is given and leaves servers out.</summary>
    public bool MayBeServer => MayBe(KeyPurposeID.IdKPServerAuth);

    /// <summary>True unless the extended usage is given and leaves people who prove themselves out.</summary>
    public bool MayAuthenticate => MayBe(KeyPurposeID.IdKPClientAuth) || MayBe(KeyPurposeID.AnyExtendedKeyUsage);

    /// <summary>SM3 of the whole certificate, lower-case hexadecimal: what names it (证书摘要).</summary>
    public string Digest => Convert.ToHexString(Sm3.Hash(Der.Span)).ToLowerInvariant();

    /// <summary>DER of issuer and serial number, by which messages name a certificate.</summary>
    internal byte[] IssuerAndSerial { get; }

    internal X509Name SubjectName => _certificate.SubjectDN;

    internal X509Name IssuerName => _certificate.IssuerDN;

    internal BigInteger Serial => _certificate.SerialNumber;

    internal bool HasUnknownCriticalExtension =>
        _certificate.GetCriticalExtensionOids() is { } oids && oids.Cast<string>().Any(o => !KnownCritical.Contains(o));

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

        if (certificate.SigAlgOid != SignatureOid || Content(certificate).Signature.Algorithm.Id != SignatureOid)
            return Unreadable("签名算法不是SM2");

        var key = Sm2PublicKey.FromSubjectPublicKeyInfo(Content(certificate).SubjectPublicKeyInfo.GetDerEncoded());
        if (!key.IsSuccess)
            return Unreadable("公钥不是SM2公钥");

        try
        {
            return new Sm2Certificate(certificate, key.Value);
        }
        catch (Exception failure) when (failure is CertificateException or IOException or ArgumentException or InvalidCastException)
        {
            return Unreadable("扩展项不完整");
        }
    }

    /// <summary>True when the key usage has the bit; a certificate without key usage has none.</summary>
    public bool HasUsage(CertificateUsageBit bit) => _usage is not null && _usage.Length > (int)bit && _usage[(int)bit];

    /// <summary>True when the issuer's key made the signature, under the default user id.</summary>
    public bool IsSignedBy(Sm2PublicKey issuer) =>
        Sm2.VerifyDer(issuer, _certificate.GetTbsCertificate(), _certificate.GetSignature());

    public string ToPem() => PemEncoding.WriteString("CERTIFICATE", Der.Span) + "\n";

    private bool MayBe(KeyPurposeID purpose) => _certificate.GetExtendedKeyUsage() is not { } usages || usages.Contains(purpose.Id);

    private static TbsCertificateStructure Content(X509Certificate certificate) =>
        TbsCertificateStructure.GetInstance(Asn1Object.FromByteArray(certificate.GetTbsCertificate()));

    private static Error Unreadable(string reason) => new(CryptoErrors.CertificateUnreadable, ("what", "所给文件"), ("reason", reason));
}
