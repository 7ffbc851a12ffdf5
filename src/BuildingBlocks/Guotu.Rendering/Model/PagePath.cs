namespace Guotu.Rendering.Model;

public enum PathVerb
{
    Move,
    Line,
    Curve,
    Close,
}

/// <summary>One step of a path. A curve is a cubic with two control points; other verbs use <see cref="End"/> only.</summary>
public readonly record struct PathStep(PathVerb Verb, PointMm Control1, PointMm Control2, PointMm End);

/// <summary>An outline on the page in millimetres (路径). Circles are cubics: not every OFD reader draws arcs.</summary>
public sealed class PagePath
{
    private const double CircleHandle = 0.5522847498;
    private readonly List<PathStep> _steps = [];

    public IReadOnlyList<PathStep> Steps => _steps;

    public static PagePath Line(PointMm from, PointMm to) => new PagePath().MoveTo(from).LineTo(to);

    public static PagePath Rectangle(BoxMm box) => new PagePath().AddRectangle(box);

    /// <summary>A closed ring; a repeated last point is left out.</summary>
    public static PagePath Ring(IReadOnlyList<PointMm> points) => new PagePath().AddRing(points);

    public static PagePath Polyline(IReadOnlyList<PointMm> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var path = new PagePath();
        for (var i = 0; i < points.Count; i++)
            _ = i == 0 ? path.MoveTo(points[i]) : path.LineTo(points[i]);
        return path;
    }

    public static PagePath Circle(PointMm centre, double radius)
    {
        var k = CircleHandle * radius;
        var (x, y, r) = (centre.X, centre.Y, radius);
        return new PagePath()
            .MoveTo(new(x + r, y))
            .CurveTo(new(x + r, y + k), new(x + k, y + r), new(x, y + r))
            .CurveTo(new(x - k, y + r), new(x - r, y + k), new(x - r, y))
            .CurveTo(new(x - r, y - k), new(x - k, y - r), new(x, y - r))
            .CurveTo(new(x + k, y - r), new(x + r, y - k), new(x + r, y))
            .Close();
    }

    public PagePath MoveTo(PointMm to) => Add(new(PathVerb.Move, default, default, to));

    public PagePath LineTo(PointMm to) => Add(new(PathVerb.Line, default, default, to));

    public PagePath CurveTo(PointMm control1, PointMm control2, PointMm to) => Add(new(PathVerb.Curve, control1, control2, to));

    public PagePath Close() => Add(new(PathVerb.Close, default, default, default));

    public PagePath AddRectangle(BoxMm box) => MoveTo(new(box.X, box.Y))
        .LineTo(new(box.Right, box.Y)).LineTo(new(box.Right, box.Bottom)).LineTo(new(box.X, box.Bottom)).Close();

    public PagePath AddRing(IReadOnlyList<PointMm> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var count = points.Count > 1 && points[0] == points[^1] ? points.Count - 1 : points.Count;
        for (var i = 0; i < count; i++)
            _ = i == 0 ? MoveTo(points[i]) : LineTo(points[i]);
        return count > 0 ? Close() : this;
    }

    public PagePath MovedBy(PointMm by)
    {
        var moved = new PagePath();
        foreach (var step in _steps)
            moved._steps.Add(step.Verb == PathVerb.Close ? step : new(step.Verb, step.Control1 + by, step.Control2 + by, step.End + by));
        return moved;
    }

    /// <summary>The box of all points, control points included: never smaller than the outline.</summary>
    public BoxMm Bounds()
    {
        var (minX, minY, maxX, maxY) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var point in _steps.Where(s => s.Verb != PathVerb.Close).SelectMany(PointsOf))
        {
            (minX, maxX) = (Math.Min(minX, point.X), Math.Max(maxX, point.X));
            (minY, maxY) = (Math.Min(minY, point.Y), Math.Max(maxY, point.Y));
        }

        return maxX < minX ? default : new BoxMm(minX, minY, maxX - minX, maxY - minY);
    }

    private static PointMm[] PointsOf(PathStep step) =>
        step.Verb == PathVerb.Curve ? [step.Control1, step.Control2, step.End] : [step.End];

    private PagePath Add(PathStep step)
    {
        _steps.Add(step);
        return this;
    }
}
