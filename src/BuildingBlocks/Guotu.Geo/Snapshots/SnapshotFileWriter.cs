using System.Buffers.Binary;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;

namespace Guotu.Geo.Snapshots;

/// <summary>
/// Writes a snapshot's file as its blocks come, under a passing name; <see cref="Commit"/> syncs it and renames it into its place, so that it
/// appears there whole or not at all. Blocks of an earlier snapshot are named where they lie, not copied, while the chain is short.
/// </summary>
public sealed class SnapshotFileWriter : ISnapshotSink, IDisposable
{
    private readonly string _partial;
    private readonly FileStream _stream;
    private readonly List<BlockPlace> _table = [];
    private readonly List<Sm3Digest> _sources = [];
    private long _offset = SnapshotFile.PrefixSize;
    private bool _committed;

    /// <param name="partial">A path that nothing else writes to, in the folder of the snapshot.</param>
    public SnapshotFileWriter(string partial)
    {
        _partial = partial;
        _stream = new FileStream(partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 20);
        _stream.Write(new byte[SnapshotFile.PrefixSize]);
    }

    public Sm3Digest Put(ReadOnlyMemory<byte> block)
    {
        var place = Written(block);
        _table.Add(place);
        return place.Digest;
    }

    public void Reuse(Snapshot before, int block, Sm3Digest digest)
    {
        ArgumentNullException.ThrowIfNull(before);
        var there = before.PlaceOf(block);
        if (before.Sources.Count >= SnapshotFile.MostSources)
        {
            Copy(before, block);
            return;
        }

        _table.Add(there with { Source = SourceOf(there.Source == 0 ? before.Name : before.Sources[there.Source - 1]) });
    }

    public (Sm3Digest Description, Sm3Digest Directory) End(ReadOnlyMemory<byte> description, ReadOnlyMemory<byte> directory)
    {
        var (first, last) = (Written(description), Written(directory));
        _table.Insert(0, first);
        _table.Add(last);
        return (first.Digest, last.Digest);
    }

    /// <summary>Puts the finished file in its place.</summary>
    public void Commit(string path)
    {
        var tail = new byte[sizeof(int) + (_sources.Count * Sm3.Size) + (_table.Count * SnapshotFile.EntrySize)];
        BinaryPrimitives.WriteInt32LittleEndian(tail, _sources.Count);
        for (var i = 0; i < _sources.Count; i++)
        {
            _sources[i].CopyTo(tail.AsSpan(sizeof(int) + (i * Sm3.Size)));
        }

        for (var i = 0; i < _table.Count; i++)
        {
            var entry = tail.AsSpan(sizeof(int) + (_sources.Count * Sm3.Size) + (i * SnapshotFile.EntrySize));
            BinaryPrimitives.WriteInt32LittleEndian(entry, _table[i].Source);
            BinaryPrimitives.WriteInt64LittleEndian(entry[4..], _table[i].Offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], _table[i].Length);
            _table[i].Digest.CopyTo(entry[16..]);
        }

        _stream.Write(tail);
        _stream.Position = 0;
        _stream.Write(SnapshotFile.Magic);
        Span<byte> start = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(start, _offset);
        _stream.Write(start);
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_partial, path, overwrite: true);
        _committed = true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        if (!_committed)
        {
            File.Delete(_partial);
        }
    }

    private BlockPlace Written(ReadOnlyMemory<byte> block)
    {
        _stream.Write(block.Span);
        var place = new BlockPlace(0, _offset, block.Length, MerkleTree.Leaf(block.Span));
        _offset += block.Length;
        return place;
    }

    /// <summary>A block that does not hold any more is copied as it is named: the new snapshot will refuse it by its digest like the old one.</summary>
    private void Copy(Snapshot before, int block)
    {
        var there = before.PlaceOf(block);
        var bytes = before.BytesOf(block);
        _table.Add(bytes.IsSuccess ? Written(bytes.Value) : there with { Source = 0, Offset = SnapshotFile.PrefixSize, Length = 0 });
    }

    private int SourceOf(Sm3Digest name)
    {
        var at = _sources.IndexOf(name);
        if (at >= 0)
        {
            return at + 1;
        }

        _sources.Add(name);
        return _sources.Count;
    }
}
