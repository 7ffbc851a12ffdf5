using System.Collections.Concurrent;
using Guotu.Geo.Crossings;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Geo.TileCopies;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ReadLayers;

namespace Guotu.OneMap.PublishLayers;

/// <summary>An open revision behind one caller's sight: the only way from a snapshot to a caller.</summary>
internal sealed class SeenLayer : ISeenLayer
{
    private readonly Snapshot _snapshot;
    private readonly ILayerSight _sight;
    private readonly KeptTotals _totals;

    public SeenLayer(OpenLayer open, ILayerSight sight, KeptTotals totals)
    {
        (_snapshot, _sight, _totals) = (open.Snapshot, sight, totals);
        (Revision, IsCurrent) = (open.Revision, open.IsCurrent);
        Definition = VisibleFields.Of(open.Definition, sight);
        Stamp = VisibleFields.StampOf(sight, open.Revision);
        TilePlan = new TileCopyPlan(VisibleFields.OfTiles(open.Definition), Math.Min(open.Definition.TileZoom, TileCopyPlan.HighestLevel));
    }

    /// <summary>What a tile copy of the layer holds, whoever asks for it.</summary>
    public TileCopyPlan TilePlan { get; }

    /// <summary>What tile copies are derived from; nothing of it goes to a caller past the sight.</summary>
    public Snapshot Snapshot => _snapshot;

    public LayerDefinition Definition { get; }

    public LayerRevision Revision { get; }

    /// <summary>Whether it is the layer's newest revision, by whatever number it was asked for.</summary>
    public bool IsCurrent { get; }

    public GaussKrugerZone Zone => _snapshot.Description.Zone;

    public string Stamp { get; }

    public bool IsWhole => _sight.IsWhole;

    public SecurityLabel Label => _sight.Label;

    public IReadOnlyList<string> Columns => _snapshot.Description.Columns;

    public Result<LayerTotals> Totals(CancellationToken ct)
    {
        if (IsWhole)
        {
            return new LayerTotals(_snapshot.Count, _snapshot.Envelope);
        }

        if (_totals.Find(Stamp) is { } kept)
        {
            return kept;
        }

        var (count, box) = (0, GridEnvelope.Empty);
        foreach (var feature in Walk(null, long.MinValue))
        {
            ct.ThrowIfCancellationRequested();
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            (count, box) = (count + 1, box.Union(feature.Value.Shape.Envelope));
        }

        return _totals.Keep(Stamp, new LayerTotals(count, box));
    }

    public IEnumerable<Result<SnapshotFeature>> Walk(GridEnvelope? query, long afterId)
    {
        foreach (var feature in _snapshot.Walk(query, afterId))
        {
            if (feature.Error is not null)
            {
                yield return feature;
            }
            else if (_sight.See(feature.Value, Columns) is { } seen)
            {
                yield return seen;
            }
        }
    }

    public Result Scan(GridEnvelope query, IFigureScan scan, CancellationToken ct)
    {
        if (IsWhole)
        {
            return _snapshot.Scan(query, scan, ct);
        }

        var row = new ReadFeatureRow();
        foreach (var feature in Walk(query, long.MinValue))
        {
            ct.ThrowIfCancellationRequested();
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            row.Show(feature.Value, scan);
        }

        return Result.Done;
    }

    public Result<SnapshotFeature?> Find(long id) => _snapshot.Find(id).Map(f => f is null ? null : _sight.See(f, Columns));

    public AreaLayer ForOverlay() => IsWhole ? AreaLayer.Over(_snapshot) : throw new InvalidOperationException("A layer seen in part is read feature by feature");

    public int PlaceOf(string fieldCode)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == fieldCode)
            {
                return _sight.ShowsField(fieldCode) ? i : -1;
            }
        }

        return -1;
    }

    /// <summary>Value of a field as the caller sees it.</summary>
    public string? ValueOf(SnapshotFeature feature, string fieldCode) => PlaceOf(fieldCode) is var place and >= 0 ? feature.Attributes[place] : null;
}

/// <summary>Totals by stamp: a stamp never changes its meaning, so they are only dropped for room.</summary>
internal sealed class KeptTotals
{
    private const int Most = 4_096;
    private readonly ConcurrentDictionary<string, LayerTotals> _kept = new(StringComparer.Ordinal);

    public LayerTotals? Find(string stamp) => _kept.GetValueOrDefault(stamp);

    public LayerTotals Keep(string stamp, LayerTotals totals)
    {
        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }

        return _kept[stamp] = totals;
    }
}
