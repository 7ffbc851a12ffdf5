using System.Formats.Asn1;
using Guotu.Kernel.Results;

namespace Guotu.Crypto;

/// <summary>
/// An SM2 ciphertext (密文, GB/T 32918.4-2016) in its parts. Forms: raw C1 ‖ C3 ‖ C2 with or without the leading 04 of
/// C1 (the browser's sm-crypto leaves it away), and DER (GM/T 0009-2012, 7.2).
/// </summary>
public sealed class Sm2Ciphertext
{
    private const int PointSize = Sm2PublicKey.EncodedSize;

    private readonly byte[] _point;
    private readonly byte[] _hash;
    private readonly byte[] _hidden;

    /// <param name="point">C1: 04 ‖ x ‖ y, 65 bytes.</param>
    /// <param name="hash">C3: SM3 of x2 ‖ M ‖ y2, 32 bytes.</param>
    /// <param name="hidden">C2: as long as the plaintext.</param>
    public Sm2Ciphertext(ReadOnlySpan<byte> point, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> hidden)
    {
        if (point.Length != PointSize || point[0] != 0x04 || hash.Length != Sm3.Size || hidden.IsEmpty)
            throw new ArgumentException("An SM2 ciphertext is a point of 65 bytes, a hash of 32 and at least one byte", nameof(point));

        _point = point.ToArray();
        _hash = hash.ToArray();
        _hidden = hidden.ToArray();
    }

    public ReadOnlySpan<byte> Point => _point;

    public ReadOnlySpan<byte> Hash => _hash;

    public ReadOnlySpan<byte> Hidden => _hidden;

    /// <summary>
    /// Reads C1 ‖ C3 ‖ C2 with the leading 04. The two raw forms cannot be told apart by looking (an x may begin with
    /// 04), so the caller says which one the sender writes.
    /// </summary>
    public static Result<Sm2Ciphertext> FromRaw(ReadOnlySpan<byte> raw)
    {
        if (raw.Length <= PointSize + Sm3.Size || raw[0] != 0x04)
            return Unreadable("不是以04开头的C1C3C2密文");

        return new Sm2Ciphertext(raw[..PointSize], raw.Slice(PointSize, Sm3.Size), raw[(PointSize + Sm3.Size)..]);
    }

    /// <summary>Reads C1 ‖ C3 ‖ C2 without the leading 04, as sm-crypto gives it.</summary>
    public static Result<Sm2Ciphertext> FromRawWithoutPrefix(ReadOnlySpan<byte> raw) => FromRaw([0x04, .. raw]);

    /// <summary>
    /// Reads C1 ‖ C2 ‖ C3 with the leading 04, the order before 2012, for old data. It cannot be told from the new order by looking; opened in
    /// the wrong one it fails at its hash.
    /// </summary>
    public static Result<Sm2Ciphertext> FromOldRaw(ReadOnlySpan<byte> raw)
    {
        if (raw.Length <= PointSize + Sm3.Size || raw[0] != 0x04)
            return Unreadable("不是以04开头的C1C2C3密文");

        return new Sm2Ciphertext(raw[..PointSize], raw[^Sm3.Size..], raw[PointSize..^Sm3.Size]);
    }

    public static Result<Sm2Ciphertext> FromDer(ReadOnlyMemory<byte> der)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var point = new byte[PointSize];
            point[0] = 0x04;
            if (!UnsignedInteger.TryRead(sequence, point.AsSpan(1, Sm2Curve.FieldSize))
                || !UnsignedInteger.TryRead(sequence, point.AsSpan(1 + Sm2Curve.FieldSize)))
            {
                return Unreadable("点坐标超出范围");
            }

            var hash = sequence.ReadOctetString();
            var hidden = sequence.ReadOctetString();
            sequence.ThrowIfNotEmpty();
            return hash.Length == Sm3.Size && hidden.Length > 0
                ? new Sm2Ciphertext(point, hash, hidden)
                : Unreadable("杂凑值或密文长度不对");
        }
        catch (AsnContentException)
        {
            return Unreadable("不是GM/T 0009规定的DER结构");
        }
    }

    /// <summary>04 ‖ x ‖ y ‖ C3 ‖ C2.</summary>
    public byte[] ToRaw() => [.. _point, .. _hash, .. _hidden];

    /// <summary>x ‖ y ‖ C3 ‖ C2, as sm-crypto takes it.</summary>
    public byte[] ToRawWithoutPrefix() => [.. _point.AsSpan(1), .. _hash, .. _hidden];

    public byte[] ToDer()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            UnsignedInteger.Write(writer, _point.AsSpan(1, Sm2Curve.FieldSize));
            UnsignedInteger.Write(writer, _point.AsSpan(1 + Sm2Curve.FieldSize));
            writer.WriteOctetString(_hash);
            writer.WriteOctetString(_hidden);
        }

        return writer.Encode();
    }

    private static Error Unreadable(string reason) => new(CryptoErrors.CiphertextUnreadable, ("what", "SM2密文"), ("reason", reason));
}
