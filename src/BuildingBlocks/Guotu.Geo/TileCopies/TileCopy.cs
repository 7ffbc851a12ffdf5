using System.Collections.Concurrent;
using Guotu.Crypto;
using Guotu.Geo.Tiles;
using Guotu.Kernel.Results;

namespace Guotu.Geo.TileCopies;

/// <summary>
/// The Web Mercator copy (瓦片副本) of one snapshot, from which tiles are put together: figures rounded and valid at each level, so that a figure that
/// lies whole in a tile is copied and only those at its border are cut. Derived, rebuilt at will, for display only. Safe for many threads.
/// </summary>
public sealed class TileCopy : IDisposable
{
    /// <summary>Clusters that are looked at together.</summary>
    private const int Group = 32;

    private readonly TileCopyFile _file;
    private readonly TileChunks _chunks;
    private readonly int _serial;
    private readonly int[] _ordinals;
    private readonly LatticeBox[][] _groups;
    private readonly ConcurrentBag<Scratch> _scratches = [];

    private TileCopy(TileCopyFile file, TileChunks chunks)
    {
        (_file, _chunks, _serial) = (file, chunks, chunks.NextCopy());
        _ordinals = new int[file.Clusters.Length];
        for (var i = 0; i < _ordinals.Length; i++)
        {
            _ordinals[i] = Count;
            Count += file.Clusters[i].Count;
        }

        _groups = [.. Enumerable.Range(0, file.Head.Levels.Count).Select(l => file.Clusters.Chunk(Group).Select(g => g.Aggregate(LatticeBox.Empty, (box, c) => box.Union(c.Boxes[l]))).ToArray())];
    }

    /// <summary>Name of the snapshot that it is of.</summary>
    public Sm3Digest Snapshot => _file.Head.Snapshot;

    public string Layer => _file.Head.Layer;

    /// <summary>Features.</summary>
    public int Count { get; }

    /// <summary>Fields whose values tiles can carry.</summary>
    public IReadOnlyList<string> Fields => _file.Head.Fields;

    public int LowestLevel => _file.Head.Levels[0];

    internal TileCopyFile File => _file;

    /// <summary>Opens the file of a snapshot; a missing, damaged or other one is refused.</summary>
    public static Result<TileCopy> Open(string path, Sm3Digest snapshot, TileChunks chunks)
    {
        var file = TileCopyFile.Open(path);
        if (file.Error is { } refused)
        {
            return refused;
        }

        if (file.Value.Head.Snapshot == snapshot)
        {
            return new TileCopy(file.Value, chunks);
        }

        file.Value.Dispose();
        return new Error(GeoErrors.SnapshotNameDiffers);
    }

    /// <summary>Whether tiles of a level can be made of it.</summary>
    public bool Covers(int zoom) => zoom >= LowestLevel && zoom <= MercatorLattice.Level;

    /// <summary>The tile's bytes; none where nothing shows.</summary>
    /// <exception cref="InvalidDataException">The copy is damaged: it has to be made again.</exception>
    public byte[] Encode(TileAddress tile, TileDrawing drawing, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        if (!tile.IsValid || !Covers(tile.Zoom))
        {
            throw new ArgumentOutOfRangeException(nameof(tile), tile, "No tile of this copy");
        }

        var scratch = _scratches.TryTake(out var kept) ? kept : new Scratch();
        try
        {
            scratch.Content.Begin(drawing.Fields);
            var columns = drawing.Fields.Select(f => Fields.ToList().IndexOf(f)).ToArray();
            if (columns.Contains(-1))
            {
                throw new ArgumentException("A field that the copy does not carry", nameof(drawing));
            }

            new Drawing(this, tile, drawing, scratch, columns).Run(cancellation);
            return scratch.Content.Finish(drawing.Layer);
        }
        catch (Exception fault) when (fault is IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException("a figure beyond its bytes", fault);
        }
        finally
        {
            _scratches.Add(scratch);
        }
    }

    public void Dispose() => _file.Dispose();

    internal ClusterTexts TextsOf(int cluster) =>
        _chunks.Get((_serial, cluster, -1), () => new ClusterTexts(_file.Read(_file.Clusters[cluster].Texts), Fields.Count));

    internal ClusterLevel LevelOf(int cluster, int level) =>
        _chunks.Get((_serial, cluster, level), () => new ClusterLevel(_file.Read(_file.Clusters[cluster].Levels[level])));

    private IEnumerable<int> Meeting(int level, LatticeWindow window)
    {
        for (var group = 0; group < _groups[level].Length; group++)
        {
            if (!_groups[level][group].Meets(window))
            {
                continue;
            }

            for (var cluster = group * Group; cluster < Math.Min(_ordinals.Length, (group + 1) * Group); cluster++)
            {
                if (_file.Clusters[cluster].Boxes[level].Meets(window))
                {
                    yield return cluster;
                }
            }
        }
    }

    /// <summary>What is used again from tile to tile.</summary>
    private sealed class Scratch
    {
        private int[] _known = [];

        public TileContent Content { get; } = new();

        public FigurePoints Figure { get; } = new();

        public FrameCut Cut { get; } = new();

        public TileBuffer Commands { get; } = new();

        /// <summary>Zeros, as many as a cluster has texts.</summary>
        public int[] Known(int texts)
        {
            if (_known.Length < texts)
            {
                return _known = new int[2 * texts];
            }

            Array.Clear(_known, 0, texts);
            return _known;
        }
    }

    /// <summary>One tile being put together.</summary>
    private sealed class Drawing(TileCopy copy, TileAddress tile, TileDrawing drawing, Scratch scratch, int[] columns)
    {
        private readonly TilePoint _origin = new((long)tile.Column * VectorTileEncoder.Extent, (long)tile.Row * VectorTileEncoder.Extent);
        private readonly int _everyField = (1 << drawing.Fields.Count) - 1;

        public void Run(CancellationToken cancellation)
        {
            var level = copy._file.Head.Levels.ToList().IndexOf(tile.Zoom);
            var window = LatticeWindow.Of(tile);
            if (level >= 0 && tile.Zoom < MercatorLattice.Level)
            {
                foreach (var cluster in copy.Meeting(level, window))
                {
                    cancellation.ThrowIfCancellationRequested();
                    Prepared(cluster, copy.LevelOf(cluster, level), window);
                }

                return;
            }

            var (rule, finest, wide) = (new LevelRule(tile.Zoom), copy._file.Head.Levels.Count - 1, window.OnFine(tile.Zoom));
            foreach (var cluster in copy.Meeting(finest, wide))
            {
                cancellation.ThrowIfCancellationRequested();
                Rounded(cluster, copy.LevelOf(cluster, finest), wide, rule);
            }
        }

        private void Prepared(int cluster, ClusterLevel level, LatticeWindow window)
        {
            var texts = copy.TextsOf(cluster);
            var heads = level.Heads;
            var known = scratch.Known(texts.TextCount);
            for (var i = 0; i < heads.Length; i++)
            {
                ref readonly var head = ref heads[i];
                if (!head.Box.Meets(window) || ValuesOf(cluster, texts, level.PlaceOf(i), known) is not { } values)
                {
                    continue;
                }

                var first = new TilePoint(head.First.X - _origin.X, head.First.Y - _origin.Y);
                if (head.Box.IsInside(window))
                {
                    scratch.Content.Add(values, first, level.Commands(i));
                    continue;
                }

                FigureCommands.Read(level.Commands(i), first, scratch.Figure);
                scratch.Commands.Clear();
                Put(values, scratch.Cut.Write(scratch.Figure, scratch.Commands));
            }
        }

        /// <summary>Between the last prepared level and the lattice figures are rounded as they are asked for: there are few in a tile.</summary>
        private void Rounded(int cluster, ClusterLevel fine, LatticeWindow wide, LevelRule rule)
        {
            var texts = copy.TextsOf(cluster);
            var heads = fine.Heads;
            var known = scratch.Known(texts.TextCount);
            for (var i = 0; i < heads.Length; i++)
            {
                if (!heads[i].Box.Meets(wide) || ValuesOf(cluster, texts, fine.PlaceOf(i), known) is not { } values)
                {
                    continue;
                }

                FigureCommands.Read(fine.Commands(i), heads[i].First, scratch.Figure);
                scratch.Commands.Clear();
                var polygons = RoundedBy(rule, scratch.Figure.Polygons());
                Put(values, FrameCut.Write(scratch.Cut.General(polygons.Select(Here)), scratch.Commands));
            }
        }

        private static IReadOnlyList<TilePolygon> RoundedBy(LevelRule rule, IReadOnlyList<TilePolygon> fine)
        {
            try
            {
                return rule.Of(fine);
            }
            catch (Exception fault) when (fault is NetTopologySuite.Geometries.TopologyException or ArgumentException)
            {
                throw new InvalidDataException("a figure that cannot be rounded", fault);
            }
        }

        private TilePolygon Here(TilePolygon polygon)
        {
            TilePoint[] Ring(TilePoint[] ring) => Array.ConvertAll(ring, p => new TilePoint(p.X - _origin.X, p.Y - _origin.Y));
            return new TilePolygon(Ring(polygon.Outer), [.. polygon.Holes.Select(Ring)]);
        }

        private void Put(FeatureValues values, TilePoint? first)
        {
            if (first is { } drawn)
            {
                scratch.Content.Add(values, drawn, scratch.Commands.Written);
            }
        }

        /// <summary>Null where the feature does not exist for the caller.</summary>
        private FeatureValues? ValuesOf(int cluster, ClusterTexts texts, int place, int[] known)
        {
            var mask = drawing.Sight is { } sight ? sight.Of(copy._ordinals[cluster] + place, texts.Ids[place]) : _everyField;
            return mask == ITileSight.Hidden ? null : new FeatureValues(texts, place, mask, columns, known);
        }
    }
}

/// <summary>What to draw.</summary>
/// <param name="Layer">Name of the layer in the tile.</param>
/// <param name="Fields">Fields in the order of their keys; every one is carried by the copy.</param>
/// <param name="Sight">What is shown; null where everything is.</param>
public sealed record TileDrawing(string Layer, IReadOnlyList<string> Fields, ITileSight? Sight);

/// <summary>What a caller sees of the features of a copy.</summary>
public interface ITileSight
{
    /// <summary>Instead of bits: the feature does not exist for the caller.</summary>
    const int Hidden = -1;

    /// <summary>Bits of the drawn fields whose values are shown, the lowest for the first, or <see cref="Hidden"/>.</summary>
    /// <param name="ordinal">Place of the feature in the copy, 0 … count − 1.</param>
    /// <param name="id">Its id.</param>
    int Of(int ordinal, long id);
}
