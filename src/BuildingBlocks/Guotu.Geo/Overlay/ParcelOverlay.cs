using System.Collections.Immutable;
using System.Globalization;
using Guotu.Geo.Areas;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Overlay;

/// <summary>
/// Intersects a parcel with a layer snapshot (压占分析). A feature whose boundary does not meet the parcel's is taken or left
/// whole, exactly; only the others go through <see cref="GridOverlay"/>. Any doubt — a damaged block, an invalid figure, an
/// overlay that fails or gives more area than either side has — refuses the whole answer: no partial figure leaves here.
/// </summary>
public sealed class ParcelOverlay(Snapshot snapshot, EllipsoidalAreaRule areaRule)
{
    public ParcelOverlay(Snapshot snapshot)
        : this(snapshot, EllipsoidalAreaRule.Standard)
    {
    }

    /// <summary>Every feature that shares area with the parcel, in order of id.</summary>
    /// <param name="parcel">A figure in the zone of the snapshot.</param>
    /// <param name="zone">The zone the parcel is in; another than the snapshot's is refused.</param>
    public Result<IReadOnlyList<OverlayHit>> Intersect(GridMultiPolygon parcel, GaussKrugerZone zone, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(parcel);
        ArgumentNullException.ThrowIfNull(zone);
        var layerZone = snapshot.Description.Zone;
        if (zone != layerZone)
        {
            return new Error(GeoErrors.ZonesDiffer, ("parcel", zone.ChineseName), ("layer", layerZone.ChineseName));
        }

        if (Invalid(parcel, "宗地", cancellation) is { } invalid)
        {
            return invalid;
        }

        var features = snapshot.Query(parcel.Envelope, cancellation);
        return features.IsSuccess ? Hits(new BoundaryIndex(parcel), features.Value, cancellation) : features.Error!;
    }

    /// <summary>Totals by the value of a column, in ordinal order of the value.</summary>
    public IReadOnlyList<ClassTotal> ByClass(IReadOnlyList<OverlayHit> hits, string column)
    {
        ArgumentNullException.ThrowIfNull(hits);
        var index = snapshot.Description.Columns.ToList().IndexOf(column);
        if (index < 0)
        {
            throw new ArgumentException($"The snapshot has no column {column}", nameof(column));
        }

        var ellipsoid = new EllipsoidalArea(snapshot.Description.Zone, areaRule);
        return [.. hits.GroupBy(h => h.Attributes[index]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var all = new GridMultiPolygon([.. g.SelectMany(h => h.Common.Polygons)]);
            return new ClassTotal(g.Key, g.Count(), PlaneArea.Of(all), ellipsoid.Of(all));
        })];
    }

    private Result<IReadOnlyList<OverlayHit>> Hits(BoundaryIndex parcel, IReadOnlyList<SnapshotFeature> features, CancellationToken cancellation)
    {
        var hits = new List<OverlayHit>();
        var ellipsoid = new EllipsoidalArea(snapshot.Description.Zone, areaRule);
        foreach (var feature in features)
        {
            cancellation.ThrowIfCancellationRequested();
            var common = Common(parcel, feature, cancellation);
            if (!common.IsSuccess)
            {
                return common.Error!;
            }

            if (!common.Value.IsEmpty)
            {
                hits.Add(new OverlayHit(feature.Id, feature.Attributes, common.Value)
                {
                    PlaneArea = PlaneArea.Of(common.Value),
                    EllipsoidalArea = ellipsoid.Of(common.Value, cancellation),
                });
            }
        }

        return hits;
    }

    private Result<GridMultiPolygon> Common(BoundaryIndex parcel, SnapshotFeature feature, CancellationToken cancellation)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"图层 {snapshot.Description.Layer} 的要素 {feature.Id}");
        if (Invalid(feature.Shape, what, cancellation) is { } invalid)
        {
            return invalid;
        }

        if (!parcel.MeetsBoundaryOf(feature.Shape) && Whole(parcel, feature.Shape) is { } whole)
        {
            return whole;
        }

        var common = parcel.Intersect(feature.Shape);
        return !common.IsSuccess ? new Error(GeoErrors.OverlayFailed, ("what", what), ("reason", common.Error!.Text))
            : OverlayPlausibility.Holds(parcel.Figure, feature.Shape, common.Value) ? common
            : new Error(GeoErrors.OverlayFailed, ("what", what), ("reason", "所得面积超出了两者之一的面积"));
    }

    /// <summary>The answer where the boundaries do not meet and one side lies whole in or out of the other; null where neither is so.</summary>
    private static GridMultiPolygon? Whole(BoundaryIndex parcel, GridMultiPolygon feature)
    {
        var featureRings = feature.Rings.Select(r => parcel.Encloses(r.Points[0])).ToImmutableHashSet();
        var parcelRings = parcel.Figure.Rings.Select(r => feature.Locate(r.Points[0]) > 0).ToImmutableHashSet();
        return (featureRings.Contains(true), featureRings.Contains(false), parcelRings.Contains(true), parcelRings.Contains(false)) switch
        {
            (true, false, false, true) => feature,
            (false, true, true, false) => parcel.Figure,
            (false, true, false, true) => GridMultiPolygon.Empty,
            _ => null,
        };
    }

    private static Error? Invalid(GridMultiPolygon figure, string what, CancellationToken cancellation)
    {
        var defects = FigureValidity.Check(figure, cancellation);
        return defects.Count == 0 ? null : new Error(GeoErrors.FigureInvalid, ("what", what), ("reason", DefectNames.Of(defects[0].Kind)));
    }
}
