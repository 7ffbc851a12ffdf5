using System.Globalization;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Figures.Map;

/// <summary>Neat line, outer line and coordinate ticks with their values (图廓、坐标格网): X to the north, Y to the east, in metres.</summary>
internal sealed class MapFrameDrawer(LayoutScope scope, MapProjection projection, BoxMm outer)
{
    private const double LeastGridSpacing = 38;
    private const double TickLength = 1.6;
    private const double CrossReach = 1.6;

    private static readonly StrokeStyle Thin = new(Colour.Black, 0.2);
    private static readonly StrokeStyle Thick = new(Colour.Black, 0.7);
    private static readonly StrokeStyle Cross = new(Colour.Parse("#333333"), 0.15);
    private static readonly TextStyle ValueStyle = new(FontRole.Hei, 6);

    private readonly List<PageShape> _shapes = [];

    private BoxMm Frame => projection.Frame;

    internal IReadOnlyList<PageShape> Draw()
    {
        var step = MapProjection.RoundUp(LeastGridSpacing * projection.ScaleDenominator / 1000.0);
        var norths = Values(projection.Shown.South, projection.Shown.North, step);
        var easts = Values(projection.Shown.West, projection.Shown.East, step);
        foreach (var north in norths)
        {
            foreach (var east in easts)
                AddCross(projection.ToPage(new PlanePoint(north, east)));
        }

        foreach (var north in norths)
            AddNorthValue(north);
        foreach (var east in easts)
            AddEastValue(east);
        _shapes.Add(new PathShape(PagePath.Rectangle(Frame)) { Stroke = Thin });
        _shapes.Add(new PathShape(PagePath.Rectangle(outer.Inset(Thick.Width / 2))) { Stroke = Thick });
        return _shapes;
    }

    private static List<double> Values(double from, double to, double step)
    {
        var values = new List<double>();
        for (var n = Math.Ceiling(from / step); n * step <= to; n++)
            values.Add(n * step);
        return values;
    }

    private void AddCross(PointMm at)
    {
        _shapes.Add(new PathShape(PagePath.Line(at - new PointMm(CrossReach, 0), at + new PointMm(CrossReach, 0))) { Stroke = Cross });
        _shapes.Add(new PathShape(PagePath.Line(at - new PointMm(0, CrossReach), at + new PointMm(0, CrossReach))) { Stroke = Cross });
    }

    /// <summary>Values at the sides read upwards, so that the band stays narrow.</summary>
    private void AddNorthValue(double north)
    {
        var y = projection.ToPage(new PlanePoint(north, projection.Shown.Centre.East)).Y;
        AddTick(new(Frame.X, y), new(Frame.X - TickLength, y));
        AddTick(new(Frame.Right, y), new(Frame.Right + TickLength, y));
        var line = scope.Line(Text(north), ValueStyle);
        if (y - (line.Width / 2) < Frame.Y || y + (line.Width / 2) > Frame.Bottom)
            return;
        foreach (var x in new[] { (outer.X + Frame.X) / 2, (outer.Right + Frame.Right) / 2 })
        {
            foreach (var run in line.Runs)
            {
                var origin = new PointMm(x - (ValueStyle.Size / 2) + run.Origin.Y, y + (line.Width / 2) - run.Origin.X);
                _shapes.Add(run with { Origin = origin, Rotation = -90 });
            }
        }
    }

    private void AddEastValue(double east)
    {
        var x = projection.ToPage(new PlanePoint(projection.Shown.Centre.North, east)).X;
        AddTick(new(x, Frame.Y), new(x, Frame.Y - TickLength));
        AddTick(new(x, Frame.Bottom), new(x, Frame.Bottom + TickLength));
        var half = scope.Line(Text(east), ValueStyle).Width / 2;
        if (x - half < Frame.X || x + half > Frame.Right)
            return;
        foreach (var y in new[] { (outer.Y + Frame.Y) / 2, (outer.Bottom + Frame.Bottom) / 2 })
            _shapes.AddRange(scope.TextAt(Text(east), ValueStyle, new PointMm(x, y - (ValueStyle.Size / 2)), TextAlignment.Centre));
    }

    private void AddTick(PointMm from, PointMm to) => _shapes.Add(new PathShape(PagePath.Line(from, to)) { Stroke = Thin });

    private static string Text(double metres) => metres.ToString("0.####", CultureInfo.InvariantCulture);
}
