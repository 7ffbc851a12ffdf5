using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace Guotu.Crypto.Certificates;

/// <summary>Extensions by the use of a certificate (证书扩展项, GM/T 0015-2012, 5.2.4; GB/T 20518).</summary>
internal static class CertificateExtensions
{
    /// <summary>企业组织机构代码 of GM/T 0015.</summary>
    public static readonly DerObjectIdentifier OrganisationCode = new("1.2.156.10260.4.1.4");

    private const int KeyIdSize = 20;

    public static X509Extensions Of(CertificateOrder order, Sm2PublicKey subject, Sm2PublicKey issuer)
    {
        var generator = new X509ExtensionsGenerator();
        var isAuthority = order.Use == CertificateUse.Authority;
        generator.AddExtension(X509Extensions.BasicConstraints, critical: true, isAuthority ? new BasicConstraints(order.PathLength) : new BasicConstraints(cA: false));
        generator.AddExtension(X509Extensions.KeyUsage, critical: true, new KeyUsage(UsageOf(order.Use)));
        generator.AddExtension(X509Extensions.SubjectKeyIdentifier, critical: false, new SubjectKeyIdentifier(KeyId(subject)));
        generator.AddExtension(X509Extensions.AuthorityKeyIdentifier, critical: false, new AuthorityKeyIdentifier(KeyId(issuer)));
        if (order.Use is CertificateUse.Server or CertificateUse.ServerEncryption)
            generator.AddExtension(X509Extensions.ExtendedKeyUsage, critical: false, new ExtendedKeyUsage(KeyPurposeID.IdKPServerAuth));

        if (order.Use == CertificateUse.Authentication)
            generator.AddExtension(X509Extensions.ExtendedKeyUsage, critical: false, new ExtendedKeyUsage(KeyPurposeID.IdKPClientAuth));

        if (order.HostNames.Count > 0)
            generator.AddExtension(X509Extensions.SubjectAlternativeName, critical: false, Names(order.HostNames));

        if (order.OrganisationCode is { } code)
            generator.AddExtension(OrganisationCode, critical: false, new DerPrintableString(code, validate: true));

        return generator.Generate();
    }

    /// <summary>First 20 bytes of SM3 over the point: only equality counts (RFC 5280, 4.2.1.2).</summary>
    public static byte[] KeyId(Sm2PublicKey key) => Sm3.Hash(key.Encoded)[..KeyIdSize];

    private static int UsageOf(CertificateUse use) => use switch
    {
        CertificateUse.Authority => KeyUsage.KeyCertSign | KeyUsage.CrlSign,
        CertificateUse.Signing or CertificateUse.Authentication => KeyUsage.DigitalSignature | KeyUsage.NonRepudiation,
        CertificateUse.Server => KeyUsage.DigitalSignature,
        CertificateUse.Encryption or CertificateUse.ServerEncryption => KeyUsage.KeyEncipherment | KeyUsage.DataEncipherment | KeyUsage.KeyAgreement,
        _ => throw new ArgumentOutOfRangeException(nameof(use)),
    };

    private static GeneralNames Names(IReadOnlyList<string> hosts) => new([.. hosts.Select(Name)]);

    private static GeneralName Name(string host) =>
        new(System.Net.IPAddress.TryParse(host, out _) ? GeneralName.IPAddress : GeneralName.DnsName, host);
}
