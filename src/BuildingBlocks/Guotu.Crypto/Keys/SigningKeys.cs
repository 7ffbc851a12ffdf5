using Guotu.Kernel.Results;

namespace Guotu.Crypto.Keys;

/// <summary>A signature and the version of the key that made it (签名值与密钥版本).</summary>
/// <param name="KeyVersion">Version of the key pair.</param>
/// <param name="Bytes">r ‖ s, 64 bytes.</param>
public sealed record KeyedSignature(int KeyVersion, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// The node's signatures (签名密钥). The purpose's name is bound into what is signed, so that a signature made for one
/// purpose never stands for another; who verifies outside signs over <see cref="Message"/>.
/// </summary>
public sealed class SigningKeys(KeyRing ring)
{
    /// <summary>The bytes that are signed: length-prefixed domain, purpose name and message.</summary>
    public static byte[] Message(KeyPairPurpose purpose, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return new BoundText("guotu signature 1").Add(purpose.Name).Add(message).ToArray();
    }

    public Result<KeyedSignature> Sign(KeyPairPurpose purpose, ReadOnlySpan<byte> message)
    {
        var key = ring.Current(purpose);
        if (!key.IsSuccess)
            return key.Error!;

        var signed = key.Value.Sign(Message(purpose, message));
        return signed.IsSuccess ? new KeyedSignature(key.Value.Version, signed.Value) : signed.Error!;
    }

    /// <summary>True or false by the signature; a refusal where the key version is not there to ask.</summary>
    public Result<bool> Verify(KeyPairPurpose purpose, ReadOnlySpan<byte> message, KeyedSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        var key = ring.Version(purpose, signature.KeyVersion);
        return key.IsSuccess
            ? Sm2.Verify(key.Value.PublicKey, Message(purpose, message), signature.Bytes.Span)
            : key.Error!;
    }

    /// <summary>Verifies with an exported public key, as an archive does that has no ring.</summary>
    public static bool Verify(KeyPairPurpose purpose, Sm2PublicKey publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Sm2.Verify(publicKey, Message(purpose, message), signature);

    public Result<Sm2PublicKey> PublicKey(KeyPairPurpose purpose, int version) =>
        ring.Version(purpose, version).Map(k => k.PublicKey);
}
