using System.Formats.Asn1;
using System.Security.Cryptography;
using Guotu.Kernel.Results;

namespace Guotu.Crypto;

/// <summary>DER and PEM forms of SM2 keys: SubjectPublicKeyInfo, PKCS #8 (RFC 5958) and ECPrivateKey (RFC 5915).</summary>
internal static class Sm2KeyEncoding
{
    private const string EcPublicKeyOid = "1.2.840.10045.2.1";
    private const string PublicLabel = "PUBLIC KEY";
    private const string Pkcs8Label = "PRIVATE KEY";
    private const string EcPrivateLabel = "EC PRIVATE KEY";

    private static readonly Asn1Tag PublicKeyTag = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag ParametersTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public static byte[] WritePublic(Sm2PublicKey key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            WriteAlgorithm(writer);
            writer.WriteBitString(key.Encoded);
        }

        return writer.Encode();
    }

    public static string WritePublicPem(Sm2PublicKey key) => PemEncoding.WriteString(PublicLabel, WritePublic(key)) + "\n";

    public static SecretBytes WritePkcs8(Sm2PrivateKey key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            WriteAlgorithm(writer);
            using (writer.PushOctetString())
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                writer.WriteOctetString(key.Scalar);
                using (writer.PushSequence(PublicKeyTag))
                    writer.WriteBitString(key.PublicKey.Encoded);
            }
        }

        var secret = SecretBytes.Take(writer.Encode());
        writer.Reset();
        return secret;
    }

    public static string WritePkcs8Pem(Sm2PrivateKey key)
    {
        using var der = WritePkcs8(key);
        return PemEncoding.WriteString(Pkcs8Label, der.Span) + "\n";
    }

    public static Result<Sm2PublicKey> ReadPublicPem(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        return TryReadPem(pem, [PublicLabel], out var der, out _)
            ? ReadPublic(der)
            : Unreadable("公钥", "没有PUBLIC KEY段");
    }

    public static Result<Sm2PrivateKey> ReadPrivatePem(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        if (!TryReadPem(pem, [Pkcs8Label, EcPrivateLabel], out var der, out var label))
            return Unreadable("私钥", "没有未加密的PRIVATE KEY段");

        try
        {
            return label == Pkcs8Label ? ReadPkcs8(der) : ReadEcPrivate(der);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    public static Result<Sm2PublicKey> ReadPublic(ReadOnlyMemory<byte> der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var info = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            if (!IsSm2(info.ReadSequence()))
                return Unreadable("公钥", "算法不是SM2");

            var point = info.ReadBitString(out var unused);
            return unused == 0 ? Sm2PublicKey.FromPoint(point) : Unreadable("公钥", "位串不是整字节");
        }
        catch (AsnContentException)
        {
            return Unreadable("公钥", "DER结构不完整");
        }
    }

    public static Result<Sm2PrivateKey> ReadPkcs8(ReadOnlyMemory<byte> der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var info = reader.ReadSequence();
            if (!info.TryReadInt32(out var version) || version is not (0 or 1))
                return Unreadable("私钥", "PKCS#8版本不认识");

            if (!IsSm2(info.ReadSequence()))
                return Unreadable("私钥", "算法不是SM2");

            var inner = info.ReadOctetString();
            try
            {
                return ReadEcPrivate(inner);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(inner);
            }
        }
        catch (AsnContentException)
        {
            return Unreadable("私钥", "DER结构不完整");
        }
    }

    private static Result<Sm2PrivateKey> ReadEcPrivate(ReadOnlyMemory<byte> der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            if (!sequence.TryReadInt32(out var version) || version != 1)
                return Unreadable("私钥", "ECPrivateKey版本不认识");

            var scalar = sequence.ReadOctetString();
            try
            {
                if (sequence.HasData && sequence.PeekTag().HasSameClassAndValue(ParametersTag)
                    && sequence.ReadSequence(ParametersTag).ReadObjectIdentifier() != Sm2Curve.Oid)
                {
                    return Unreadable("私钥", "曲线不是sm2p256v1");
                }

                var key = Sm2PrivateKey.FromScalar(scalar);
                return key.IsSuccess ? Agreeing(key.Value, sequence) : key;
            }
            finally
            {
                CryptographicOperations.ZeroMemory(scalar);
            }
        }
        catch (AsnContentException)
        {
            return Unreadable("私钥", "DER结构不完整");
        }
    }

    private static Result<Sm2PrivateKey> Agreeing(Sm2PrivateKey key, AsnReader rest)
    {
        if (!rest.HasData || !rest.PeekTag().HasSameClassAndValue(PublicKeyTag))
            return key;

        if (rest.ReadSequence(PublicKeyTag).ReadBitString(out _).AsSpan().SequenceEqual(key.PublicKey.Encoded))
            return key;

        key.Dispose();
        return Unreadable("私钥", "所附公钥与私钥不成对");
    }

    private static void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(EcPublicKeyOid);
            writer.WriteObjectIdentifier(Sm2Curve.Oid);
        }
    }

    // GM/T 0010 tools also write the SM2 OID itself as the algorithm.
    private static bool IsSm2(AsnReader algorithm)
    {
        var oid = algorithm.ReadObjectIdentifier();
        if (oid == Sm2Curve.Oid)
            return true;

        return oid == EcPublicKeyOid
            && algorithm.HasData
            && algorithm.PeekTag() == Asn1Tag.ObjectIdentifier
            && algorithm.ReadObjectIdentifier() == Sm2Curve.Oid;
    }

    // A file made by openssl may hold EC PARAMETERS before the key.
    private static bool TryReadPem(string pem, string[] labels, out byte[] der, out string label)
    {
        for (ReadOnlySpan<char> rest = pem; PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            label = rest[fields.Label].ToString();
            if (!labels.Contains(label, StringComparer.Ordinal))
                continue;

            der = Convert.FromBase64String(rest[fields.Base64Data].ToString());
            return true;
        }

        der = [];
        label = string.Empty;
        return false;
    }

    private static Error Unreadable(string what, string reason) => new(CryptoErrors.KeyUnreadable, ("what", what), ("reason", reason));
}
