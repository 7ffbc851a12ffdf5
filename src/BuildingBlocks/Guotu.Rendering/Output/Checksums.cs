using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Guotu.Rendering.Output;

/// <summary>The checksum of a zlib stream.</summary>
internal static class Adler32
{
    private const uint Base = 65_521;

    /// <summary>Bytes after which the sums could overflow.</summary>
    private const int Most = 5_552;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var (a, b) = (1u, 0u);
        while (!bytes.IsEmpty)
        {
            var some = bytes[..Math.Min(Most, bytes.Length)];
            var steps = some.Length / Vector256<byte>.Count;
            Add(MemoryMarshal.Cast<byte, Vector256<byte>>(some[..(steps * Vector256<byte>.Count)]), ref a, ref b);
            foreach (var one in some[(steps * Vector256<byte>.Count)..])
            {
                a += one;
                b += a;
            }

            (a, b) = (a % Base, b % Base);
            bytes = bytes[some.Length..];
        }

        return (b << 16) | a;
    }

    /// <summary>Thirty-two bytes a step: each counts in the second sum as often as bytes of its step follow it, and what came before as often as there are bytes.</summary>
    private static void Add(ReadOnlySpan<Vector256<byte>> steps, ref uint a, ref uint b)
    {
        var (highWeights, lowWeights) = (Vector256.Create((ushort)32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17), Vector256.Create((ushort)16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1));
        var (plain, weighted, before) = (Vector256<uint>.Zero, Vector256<uint>.Zero, Vector256<uint>.Zero);
        foreach (var step in steps)
        {
            before += plain;
            var (first, second) = Vector256.Widen(step);
            var (sums, products) = (Vector256.Widen(first + second), Vector256.Widen((first * highWeights) + (second * lowWeights)));
            plain += sums.Lower + sums.Upper;
            weighted += products.Lower + products.Upper;
        }

        var long32 = (ulong)Vector256<byte>.Count;
        b = (uint)((b + (long32 * (ulong)steps.Length * a) + (long32 * Total(before)) + Total(weighted)) % Base);
        a = (uint)((a + Total(plain)) % Base);
    }

    private static ulong Total(Vector256<uint> lanes)
    {
        var (lower, upper) = Vector256.Widen(lanes);
        return Vector256.Sum(lower + upper);
    }

    /// <summary>Of two runs of bytes one after the other, by the sum of each.</summary>
    public static uint Joined(uint first, uint second, int secondLength)
    {
        var (length, a) = ((ulong)(uint)secondLength % Base, (ulong)(first & 0xFFFF));
        var low = (a + (second & 0xFFFF) + Base - 1) % Base;
        var high = ((length * a) + (first >> 16) + (second >> 16) + Base - length) % Base;
        return ((uint)high << 16) | (uint)low;
    }
}

/// <summary>The checksum of PNG's chunks, eight bytes at a time.</summary>
internal static class Crc32
{
    private const int Slices = 8;
    private static readonly uint[] Table = Build();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var (crc, table) = (uint.MaxValue, Table);
        while (bytes.Length >= Slices)
        {
            var low = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[(7 * 256) + (byte)low] ^ table[(6 * 256) + (byte)(low >> 8)] ^ table[(5 * 256) + (byte)(low >> 16)] ^ table[(4 * 256) + (low >> 24)]
                ^ table[(3 * 256) + (byte)high] ^ table[(2 * 256) + (byte)(high >> 8)] ^ table[256 + (byte)(high >> 16)] ^ table[high >> 24];
            bytes = bytes[Slices..];
        }

        foreach (var one in bytes)
        {
            crc = (crc >> 8) ^ table[(byte)(crc ^ one)];
        }

        return ~crc;
    }

    private static uint[] Build()
    {
        var table = new uint[Slices * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }

            table[i] = crc;
        }

        for (var i = 256; i < table.Length; i++)
        {
            table[i] = (table[i - 256] >> 8) ^ table[(byte)table[i - 256]];
        }

        return table;
    }
}
