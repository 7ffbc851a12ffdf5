using System.Buffers.Binary;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Kernel.Results;
using Microsoft.Win32.SafeHandles;

namespace Guotu.Geo.StoredRasters;

/// <summary>The file of a stored raster: magic, packed blocks, table of their places and of the digests of their plain content. Layout: docs/formats/raster.md.</summary>
internal sealed class RasterFile : IDisposable
{
    public const int PrefixSize = 16;
    private const int EntrySize = sizeof(long) + sizeof(int) + Sm3.Size;
    private const int MostBlocks = 200_000;
    private static readonly byte[] Magic = "GUOTURS1"u8.ToArray();

    private readonly SafeFileHandle _handle;
    private readonly RasterEntry[] _table;

    private RasterFile(SafeFileHandle handle, RasterEntry[] table) => (_handle, _table) = (handle, table);

    public int BlockCount => _table.Length;

    /// <summary>The file under a name; GEO-0091 or GEO-0092 where it is not the one that is asked for.</summary>
    public static Result<RasterFile> Open(string path, Sm3Digest name)
    {
        if (!File.Exists(path))
        {
            return new Error(GeoErrors.RasterDamaged, ("what", "文件不在"));
        }

        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        if (ReadTable(handle) is not { } table)
        {
            handle.Dispose();
            return new Error(GeoErrors.RasterDamaged, ("what", "目录"));
        }

        if (NameOf(table) != name)
        {
            handle.Dispose();
            return new Error(GeoErrors.RasterNameDiffers);
        }

        return new RasterFile(handle, table);
    }

    public static Sm3Digest NameOf(IEnumerable<RasterEntry> table) => MerkleTree.Of(table.Select(e => e.Digest)).Root;

    /// <summary>Closes a file that was written: table and prefix.</summary>
    public static void Finish(SafeFileHandle handle, IReadOnlyList<RasterEntry> table, long end)
    {
        var bytes = new byte[table.Count * EntrySize];
        for (var i = 0; i < table.Count; i++)
        {
            var entry = bytes.AsSpan(i * EntrySize, EntrySize);
            BinaryPrimitives.WriteInt64LittleEndian(entry, table[i].Offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], table[i].Length);
            table[i].Digest.CopyTo(entry[12..]);
        }

        RandomAccess.Write(handle, bytes, end);
        var prefix = new byte[PrefixSize];
        Magic.CopyTo(prefix, 0);
        BinaryPrimitives.WriteInt64LittleEndian(prefix.AsSpan(8), end);
        RandomAccess.Write(handle, prefix, 0);
        RandomAccess.FlushToDisk(handle);
    }

    public byte[]? Description()
    {
        var bytes = Bytes(_table[0]);
        return bytes is not null && MerkleTree.Leaf(bytes) == _table[0].Digest ? bytes : null;
    }

    /// <summary>A block's cells whose digest holds; null for any other.</summary>
    public int[]? Cells(int index, int width, int height) => Cells(_handle, _table[index], width, height);

    public static int[]? Cells(SafeFileHandle handle, RasterEntry entry, int width, int height)
    {
        var packed = new byte[entry.Length];
        return ReadFully(handle, packed, entry.Offset) && BlockCoding.Unpack(packed, width, height) is { } cells && MerkleTree.Leaf(BlockCoding.Plain(cells)) == entry.Digest
            ? cells
            : null;
    }

    public void Dispose() => _handle.Dispose();

    private byte[]? Bytes(RasterEntry entry)
    {
        var bytes = new byte[entry.Length];
        return ReadFully(_handle, bytes, entry.Offset) ? bytes : null;
    }

    private static RasterEntry[]? ReadTable(SafeFileHandle handle)
    {
        var length = RandomAccess.GetLength(handle);
        var prefix = new byte[PrefixSize];
        if (!ReadFully(handle, prefix, 0) || !prefix.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        var start = BinaryPrimitives.ReadInt64LittleEndian(prefix.AsSpan(8));
        var size = length - start;
        if (start < PrefixSize || size <= 0 || size % EntrySize != 0 || size / EntrySize is < 2 or > MostBlocks)
        {
            return null;
        }

        var bytes = new byte[size];
        return ReadFully(handle, bytes, start) ? Entries(bytes, start) : null;
    }

    private static RasterEntry[]? Entries(byte[] bytes, long end)
    {
        var table = new RasterEntry[bytes.Length / EntrySize];
        for (var i = 0; i < table.Length; i++)
        {
            var entry = bytes.AsSpan(i * EntrySize, EntrySize);
            var (offset, length) = (BinaryPrimitives.ReadInt64LittleEndian(entry), BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
            if (offset < PrefixSize || length is < 0 or > BlockCoding.MostPacked || offset > end - length)
            {
                return null;
            }

            table[i] = new RasterEntry(offset, length, new Sm3Digest(entry[12..]));
        }

        return table;
    }

    private static bool ReadFully(SafeFileHandle handle, Span<byte> buffer, long offset)
    {
        while (!buffer.IsEmpty)
        {
            var read = RandomAccess.Read(handle, buffer, offset);
            if (read == 0)
            {
                return false;
            }

            buffer = buffer[read..];
            offset += read;
        }

        return true;
    }
}

/// <summary>Where a block lies and what its plain content must digest to.</summary>
internal readonly record struct RasterEntry(long Offset, int Length, Sm3Digest Digest);
