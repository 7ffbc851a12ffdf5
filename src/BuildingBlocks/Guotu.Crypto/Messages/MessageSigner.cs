using Guotu.Crypto.Certificates;

namespace Guotu.Crypto.Messages;

/// <summary>Who signs a message (签名者).</summary>
/// <param name="Certificate">The signing certificate; it travels with the message.</param>
/// <param name="Key">Its private key; stays the caller's.</param>
public sealed record MessageSigner(Sm2Certificate Certificate, Sm2PrivateKey Key);

/// <summary>Whose envelope is opened (接收者).</summary>
/// <param name="Certificate">The encryption certificate that the sender used.</param>
/// <param name="Key">Its private key; stays the caller's.</param>
public sealed record MessageReceiver(Sm2Certificate Certificate, Sm2PrivateKey Key);

/// <summary>A message whose signatures are right (已验签的消息). Whether the signers are trusted is <see cref="CertificatePath"/>'s to judge.</summary>
/// <param name="Content">What was signed.</param>
/// <param name="Signers">Certificates of all who signed, in the order of the message.</param>
public sealed record SignedContent(ReadOnlyMemory<byte> Content, IReadOnlyList<Sm2Certificate> Signers);
