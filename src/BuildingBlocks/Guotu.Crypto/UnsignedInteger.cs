using System.Formats.Asn1;

namespace Guotu.Crypto;

/// <summary>Numbers of fixed length in DER INTEGERs.</summary>
internal static class UnsignedInteger
{
    public static void Write(AsnWriter writer, ReadOnlySpan<byte> value)
    {
        var from = value.IndexOfAnyExcept((byte)0);
        writer.WriteIntegerUnsigned(from < 0 ? [0] : value[from..]);
    }

    /// <summary>False when the number is negative or longer than the destination.</summary>
    public static bool TryRead(AsnReader reader, Span<byte> destination)
    {
        var bytes = reader.ReadIntegerBytes().Span;
        if ((bytes[0] & 0x80) != 0)
            return false;

        if (bytes[0] == 0)
            bytes = bytes[1..];

        if (bytes.Length > destination.Length)
            return false;

        destination.Clear();
        bytes.CopyTo(destination[(destination.Length - bytes.Length)..]);
        return true;
    }
}
