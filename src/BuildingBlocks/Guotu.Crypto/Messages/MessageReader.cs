using System.Formats.Asn1;
using Guotu.Crypto.Certificates;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Messages;

/// <summary>The same parts as they are read. BER is taken, as other makers write it; what does not fit throws <see cref="AsnContentException"/>.</summary>
internal static class MessageReader
{
    private static readonly Asn1Tag Content = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Lists = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag Hidden = new(TagClass.ContextSpecific, 0);

    /// <summary>The body of a message of the type, behind its version.</summary>
    public static AsnReader Body(ReadOnlyMemory<byte> message, string type)
    {
        var reader = new AsnReader(message, AsnEncodingRules.BER);
        var info = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        if (info.ReadObjectIdentifier() != type)
            throw new AsnContentException("another type of message");

        var body = info.ReadSequence(Content).ReadSequence();
        body.ReadInteger();
        return body;
    }

    public static byte[] PlainContent(AsnReader body)
    {
        var info = body.ReadSequence();
        return info.ReadObjectIdentifier() == MessageOids.Data
            ? info.ReadSequence(Content).ReadOctetString()
            : throw new AsnContentException("another type of content");
    }

    /// <summary>The content key, from the receiver's own entry; null where there is none that opens.</summary>
    public static SecretBytes? KeyOf(AsnReader body, MessageReceiver receiver)
    {
        SecretBytes? found = null;
        for (var entries = body.ReadSetOf(skipSortOrderValidation: true); entries.HasData;)
        {
            var entry = entries.ReadSequence();
            entry.ReadInteger();
            var isOurs = entry.ReadEncodedValue().Span.SequenceEqual(receiver.Certificate.IssuerAndSerial);
            entry.ReadSequence();
            var ciphertext = Sm2Ciphertext.FromDer(entry.ReadOctetString());
            if (found is null && isOurs && ciphertext.IsSuccess && Sm2.Decrypt(receiver.Key, ciphertext.Value) is { IsSuccess: true } opened)
                found = SecretBytes.Take(opened.Value);
        }

        return found;
    }

    /// <summary>Null where the content does not open with the key.</summary>
    public static byte[]? HiddenContent(AsnReader body, SecretBytes? key)
    {
        var info = body.ReadSequence();
        info.ReadObjectIdentifier();
        var algorithm = info.ReadSequence();
        if (algorithm.ReadObjectIdentifier() != MessageOids.Sm4Cbc)
            throw new AsnContentException("another cipher");

        var iv = algorithm.ReadOctetString();
        var hidden = info.ReadOctetString(Hidden);
        return key is { Length: Sm4.KeySize } && iv.Length == Sm4.BlockSize && Sm4.TryDecrypt(Sm4Mode.CbcPkcs7, key.Span, iv, hidden, out var content)
            ? content
            : null;
    }

    /// <summary>Everyone who signed the content; a signature that is wrong, or whose certificate is missing, refuses the whole.</summary>
    public static Result<SignedContent> Signers(AsnReader body, byte[] content)
    {
        var certificates = new List<Sm2Certificate>();
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Content))
        {
            for (var entries = body.ReadSetOf(skipSortOrderValidation: true, Content); entries.HasData;)
            {
                var certificate = Sm2Certificate.Read(entries.ReadEncodedValue().Span);
                if (!certificate.IsSuccess)
                    return certificate.Error!;

                certificates.Add(certificate.Value);
            }
        }

        if (body.HasData && body.PeekTag().HasSameClassAndValue(Lists))
            body.ReadEncodedValue();

        var signers = new List<Sm2Certificate>();
        for (var entries = body.ReadSetOf(skipSortOrderValidation: true); entries.HasData;)
        {
            var signer = Signer(entries.ReadSequence(), certificates, content);
            if (!signer.IsSuccess)
                return signer.Error!;

            signers.Add(signer.Value);
        }

        body.ThrowIfNotEmpty();
        return signers.Count > 0 ? new SignedContent(content, signers) : GmMessage.Unreadable("没有签名");
    }

    private static Result<Sm2Certificate> Signer(AsnReader entry, List<Sm2Certificate> certificates, byte[] content)
    {
        entry.ReadInteger();
        var name = entry.ReadEncodedValue();
        if (entry.ReadSequence().ReadObjectIdentifier() != MessageOids.Sm3)
            throw new AsnContentException("another digest");

        if (entry.PeekTag().HasSameClassAndValue(Content))
            return GmMessage.Unreadable("签名者带有附加属性,本系统不认");

        entry.ReadSequence();
        var signature = entry.ReadOctetString();
        var signer = certificates.Find(c => name.Span.SequenceEqual(c.IssuerAndSerial));
        if (signer is null)
            return GmMessage.Unreadable("没有签名者的证书");

        return Sm2.VerifyDer(signer.PublicKey, content, signature) ? signer : GmMessage.Unreadable("签名不符,内容已被改动");
    }
}
