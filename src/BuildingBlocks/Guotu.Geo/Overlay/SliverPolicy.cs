using Guotu.Geo.Areas;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Overlay;

/// <summary>A part judged by size: its area, and its mean width 2A/P, which is half the gap that drew it.</summary>
/// <param name="MeanWidthUnits">Mean width in 0.1 mm, rounded down.</param>
public sealed record SliverMeasure(LegalArea Area, long MeanWidthUnits)
{
    public static SliverMeasure Of(GridPolygon part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var perimeter = part.Rings.Sum(OverlayPlausibility.Figures.PerimeterUnits);
        return new SliverMeasure(PlaneArea.Of(part), perimeter == 0 ? 0 : (long)Math.Floor((double)part.DoubledArea / perimeter));
    }
}

/// <summary>Parts that are of the measuring and not of the ground (细碎图斑), by area or by mean width.</summary>
/// <param name="AreaBelow">A part of less area is a sliver.</param>
/// <param name="WidthBelowUnits">A part of less mean width, in 0.1 mm, is a sliver.</param>
public sealed record SliverPolicy(LegalArea AreaBelow, long WidthBelowUnits)
{
    public bool IsSliver(GridPolygon part)
    {
        var measure = SliverMeasure.Of(part);
        return measure.Area < AreaBelow || measure.MeanWidthUnits < WidthBelowUnits;
    }

    /// <summary>The figure in two: what counts, and the slivers.</summary>
    public (GridMultiPolygon Kept, GridMultiPolygon Slivers) Split(GridMultiPolygon figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var parts = figure.Polygons.ToLookup(IsSliver);
        return (new GridMultiPolygon([.. parts[false]]), new GridMultiPolygon([.. parts[true]]));
    }
}
