using Guotu.Crypto.Engines;
using Guotu.Kernel.Results;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC;

namespace Guotu.Crypto;

/// <summary>An SM2 public key (公钥): a point that has been proved to lie on sm2p256v1. Equal by value.</summary>
public sealed class Sm2PublicKey : IEquatable<Sm2PublicKey>
{
    /// <summary>04 ‖ x ‖ y.</summary>
    public const int EncodedSize = 65;

    private readonly byte[] _encoded;

    internal Sm2PublicKey(ECPoint point)
    {
        _encoded = point.Normalize().GetEncoded(compressed: false);
        Managed = new ECPublicKeyParameters(point, Sm2Curve.Domain);
    }

    /// <summary>04 ‖ x ‖ y, 65 bytes.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    internal ECPublicKeyParameters Managed { get; }

    internal NativeKeySlot Native { get; } = new();

    /// <summary>Reads 04 ‖ x ‖ y (65 bytes) or x ‖ y (64 bytes, as ECCrefPublicKey and some devices give it).</summary>
    public static Result<Sm2PublicKey> FromPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length == EncodedSize - 1)
            return FromPoint([0x04, .. point]);

        if (point.Length != EncodedSize || point[0] != 0x04)
            return Unreadable("公钥应为64或65字节的非压缩点");

        try
        {
            // DecodePoint refuses a coordinate out of range and a point off the curve; SM2 has cofactor 1.
            return new Sm2PublicKey(Sm2Curve.Domain.Curve.DecodePoint(point.ToArray()));
        }
        catch (ArgumentException)
        {
            return Unreadable("公钥的点不在曲线sm2p256v1上");
        }
    }

    /// <summary>Reads a PEM <c>PUBLIC KEY</c> (SubjectPublicKeyInfo).</summary>
    public static Result<Sm2PublicKey> FromPem(string pem) => Sm2KeyEncoding.ReadPublicPem(pem);

    /// <summary>Reads a DER SubjectPublicKeyInfo.</summary>
    public static Result<Sm2PublicKey> FromSubjectPublicKeyInfo(ReadOnlyMemory<byte> der) => Sm2KeyEncoding.ReadPublic(der);

    public byte[] ToSubjectPublicKeyInfo() => Sm2KeyEncoding.WritePublic(this);

    public string ToPem() => Sm2KeyEncoding.WritePublicPem(this);

    /// <summary>04 ‖ x ‖ y in lower-case hexadecimal, as the browser's sm-crypto takes it.</summary>
    public string ToHex() => Convert.ToHexString(_encoded).ToLowerInvariant();

    public bool Equals(Sm2PublicKey? other) => other is not null && _encoded.AsSpan().SequenceEqual(other._encoded);

    public override bool Equals(object? obj) => Equals(obj as Sm2PublicKey);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_encoded);
        return hash.ToHashCode();
    }

    public override string ToString() => ToHex();

    private static Error Unreadable(string reason) => new(CryptoErrors.KeyUnreadable, ("what", "公钥"), ("reason", reason));
}
