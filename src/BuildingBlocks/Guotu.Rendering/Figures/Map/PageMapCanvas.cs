using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Figures.Map;

/// <summary>The map canvas on the page model: content is clipped at the neat line, labels keep clear of each other.</summary>
internal sealed class PageMapCanvas(LayoutScope scope, MapProjection projection) : IMapCanvas
{
    private static readonly Casing Halo = new(Colour.White, 0.45);
    private static readonly TextStyle CornerStyle = new(FontRole.Hei, 6.5) { Colour = Colour.Parse("#8A1C1C") };
    private static readonly StrokeStyle CornerStroke = new(Colour.Parse("#B3261E"), 0.25);
    private static readonly double[] Turns = [0, 45, -45, 90, -90, 135, -135, 180];

    private readonly List<PageShape> _content = [];
    private readonly List<PageShape> _labels = [];
    private readonly List<BoxMm> _taken = [];

    public MapProjection Projection => projection;

    /// <summary>Everything drawn so far, clipped at the frame.</summary>
    internal ClipShape Shapes => new(PagePath.Rectangle(projection.Frame), [.. _content, .. _labels]);

    /// <summary>Keeps labels off a box of the page, such as the north arrow's.</summary>
    internal void Reserve(BoxMm box) => _taken.Add(box);

    public void Area(MapPolygon polygon, MapAreaStyle style)
    {
        scope.CancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(polygon);
        var reach = path.Bounds().Inset(-2);
        if (reach.Overlaps(projection.Frame))
            _content.Add(new PathShape(path) { Fill = style.Fill, Stroke = style.Stroke });
    }

    public void Line(IReadOnlyList<PlanePoint> points, StrokeStyle stroke)
    {
        var path = PagePath.Polyline([.. points.Select(projection.ToPage)]);
        if (path.Bounds().Inset(-2).Overlaps(projection.Frame))
            _content.Add(new PathShape(path) { Stroke = stroke });
    }

    public void Corner(MapCorner corner, PlanePoint inside)
    {
        var at = projection.ToPage(corner.At);
        if (!projection.Frame.Overlaps(Around(at, 0.01)))
            return;
        _labels.Add(new PathShape(PagePath.Circle(at, 0.65)) { Fill = new FillStyle(Colour.White), Stroke = CornerStroke });
        _taken.Add(Around(at, 0.7));
        var line = scope.Line(corner.Label, CornerStyle);
        var inner = projection.ToPage(inside);
        var outward = Math.Atan2(at.Y - inner.Y, at.X - inner.X);
        foreach (var turn in Turns)
        {
            var angle = outward + (turn * Math.PI / 180);
            var reach = 1.2 + (line.Width / 2 * Math.Abs(Math.Cos(angle))) + (CornerStyle.Size / 2 * Math.Abs(Math.Sin(angle)));
            var centre = at + new PointMm(reach * Math.Cos(angle), reach * Math.Sin(angle));
            if (TryWrite(line, centre))
                return;
        }
    }

    public void AreaLabel(MapPolygon polygon, TextStyle style)
    {
        if (polygon.Label is null || LabelPoint.Find(polygon, projection) is not { } place)
            return;
        var line = scope.Line(polygon.Label, style);
        if (line.Width <= place.Room)
            TryWrite(line, place.At);
    }

    public void Callout(MapCallout callout)
    {
        var style = new TextStyle(FontRole.Hei, TypeSize.Six) { Colour = callout.Colour };
        var line = scope.Line(callout.Text, style);
        var anchor = projection.ToPage(callout.At);
        var places = CalloutPlaces(anchor, line).ToList();
        var box = places.FirstOrDefault(b => projection.Frame.Inset(1).Contains(b) && !_taken.Exists(b.Overlaps), Clamped(places[0]));
        _taken.Add(box);
        var underline = box.Bottom - 0.3;
        var near = anchor.X <= box.Centre.X ? new PointMm(box.X, underline) : new PointMm(box.Right, underline);
        var far = near.X == box.X ? new PointMm(box.Right, underline) : new PointMm(box.X, underline);
        _labels.Add(new PathShape(PagePath.Rectangle(box.Inset(-0.4))) { Fill = new FillStyle(new Colour(255, 255, 255, 225)) });
        var leader = new StrokeStyle(callout.Colour, 0.2) { Casing = new(Colour.White, 0.3) };
        _labels.Add(new PathShape(PagePath.Polyline([anchor, near, far])) { Stroke = leader });
        _labels.Add(new PathShape(PagePath.Circle(anchor, 0.45)) { Fill = new FillStyle(callout.Colour) });
        Write(line, new PointMm(box.Centre.X, box.Y + (line.Height / 2)));
    }

    private static IEnumerable<BoxMm> CalloutPlaces(PointMm anchor, TextLine line)
    {
        foreach (var distance in new[] { 14.0, 20.0, 28.0, 9.0 })
        {
            foreach (var turn in new[] { -40, -140, 40, 140, -15, -165, 15, 165 })
            {
                var angle = turn * Math.PI / 180;
                var end = anchor + new PointMm(distance * Math.Cos(angle), distance * Math.Sin(angle));
                var left = Math.Cos(angle) > 0 ? end.X : end.X - line.Width;
                yield return new BoxMm(left, end.Y - line.Height - 0.8, line.Width, line.Height + 1.1);
            }
        }
    }

    private static BoxMm Around(PointMm at, double reach) => new(at.X - reach, at.Y - reach, 2 * reach, 2 * reach);

    private BoxMm Clamped(BoxMm box)
    {
        var frame = projection.Frame.Inset(1);
        return box with
        {
            X = Math.Max(frame.X, Math.Min(box.X, frame.Right - box.Width)),
            Y = Math.Max(frame.Y, Math.Min(box.Y, frame.Bottom - box.Height)),
        };
    }

    private bool TryWrite(TextLine line, PointMm centre)
    {
        var box = new BoxMm(centre.X - (line.Width / 2), centre.Y - (line.Height / 2), line.Width, line.Height);
        if (!projection.Frame.Contains(box) || _taken.Exists(box.Overlaps))
            return false;
        _taken.Add(box);
        Write(line, centre);
        return true;
    }

    private void Write(TextLine line, PointMm centre)
    {
        var by = centre - new PointMm(line.Width / 2, line.Height / 2);
        _labels.AddRange(line.Runs.Select(run => run with { Origin = run.Origin + by, Halo = Halo }));
    }

    private PagePath PathOf(MapPolygon polygon)
    {
        var path = new PagePath();
        foreach (var ring in polygon.Rings)
            path.AddRing([.. ring.Select(projection.ToPage)]);
        return path;
    }
}
