using System.Security.Cryptography;
using System.Text;
using Guotu.Kernel.Results;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace Guotu.Crypto.Certificates;

/// <summary>A request for an SM2 certificate (证书请求, PKCS #10) whose holder has proved to have the private key.</summary>
/// <param name="Subject">Distinguished name asked for.</param>
/// <param name="PublicKey">The key to be certified.</param>
public sealed record Sm2CertificateRequest(string Subject, Sm2PublicKey PublicKey)
{
    /// <summary>Reads PEM and verifies the request's own signature under the default user id.</summary>
    public static Result<Sm2CertificateRequest> ReadPem(ReadOnlySpan<byte> pem)
    {
        var text = Encoding.ASCII.GetString(pem);
        if (!PemEncoding.TryFind(text, out var fields) || !text[fields.Label].EndsWith("CERTIFICATE REQUEST", StringComparison.Ordinal))
            return Unreadable("没有CERTIFICATE REQUEST段");

        CertificationRequest request;
        try
        {
            request = CertificationRequest.GetInstance(Asn1Object.FromByteArray(Convert.FromBase64String(text[fields.Base64Data])));
        }
        catch (Exception failure) when (failure is IOException or ArgumentException or InvalidCastException)
        {
            return Unreadable("内容不是证书请求");
        }

        if (request.SignatureAlgorithm.Algorithm.Id != Sm2Certificate.SignatureOid)
            return Unreadable("签名算法不是SM2");

        var info = request.GetCertificationRequestInfo();
        var key = Sm2PublicKey.FromSubjectPublicKeyInfo(info.SubjectPublicKeyInfo.GetDerEncoded());
        if (!key.IsSuccess)
            return key.Error!;

        return Sm2.VerifyDer(key.Value, info.GetDerEncoded(), request.Signature.GetOctets())
            ? new Sm2CertificateRequest(info.Subject.ToString(), key.Value)
            : Unreadable("请求的签名与其公钥不符");
    }

    /// <summary>Asks for a certificate and proves to have the key: PEM of PKCS #10, signed under the default user id.</summary>
    public static string Make(CertificateSubject subject, Sm2PrivateKey key)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(key);
        var info = new CertificationRequestInfo(
            subject.ToName(),
            SubjectPublicKeyInfo.GetInstance(Asn1Object.FromByteArray(key.PublicKey.ToSubjectPublicKeyInfo())),
            new DerSet());
        return PemEncoding.WriteString("CERTIFICATE REQUEST", Sm2Signing.Frame(info, key)) + "\n";
    }

    private static Error Unreadable(string reason) => new(CryptoErrors.CertificateUnreadable, ("what", "证书请求"), ("reason", reason));
}
