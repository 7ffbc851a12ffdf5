using System.Security.Cryptography;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Security.Certificates;
using Org.BouncyCastle.X509;

namespace Guotu.Crypto.Certificates;

/// <summary>A list of revoked certificates signed SM2-with-SM3 (证书撤销列表, GM/T 0015-2012, 5.3). Whom it binds is <see cref="CertificatePath"/>'s to judge.</summary>
public sealed class Sm2RevocationList
{
    /// <summary>Bits of the longest number (RFC 5280, 5.2.3: twenty octets).</summary>
    private const int MostNumberBits = 160;

    private readonly X509Crl _list;

    private Sm2RevocationList(X509Crl list, byte[] der) => (_list, Der) = (list, der);

    public ReadOnlyMemory<byte> Der { get; }

    public string Issuer => _list.IssuerDN.ToString();

    public Instant ThisUpdate => Instant.FromUtc(_list.ThisUpdate);

    /// <summary>Null where the list does not say when it will be replaced; such a list is never fresh.</summary>
    public Instant? NextUpdate => _list.NextUpdate is { } next ? Instant.FromUtc(next.Value) : null;

    /// <summary>
    /// CRL number (撤销列表编号), which an authority only lets grow, as forty hexadecimal digits, so that texts compare as numbers do; null where the list has none or one
    /// that cannot be read.
    /// </summary>
    public string? Number => NumberIn(_list.GetExtensionValue(X509Extensions.CrlNumber)?.GetOctets());

    internal X509Name IssuerName => _list.IssuerDN;

    /// <summary>
    /// True when it has a critical extension (a part list, a list for others): what is not in it might still be revoked, so it decides nothing.
    /// </summary>
    public bool IsPartial => _list.GetCriticalExtensionOids() is { Count: > 0 } || _list.GetExtensionValue(X509Extensions.DeltaCrlIndicator) is not null;

    /// <summary>Reads PEM or DER; refuses what is not a list signed by SM2.</summary>
    public static Result<Sm2RevocationList> Read(ReadOnlySpan<byte> pemOrDer)
    {
        X509Crl? list;
        byte[] der;
        try
        {
            list = new X509CrlParser().ReadCrl(pemOrDer.ToArray());
            der = list?.GetEncoded() ?? [];
        }
        catch (Exception failure) when (failure is CrlException or IOException or ArgumentException or InvalidCastException or FormatException)
        {
            return Unreadable("内容不是证书撤销列表");
        }

        if (list is null)
            return Unreadable("内容不是证书撤销列表");

        return list.SigAlgOid == Sm2Certificate.SignatureOid ? new Sm2RevocationList(list, der) : Unreadable("签名算法不是SM2");
    }

    public bool IsSignedBy(Sm2PublicKey issuer) => Sm2.VerifyDer(issuer, _list.GetTbsCertList(), _list.GetSignature());

    /// <summary>From when the certificate is not to be trusted; null where it is not in the list.</summary>
    public Instant? RevokedAt(Sm2Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return _list.GetRevokedCertificate(certificate.Serial) is { } entry ? Instant.FromUtc(entry.RevocationDate) : null;
    }

    public string ToPem() => PemEncoding.WriteString("X509 CRL", Der.Span) + "\n";

    private static string? NumberIn(byte[]? octets)
    {
        try
        {
            return octets is not null && Asn1Object.FromByteArray(octets) is DerInteger { Value: { SignValue: >= 0 } number } && number.BitLength <= MostNumberBits
                ? number.ToString(16).PadLeft(MostNumberBits / 4, '0')
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static Error Unreadable(string reason) => new(CryptoErrors.CertificateUnreadable, ("what", "撤销列表"), ("reason", reason));
}
