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
        return new OverlayOperand(a).Compute(b, function);
    }

    /// <summary>One side of many overlays, converted once.</summary>
    internal sealed class OverlayOperand
    {
        private readonly NtsFigures _figures;
        private readonly NetTopologySuite.Geometries.Geometry _operand;

        public OverlayOperand(GridMultiPolygon figure)
        {
            var box = figure.Envelope;
            _figures = new NtsFigures(box.IsEmpty ? default : new GridPoint(box.MinEast, box.MinNorth));
            _operand = _figures.ToNts(figure);
        }

        public Result<GridMultiPolygon> Compute(GridMultiPolygon other, SpatialFunction function)
        {
            try
            {
                return _figures.FromNts(OverlayNG.Overlay(_operand, _figures.ToNts(other), function, Grid));
            }
            catch (Exception fault) when (fault is TopologyException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
            {
                return new Error(GeoErrors.OverlayFailed, ("what", "图形"), ("reason", fault.GetType().Name));
            }
        }
    }
}
