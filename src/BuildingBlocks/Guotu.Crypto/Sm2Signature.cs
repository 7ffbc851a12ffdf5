using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;

namespace Guotu.Crypto;

/// <summary>The two forms of an SM2 signature: raw r ‖ s (64 bytes) and DER SEQUENCE { r, s } (GM/T 0009-2012, 7.3).</summary>
public static class Sm2Signature
{
    public const int RawSize = 64;

    private const int Half = RawSize / 2;

    public static byte[] ToDer(ReadOnlySpan<byte> raw)
    {
        if (raw.Length != RawSize)
            throw new ArgumentException($"A raw SM2 signature has {RawSize} bytes, not {raw.Length}", nameof(raw));

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            UnsignedInteger.Write(writer, raw[..Half]);
            UnsignedInteger.Write(writer, raw[Half..]);
        }

        return writer.Encode();
    }

    /// <summary>Reads DER strictly: trailing bytes, padded or negative integers are not a signature.</summary>
    public static bool TryFromDer(ReadOnlySpan<byte> der, [NotNullWhen(true)] out byte[]? raw)
    {
        raw = null;
        var bytes = new byte[RawSize];
        try
        {
            var reader = new AsnReader(der.ToArray(), AsnEncodingRules.DER);
            var sequence = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            if (!UnsignedInteger.TryRead(sequence, bytes.AsSpan(0, Half)) || !UnsignedInteger.TryRead(sequence, bytes.AsSpan(Half)))
                return false;

            sequence.ThrowIfNotEmpty();
        }
        catch (AsnContentException)
        {
            return false;
        }

        raw = bytes;
        return true;
    }
}
