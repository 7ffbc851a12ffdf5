using Guotu.Crypto;
using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Snapshots;

/// <summary>
/// An immutable snapshot (快照) of one layer revision, read block by block. Nothing is answered from a block whose digest does
/// not hold. Safe for many threads.
/// </summary>
public sealed class Snapshot : IDisposable
{
    private const int CachedBlocks = 256;

    private readonly SnapshotFile _file;
    private readonly SnapshotHead _head;
    private readonly long[] _ids;
    private readonly EnvelopeIndex _index;
    private readonly BlockCache _cache = new(CachedBlocks);

    private Snapshot(Sm3Digest name, SnapshotFile file, SnapshotHead head, (long[] Ids, GridEnvelope[] Boxes) directory)
    {
        (Name, _file, _head, _ids) = (name, file, head, directory.Ids);
        _index = new EnvelopeIndex(directory.Boxes);
        Envelope = directory.Boxes.Aggregate(GridEnvelope.Empty, (a, b) => a.Union(b));
    }

    /// <summary>SM3 Merkle root: what verdicts name.</summary>
    public Sm3Digest Name { get; }

    public SnapshotDescription Description => _head.Description;

    public int Count => _ids.Length;

    public GridEnvelope Envelope { get; }

    /// <summary>Blocks of features; <see cref="ReadBlock"/> takes 0 … this − 1.</summary>
    public int BlockCount => _file.BlockCount - 2;

    /// <summary>Writes content to a file, so that it appears there whole or not at all.</summary>
    public static void Save(SnapshotContent content, string path)
    {
        ArgumentNullException.ThrowIfNull(content);
        SnapshotFile.Save(content, path);
    }

    /// <summary>Opens the file that must have this name; a missing, damaged or other file is refused.</summary>
    public static Result<Snapshot> Open(string path, Sm3Digest name)
    {
        var file = SnapshotFile.Open(path, name);
        if (!file.IsSuccess)
        {
            return file.Error!;
        }

        var opened = Read(file.Value, name);
        if (!opened.IsSuccess)
        {
            file.Value.Dispose();
        }

        return opened;
    }

    /// <summary>Every feature whose box meets the query, in order of id.</summary>
    public Result<IReadOnlyList<SnapshotFeature>> Query(GridEnvelope query, CancellationToken cancellation = default)
    {
        var found = new List<SnapshotFeature>();
        foreach (var position in _index.Find(query))
        {
            cancellation.ThrowIfCancellationRequested();
            var block = ReadBlock(position / _head.BlockFeatures);
            if (!block.IsSuccess)
            {
                return block.Error!;
            }

            found.Add(block.Value[position % _head.BlockFeatures]);
        }

        return found;
    }

    /// <summary>
    /// Features above an id whose box meets the query (all of them without one), in order of id, read as they are asked for: walking a layer
    /// holds one block. The first damaged block is the last answer.
    /// </summary>
    public IEnumerable<Result<SnapshotFeature>> Walk(GridEnvelope? query, long afterId)
    {
        var start = Array.BinarySearch(_ids, afterId) is var place && place < 0 ? ~place : place + 1;
        var positions = query is { } box ? _index.Find(box).SkipWhile(p => p < start) : Enumerable.Range(start, _ids.Length - start);
        foreach (var position in positions)
        {
            var block = ReadBlock(position / _head.BlockFeatures);
            if (block.Error is { } damaged)
            {
                yield return damaged;
                yield break;
            }

            yield return block.Value[position % _head.BlockFeatures];
        }
    }

    /// <summary>The feature of an id, or null.</summary>
    public Result<SnapshotFeature?> Find(long id)
    {
        var position = Array.BinarySearch(_ids, id);
        return position < 0
            ? Result<SnapshotFeature?>.Of(null)
            : ReadBlock(position / _head.BlockFeatures).Map<SnapshotFeature?>(b => b[position % _head.BlockFeatures]);
    }

    /// <summary>All features of one block: walking the blocks walks the layer in bounded memory.</summary>
    public Result<IReadOnlyList<SnapshotFeature>> ReadBlock(int block)
    {
        if (_cache.Find(block) is { } cached)
        {
            return Result<IReadOnlyList<SnapshotFeature>>.Of(cached);
        }

        var bytes = _file.Block(block + 1);
        if (!bytes.IsSuccess)
        {
            return bytes.Error!;
        }

        var features = Decode(bytes.Value, block + 1, (ref SnapshotBlockReader r) => r.Features(_head.Origin, Description.Columns.Count));
        if (features.IsSuccess)
        {
            _cache.Keep(block, features.Value);
        }

        return features.Map<IReadOnlyList<SnapshotFeature>>(f => f);
    }

    /// <summary>Checks the digest of every block; names the first that does not hold.</summary>
    public Result Verify(CancellationToken cancellation)
    {
        for (var i = 0; i < _file.BlockCount; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_file.Block(i).Error is { } error)
            {
                return error;
            }
        }

        return Result.Done;
    }

    public void Dispose() => _file.Dispose();

    private static Result<Snapshot> Read(SnapshotFile file, Sm3Digest name)
    {
        var (first, last) = (file.Block(0), file.Block(file.BlockCount - 1));
        if ((first.Error ?? last.Error) is { } damaged)
        {
            return damaged;
        }

        var head = Decode(first.Value, 0, static (ref SnapshotBlockReader r) => r.Description());
        if (!head.IsSuccess)
        {
            return head.Error!;
        }

        var directory = Decode(last.Value, file.BlockCount - 1, (ref SnapshotBlockReader r) => r.Directory(head.Value.Origin));
        if (!directory.IsSuccess)
        {
            return directory.Error!;
        }

        var (features, size) = (directory.Value.Ids.Length, head.Value.BlockFeatures);
        return size > 0 && features == head.Value.FeatureCount && file.BlockCount - 2 == (features + size - 1) / size
            ? new Snapshot(name, file, head.Value, directory.Value)
            : new Error(GeoErrors.SnapshotDamaged, ("what", "目录"));
    }

    private delegate T Decoder<out T>(ref SnapshotBlockReader reader);

    private static Result<T> Decode<T>(ReadOnlyMemory<byte> bytes, int block, Decoder<T> decoder)
    {
        try
        {
            var reader = new SnapshotBlockReader(bytes.Span);
            return decoder(ref reader);
        }
        catch (Exception fault) when (fault is InvalidDataException or IndexOutOfRangeException)
        {
            return new Error(GeoErrors.SnapshotDamaged, ("what", $"第 {block + 1} 块"));
        }
    }
}
