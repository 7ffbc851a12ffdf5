using System.Numerics;
using System.Runtime.InteropServices;

namespace Guotu.Geo.TileCopies;

/// <summary>
/// The check of a chunk (段校验): CRC-32C of either half, which finds what a disk or a copying spoils. It proves nothing against a person: the copy is
/// derived, shown and nothing else, and whoever may write it could as well write any other digest that has no key. A processor takes it many times
/// faster than SM3, which was most of the time of a tile that is made first.
/// </summary>
internal static class ChunkCheck
{
    /// <summary>The half of the beginning in the low 32 bits, the rest in the high ones.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        // Two sums side by side: one waits for itself at each step.
        var half = bytes.Length / 2 / sizeof(ulong) * sizeof(ulong);
        var first = MemoryMarshal.Cast<byte, ulong>(bytes[..half]);
        var rest = MemoryMarshal.Cast<byte, ulong>(bytes[half..]);
        var (low, high) = (uint.MaxValue, uint.MaxValue);
        for (var i = 0; i < first.Length; i++)
        {
            (low, high) = (BitOperations.Crc32C(low, Little(first[i])), BitOperations.Crc32C(high, Little(rest[i])));
        }

        for (var i = first.Length; i < rest.Length; i++)
        {
            high = BitOperations.Crc32C(high, Little(rest[i]));
        }

        foreach (var last in bytes[(half + (rest.Length * sizeof(ulong)))..])
        {
            high = BitOperations.Crc32C(high, last);
        }

        return ((ulong)~high << 32) | ~low;
    }

    private static ulong Little(ulong word) => BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
}
