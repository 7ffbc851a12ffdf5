using System.Buffers.Binary;
using Guotu.Crypto;

namespace Guotu.Geo.TileCopies;

/// <summary>Writes a copy's file under a passing name and moves it into its place when it is whole.</summary>
internal sealed class TileCopyWriter : IDisposable
{
    private readonly string _partial;
    private readonly FileStream _stream;
    private readonly List<ClusterEntry> _clusters = [];
    private long _offset = TileCopyFile.PrefixSize;

    public TileCopyWriter(string partial)
    {
        _partial = partial;
        _stream = new FileStream(partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 20);
        _stream.Write(new byte[TileCopyFile.PrefixSize]);
    }

    public void Put(ClusterBytes cluster) => _clusters.Add(new ClusterEntry(
        cluster.FirstKey, cluster.Count, Written(cluster.Texts), [.. cluster.Levels.Select(l => Written(l.Bytes))], [.. cluster.Levels.Select(l => l.Box)]));

    /// <summary>Takes over a cluster that did not change, with the digests it had: damage in it is found when it is read.</summary>
    public void Take(TileCopyFile before, ClusterEntry cluster) => _clusters.Add(cluster with
    {
        Texts = Copied(before, cluster.Texts),
        Levels = Array.ConvertAll(cluster.Levels, l => Copied(before, l)),
    });

    public void Commit(TileCopyHead head, string path)
    {
        var directory = TileCopyDirectory.Write(head, _clusters);
        _stream.Write(directory);
        _stream.Position = 0;
        _stream.Write(TileCopyFile.Magic);
        Span<byte> start = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(start, _offset);
        _stream.Write(start);
        _stream.Write(Sm3.Hash(directory));
        _stream.Dispose();
        File.Move(_partial, path, overwrite: true);
    }

    /// <summary>Removes what was not committed.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_partial);
    }

    private ChunkPlace Copied(TileCopyFile before, ChunkPlace place) =>
        place.Length == 0 ? Placed([], place.Check) : Placed(before.ReadUnchecked(place), place.Check);

    private ChunkPlace Written(byte[] bytes) => Placed(bytes, bytes.Length == 0 ? 0 : ChunkCheck.Of(bytes));

    private ChunkPlace Placed(byte[] bytes, ulong check)
    {
        _stream.Write(bytes);
        var place = new ChunkPlace(_offset, bytes.Length, check);
        _offset += bytes.Length;
        return place;
    }
}
