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

    /// <summary>Vertices of all features: the measure of the memory held.</summary>
    public long VertexCount => _features.Sum(f => (long)f.Figure.EdgeCount);

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

    /// <summary>Areas of every feature that shares area with a valid parcel, in order of id.</summary>
    public Result<IReadOnlyList<AreaHit>> Overlay(GridMultiPolygon parcel, CancellationToken cancellation) => Each(
        parcel,
        (project, feature) => CommonArea.Of(project, feature.Figure) is { IsNone: false } common ? new AreaHit(feature.Id, common) : (AreaHit?)null,
        feature => new AreaHit(feature.Id, CommonUnits.Of(feature.Figure.DoubledArea, feature.Figure.Correction, 0)),
        cancellation);

    /// <summary>The figures in common with every feature that shares area with a valid parcel, in order of id.</summary>
    public Result<IReadOnlyList<FigureHit>> Intersect(GridMultiPolygon parcel, CancellationToken cancellation) => Each<FigureHit>(
        parcel,
        (project, feature) => CommonFigure.Of(project, feature.Figure, cancellation) is var common && common.Error is { } failure
            ? failure
            : common.Value.Figure.IsEmpty ? (FigureHit?)null : new FigureHit(feature.Id, common.Value),
        feature => new FigureHit(feature.Id, new FigureInCommon(
            feature.Figure.ToFigure(), CommonUnits.Of(feature.Figure.DoubledArea, feature.Figure.Correction, 0), CommonFigureWay.Whole)),
        cancellation);

    /// <summary>The feature nearest to a valid parcel, null where none is within the limit.</summary>
    /// <param name="parcel">In the zone of the layer.</param>
    /// <param name="withinMetres">Greater than 0.</param>
    public Result<NearestFeature?> Nearest(GridMultiPolygon parcel, double withinMetres, CancellationToken cancellation)
    {
        var project = _frame.Prepare(parcel);
        if (project.Error is { } wide)
        {
            return wide;
        }

        // One unit more, so that a feature at the limit itself is found.
        var search = new NearestSearch(this, project.Value, (withinMetres * GridPoint.UnitsPerMetre) + 1, cancellation);
        if (_features.Length > 0)
        {
            search.Node(_levels.Length - 1, 0);
        }

        return Result<NearestFeature?>.Of(search.Found);
    }

    /// <summary>Down the tree, nearer boxes first.</summary>
    private sealed class NearestSearch(AreaLayer layer, PreparedFigure project, double limit, CancellationToken cancellation)
    {
        private double _limit = limit;

        public NearestFeature? Found { get; private set; }

        public void Node(int level, int node)
        {
            if (level == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                Feature(layer._features[node]);
                return;
            }

            var below = layer._levels[level - 1];
            var children = Enumerable.Range(node << Bits, Math.Min(below.Length, (node + 1) << Bits) - (node << Bits))
                .Select(child => (Child: child, Squared: FigureDistance.Squared(below[child], project.Box)))
                .OrderBy(c => c.Squared);
            foreach (var (child, squared) in children)
            {
                if (squared <= _limit * _limit && project.Tree.Meets(Grown(below[child], _limit)))
                {
                    Node(level - 1, child);
                }
                else if (Insides.LayerVertex((below[child].MinX, below[child].MinY), project))
                {
                    // No edge comes near and the box lies inside: whatever it holds is met.
                    Node(level - 1, child);
                }
            }
        }

        private static FrameBox Grown(in FrameBox box, double by)
        {
            var margin = (long)Math.Ceiling(Math.Min(by, AreaFrame.Limit));
            return new FrameBox(Clamped(box.MinX - margin), Clamped(box.MinY - margin), Clamped(box.MaxX + margin), Clamped(box.MaxY + margin));
        }

        private static int Clamped(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);

        private void Feature(AreaFeature feature)
        {
            if (FigureDistance.Within(project, feature.Figure, Math.BitIncrement(_limit)) is { } distance
                && (Found is null || distance < _limit || feature.Id < Found.FeatureId))
            {
                _limit = distance;
                Found = new NearestFeature(feature.Id, distance / GridPoint.UnitsPerMetre);
            }
        }
    }

    private Result<IReadOnlyList<THit>> Each<THit>(
        GridMultiPolygon parcel, Func<PreparedFigure, AreaFeature, Result<THit?>> near, Func<AreaFeature, THit> whole, CancellationToken cancellation)
        where THit : class, ILayerHit
    {
        var project = _frame.Prepare(parcel);
        if (project.Error is { } wide)
        {
            return wide;
        }

        var visit = new Visit<THit>(this, project.Value, near, whole, cancellation);
        if (_features.Length > 0 && project.Value.EdgeCount > 0)
        {
            visit.Node(_levels.Length - 1, 0);
        }

        if (visit.Failure is { } failure)
        {
            return failure;
        }

        visit.Hits.Sort(static (a, b) => a.FeatureId.CompareTo(b.FeatureId));
        return visit.Hits;
    }

    /// <summary>One project's way down the tree.</summary>
    private sealed class Visit<THit>(
        AreaLayer layer, PreparedFigure project, Func<PreparedFigure, AreaFeature, Result<THit?>> near, Func<AreaFeature, THit> whole, CancellationToken cancellation)
        where THit : class, ILayerHit
    {
        public List<THit> Hits { get; } = [];

        public Error? Failure { get; private set; }

        public void Node(int level, int node)
        {
            var box = layer._levels[level][node];
            if (Failure is not null || !box.Meets(project.Box))
            {
                return;
            }

            if (!project.Tree.Meets(box))
            {
                // No edge comes near: all of the box lies on one side.
                if (Insides.LayerVertex((box.MinX, box.MinY), project))
                {
                    TakeWhole(level, node);
                }
            }
            else if (level == 0)
            {
                Near(layer._features[node]);
            }
            else
            {
                for (var child = node << Bits; child < Math.Min(layer._levels[level - 1].Length, (node + 1) << Bits); child++)
                {
                    Node(level - 1, child);
                }
            }
        }

        private void Near(AreaFeature feature)
        {
            cancellation.ThrowIfCancellationRequested();
            var met = near(project, feature);
            Failure = met.Error;
            if (met is { IsSuccess: true, Value: { } hit })
            {
                Hits.Add(hit);
            }
        }

        private void TakeWhole(int level, int node)
        {
            var (first, end) = ((long)node << (Bits * level), Math.Min(layer._features.Length, (long)(node + 1) << (Bits * level)));
            for (var i = first; i < end; i++)
            {
                Hits.Add(whole(layer._features[i]));
            }
        }
    }

    private sealed record AreaFeature(long Id, PreparedFigure Figure);
}

/// <summary>What a parcel meets.</summary>
public interface ILayerHit
{
    long FeatureId { get; }
}

/// <summary>One feature and how much the parcel has of it.</summary>
public sealed record AreaHit(long FeatureId, CommonUnits Common) : ILayerHit;

/// <summary>One feature and what the parcel has of it.</summary>
public sealed record FigureHit(long FeatureId, FigureInCommon Common) : ILayerHit;
