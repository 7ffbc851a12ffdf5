using System.Buffers.Binary;
using System.IO.Compression;

namespace Guotu.Geo.StoredRasters;

/// <summary>
/// Blocks as bytes: plain (little-endian integers, row by row; the digest is taken of these) and packed (differences along the row, sorted by byte
/// significance, deflated). What deflate makes of it may differ between libraries and is not in the raster's name.
/// </summary>
internal static class BlockCoding
{
    /// <summary>Longest packed block that is read: deflate adds little even to noise.</summary>
    public const int MostPacked = (RasterPlace.BlockCells * RasterPlace.BlockCells * sizeof(int) * 5 / 4) + 1_024;

    public static byte[] Plain(ReadOnlySpan<int> cells)
    {
        var bytes = new byte[cells.Length * sizeof(int)];
        for (var i = 0; i < cells.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), cells[i]);
        }

        return bytes;
    }

    public static int[] Cells(ReadOnlySpan<byte> plain)
    {
        var cells = new int[plain.Length / sizeof(int)];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = BinaryPrimitives.ReadInt32LittleEndian(plain[(i * sizeof(int))..]);
        }

        return cells;
    }

    public static byte[] Pack(ReadOnlySpan<int> cells, int width)
    {
        var planes = new byte[cells.Length * sizeof(int)];
        for (var i = 0; i < cells.Length; i++)
        {
            var before = i % width > 0 ? cells[i - 1] : i >= width ? cells[i - width] : 0;
            var difference = unchecked(cells[i] - before);
            var folded = unchecked((uint)((difference << 1) ^ (difference >> 31)));
            for (var p = 0; p < sizeof(int); p++)
            {
                planes[(p * cells.Length) + i] = (byte)(folded >> (8 * p));
            }
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
        {
            deflate.Write(planes);
        }

        return packed.ToArray();
    }

    /// <summary>Null where the bytes are not a block of this size; never more than the block is unpacked.</summary>
    public static int[]? Unpack(byte[] packed, int width, int height)
    {
        var count = width * height;
        var planes = new byte[count * sizeof(int)];
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            if (deflate.ReadAtLeast(planes, planes.Length, throwOnEndOfStream: false) != planes.Length || deflate.ReadByte() >= 0)
            {
                return null;
            }
        }
        catch (InvalidDataException)
        {
            // No deflate stream: the caller refuses the block by name.
            return null;
        }

        var cells = new int[count];
        for (var i = 0; i < count; i++)
        {
            uint folded = 0;
            for (var p = 0; p < sizeof(int); p++)
            {
                folded |= (uint)planes[(p * count) + i] << (8 * p);
            }

            var before = i % width > 0 ? cells[i - 1] : i >= width ? cells[i - width] : 0;
            cells[i] = unchecked(before + ((int)(folded >> 1) ^ -(int)(folded & 1)));
        }

        return cells;
    }
}
