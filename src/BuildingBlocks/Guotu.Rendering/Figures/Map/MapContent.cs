using Guotu.Rendering.Model;

namespace Guotu.Rendering.Figures.Map;

/// <summary>A point of the Gauss-Kruger plane in metres: X to the north (北), Y to the east (东), as surveyors write them.</summary>
public readonly record struct PlanePoint(double North, double East);

/// <summary>An upright rectangle of the plane in metres.</summary>
public readonly record struct PlaneBox(double South, double West, double North, double East)
{
    public double Height => North - South;

    public double Width => East - West;

    public PlanePoint Centre => new((South + North) / 2, (West + East) / 2);

    /// <summary>The smallest box around the points; null where there is none or a coordinate is not a finite number.</summary>
    public static PlaneBox? Around(IEnumerable<PlanePoint> points)
    {
        var box = new PlaneBox(double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        var any = false;
        foreach (var point in points)
        {
            if (!double.IsFinite(point.North) || !double.IsFinite(point.East))
                return null;
            any = true;
            box = new PlaneBox(
                Math.Min(box.South, point.North), Math.Min(box.West, point.East),
                Math.Max(box.North, point.North), Math.Max(box.East, point.East));
        }

        return any ? box : null;
    }
}

/// <summary>A polygon of the plane: outer ring and holes in any order and direction (even-odd), with the text written on it.</summary>
public sealed record MapPolygon(IReadOnlyList<IReadOnlyList<PlanePoint>> Rings)
{
    public string? Label { get; init; }
}

/// <summary>How the polygons of a layer look: ground, hatch, edge.</summary>
public sealed record MapAreaStyle
{
    public FillStyle? Fill { get; init; }

    public StrokeStyle? Stroke { get; init; }
}

/// <summary>Polygons of one look, in drawing order (图层).</summary>
/// <param name="Name">Shown in the legend.</param>
public sealed record MapLayer(string Name, MapAreaStyle Style, IReadOnlyList<MapPolygon> Polygons)
{
    /// <summary>Colour of the labels written on the polygons.</summary>
    public Colour LabelColour { get; init; } = Colour.Black;

    /// <summary>False for layers that need no explanation.</summary>
    public bool InLegend { get; init; } = true;
}

/// <summary>A numbered boundary point (界址点) with its mark.</summary>
public sealed record MapCorner(string Label, PlanePoint At);

/// <summary>Words beside the map's content with a line to the place they are about (引线标注).</summary>
public sealed record MapCallout(string Text, PlanePoint At)
{
    public Colour Colour { get; init; } = Colour.Black;
}
