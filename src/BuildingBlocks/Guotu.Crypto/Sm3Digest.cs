using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Guotu.Crypto;

/// <summary>
/// A 32-byte SM3 value (杂凑值): names blobs, snapshots and Merkle nodes. Its text is 64 lower-case hexadecimal digits;
/// its order is that of the text.
/// </summary>
public readonly record struct Sm3Digest : IComparable<Sm3Digest>
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <param name="bytes">Exactly 32 bytes.</param>
    public Sm3Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Sm3.Size)
            throw new ArgumentException($"An SM3 digest has {Sm3.Size} bytes, not {bytes.Length}", nameof(bytes));

        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    public static Sm3Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException("An SM3 digest is 64 lower-case hexadecimal digits");

    /// <summary>Reads the one text form; upper case is refused, so that one digest has one file name.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Sm3Digest digest)
    {
        digest = default;
        if (text is not { Length: 2 * Sm3.Size } || text.AsSpan().ContainsAnyExcept(Digits))
            return false;

        digest = new Sm3Digest(Convert.FromHexString(text));
        return true;
    }

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Sm3.Size];
        CopyTo(bytes);
        return bytes;
    }

    public int CompareTo(Sm3Digest other) =>
        (_a, _b, _c, _d).CompareTo((other._a, other._b, other._c, other._d));

    public static bool operator <(Sm3Digest left, Sm3Digest right) => left.CompareTo(right) < 0;

    public static bool operator >(Sm3Digest left, Sm3Digest right) => left.CompareTo(right) > 0;

    public static bool operator <=(Sm3Digest left, Sm3Digest right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Sm3Digest left, Sm3Digest right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{_a:x16}{_b:x16}{_c:x16}{_d:x16}";
}
