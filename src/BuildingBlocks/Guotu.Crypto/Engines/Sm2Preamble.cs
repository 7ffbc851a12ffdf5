using System.Buffers.Binary;

namespace Guotu.Crypto.Engines;

/// <summary>
/// e = SM3(Z ‖ M), Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ xG ‖ yG ‖ xA ‖ yA) (GB/T 32918.2-2016, 5.5): what SM2 really signs.
/// </summary>
internal static class Sm2Preamble
{
    private static readonly byte[] CurveBytes = [.. CurveParts().SelectMany(p => p)];

    public static void Digest(ICryptoEngine engine, Sm2PublicKey key, ReadOnlySpan<byte> userId, ReadOnlySpan<byte> message, Span<byte> digest)
    {
        Span<byte> z = stackalloc byte[Sm3.Size];
        Identity(engine, key, userId, z);
        using var whole = engine.StartSm3();
        whole.Append(z);
        whole.Append(message);
        whole.Finish(digest);
    }

    /// <summary>Z of one person, 32 bytes.</summary>
    public static void Identity(ICryptoEngine engine, Sm2PublicKey key, ReadOnlySpan<byte> userId, Span<byte> z)
    {
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, checked((ushort)(userId.Length * 8)));
        using var identity = engine.StartSm3();
        identity.Append(length);
        identity.Append(userId);
        identity.Append(CurveBytes);
        identity.Append(key.Encoded[1..]);
        identity.Finish(z);
    }

    private static byte[][] CurveParts()
    {
        var generator = Sm2Curve.Domain.G.Normalize();
        return
        [
            Sm2Curve.Domain.Curve.A.GetEncoded(),
            Sm2Curve.Domain.Curve.B.GetEncoded(),
            generator.AffineXCoord.GetEncoded(),
            generator.AffineYCoord.GetEncoded(),
        ];
    }
}
