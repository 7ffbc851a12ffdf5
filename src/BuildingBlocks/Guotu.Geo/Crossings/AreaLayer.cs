using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Crossings;

/// <summary>
/// A layer revision in memory for area overlay (面积叠加): features along a Hilbert curve under an 8-ary box tree. A subtree that no
/// edge of the project comes near is taken or left whole after one look; only features near the boundary are overlaid.
/// Safe for many threads. About 30 bytes a vertex.
/// </summary>
public sealed class AreaLayer
{
    private const int Bits = 3;
    private readonly AreaFrame _frame;
    private readonly AreaFeature[] _features;
    private readonly FrameBox[][] _levels;

    private AreaLayer(AreaFrame frame, AreaFeature[] features)
    {
        (_frame, _features) = (frame, features);
        var levels = new List<FrameBox[]> { features.Select(f => f.Figure.Box).ToArray() };
        while (levels[^1].Length > 1)
        {
            var below = levels[^1];
            var level = new FrameBox[(below.Length + 7) >> Bits];
            for (var node = 0; node < level.Length; node++)
            {
                level[node] = below[(node << Bits)..Math.Min(below.Length, (node + 1) << Bits)].Aggregate(FrameBox.Empty, (a, b) => a.Union(b));
            }

            levels.Add(level);
        }

        _levels = [.. levels];
    }

    public int Count => _features.Length;

    /// <summary>Reads a whole snapshot; a damaged block or a layer wider than the frame refuses the whole.</summary>
    public static Result<AreaLayer> Read(Snapshot snapshot, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var features = new List<(long, GridMultiPolygon)>(snapshot.Count);
        for (var block = 0; block < snapshot.BlockCount; block++)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = snapshot.ReadBlock(block);
            if (read.Error is { } damaged)
            {
                return damaged;
            }

            features.AddRange(read.Value.Select(f => (f.Id, f.Shape)));
        }

        return Of(features, snapshot.Description.Zone);
    }

    public static Result<AreaLayer> Of(IReadOnlyList<(long Id, GridMultiPolygon Figure)> features, GaussKrugerZone zone)
    {
        ArgumentNullException.ThrowIfNull(features);
        var boxes = features.Select(f => f.Figure.Envelope).ToArray();
        var frame = AreaFrame.Around(boxes.Aggregate(GridEnvelope.Empty, (a, b) => a.Union(b)), zone);
        var ready = new AreaFeature[features.Count];
        var order = HilbertOrder.Of(boxes);
        for (var i = 0; i < order.Length; i++)
        {
            var prepared = frame.Prepare(features[order[i]].Figure);
            if (prepared.Error is { } wide)
            {
                return wide;
            }

            ready[i] = new AreaFeature(features[order[i]].Id, prepared.Value);
        }

        return new AreaLayer(frame, ready);
    }

    /// <summary>Every feature that shares area with a valid parcel, in order of id.</summary>
    public Result<IReadOnlyList<AreaHit>> Overlay(GridMultiPolygon parcel, CancellationToken cancellation)
    {
        var project = _frame.Prepare(parcel);
        if (project.Error is { } wide)
        {
            return wide;
        }

        var hits = new List<AreaHit>();
        if (_features.Length > 0 && project.Value.EdgeCount > 0)
        {
            Visit(project.Value, _levels.Length - 1, 0, hits, cancellation);
        }

        hits.Sort(static (a, b) => a.FeatureId.CompareTo(b.FeatureId));
        return hits;
    }

    private void Visit(PreparedFigure project, int level, int node, List<AreaHit> hits, CancellationToken cancellation)
    {
        var box = _levels[level][node];
        if (!box.Meets(project.Box))
        {
            return;
        }

        if (!project.Tree.Meets(box))
        {
            // No edge comes near: all of the box lies on one side.
            if (Insides.LayerVertex((box.MinX, box.MinY), project))
            {
                TakeWhole(level, node, hits);
            }

            return;
        }

        if (level == 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var common = CommonArea.Of(project, _features[node].Figure);
            if (!common.IsNone)
            {
                hits.Add(new AreaHit(_features[node].Id, common));
            }

            return;
        }

        for (var child = node << Bits; child < Math.Min(_levels[level - 1].Length, (node + 1) << Bits); child++)
        {
            Visit(project, level - 1, child, hits, cancellation);
        }
    }

    private void TakeWhole(int level, int node, List<AreaHit> hits)
    {
        var (first, end) = ((long)node << (Bits * level), Math.Min(_features.Length, (long)(node + 1) << (Bits * level)));
        for (var i = first; i < end; i++)
        {
            var whole = _features[i].Figure;
            hits.Add(new AreaHit(_features[i].Id, CommonUnits.Of(whole.DoubledArea, whole.Correction, 0)));
        }
    }

    private sealed record AreaFeature(long Id, PreparedFigure Figure);
}

/// <summary>One feature and what the parcel has of it.</summary>
public sealed record AreaHit(long FeatureId, CommonUnits Common);
