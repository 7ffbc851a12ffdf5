using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Tiles;

/// <summary>
/// Figures in the whole-number coordinates of one tile: rounded, cut to its border, and valid. Most stay valid when they are rounded; the others
/// are mended one by one.
/// </summary>
internal sealed class TileGeometry(TileAddress tile, GaussKrugerZone zone)
{
    private readonly TileLattice _lattice = new(tile, zone);
    private readonly TileCut _cut = new();

    /// <summary>The polygons of a feature in this tile, empty where it has none or is smaller than a unit.</summary>
    public Result<IReadOnlyList<TilePolygon>> Of(TileFeature feature)
    {
        try
        {
            return Result<IReadOnlyList<TilePolygon>>.Of(_cut.Of(feature.Shape.Polygons.Where(p => p.Envelope.Meets(_lattice.Reach)).Select(Rounded).OfType<TilePolygon>()));
        }
        catch (Exception fault) when (fault is TopologyException or ArgumentException)
        {
            return new Error(GeoErrors.OverlayFailed, ("what", $"要素 {feature.Id} 的显示图形"), ("reason", fault.GetType().Name));
        }
    }

    /// <summary>Null where nothing is left of it.</summary>
    private TilePolygon? Rounded(GridPolygon polygon)
    {
        var outer = Turned(polygon.Outer, positive: true);
        return outer.Length == 0 ? null : new TilePolygon(
            outer, [.. polygon.Holes.Where(h => h.Envelope.Meets(_lattice.Reach)).Select(h => Turned(h, positive: false)).Where(h => h.Length > 0)]);
    }

    /// <summary>Empty where the ring has no area left.</summary>
    private TilePoint[] Turned(GridRing ring, bool positive)
    {
        var points = TileRing.Of(ring, _lattice);
        if (points.Length == 0)
        {
            return points;
        }

        // Shortened outside of the tile, a ring keeps its direction but not its area; rows run downwards.
        var area = _lattice.Reach.Contains(ring.Envelope) ? TileRing.DoubledArea(points) : ring.IsCounterClockwise ? -1 : 1;
        if (area == 0)
        {
            return [];
        }

        if (area > 0 != positive)
        {
            Array.Reverse(points);
        }

        return points;
    }
}
