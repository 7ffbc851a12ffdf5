using System.Globalization;
using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Snapshots;

/// <summary>
/// Makes a snapshot from features that come in ascending order of id, holding one block and 40 bytes a feature for the directory
/// (流式建立快照). Over an earlier snapshot, features that are as they were there are only kept: a block all of whose features are kept is
/// taken over with its digest, and the result is, to the last byte of every block, what making it whole would give.
/// </summary>
public sealed class SnapshotAssembly
{
    private readonly SnapshotDescription _description;
    private readonly ISnapshotSink _sink;
    private readonly EarlierFeatures? _before;
    private readonly SnapshotBlockWriter _writer = new();
    private readonly List<StoredFeature> _open = [];
    private readonly List<Sm3Digest> _leaves = [];
    private readonly SnapshotDirectory.Draft _directory = new();
    private long? _last;
    private Error? _failure;

    public SnapshotAssembly(SnapshotDescription description, ISnapshotSink sink)
        : this(description, sink, null)
    {
    }

    /// <param name="before">A snapshot of the same layer, zone and columns.</param>
    public SnapshotAssembly(SnapshotDescription description, ISnapshotSink sink, Snapshot? before)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(sink);
        (_description, _sink) = (description, sink);
        _before = before is null ? null : new EarlierFeatures(before);
    }

    /// <summary>Whether a snapshot can be the ground of another: same layer, zone and columns.</summary>
    public static bool CanFollow(SnapshotDescription before, SnapshotDescription description)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(description);
        return before.Layer == description.Layer && before.Zone == description.Zone && before.Columns.SequenceEqual(description.Columns);
    }

    /// <summary>A new or changed feature. A refusal names it, and nothing can be finished after one.</summary>
    public Error? Add(SnapshotFeature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return Unusable(feature) is { } reason ? Refused(feature.Id, reason) : Added(StoredFeature.Of(feature));
    }

    /// <summary>A feature with its figure as <see cref="FigureCodec"/> wrote it; bytes that are no figure, or are so in another form, are refused or put in form.</summary>
    public Error? Add(long id, byte[] figure, IReadOnlyList<string?> attributes)
    {
        ArgumentNullException.ThrowIfNull(figure);
        if (!FigureCodec.TryDecode(figure, out var shape))
        {
            return Refused(id, "图形读不出来");
        }

        var feature = new SnapshotFeature(id, shape, attributes);
        return Unusable(feature) is { } reason ? Refused(id, reason)
            : Added(shape.IsNormalized ? new StoredFeature(id, figure, shape.Envelope, attributes) : StoredFeature.Of(feature));
    }

    /// <summary>A feature that is as the earlier snapshot has it.</summary>
    public Error? Keep(long id)
    {
        if (_before is null)
        {
            throw new InvalidOperationException("There is no earlier snapshot to keep a feature of");
        }

        if (_failure is not null || Follows(id) is not null)
        {
            return _failure ??= Follows(id);
        }

        _last = id;
        Take(_before.DropBelow(id));
        if (!_before.IsAt(id))
        {
            return _failure ??= Refused(id, "前一版快照中没有这个要素");
        }

        if (_open.Count == 0 && _before.Pass())
        {
            if (_before.TakeWholeBlock() is { } block)
            {
                Reuse(block);
            }
        }
        else
        {
            Take(_before.ReadPassed());
        }

        return _failure;
    }

    /// <summary>The name, once every feature came.</summary>
    public Result<Sm3Digest> Finish()
    {
        if (_before is not null && _failure is null)
        {
            if (_open.Count == 0 && _before.TakeLastBlock() is { } block)
            {
                Reuse(block);
            }

            Take(_before.DropBelow(long.MaxValue));
        }

        if (_failure is { } failure)
        {
            return failure;
        }

        Close();
        var (first, last) = _sink.End(_writer.Description(_description, _directory.Features, _directory.Blocks), _directory.Written());
        return MerkleTree.Of([first, .. _leaves, last]).Root;
    }

    private Error? Added(StoredFeature feature)
    {
        if (_failure is not null || Follows(feature.Id) is not null)
        {
            return _failure ??= Follows(feature.Id);
        }

        _last = feature.Id;
        Take(_before?.DropBelow(feature.Id));
        Take(_before?.Replace(feature.Id));
        Append(feature);
        return _failure;
    }

    private Error? Follows(long id) => _last is { } last && id <= last ? Refused(id, "要素编号重复,或不按次序") : null;

    /// <summary>Features of the earlier snapshot that were passed over as kept and now turn out not to fill their block.</summary>
    private void Take(Result<IReadOnlyList<StoredFeature>>? kept)
    {
        if (kept is not { } features)
        {
            return;
        }

        _failure ??= features.Error;
        foreach (var feature in features.IsSuccess ? features.Value : [])
        {
            Append(feature);
        }
    }

    private void Append(StoredFeature feature)
    {
        _open.Add(feature);
        if (BlockCut.IsAfter(feature.Id, _open.Count))
        {
            Close();
        }
    }

    private void Close()
    {
        if (_open.Count == 0)
        {
            return;
        }

        _leaves.Add(_sink.Put(_writer.Features(_open, _description.Columns.Count)));
        _directory.Add(_open.Select(f => (f.Id, f.Box)));
        _open.Clear();
    }

    private void Reuse(EarlierBlock block)
    {
        _sink.Reuse(block.Snapshot, block.Block, block.Digest);
        _leaves.Add(block.Digest);
        _directory.Add(block.Features);
    }

    private string? Unusable(SnapshotFeature feature) =>
        feature.Shape.IsEmpty || !feature.Shape.Polygons.All(p => HasArea(p.Outer) && p.Holes.All(HasArea)) ? "图形为空、环少于三点或没有面积"
        : feature.Attributes.Count != _description.Columns.Count ? "属性个数与图层字段不符"
        : null;

    private static bool HasArea(GridRing ring) => ring.Points.Length >= 3 && ring.DoubledSignedArea != 0;

    private Error Refused(long id, string reason) =>
        _failure ??= new Error(GeoErrors.SnapshotContentUnusable, ("id", id.ToString(CultureInfo.InvariantCulture)), ("reason", reason));
}
