using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Tiles;

namespace Guotu.Geo.TileCopies;

/// <summary>
/// The square of Web Mercator in 2³² units a side, rows downwards: the units of tiles of level 20, so that those of every other level are
/// shifts. A unit is 9.3 mm at the equator. For display only.
/// </summary>
internal sealed class MercatorLattice
{
    public const int Level = 20;

    private const double Side = 4294967296.0;

    private readonly PlaneSurface _surface;

    public MercatorLattice(GaussKrugerZone zone)
    {
        var projection = new GaussKrugerProjection(zone);
        _surface = new PlaneSurface(metres =>
        {
            var place = WebMercator.Forward(projection.Inverse(metres));
            const double scale = Side / (2 * WebMercator.HalfWorld);
            return ((place.East + WebMercator.HalfWorld) * scale, (WebMercator.HalfWorld - place.North) * scale);
        });
    }

    /// <summary>The nearest place of the lattice.</summary>
    public TilePoint Of(GridPoint point)
    {
        var (x, y) = _surface.At(point);
        return new TilePoint(Whole(x), Whole(y));
    }

    /// <summary>The figure with outer rings of positive and holes of negative area; rings that are flat here are left out.</summary>
    public List<TilePolygon> Of(GridMultiPolygon shape)
    {
        var polygons = new List<TilePolygon>(shape.Polygons.Length);
        foreach (var polygon in shape.Polygons)
        {
            if (Ring(polygon.Outer) is { } outer)
            {
                polygons.Add(new TilePolygon(outer, [.. polygon.Holes.Select(Ring).OfType<TilePoint[]>().Select(Turned)]));
            }
        }

        return polygons;
    }

    private static TilePoint[] Turned(TilePoint[] hole)
    {
        Array.Reverse(hole);
        return hole;
    }

    private TilePoint[]? Ring(GridRing ring)
    {
        var points = new TilePoint[ring.Points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            // Rows run downwards: what is counter-clockwise on the ground has a negative area here.
            points[ring.IsCounterClockwise ? points.Length - 1 - i : i] = Of(ring.Points[i]);
        }

        return points.Length >= 3 && TileRing.DoubledArea(points) > 0 ? points : null;
    }

    private static long Whole(double value) => Math.Clamp((long)Math.Floor(value + 0.5), 0, (long)Side - 1);
}
