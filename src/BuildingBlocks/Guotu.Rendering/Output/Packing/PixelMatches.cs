using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Guotu.Rendering.Output.Packing;

/// <summary>
/// Rows of pixels as literals and repetitions (RFC 1951): of the pixel before, of the row above, and of the last place where the next two pixels stood.
/// That is what maps are made of; a general search costs several times as much and finds little more.
/// </summary>
/// <param name="stride">Bytes of a row with its filter byte.</param>
/// <param name="pixel">Bytes of a pixel, 3 or 4.</param>
/// <param name="buffers">Taken for rows of this length.</param>
internal sealed class PixelMatches(int stride, int pixel, PackingBuffers buffers)
{
    /// <summary>Farthest that a repetition may lie back.</summary>
    private const int Farthest = 32_768;

    private const int Longest = 258;
    private const int HashBits = PackingBuffers.PlaceBits;
    private const uint MatchFlag = 0x8000_0000;

    private readonly int[] _places = buffers.Places;
    private readonly uint[] _tokens = buffers.Tokens;
    private readonly int _most = Longest / pixel * pixel;
    private int _count;

    /// <summary>A byte, or a repetition: flag, length less 3, distance less 1.</summary>
    public ReadOnlySpan<uint> Tokens => _tokens.AsSpan(0, _count);

    public static bool IsMatch(uint token) => (token & MatchFlag) != 0;

    public static int LengthLess3(uint token) => (int)((token >> 16) & 0xFF);

    public static int DistanceLess1(uint token) => (int)(token & 0xFFFF);

    /// <summary>Reads whole rows, each of a filter byte and its pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(ReadOnlySpan<byte> rows)
    {
        Array.Clear(_places);
        var (tokens, count) = (_tokens, 0);
        for (var start = 0; start < rows.Length; start += stride)
        {
            tokens[count++] = rows[start];
            var end = start + stride;
            for (var at = start + 1; at < end;)
            {
                var (length, distance) = Longer(rows, at, start, end);
                if (length > 0)
                {
                    tokens[count++] = MatchFlag | ((uint)(length - 3) << 16) | (uint)(distance - 1);
                    at += length;
                    continue;
                }

                for (var i = 0; i < pixel; i++)
                {
                    tokens[count++] = rows[at++];
                }
            }
        }

        _count = count;
    }

    /// <summary>The best repetition for this place, whole pixels of it; none of length 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (int Length, int Distance) Longer(ReadOnlySpan<byte> rows, int at, int start, int end)
    {
        var room = Math.Min(_most, end - at);
        var (length, distance) = (at > start + pixel ? Common(rows, at - pixel, at, room) : 0, pixel);
        if (length == room)
        {
            return (length, distance);
        }

        if (start > 0 && stride <= Farthest && Common(rows, at - stride, at, room) is var above && above > Math.Max(length, pixel))
        {
            (length, distance) = (above, stride);
        }

        if (room >= 2 * pixel && at + sizeof(ulong) <= rows.Length)
        {
            ref var place = ref _places[HashOf(rows, at)];
            var back = at - (place - 1);
            if (place > 0 && back <= Farthest && length < 4 * pixel && Common(rows, place - 1, at, room) is var seen && seen > Math.Max(length, pixel))
            {
                (length, distance) = (seen, back);
            }

            place = at + 1;
        }

        return (length, distance);
    }

    private int HashOf(ReadOnlySpan<byte> rows, int at)
    {
        var two = MemoryMarshal.Read<ulong>(rows[at..]) << (64 - (16 * pixel));
        return (int)((two * 0x9E37_79B9_7F4A_7C15) >> (64 - HashBits));
    }

    /// <summary>Bytes in common from two places on, whole pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Common(ReadOnlySpan<byte> rows, int before, int at, int room)
    {
        ref var first = ref MemoryMarshal.GetReference(rows);
        var same = 0;
        while (same + sizeof(ulong) <= room)
        {
            var differ = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, before + same)) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at + same));
            if (differ != 0)
            {
                same += BitOperations.TrailingZeroCount(differ) / 8;
                return same - (same % pixel);
            }

            same += sizeof(ulong);
        }

        while (same < room && Unsafe.Add(ref first, before + same) == Unsafe.Add(ref first, at + same))
        {
            same++;
        }

        return same - (same % pixel);
    }
}
