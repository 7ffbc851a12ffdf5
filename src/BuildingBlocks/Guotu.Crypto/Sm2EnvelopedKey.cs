using System.Formats.Asn1;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto;

/// <summary>
/// An encryption key pair on its way from the key centre to its holder (加密密钥对的数字信封, GM/T 0009-2012, 7.4): the private key under SM4, the
/// SM4 key under the holder's signing key. What a CA gives out beside the encryption certificate.
/// </summary>
public static class Sm2EnvelopedKey
{
    private const string Sm4Oid = "1.2.156.10197.1.104";
    private const string Sm4EcbOid = "1.2.156.10197.1.104.1";

    /// <param name="holder">The signing key that was certified before.</param>
    /// <param name="encryption">The key pair to hand over.</param>
    /// <param name="random">Gives the SM4 key.</param>
    /// <returns>DER.</returns>
    public static byte[] Seal(Sm2PublicKey holder, Sm2PrivateKey encryption, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(encryption);
        using var key = SecretBytes.Random(random, Sm4.KeySize);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
                writer.WriteObjectIdentifier(Sm4EcbOid);

            writer.WriteEncodedValue(Sm2.Encrypt(holder, key.Span).ToDer());
            writer.WriteBitString(encryption.PublicKey.Encoded);
            writer.WriteBitString(Sm4.Encrypt(Sm4Mode.Ecb, key.Span, [], encryption.Scalar));
        }

        return writer.Encode();
    }

    /// <summary>The key pair inside; refused unless its two halves belong together.</summary>
    public static Result<Sm2PrivateKey> Open(Sm2PrivateKey holder, ReadOnlyMemory<byte> der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var envelope = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            if (envelope.ReadSequence().ReadObjectIdentifier() is not (Sm4Oid or Sm4EcbOid))
                return Unreadable("对称算法不是SM4");

            var ciphertext = Sm2Ciphertext.FromDer(envelope.ReadEncodedValue());
            var point = envelope.ReadBitString(out var pointUnused);
            var hidden = envelope.ReadBitString(out var hiddenUnused);
            envelope.ThrowIfNotEmpty();
            return ciphertext.IsSuccess && pointUnused == 0 && hiddenUnused == 0
                ? Open(holder, ciphertext.Value, point, hidden)
                : Unreadable("对称密钥的密文或位串不完整");
        }
        catch (AsnContentException)
        {
            return Unreadable("不是GM/T 0009规定的DER结构");
        }
    }

    private static Result<Sm2PrivateKey> Open(Sm2PrivateKey holder, Sm2Ciphertext wrapped, byte[] point, byte[] hidden)
    {
        var opened = Sm2.Decrypt(holder, wrapped);
        if (!opened.IsSuccess)
            return Unreadable("不是用本人签名密钥封装的");

        using var key = SecretBytes.Take(opened.Value);
        if (key.Length != Sm4.KeySize || !Sm4.TryDecrypt(Sm4Mode.Ecb, key.Span, [], hidden, out var bytes))
            return Unreadable("私钥密文的长度不对");

        // Key stores after GM/T 0016 give the private key right-aligned in 64 bytes.
        using var scalar = SecretBytes.Take(bytes);
        var padding = scalar.Length - Sm2Curve.FieldSize;
        if (padding is not (0 or 32) || scalar.Span[..padding].ContainsAnyExcept((byte)0))
            return Unreadable("私钥不是32字节");

        var pair = Sm2PrivateKey.FromScalar(scalar.Span[padding..]);
        if (!pair.IsSuccess)
            return Unreadable("私钥超出范围");

        var named = Sm2PublicKey.FromPoint(point);
        if (named.IsSuccess && named.Value.Equals(pair.Value.PublicKey))
            return pair;

        pair.Value.Dispose();
        return Unreadable("私钥与公钥不是一对");
    }

    private static Error Unreadable(string reason) => new(CryptoErrors.EnvelopedKeyUnreadable, ("reason", reason));
}
