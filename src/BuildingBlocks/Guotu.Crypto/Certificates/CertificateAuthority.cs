using Guotu.Kernel.Randomness;
using Guotu.Kernel.Time;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;

namespace Guotu.Crypto.Certificates;

/// <summary>
/// An authority that certifies and revokes (证书认证机构): for the node's own keys and for tests. The county's real authority is a licensed one; its
/// certificates are only read.
/// </summary>
public sealed class CertificateAuthority
{
    private readonly Sm2PrivateKey _key;
    private readonly IRandomSource _random;

    /// <param name="certificate">Its own certificate.</param>
    /// <param name="key">The key of that certificate; stays the caller's.</param>
    /// <param name="random">Gives serial numbers.</param>
    public CertificateAuthority(Sm2Certificate certificate, Sm2PrivateKey key, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(key);
        if (!certificate.PublicKey.Equals(key.PublicKey) || !certificate.IsAuthority)
            throw new ArgumentException("An authority has a certificate of its own key that lets it certify", nameof(key));

        (Certificate, _key, _random) = (certificate, key, random);
    }

    public Sm2Certificate Certificate { get; }

    /// <summary>A root: it certifies itself.</summary>
    public static CertificateAuthority MakeRoot(CertificateOrder order, Sm2PrivateKey key, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(key);
        var certificate = Make(order, key.PublicKey, order.Subject.ToName(), key, Serial(random));
        return new CertificateAuthority(certificate, key, random);
    }

    /// <summary>Certifies a key whose holder has proved to have it.</summary>
    public Sm2Certificate Issue(CertificateOrder order, Sm2PublicKey subject) =>
        Make(order, subject, Certificate.SubjectName, _key, Serial(_random));

    /// <summary>The list of what was revoked, complete, to be replaced before <paramref name="nextUpdate"/>.</summary>
    public Sm2RevocationList Revoke(IReadOnlyList<RevokedCertificate> revoked, Instant thisUpdate, Instant nextUpdate, long number)
    {
        ArgumentNullException.ThrowIfNull(revoked);
        var generator = new V2TbsCertListGenerator();
        generator.SetSignature(Sm2Signing.Algorithm);
        generator.SetIssuer(Certificate.SubjectName);
        generator.SetThisUpdate(TimeOf(thisUpdate));
        generator.SetNextUpdate(TimeOf(nextUpdate));
        foreach (var entry in revoked)
            generator.AddCrlEntry(new DerInteger(new BigInteger(entry.SerialNumber, 16)), TimeOf(entry.At), (int)entry.Reason);

        var extensions = new X509ExtensionsGenerator();
        var keyId = new AuthorityKeyIdentifier(CertificateExtensions.KeyId(_key.PublicKey));
        extensions.AddExtension(X509Extensions.AuthorityKeyIdentifier, critical: false, keyId);
        extensions.AddExtension(X509Extensions.CrlNumber, critical: false, new CrlNumber(BigInteger.ValueOf(number)));
        generator.SetExtensions(extensions.Generate());
        return Sm2RevocationList.Read(Sm2Signing.Frame(generator.GenerateTbsCertList(), _key)).Value;
    }

    private static Sm2Certificate Make(CertificateOrder order, Sm2PublicKey subject, X509Name issuer, Sm2PrivateKey key, BigInteger serial)
    {
        var generator = new V3TbsCertificateGenerator();
        generator.SetSerialNumber(new DerInteger(serial));
        generator.SetSignature(Sm2Signing.Algorithm);
        generator.SetIssuer(issuer);
        generator.SetStartDate(TimeOf(order.From));
        generator.SetEndDate(TimeOf(order.Until));
        generator.SetSubject(order.Subject.ToName());
        generator.SetSubjectPublicKeyInfo(SubjectPublicKeyInfo.GetInstance(Asn1Object.FromByteArray(subject.ToSubjectPublicKeyInfo())));
        generator.SetExtensions(CertificateExtensions.Of(order, subject, key.PublicKey));
        return Sm2Certificate.Read(Sm2Signing.Frame(generator.GenerateTbsCertificate(), key)).Value;
    }

    // Whole seconds, as the encoding has them; 2050 and later as GeneralizedTime.
    private static Time TimeOf(Instant instant) => new(DateTime.SpecifyKind(instant.UtcDateTime, DateTimeKind.Utc));

    /// <summary>127 random bits, positive (RFC 5280, 4.1.2.2: at most 20 bytes).</summary>
    private static BigInteger Serial(IRandomSource random)
    {
        var bytes = new byte[16];
        random.Fill(bytes);
        bytes[0] = (byte)((bytes[0] & 0x7F) | 0x40);
        return new BigInteger(1, bytes);
    }
}
