using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Guotu.Geo.Tiles;

/// <summary>Figures in the whole-number coordinates of one tile: clipped to its border, simplified to its pixels, and valid after rounding.</summary>
internal sealed class TileGeometry
{
    private static readonly PrecisionModel Pixels = new(1);
    private static readonly GeometryFactory Factory = new();

    private readonly TileAddress _tile;
    private readonly GaussKrugerProjection _projection;
    private readonly NetTopologySuite.Geometries.Geometry _frame;
    private readonly double _scale;

    public TileGeometry(TileAddress tile, GaussKrugerZone zone)
    {
        _tile = tile;
        _projection = new GaussKrugerProjection(zone);
        _scale = VectorTileEncoder.Extent / tile.Side;
        _frame = Factory.ToGeometry(new Envelope(
            -VectorTileEncoder.Buffer, VectorTileEncoder.Extent + VectorTileEncoder.Buffer,
            -VectorTileEncoder.Buffer, VectorTileEncoder.Extent + VectorTileEncoder.Buffer));
    }

    /// <summary>The polygons of a feature in this tile, empty where it has none or is smaller than a pixel.</summary>
    public Result<IReadOnlyList<Polygon>> Of(TileFeature feature)
    {
        var figure = ToTile(feature.Shape);
        if (figure.IsEmpty || !figure.EnvelopeInternal.Intersects(_frame.EnvelopeInternal))
        {
            return Array.Empty<Polygon>();
        }

        try
        {
            return Polygons(Clip(figure));
        }
        catch (Exception fault) when (fault is TopologyException or ArgumentException)
        {
            return new Error(GeoErrors.OverlayFailed, ("what", $"要素 {feature.Id} 的显示图形"), ("reason", fault.GetType().Name));
        }
    }

    private NetTopologySuite.Geometries.Geometry Clip(NetTopologySuite.Geometries.Geometry figure)
    {
        try
        {
            return OverlayNG.Overlay(figure, _frame, SpatialFunction.Intersection, Pixels);
        }
        catch (TopologyException)
        {
            // Dropping points within a pixel can cross a boundary with itself: mend, then clip; a second failure is answered.
            return OverlayNG.Overlay(GeometryFixer.Fix(figure), _frame, SpatialFunction.Intersection, Pixels);
        }
    }

    private static List<Polygon> Polygons(NetTopologySuite.Geometries.Geometry clipped) =>
        [.. Enumerable.Range(0, clipped.NumGeometries).Select(clipped.GetGeometryN).OfType<Polygon>().Where(p => !p.IsEmpty)];

    private MultiPolygon ToTile(GridMultiPolygon shape)
    {
        var polygons = new List<Polygon>();
        foreach (var polygon in shape.Polygons)
        {
            if (Ring(polygon.Outer) is { } outer)
            {
                polygons.Add(Factory.CreatePolygon(outer, [.. polygon.Holes.Select(Ring).OfType<LinearRing>()]));
            }
        }

        return Factory.CreateMultiPolygon([.. polygons]);
    }

    /// <summary>Null where the ring falls into fewer than three pixels.</summary>
    private LinearRing? Ring(GridRing ring)
    {
        var kept = new List<Coordinate>(ring.Points.Length + 1);
        var (lastX, lastY) = (double.NaN, double.NaN);
        foreach (var point in ring.Points)
        {
            var position = WebMercator.Forward(_projection.Inverse(point.ToMetres()));
            var (x, y) = ((position.East - _tile.West) * _scale, (_tile.North - position.North) * _scale);
            if (Math.Round(x) != lastX || Math.Round(y) != lastY)
            {
                kept.Add(new Coordinate(x, y));
                (lastX, lastY) = (Math.Round(x), Math.Round(y));
            }
        }

        if (kept.Count < 3)
        {
            return null;
        }

        kept.Add(kept[0].Copy());
        return Factory.CreateLinearRing([.. kept]);
    }
}
