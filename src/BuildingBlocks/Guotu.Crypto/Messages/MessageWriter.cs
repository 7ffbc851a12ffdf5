using System.Formats.Asn1;
using Guotu.Crypto.Certificates;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Messages;

/// <summary>Parts that the messages of GM/T 0010 share, as they are written.</summary>
internal static class MessageWriter
{
    private const int Version = 1;

    private static readonly Asn1Tag Content = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Hidden = new(TagClass.ContextSpecific, 0);

    /// <summary>ContentInfo: type and [0] EXPLICIT content.</summary>
    public static byte[] Message(string type, Action<AsnWriter> body)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSequence(Content))
            using (writer.PushSequence())
            {
                writer.WriteInteger(Version);
                body(writer);
            }
        }

        return writer.Encode();
    }

    public static void Digests(AsnWriter writer)
    {
        using (writer.PushSetOf())
            Algorithm(writer, MessageOids.Sm3);
    }

    public static void PlainContent(AsnWriter writer, ReadOnlySpan<byte> content)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(MessageOids.Data);
            using (writer.PushSequence(Content))
                writer.WriteOctetString(content);
        }
    }

    /// <summary>EncryptedContentInfo with SM4-CBC; the initial value is the algorithm's parameter.</summary>
    public static void HiddenContent(AsnWriter writer, SecretBytes key, IRandomSource random, ReadOnlySpan<byte> content)
    {
        var iv = new byte[Sm4.BlockSize];
        random.Fill(iv);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(MessageOids.Data);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(MessageOids.Sm4Cbc);
                writer.WriteOctetString(iv);
            }

            writer.WriteOctetString(Sm4.Encrypt(Sm4Mode.CbcPkcs7, key.Span, iv, content), Hidden);
        }
    }

    public static void Receivers(AsnWriter writer, IReadOnlyList<Sm2Certificate> receivers, SecretBytes key)
    {
        using (writer.PushSetOf())
        {
            foreach (var receiver in receivers)
            {
                using (writer.PushSequence())
                {
                    writer.WriteInteger(Version);
                    IssuerAndSerial(writer, receiver);
                    Algorithm(writer, MessageOids.Sm2Encrypt);
                    writer.WriteOctetString(Sm2.Encrypt(receiver.PublicKey, key.Span).ToDer());
                }
            }
        }
    }

    /// <summary>[0] certificates and signerInfos.</summary>
    public static void Signers(AsnWriter writer, IReadOnlyList<MessageSigner> signers, ReadOnlySpan<byte> content)
    {
        using (writer.PushSetOf(Content))
        {
            foreach (var signer in signers)
                writer.WriteEncodedValue(signer.Certificate.Der.Span);
        }

        using (writer.PushSetOf())
        {
            foreach (var signer in signers)
            {
                using (writer.PushSequence())
                {
                    writer.WriteInteger(Version);
                    IssuerAndSerial(writer, signer.Certificate);
                    Algorithm(writer, MessageOids.Sm3);
                    Algorithm(writer, MessageOids.Sm2Sign);
                    writer.WriteOctetString(Sm2Signature.ToDer(Sm2.Sign(signer.Key, content)));
                }
            }
        }
    }

    private static void IssuerAndSerial(AsnWriter writer, Sm2Certificate certificate) => writer.WriteEncodedValue(certificate.IssuerAndSerial);

    private static void Algorithm(AsnWriter writer, string algorithm)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(algorithm);
    }
}
