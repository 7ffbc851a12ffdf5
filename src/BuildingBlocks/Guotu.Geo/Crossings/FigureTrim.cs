using Guotu.Geo.Geometry;

namespace Guotu.Geo.Crossings;

/// <summary>
/// Cuts a figure down to what lies near a box (裁切), so that an overlay costs as much as what is there and not as the whole of a long river. Near
/// the box nothing changes but that an edge which leaves it ends on the way, at a point rounded to the grid.
/// </summary>
internal static class FigureTrim
{
    /// <summary>Figures of fewer vertices are left as they are.</summary>
    public const int Least = 256;

    private const long Margin = 10L * GridPoint.UnitsPerMetre;

    /// <summary>The figure around the box; the whole figure where it is small, or where cutting would need more than linking.</summary>
    public static GridMultiPolygon Around(GridMultiPolygon figure, PreparedFigure prepared, GridEnvelope box, CancellationToken cancellation)
    {
        if (prepared.EdgeCount < Least || box.IsEmpty || Window(prepared.Frame, box) is not { } window)
        {
            return figure;
        }

        var near = CommonFigure.Linked(prepared, window, cancellation);
        return near is { Way: CommonFigureWay.Linked or CommonFigureWay.Whole } ? near.Figure : figure;
    }

    private static PreparedFigure? Window(AreaFrame frame, GridEnvelope box)
    {
        var (west, south, east, north) = (box.MinEast - Margin, box.MinNorth - Margin, box.MaxEast + Margin, box.MaxNorth + Margin);
        var ring = new GridRing([new GridPoint(west, south), new GridPoint(east, south), new GridPoint(east, north), new GridPoint(west, north)]);
        var prepared = frame.Prepare(GridMultiPolygon.Of(new GridPolygon(ring)));
        return prepared.IsSuccess ? prepared.Value : null;
    }
}
