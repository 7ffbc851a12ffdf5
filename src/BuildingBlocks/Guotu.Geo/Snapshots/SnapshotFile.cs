using System.Buffers.Binary;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Kernel.Results;
using Microsoft.Win32.SafeHandles;

namespace Guotu.Geo.Snapshots;

/// <summary>
/// The file of a snapshot: magic, blocks, and a table of their places and digests. Read with positioned reads, not through a
/// mapping: a file cut short under a mapping kills the process, here it is a typed refusal. Layout: docs/formats/snapshot.md.
/// </summary>
internal sealed class SnapshotFile : IDisposable
{
    private const int EntrySize = sizeof(long) + sizeof(int) + Sm3.Size;
    private const int MostBlocks = 4_000_000;
    private const int PrefixSize = 16;
    private static readonly byte[] Magic = "GUOTUSN1"u8.ToArray();

    private readonly SafeFileHandle _handle;
    private readonly (long Offset, int Length, Sm3Digest Digest)[] _table;

    private SnapshotFile(SafeFileHandle handle, (long, int, Sm3Digest)[] table) => (_handle, _table) = (handle, table);

    public int BlockCount => _table.Length;

    /// <summary>Writes beside the place, syncs, and renames into it.</summary>
    public static void Save(SnapshotContent content, string path)
    {
        var partial = path + ".partial";
        using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            var offset = (long)PrefixSize;
            var table = new byte[content.Blocks.Count * EntrySize];
            stream.Write(new byte[PrefixSize]);
            for (var i = 0; i < content.Blocks.Count; i++)
            {
                var block = content.Blocks[i].Span;
                stream.Write(block);
                var entry = table.AsSpan(i * EntrySize, EntrySize);
                BinaryPrimitives.WriteInt64LittleEndian(entry, offset);
                BinaryPrimitives.WriteInt32LittleEndian(entry[8..], block.Length);
                MerkleTree.Leaf(block).CopyTo(entry[12..]);
                offset += block.Length;
            }

            stream.Write(table);
            stream.Position = 0;
            stream.Write(Magic);
            Span<byte> end = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(end, offset);
            stream.Write(end);
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
    }

    public static Result<SnapshotFile> Open(string path, Sm3Digest name)
    {
        if (!File.Exists(path))
        {
            return new Error(GeoErrors.SnapshotMissing, ("what", $" {name}"));
        }

        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var table = Table(handle);
        if (table is null)
        {
            handle.Dispose();
            return new Error(GeoErrors.SnapshotDamaged, ("what", "目录"));
        }

        if (MerkleTree.Of(table.Select(e => e.Digest)).Root != name)
        {
            handle.Dispose();
            return new Error(GeoErrors.SnapshotNameDiffers);
        }

        return new SnapshotFile(handle, table);
    }

    /// <summary>A block whose digest holds, or the refusal.</summary>
    public Result<ReadOnlyMemory<byte>> Block(int index)
    {
        var (offset, length, digest) = _table[index];
        var bytes = new byte[length];
        return ReadFully(_handle, bytes, offset) && MerkleTree.Leaf(bytes) == digest
            ? (ReadOnlyMemory<byte>)bytes
            : new Error(GeoErrors.SnapshotDamaged, ("what", $"第 {index + 1} 块"));
    }

    public void Dispose() => _handle.Dispose();

    private static (long Offset, int Length, Sm3Digest Digest)[]? Table(SafeFileHandle handle)
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

    private static (long Offset, int Length, Sm3Digest Digest)[]? Entries(byte[] bytes, long end)
    {
        var table = new (long Offset, int Length, Sm3Digest Digest)[bytes.Length / EntrySize];
        for (var i = 0; i < table.Length; i++)
        {
            var entry = bytes.AsSpan(i * EntrySize, EntrySize);
            var (offset, length) = (BinaryPrimitives.ReadInt64LittleEndian(entry), BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
            if (offset < PrefixSize || length < 0 || offset > end - length)
            {
                return null;
            }

            table[i] = (offset, length, new Sm3Digest(entry[12..]));
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
