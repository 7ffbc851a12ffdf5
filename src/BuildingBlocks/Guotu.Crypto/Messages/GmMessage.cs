using System.Formats.Asn1;
using Guotu.Crypto.Certificates;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Messages;

/// <summary>
/// Signed and enveloped messages (SM2密码算法加密签名消息语法, GM/T 0010-2012): signatures over the content itself without attributes, SM4-CBC for the
/// content of an envelope. An envelope alone proves nothing of its sender: <see cref="SignAndSeal"/> does.
/// </summary>
public static class GmMessage
{
    /// <summary>signedData with its content and the signers' certificates; DER.</summary>
    public static byte[] Sign(ReadOnlyMemory<byte> content, params MessageSigner[] signers)
    {
        ArgumentNullException.ThrowIfNull(signers);
        return MessageWriter.Message(MessageOids.SignedData, writer =>
        {
            MessageWriter.Digests(writer);
            MessageWriter.PlainContent(writer, content.Span);
            MessageWriter.Signers(writer, signers, content.Span);
        });
    }

    /// <summary>Content and signers, if every signature is right.</summary>
    public static Result<SignedContent> Verify(ReadOnlyMemory<byte> message) => Read(() =>
    {
        var body = MessageReader.Body(message, MessageOids.SignedData);
        body.ReadSetOf(skipSortOrderValidation: true);
        return MessageReader.Signers(body, MessageReader.PlainContent(body));
    });

    /// <summary>envelopedData for one or more encryption certificates; DER.</summary>
    public static byte[] Seal(ReadOnlyMemory<byte> content, IRandomSource random, params Sm2Certificate[] receivers)
    {
        using var key = SecretBytes.Random(random, Sm4.KeySize);
        return MessageWriter.Message(MessageOids.EnvelopedData, writer =>
        {
            MessageWriter.Receivers(writer, receivers, key);
            MessageWriter.HiddenContent(writer, key, random, content.Span);
        });
    }

    public static Result<byte[]> Open(ReadOnlyMemory<byte> message, MessageReceiver receiver) => Read<byte[]>(() =>
    {
        var body = MessageReader.Body(message, MessageOids.EnvelopedData);
        using var key = MessageReader.KeyOf(body, receiver);
        var content = MessageReader.HiddenContent(body, key);
        body.ThrowIfNotEmpty();
        return content is null ? NotForUs() : content;
    });

    /// <summary>signedAndEnvelopedData: signed by all signers, opened by any receiver; DER.</summary>
    public static byte[] SignAndSeal(
        ReadOnlyMemory<byte> content, IRandomSource random, IReadOnlyList<MessageSigner> signers, IReadOnlyList<Sm2Certificate> receivers)
    {
        using var key = SecretBytes.Random(random, Sm4.KeySize);
        return MessageWriter.Message(MessageOids.SignedAndEnvelopedData, writer =>
        {
            MessageWriter.Receivers(writer, receivers, key);
            MessageWriter.Digests(writer);
            MessageWriter.HiddenContent(writer, key, random, content.Span);
            MessageWriter.Signers(writer, signers, content.Span);
        });
    }

    public static Result<SignedContent> OpenAndVerify(ReadOnlyMemory<byte> message, MessageReceiver receiver) => Read(() =>
    {
        var body = MessageReader.Body(message, MessageOids.SignedAndEnvelopedData);
        using var key = MessageReader.KeyOf(body, receiver);
        body.ReadSetOf(skipSortOrderValidation: true);
        return MessageReader.HiddenContent(body, key) is { } content ? MessageReader.Signers(body, content) : NotForUs();
    });

    internal static Error Unreadable(string reason) => new(CryptoErrors.MessageUnreadable, ("reason", reason));

    private static Error NotForUs() => Unreadable("不是发给这张加密证书的,或内容已被改动");

    private static Result<T> Read<T>(Func<Result<T>> read)
    {
        try
        {
            return read();
        }
        catch (AsnContentException)
        {
            return Unreadable("不是GM/T 0010规定的这一种消息");
        }
    }
}
