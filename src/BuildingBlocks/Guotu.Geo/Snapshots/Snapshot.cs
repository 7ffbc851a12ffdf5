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
    /// <summary>Blocks whose features are kept as they were read.</summary>
    private const int MostRead = 256;

    /// <summary>Bytes of checked blocks that are kept: more than the patches of a county.</summary>
    private const long MostBytes = 160L << 20;

    /// <summary>Bytes of vertices for drawing that the process keeps of all snapshots: two counties' patches at every thinning.</summary>
    private const long MostVertexBytes = 384L << 20;

    private static readonly BlockCache<(Sm3Digest Snapshot, int Level, int Block), BlockVertices> Vertices = new(MostVertexBytes, v => v.Bytes);

    private readonly SnapshotFile _file;
    private readonly SnapshotHead _head;
    private readonly Lazy<EnvelopeIndex> _index;
    private readonly BlockCache<int, ReadFeatures> _read = new(MostRead, _ => 1);
    private readonly BlockCache<int, SnapshotBlock> _checked = new(MostBytes, b => b.Length);

    private Snapshot(Sm3Digest name, SnapshotFile file, SnapshotHead head, SnapshotDirectory directory)
    {
        (Name, _file, _head, Directory) = (name, file, head, directory);
        _index = new Lazy<EnvelopeIndex>(() => new EnvelopeIndex(directory.Boxes));
        Envelope = directory.Boxes.Aggregate(GridEnvelope.Empty, (a, b) => a.Union(b));
    }

    /// <summary>SM3 Merkle root: what verdicts name.</summary>
    public Sm3Digest Name { get; }

    public SnapshotDescription Description => _head.Description;

    public int Count => Directory.Count;

    public GridEnvelope Envelope { get; }

    /// <summary>Blocks of features; <see cref="ReadBlock"/> takes 0 … this − 1.</summary>
    public int BlockCount => Directory.Blocks;

    /// <summary>Snapshots whose files hold some of the blocks; empty for a file that stands alone.</summary>
    public IReadOnlyList<Sm3Digest> Sources => _file.Sources;

    internal SnapshotDirectory Directory { get; }

    /// <summary>Writes content to a file, so that it appears there whole or not at all.</summary>
    public static void Save(SnapshotContent content, string path)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var writer = new SnapshotFileWriter(path + ".partial");
        foreach (var block in content.Blocks)
        {
            writer.Put(block);
        }

        writer.Commit(path);
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
        foreach (var position in _index.Value.Find(query))
        {
            cancellation.ThrowIfCancellationRequested();
            var feature = At(position);
            if (!feature.IsSuccess)
            {
                return feature.Error!;
            }

            found.Add(feature.Value);
        }

        return found;
    }

    /// <summary>
    /// Features above an id whose box meets the query (all of them without one), in order of id, read as they are asked for: walking a layer
    /// holds one block. The first damaged block is the last answer.
    /// </summary>
    public IEnumerable<Result<SnapshotFeature>> Walk(GridEnvelope? query, long afterId)
    {
        var start = Array.BinarySearch(Directory.Ids, afterId) is var place && place < 0 ? ~place : place + 1;
        var positions = query is { } box ? _index.Value.Find(box).SkipWhile(p => p < start) : Enumerable.Range(start, Count - start);
        foreach (var position in positions)
        {
            var feature = At(position);
            yield return feature;
            if (!feature.IsSuccess)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// Features whose box meets the query, in order of id, for drawing, which keeps none: vertices are held in memory block by block, thinned as the scan
    /// allows. Cost grows with the vertices that are left. A damaged block ends it. Safe for many threads, each with a scan of its own.
    /// </summary>
    public Result Scan(GridEnvelope query, IFigureScan scan, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scan);
        var level = BlockVertices.LevelOf(scan.Tolerance);
        return new SnapshotScan(Directory, block => Drawn(block, level)).Over(_index.Value.Find(query), scan, ct);
    }

    /// <summary>The feature of an id, or null.</summary>
    public Result<SnapshotFeature?> Find(long id)
    {
        var position = Array.BinarySearch(Directory.Ids, id);
        return position < 0 ? Result<SnapshotFeature?>.Of(null) : At(position).Map<SnapshotFeature?>(f => f);
    }

    /// <summary>The feature at a place in order of id, 0 … <see cref="Count"/> − 1.</summary>
    internal Result<SnapshotFeature> At(int position)
    {
        var block = Directory.BlockOf(position);
        var opened = Open(block);
        return opened.Error is { } damaged ? damaged : Guarded(block, () => opened.Value[position - Directory.StartOf(block)]);
    }

    /// <summary>All features of one block: walking the blocks walks the layer in bounded memory.</summary>
    public Result<IReadOnlyList<SnapshotFeature>> ReadBlock(int block)
    {
        var opened = Open(block);
        return opened.Error is { } damaged ? damaged : Guarded<IReadOnlyList<SnapshotFeature>>(block, () =>
        {
            var all = new SnapshotFeature[opened.Value.Count];
            for (var i = 0; i < all.Length; i++)
            {
                all[i] = opened.Value[i];
            }

            return all;
        });
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

    internal Sm3Digest DigestOf(int block) => PlaceOf(block).Digest;

    internal BlockPlace PlaceOf(int block) => _file.PlaceOf(block + 1);

    internal Result<ReadOnlyMemory<byte>> BytesOf(int block) => _file.Block(block + 1);

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

        var directory = Decode(last.Value, file.BlockCount - 1, (ref SnapshotBlockReader r) => r.Directory());
        if (!directory.IsSuccess)
        {
            return directory.Error!;
        }

        var (found, said) = (directory.Value, head.Value);
        return found.Count == said.FeatureCount && found.Blocks == said.BlockCount && found.Blocks == file.BlockCount - 2
            ? new Snapshot(name, file, said, found)
            : new Error(GeoErrors.SnapshotDamaged, ("what", "目录"));
    }

    /// <summary>The block with its digest checked; its features are read as they are asked for.</summary>
    private Result<ReadFeatures> Open(int block)
    {
        if (_read.Find(block) is { } read)
        {
            return read;
        }

        var held = Checked(block);
        return held.Error is { } damaged ? damaged : _read.Keep(block, new ReadFeatures(held.Value, Directory, Directory.StartOf(block)));
    }

    /// <summary>The block with its digest checked, gone through once.</summary>
    private Result<SnapshotBlock> Checked(int block)
    {
        if (_checked.Find(block) is { } known)
        {
            return known;
        }

        var bytes = _file.Block(block + 1);
        if (!bytes.IsSuccess)
        {
            return bytes.Error!;
        }

        var scanned = Guarded(block, () => new SnapshotBlock(bytes.Value, Description.Columns.Count));
        if (scanned.Error is { } damaged)
        {
            return damaged;
        }

        return scanned.Value.Count == Directory.EndOf(block) - Directory.StartOf(block) ? _checked.Keep(block, scanned.Value) : Damaged(block);
    }

    private Result<DrawnBlock> Drawn(int block, int level)
    {
        var held = Checked(block);
        if (held.Error is { } damaged)
        {
            return damaged;
        }

        if (Vertices.Find((Name, level, block)) is { } known)
        {
            return new DrawnBlock(held.Value, known);
        }

        return BlockVertices.Of(held.Value, Directory, Directory.StartOf(block), level) is { } made
            ? new DrawnBlock(held.Value, Vertices.Keep((Name, level, block), made))
            : Damaged(block);
    }

    internal static Error Damaged(int block) => new(GeoErrors.SnapshotDamaged, ("what", $"第 {block + 2} 块与目录"));

    private static Result<T> Guarded<T>(int block, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            return Damaged(block);
        }
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
