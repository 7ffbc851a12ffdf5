using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace Guotu.Crypto.Certificates;

/// <summary>The frame that certificates, revocation lists and requests share: SEQUENCE { content, algorithm, signature }.</summary>
internal static class Sm2Signing
{
    public static AlgorithmIdentifier Algorithm { get; } = new(new DerObjectIdentifier(Sm2Certificate.SignatureOid));

    public static byte[] Frame(Asn1Encodable content, Sm2PrivateKey key)
    {
        var signature = Sm2Signature.ToDer(Sm2.Sign(key, content.GetDerEncoded()));
        return new DerSequence(content, Algorithm, new DerBitString(signature)).GetDerEncoded();
    }
}
