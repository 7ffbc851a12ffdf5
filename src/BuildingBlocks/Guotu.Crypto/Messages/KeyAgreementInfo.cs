using System.Formats.Asn1;
using System.Text;
using Guotu.Crypto.Certificates;
using Guotu.Crypto.KeyExchange;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Messages;

/// <summary>
/// keyAgreementInfo (密钥协商数据, GM/T 0010-2012, 11): what one side of an SM2 key exchange sends the other. The certificate inside is to be judged
/// before <see cref="Peer"/> is used.
/// </summary>
/// <param name="Certificate">The sender's certificate.</param>
/// <param name="UserId">The sender's id.</param>
/// <param name="Temporary">The sender's temporary public key.</param>
public sealed record KeyAgreementInfo(Sm2Certificate Certificate, string UserId, Sm2PublicKey Temporary)
{
    public KeyExchangePeer Peer => new(Certificate.PublicKey, UserId, Temporary);

    public static Result<KeyAgreementInfo> Read(ReadOnlyMemory<byte> message)
    {
        try
        {
            var body = MessageReader.Body(message, MessageOids.KeyAgreementInfo);
            var temporary = Sm2PublicKey.FromPoint(body.ReadBitString(out _));
            var certificate = Sm2Certificate.Read(body.ReadEncodedValue().Span);
            var id = Encoding.UTF8.GetString(body.ReadOctetString());
            body.ThrowIfNotEmpty();
            if (!temporary.IsSuccess)
                return temporary.Error!;

            return certificate.IsSuccess ? new KeyAgreementInfo(certificate.Value, id, temporary.Value) : certificate.Error!;
        }
        catch (AsnContentException)
        {
            return GmMessage.Unreadable("不是GM/T 0010规定的密钥协商数据");
        }
    }

    public byte[] ToMessage() => MessageWriter.Message(MessageOids.KeyAgreementInfo, writer =>
    {
        writer.WriteBitString(Temporary.Encoded);
        writer.WriteEncodedValue(Certificate.Der.Span);
        writer.WriteOctetString(Encoding.UTF8.GetBytes(UserId));
    });
}
