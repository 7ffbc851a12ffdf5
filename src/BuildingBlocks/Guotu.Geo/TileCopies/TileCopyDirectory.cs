using Guotu.Crypto;

namespace Guotu.Geo.TileCopies;

/// <summary>What a copy is of.</summary>
/// <param name="Snapshot">Name of the snapshot.</param>
/// <param name="Layer">Layer code.</param>
/// <param name="Epsg">Zone of the snapshot.</param>
/// <param name="Fields">Fields whose values tiles carry.</param>
/// <param name="Levels">Levels of tiles, rising; the last is that of the lattice itself.</param>
/// <param name="Blocks">Digests of the snapshot's blocks of features.</param>
internal sealed record TileCopyHead(Sm3Digest Snapshot, string Layer, int Epsg, IReadOnlyList<string> Fields, IReadOnlyList<int> Levels, IReadOnlyList<Sm3Digest> Blocks);

/// <summary>Where bytes lie in the file, and the beginning of their digest.</summary>
internal readonly record struct ChunkPlace(long Offset, int Length, ulong Check);

/// <summary>A cluster in the directory.</summary>
internal sealed record ClusterEntry(ulong FirstKey, int Count, ChunkPlace Texts, ChunkPlace[] Levels, LatticeBox[] Boxes);

/// <summary>The end of a copy's file (目录): its head and where everything lies.</summary>
internal static class TileCopyDirectory
{
    private const int MostClusters = 4_000_000, MostNames = 64;

    public static byte[] Write(TileCopyHead head, IReadOnlyList<ClusterEntry> clusters)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Write(writer, head.Snapshot);
        writer.Write(head.Layer);
        writer.Write(head.Epsg);
        writer.Write(head.Fields.Count);
        head.Fields.ToList().ForEach(writer.Write);
        writer.Write(head.Levels.Count);
        head.Levels.ToList().ForEach(writer.Write);
        writer.Write(head.Blocks.Count);
        head.Blocks.ToList().ForEach(b => Write(writer, b));
        writer.Write(clusters.Count);
        foreach (var cluster in clusters)
        {
            writer.Write(cluster.FirstKey);
            writer.Write(cluster.Count);
            Write(writer, cluster.Texts);
            for (var i = 0; i < cluster.Levels.Length; i++)
            {
                Write(writer, cluster.Levels[i]);
                Write(writer, cluster.Boxes[i]);
            }
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are no directory.</exception>
    /// <exception cref="EndOfStreamException">They end early.</exception>
    public static (TileCopyHead Head, ClusterEntry[] Clusters) Read(byte[] bytes, long fileLength)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var (snapshot, layer, epsg) = (Digest(reader), reader.ReadString(), reader.ReadInt32());
        var fields = Many(reader, MostNames, r => r.ReadString());
        var levels = Many(reader, MostNames, r => r.ReadInt32());
        var blocks = Many(reader, MostClusters, Digest);
        var clusters = Many(reader, MostClusters, r => Cluster(r, levels.Length, fileLength));
        return (new TileCopyHead(snapshot, layer, epsg, fields, levels, blocks), clusters);
    }

    private static ClusterEntry Cluster(BinaryReader reader, int levels, long fileLength)
    {
        var (key, count, texts) = (reader.ReadUInt64(), reader.ReadInt32(), Place(reader, fileLength));
        var (places, boxes) = (new ChunkPlace[levels], new LatticeBox[levels]);
        for (var i = 0; i < levels; i++)
        {
            (places[i], boxes[i]) = (Place(reader, fileLength), new LatticeBox(reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt32()));
        }

        return count > 0 ? new ClusterEntry(key, count, texts, places, boxes) : throw new InvalidDataException("an empty cluster");
    }

    private static ChunkPlace Place(BinaryReader reader, long fileLength)
    {
        var place = new ChunkPlace(reader.ReadInt64(), reader.ReadInt32(), reader.ReadUInt64());
        return place.Offset >= 0 && place.Length >= 0 && place.Offset <= fileLength - place.Length ? place : throw new InvalidDataException("a place beyond the file");
    }

    private static T[] Many<T>(BinaryReader reader, int most, Func<BinaryReader, T> read)
    {
        var count = reader.ReadInt32();
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        return count >= 0 && count <= most && count <= left ? [.. Enumerable.Range(0, count).Select(_ => read(reader))] : throw new InvalidDataException("count");
    }

    private static Sm3Digest Digest(BinaryReader reader) =>
        reader.ReadBytes(Sm3.Size) is { Length: Sm3.Size } bytes ? new Sm3Digest(bytes) : throw new InvalidDataException("digest");

    private static void Write(BinaryWriter writer, Sm3Digest digest)
    {
        Span<byte> bytes = stackalloc byte[Sm3.Size];
        digest.CopyTo(bytes);
        writer.Write(bytes);
    }

    private static void Write(BinaryWriter writer, ChunkPlace place)
    {
        writer.Write(place.Offset);
        writer.Write(place.Length);
        writer.Write(place.Check);
    }

    private static void Write(BinaryWriter writer, LatticeBox box)
    {
        writer.Write(box.MinX);
        writer.Write(box.MinY);
        writer.Write(box.MaxX);
        writer.Write(box.MaxY);
    }
}
