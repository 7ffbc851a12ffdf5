using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Guotu.Geo.Geometry;

/// <summary>Writes variable-length integers, seven bits a byte, least first.</summary>
internal sealed class VarintWriter(int bytes)
{
    private byte[] _bytes = new byte[Math.Max(bytes, 16)];
    private int _length;

    public void Write(long value)
    {
        var rest = (ulong)value;
        if (_length + 10 > _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        while (rest >= 0x80)
        {
            _bytes[_length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        _bytes[_length++] = (byte)rest;
    }

    /// <summary>The differences to the last point, east before north.</summary>
    public void WriteStep(in GridPoint point, ref GridPoint last)
    {
        if (_length + 20 > _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        ref var start = ref MemoryMarshal.GetArrayDataReference(_bytes);
        _length = Put(ref start, Put(ref start, _length, point.East - last.East), point.North - last.North);
        last = point;
    }

    /// <summary>Signs to the low bit, then seven bits a byte; ten bytes at most must be there.</summary>
    private static int Put(ref byte start, int at, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        while (rest >= 0x80)
        {
            Unsafe.Add(ref start, at++) = (byte)(rest | 0x80);
            rest >>= 7;
        }

        Unsafe.Add(ref start, at++) = (byte)rest;
        return at;
    }

    public void WriteSigned(long value) => Write((value << 1) ^ (value >> 63));

    public byte[] ToArray() => _bytes[.._length];

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <param name="bytes">That room is made for at once.</param>
    public void Clear(int bytes)
    {
        _length = 0;
        if (bytes > _bytes.Length)
        {
            _bytes = new byte[bytes];
        }
    }
}

/// <summary>
/// Reads them again; becomes unsound, never throws, where the bytes end early, a count cannot be, or a number is written longer than it need be:
/// one number has one form.
/// </summary>
internal ref struct VarintReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>The bits that say that a number goes on.</summary>
    private const ulong Stops = 0x8080_8080_8080_8080;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public bool Sound { get; private set; } = true;

    public readonly int Left => _bytes.Length - _at;

    public readonly bool AtEnd => Left == 0;

    public int Count(int most)
    {
        var value = Read();
        if (value <= (ulong)most)
        {
            return (int)value;
        }

        Sound = false;
        return 0;
    }

    public long ReadSigned()
    {
        var value = Read();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Read()
    {
        if (_bytes.Length - _at >= sizeof(ulong))
        {
            var bits = BinaryPrimitives.ReadUInt64LittleEndian(_bytes[_at..]);
            var stops = ~bits & Stops;
            if (stops != 0)
            {
                return ReadWithin(bits, BitOperations.TrailingZeroCount(stops) + 1);
            }
        }

        return ReadLong();
    }

    /// <summary>A number of at most eight bytes that are all there: the usual one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong ReadWithin(ulong bits, int length)
    {
        _at += length / 8;
        bits &= ulong.MaxValue >> (64 - length);
        Sound &= length == 8 || bits >> (length - 8) != 0;
        bits = (bits & 0x007F_007F_007F_007F) | ((bits & 0x7F00_7F00_7F00_7F00) >> 1);
        bits = (bits & 0x0000_3FFF_0000_3FFF) | ((bits & 0x3FFF_0000_3FFF_0000) >> 2);
        return (bits & 0x0FFF_FFFF) | ((bits & 0x0FFF_FFFF_0000_0000) >> 4);
    }

    private ulong ReadLong()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_at >= _bytes.Length)
            {
                break;
            }

            var next = _bytes[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                Sound &= next > 0 || shift == 0;
                return value;
            }
        }

        Sound = false;
        return 0;
    }
}
