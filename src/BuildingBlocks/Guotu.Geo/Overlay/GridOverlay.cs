using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Guotu.Geo.Overlay;

/// <summary>
/// Overlay of two valid figures by OverlayNG with snap rounding on the 0.1 mm grid. New vertices (crossings) are rounded to the
/// grid; the area of the answer is that of the rounded figure. Whatever the library can not do is a typed refusal, never a number.
/// </summary>
public static class GridOverlay
{
    private static readonly PrecisionModel Grid = new(1);

    public static Result<GridMultiPolygon> Intersect(GridMultiPolygon a, GridMultiPolygon b) => Compute(a, b, SpatialFunction.Intersection);

    public static Result<GridMultiPolygon> Subtract(GridMultiPolygon a, GridMultiPolygon b) => Compute(a, b, SpatialFunction.Difference);

    public static Result<GridMultiPolygon> Unite(GridMultiPolygon a, GridMultiPolygon b) => Compute(a, b, SpatialFunction.Union);

    private static Result<GridMultiPolygon> Compute(GridMultiPolygon a, GridMultiPolygon b, SpatialFunction function)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var box = a.Envelope.Union(b.Envelope);
        if (box.IsEmpty)
        {
            return GridMultiPolygon.Empty;
        }

        var figures = new NtsFigures(new GridPoint(box.MinEast, box.MinNorth));
        try
        {
            return figures.FromNts(OverlayNG.Overlay(figures.ToNts(a), figures.ToNts(b), function, Grid));
        }
        catch (Exception fault) when (fault is TopologyException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return new Error(GeoErrors.OverlayFailed, ("what", "图形"), ("reason", fault.GetType().Name));
        }
    }
}
