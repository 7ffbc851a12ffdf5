using System.Runtime.CompilerServices;

namespace Guotu.Geo.TileCopies;

/// <summary>Bytes of the Protocol Buffers wire format that grow in one array, to be used again and again.</summary>
internal sealed class TileBuffer
{
    private const int LongestVarint = 10;
    private byte[] _bytes = new byte[1 << 12];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public static int SizeOf(uint value) => value < 1u << 7 ? 1 : value < 1u << 14 ? 2 : value < 1u << 21 ? 3 : value < 1u << 28 ? 4 : 5;

    public void Clear() => Length = 0;

    public void Byte(byte value)
    {
        Room(1);
        _bytes[Length++] = value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Varint(ulong value)
    {
        Room(LongestVarint);
        var (bytes, at) = (_bytes, Length);
        while (value >= 0x80)
        {
            bytes[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        bytes[at++] = (byte)value;
        Length = at;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Room(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Room to write into; what was written there is told to <see cref="Advance"/>.</summary>
    public Span<byte> Free(int atLeast)
    {
        Room(atLeast);
        return _bytes.AsSpan(Length);
    }

    public void Advance(int written) => Length += written;

    private void Room(int more)
    {
        if (Length + more > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + more));
        }
    }
}
