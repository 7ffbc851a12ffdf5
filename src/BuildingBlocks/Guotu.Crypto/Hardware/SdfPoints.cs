using Guotu.Kernel.Results;

namespace Guotu.Crypto.Hardware;

/// <summary>Between the device's structures, right-aligned in 64 bytes, and ours.</summary>
internal static unsafe class SdfPoints
{
    private const int Size = Sm2Curve.FieldSize;

    public static Result<Sm2PublicKey> Read(EccPublicKey key)
    {
        var point = new byte[2 * Size];
        Tail(key.X, point);
        Tail(key.Y, point.AsSpan(Size));
        return Sm2PublicKey.FromPoint(point);
    }

    public static byte[] Read(EccSignature signature)
    {
        var raw = new byte[Sm2Signature.RawSize];
        Tail(signature.R, raw);
        Tail(signature.S, raw.AsSpan(Size));
        return raw;
    }

    public static Sm2Ciphertext Read(EccCipher cipher)
    {
        var point = new byte[Sm2PublicKey.EncodedSize];
        point[0] = 0x04;
        Tail(cipher.X, point.AsSpan(1));
        Tail(cipher.Y, point.AsSpan(1 + Size));
        var length = (int)Math.Min(cipher.L, SdfSizes.HiddenKey);
        return new Sm2Ciphertext(point, new ReadOnlySpan<byte>(cipher.M, Sm3.Size), new ReadOnlySpan<byte>(cipher.C, length));
    }

    public static EccPublicKey Key(Sm2PublicKey key)
    {
        var result = new EccPublicKey { Bits = 8 * Size };
        key.Encoded.Slice(1, Size).CopyTo(new Span<byte>(result.X + SdfSizes.Lead, Size));
        key.Encoded.Slice(1 + Size, Size).CopyTo(new Span<byte>(result.Y + SdfSizes.Lead, Size));
        return result;
    }

    public static EccSignature Signature(ReadOnlySpan<byte> raw)
    {
        var result = default(EccSignature);
        raw[..Size].CopyTo(new Span<byte>(result.R + SdfSizes.Lead, Size));
        raw[Size..].CopyTo(new Span<byte>(result.S + SdfSizes.Lead, Size));
        return result;
    }

    public static EccCipher Cipher(Sm2Ciphertext ciphertext)
    {
        var result = new EccCipher { L = (uint)ciphertext.Hidden.Length };
        ciphertext.Point.Slice(1, Size).CopyTo(new Span<byte>(result.X + SdfSizes.Lead, Size));
        ciphertext.Point.Slice(1 + Size, Size).CopyTo(new Span<byte>(result.Y + SdfSizes.Lead, Size));
        ciphertext.Hash.CopyTo(new Span<byte>(result.M, Sm3.Size));
        ciphertext.Hidden.CopyTo(new Span<byte>(result.C, SdfSizes.HiddenKey));
        return result;
    }

    private static void Tail(byte* aligned, Span<byte> target) => new ReadOnlySpan<byte>(aligned + SdfSizes.Lead, Size).CopyTo(target);
}
