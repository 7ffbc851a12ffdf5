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
            foreach (var one in some)
            {
                a += one;
                b += a;
            }

            (a, b) = (a % Base, b % Base);
            bytes = bytes[some.Length..];
        }

        return (b << 16) | a;
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
