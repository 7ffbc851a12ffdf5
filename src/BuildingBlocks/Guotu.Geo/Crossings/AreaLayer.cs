using System.Collections.Concurrent;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Crossings;

/// <summary>
/// A layer revision for overlay (面积叠加). Boxes are in memory from the start; a feature is read and made ready when a parcel first comes near
/// it, and kept: about 30 bytes a vertex of those. A layer wider than 107 km is computed in sheets cut from it. A feature that can not be
/// read refuses the answer it belongs to. Safe for many threads.
/// </summary>
public sealed class AreaLayer
{
    private const int MostSheets = 32;
    private readonly ILayerFigures _figures;
    private readonly GaussKrugerZone _zone;
    private readonly GridEnvelope _box;
    private readonly AreaSheet? _whole;
    private readonly ConcurrentDictionary<GridPoint, AreaSheet> _sheets = new();

    private AreaLayer(ILayerFigures figures, GaussKrugerZone zone)
    {
        (_figures, _zone) = (figures, zone);
        _box = figures.Boxes.Aggregate(GridEnvelope.Empty, (a, b) => a.Union(b));
        if (_box.IsEmpty || Math.Max(_box.Width, _box.Height) < AreaFrame.Limit)
        {
            _whole = new AreaSheet(AreaFrame.Around(_box, zone), figures, null);
        }
    }

    public int Count => _figures.Boxes.Count;

    /// <summary>Vertices of the features made ready so far: the measure of the memory held.</summary>
    public long VertexCount => _whole?.Vertices ?? _sheets.Values.Sum(s => s.Vertices);

    /// <summary>Over a snapshot, whose blocks are read and checked as parcels come near what they hold.</summary>
    public static AreaLayer Over(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return new AreaLayer(new SnapshotFigures(snapshot), snapshot.Description.Zone);
    }

    public static AreaLayer Of(IReadOnlyList<(long Id, GridMultiPolygon Figure)> features, GaussKrugerZone zone)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(zone);
        return new AreaLayer(new GivenFigures(features), zone);
    }

    /// <summary>Areas of every feature that shares area with a valid parcel, in order of id.</summary>
    public Result<IReadOnlyList<AreaHit>> Overlay(GridMultiPolygon parcel, CancellationToken cancellation) => Each(
        parcel,
        static (project, feature) => CommonArea.Of(project, feature.Figure) is { IsNone: false } common ? new AreaHit(feature.Id, common) : (AreaHit?)null,
        static (sheet, item) => sheet.SumsOf(item).Map(sums => new AreaHit(sheet.IdOf(item), sums.Units)),
        cancellation);

    /// <summary>The figures in common with every feature that shares area with a valid parcel, in order of id.</summary>
    public Result<IReadOnlyList<FigureHit>> Intersect(GridMultiPolygon parcel, CancellationToken cancellation) => Each<FigureHit>(
        parcel,
        (project, feature) => CommonFigure.Of(project, feature.Figure, cancellation) is var common && common.Error is { } failure
            ? failure
            : common.Value.Figure.IsEmpty ? (FigureHit?)null : new FigureHit(feature.Id, common.Value),
        static (sheet, item) => sheet.Figure(item).Map(f => new FigureHit(sheet.IdOf(item), new FigureInCommon(f.ToFigure(), f.Sums.Units, CommonFigureWay.Whole))),
        cancellation);

    /// <summary>
    /// The whole area of every feature, in the order of the layer (全层要素面积). The first time every feature is read and its boundary summed, by as many
    /// threads as there are processors; the sums are kept, 16 bytes a feature, and later it is a look-up. A feature that can not be read refuses all.
    /// </summary>
    /// <returns>GEO-0060 for a layer wider than 107 km, which is in no single frame.</returns>
    public Result<IReadOnlyList<FeatureArea>> Areas(CancellationToken cancellation)
    {
        if (_whole is not { } sheet)
        {
            return new Error(GeoErrors.TooWide);
        }

        var areas = new FeatureArea[sheet.Count];
        var (refused, stopped) = (new ConcurrentDictionary<int, Error>(), 0);
        Parallel.ForEach(
            Partitioner.Create(0, Math.Max(1, sheet.Count)),
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            range =>
            {
                for (var place = range.Item1; place < Math.Min(range.Item2, sheet.Count) && Volatile.Read(ref stopped) == 0; place++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var sums = sheet.SumsAt(place);
                    if (sums.Error is { } error)
                    {
                        refused[place] = error;
                        Volatile.Write(ref stopped, 1);
                        return;
                    }

                    areas[place] = new FeatureArea(sheet.IdAt(place), sums.Value);
                }
            });
        return refused.IsEmpty ? areas : refused.MinBy(r => r.Key).Value;
    }

    /// <summary>The feature nearest to a valid parcel, null where none is within the limit.</summary>
    /// <param name="parcel">In the zone of the layer.</param>
    /// <param name="withinMetres">Greater than 0.</param>
    public Result<NearestFeature?> Nearest(GridMultiPolygon parcel, double withinMetres, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parcel);
        // One unit more, so that a feature at the limit itself is found.
        var limit = (withinMetres * GridPoint.UnitsPerMetre) + 1;
        var sheet = SheetFor(Grown(parcel.Envelope, (long)Math.Ceiling(Math.Min(limit, AreaFrame.Limit))));
        if (sheet.Error is { } wide)
        {
            return wide;
        }

        var project = sheet.Value.Frame.Prepare(parcel);
        return project.Error is { } wider ? wider : new NearestSearch(sheet.Value, project.Value, limit, cancellation).Run();
    }

    private Result<IReadOnlyList<THit>> Each<THit>(
        GridMultiPolygon parcel,
        Func<PreparedFigure, (long Id, PreparedFigure Figure), Result<THit?>> near,
        Func<AreaSheet, int, Result<THit>> whole,
        CancellationToken cancellation)
        where THit : class, ILayerHit
    {
        ArgumentNullException.ThrowIfNull(parcel);
        if (parcel.IsEmpty || !_box.Meets(parcel.Envelope))
        {
            return Result<IReadOnlyList<THit>>.Of([]);
        }

        var sheet = SheetFor(parcel.Envelope);
        if (sheet.Error is { } wide)
        {
            return wide;
        }

        var project = sheet.Value.Frame.Prepare(parcel);
        return project.Error is { } wider ? wider : new SheetVisit<THit>(sheet.Value, project.Value, near, whole, cancellation).Run();
    }

    /// <summary>The sheet in whose middle a box lies; of a layer within 107 km the one there is, whatever the box.</summary>
    private Result<AreaSheet> SheetFor(GridEnvelope box)
    {
        if (_whole is not null)
        {
            return _whole;
        }

        if (SheetCut.For(box) is not { } cut)
        {
            return new Error(GeoErrors.TooWide);
        }

        if (_sheets.TryGetValue(cut.Origin, out var known))
        {
            return known;
        }

        if (_sheets.Count >= MostSheets)
        {
            // Who still computes with one of them keeps it until he is done.
            _sheets.Clear();
        }

        return _sheets.GetOrAdd(cut.Origin, _ => new AreaSheet(new AreaFrame(cut.Origin, _zone), _figures, cut));
    }

    private static GridEnvelope Grown(GridEnvelope box, long by) => new(box.MinEast - by, box.MinNorth - by, box.MaxEast + by, box.MaxNorth + by);
}
