using System.Buffers.Binary;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Kernel.Results;
using Microsoft.Win32.SafeHandles;

namespace Guotu.Geo.Snapshots;

/// <summary>Where a block lies: in which file of the chain, 0 being the snapshot's own, and at what place.</summary>
internal readonly record struct BlockPlace(int Source, long Offset, int Length, Sm3Digest Digest);

/// <summary>
/// The file of a snapshot: magic, its own blocks, and a table of the places and digests of all blocks; blocks that an earlier snapshot has
/// already are read from its file. Read with positioned reads, not through a mapping: a file cut short under a mapping kills the
/// process, here it is a typed refusal. Layout: docs/formats/snapshot.md.
/// </summary>
internal sealed class SnapshotFile : IDisposable
{
    /// <summary>Ends the name of every snapshot file; sources lie beside the file that names them.</summary>
    public const string Extension = ".snapshot";

    public const int EntrySize = sizeof(int) + sizeof(long) + sizeof(int) + Sm3.Size;

    public const int PrefixSize = 16;

    /// <summary>Files beside its own that a snapshot may read from; a further one is written whole.</summary>
    public const int MostSources = 8;

    private const int MostBlocks = 4_000_000;

    private readonly SafeFileHandle[] _handles;
    private readonly BlockPlace[] _table;

    private SnapshotFile(SafeFileHandle[] handles, IReadOnlyList<Sm3Digest> sources, BlockPlace[] table) =>
        (_handles, Sources, _table) = (handles, sources, table);

    public static ReadOnlySpan<byte> Magic => "GUOTUSN2"u8;

    /// <summary>Names of the snapshots whose files hold some of the blocks.</summary>
    public IReadOnlyList<Sm3Digest> Sources { get; }

    public int BlockCount => _table.Length;

    public BlockPlace PlaceOf(int block) => _table[block];

    public static Result<SnapshotFile> Open(string path, Sm3Digest name)
    {
        if (!File.Exists(path))
        {
            return new Error(GeoErrors.SnapshotMissing, ("what", $" {name}"));
        }

        var handles = new List<SafeFileHandle> { File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read) };
        var opened = Open(path, name, handles);
        if (!opened.IsSuccess)
        {
            handles.ForEach(h => h.Dispose());
        }

        return opened;
    }

    /// <summary>A block whose digest holds, or the refusal.</summary>
    public Result<ReadOnlyMemory<byte>> Block(int index)
    {
        var place = _table[index];
        var bytes = new byte[place.Length];
        return ReadFully(_handles[place.Source], bytes, place.Offset) && MerkleTree.Leaf(bytes) == place.Digest
            ? (ReadOnlyMemory<byte>)bytes
            : new Error(GeoErrors.SnapshotDamaged, ("what", $"第 {index + 1} 块"));
    }

    public void Dispose()
    {
        foreach (var handle in _handles)
        {
            handle.Dispose();
        }
    }

    private static Result<SnapshotFile> Open(string path, Sm3Digest name, List<SafeFileHandle> handles)
    {
        if (Tail(handles[0]) is not { } tail || SourcesIn(tail) is not { } sources)
        {
            return new Error(GeoErrors.SnapshotDamaged, ("what", "目录"));
        }

        foreach (var source in sources)
        {
            var beside = Path.Combine(Path.GetDirectoryName(path)!, source + Extension);
            if (!File.Exists(beside))
            {
                return new Error(GeoErrors.SnapshotMissing, ("what", $" {source}"));
            }

            handles.Add(File.OpenHandle(beside, FileMode.Open, FileAccess.Read, FileShare.Read));
        }

        var table = Entries(tail.AsSpan(sizeof(int) + (sources.Count * Sm3.Size)), handles);
        return table is null ? new Error(GeoErrors.SnapshotDamaged, ("what", "目录"))
            : MerkleTree.Of(table.Select(e => e.Digest)).Root != name ? new Error(GeoErrors.SnapshotNameDiffers)
            : new SnapshotFile([.. handles], sources, table);
    }

    /// <summary>The end of the file, from the table on.</summary>
    private static byte[]? Tail(SafeFileHandle handle)
    {
        var length = RandomAccess.GetLength(handle);
        var prefix = new byte[PrefixSize];
        if (!ReadFully(handle, prefix, 0) || !prefix.AsSpan().StartsWith(Magic))
        {
            return null;
        }

        var start = BinaryPrimitives.ReadInt64LittleEndian(prefix.AsSpan(8));
        if (start < PrefixSize || start > length - sizeof(int) || length - start > (long)MostBlocks * EntrySize)
        {
            return null;
        }

        var bytes = new byte[length - start];
        return ReadFully(handle, bytes, start) ? bytes : null;
    }

    private static List<Sm3Digest>? SourcesIn(byte[] tail)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(tail);
        return count is < 0 or > MostSources || tail.Length < sizeof(int) + (count * Sm3.Size) ? null
            : [.. Enumerable.Range(0, count).Select(i => new Sm3Digest(tail.AsSpan(sizeof(int) + (i * Sm3.Size), Sm3.Size)))];
    }

    private static BlockPlace[]? Entries(ReadOnlySpan<byte> bytes, List<SafeFileHandle> handles)
    {
        if (bytes.Length % EntrySize != 0 || bytes.Length / EntrySize < 2)
        {
            return null;
        }

        var ends = handles.ConvertAll(RandomAccess.GetLength);
        var table = new BlockPlace[bytes.Length / EntrySize];
        for (var i = 0; i < table.Length; i++)
        {
            var entry = bytes.Slice(i * EntrySize, EntrySize);
            var place = new BlockPlace(
                BinaryPrimitives.ReadInt32LittleEndian(entry), BinaryPrimitives.ReadInt64LittleEndian(entry[4..]), BinaryPrimitives.ReadInt32LittleEndian(entry[12..]), new Sm3Digest(entry[16..]));
            if (place.Source < 0 || place.Source >= ends.Count || place.Offset < PrefixSize || place.Length < 0 || place.Offset > ends[place.Source] - place.Length)
            {
                return null;
            }

            table[i] = place;
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
