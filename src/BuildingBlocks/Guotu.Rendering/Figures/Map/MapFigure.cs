using System.Globalization;
using Guotu.Kernel.Results;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Figures.Map;

/// <summary>
/// A map at a stated scale with neat line, coordinate ticks, north arrow, scale bar and legend (附图). Layers are drawn from the first
/// to the last, then boundary points, labels and callouts.
/// </summary>
/// <param name="Title">Names the map in refusals.</param>
public sealed record MapFigure(string Title, IReadOnlyList<MapLayer> Layers) : IFigure
{
    /// <summary>Scales of the national series (基本比例尺) and those between that offices use.</summary>
    public static readonly IReadOnlyList<int> RoundScales =
    [
        200, 500, 1000, 1500, 2000, 2500, 3000, 4000, 5000, 7500, 10_000, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000, 75_000, 100_000,
        150_000, 200_000, 250_000, 300_000, 400_000, 500_000, 1_000_000,
    ];

    /// <summary>Share of the frame that the focus may fill when the scale is chosen.</summary>
    private const double FocusShare = 0.72;
    private const double CoordinateBand = 6;

    /// <summary>What the map is about, in metres; null takes the last layer.</summary>
    public PlaneBox? Focus { get; init; }

    /// <summary>N of 1:N; null takes the largest round scale at which the focus fits well.</summary>
    public int? ScaleDenominator { get; init; }

    public IReadOnlyList<MapCorner> Corners { get; init; } = [];

    public IReadOnlyList<MapCallout> Callouts { get; init; } = [];

    /// <summary>Coordinate system and datum, at the lower right.</summary>
    public string Note { get; init; } = "2000 国家大地坐标系，单位：米；纵坐标 X 向北，横坐标 Y 向东";

    public TextStyle LabelStyle { get; init; } = new(FontRole.Song, TypeSize.Six);

    public IReadOnlyList<PageShape> Draw(LayoutScope scope, double width, double height)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var strip = new MapStrip(scope, this, width);
        var outer = new BoxMm(0, 0, width, height - strip.Height);
        var frame = outer.Inset(CoordinateBand);
        var focus = AllFinite() ? Focus ?? PlaneBox.Around(PointsOf(Layers.TakeLast(1))) : null;
        if (focus is not { } area || frame.Width <= 0 || frame.Height <= 0)
        {
            scope.Refuse(new Error(RenderingErrors.MapHasNoExtent, ("title", Title)));
            return [];
        }

        if (ScaleFor(area, frame) is not { } scale)
        {
            scope.Refuse(DoesNotFit(area, frame));
            return [];
        }

        var projection = new MapProjection(frame, area.Centre, scale);
        return
        [
            .. Content(scope, projection),
            .. new MapFrameDrawer(scope, projection, outer).Draw(),
            .. strip.Draw(projection, outer.Bottom),
        ];
    }

    private static IEnumerable<PlanePoint> PointsOf(IEnumerable<MapLayer> layers) =>
        layers.SelectMany(l => l.Polygons).SelectMany(p => p.Rings).SelectMany(r => r);

    private IReadOnlyList<PageShape> Content(LayoutScope scope, MapProjection projection)
    {
        var canvas = new PageMapCanvas(scope, projection);
        var arrow = NorthArrow.PlaceIn(projection.Frame);
        canvas.Reserve(arrow);
        foreach (var layer in Layers)
        {
            foreach (var polygon in layer.Polygons)
                canvas.Area(polygon, layer.Style);
        }

        DrawLabels(canvas, projection);
        return [canvas.Shapes, .. NorthArrow.Draw(scope, arrow)];
    }

    private void DrawLabels(PageMapCanvas canvas, MapProjection projection)
    {
        var inside = PlaneBox.Around(Corners.Select(c => c.At))?.Centre ?? projection.Shown.Centre;
        foreach (var corner in Corners)
            canvas.Corner(corner, inside);
        foreach (var callout in Callouts)
            canvas.Callout(callout);
        foreach (var layer in Layers.Reverse())
        {
            foreach (var polygon in layer.Polygons)
                canvas.AreaLabel(polygon, LabelStyle with { Colour = layer.LabelColour });
        }
    }

    private bool AllFinite() => PointsOf(Layers).Concat(Corners.Select(c => c.At)).Concat(Callouts.Select(c => c.At))
        .All(p => double.IsFinite(p.North) && double.IsFinite(p.East));

    private int? ScaleFor(PlaneBox focus, BoxMm frame)
    {
        if (ScaleDenominator is { } asked)
            return Fits(focus, frame, asked, 1) ? asked : null;
        var found = RoundScales.FirstOrDefault(scale => Fits(focus, frame, scale, FocusShare));
        return found == 0 ? null : found;
    }

    private static bool Fits(PlaneBox focus, BoxMm frame, int scale, double share) =>
        focus.Width * 1000 / scale <= frame.Width * share && focus.Height * 1000 / scale <= frame.Height * share;

    private Error DoesNotFit(PlaneBox focus, BoxMm frame) => new(
        RenderingErrors.MapDoesNotFit,
        ("north", Whole(focus.Height)),
        ("east", Whole(focus.Width)),
        ("scale", ScaleDenominator ?? RoundScales[^1]),
        ("width", Whole(frame.Width)),
        ("height", Whole(frame.Height)));

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
