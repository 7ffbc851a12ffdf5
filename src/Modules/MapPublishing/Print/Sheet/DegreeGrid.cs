using Guotu.Geo.Crs;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>Meridians and parallels of CGCS2000 (经纬网), bent as the projection bends them, with their degrees where they meet the frame.</summary>
internal sealed class DegreeGrid(SheetContent content, SheetType type, CoordinateFrame frame)
{
    private const double LeastSpacing = 40;
    private const int Pieces = 32;
    private static readonly Colour Line = new(0x20, 0x20, 0x20, 0x70);

    public void Draw()
    {
        var (west, south, east, north) = Reach();
        var millimetresASecond = content.Plan.Frame.Height / ((north - south) * 3600);
        var step = NiceSteps.SecondsAtLeast(type.Mm(LeastSpacing) / millimetresASecond);
        var decimals = step < 1 ? 1 : 0;
        var lines = new List<PageShape>();
        foreach (var lon in Values(west, east, step))
        {
            var points = Sampled(i => new GeographicPosition(south + ((north - south) * i / Pieces), lon));
            lines.Add(Drawn(points));
            foreach (var y in (double[])[content.Plan.Frame.Y, content.Plan.Frame.Bottom])
            {
                if (Crossing(points, p => p.Y, y) is { } at)
                {
                    frame.ValueAbove(CoordinateFrame.Dms(lon, decimals) + "E", at.X, y);
                }
            }
        }

        foreach (var lat in Values(south, north, step))
        {
            var points = Sampled(i => new GeographicPosition(lat, west + ((east - west) * i / Pieces)));
            lines.Add(Drawn(points));
            foreach (var x in (double[])[content.Plan.Frame.X, content.Plan.Frame.Right])
            {
                if (Crossing(points, p => p.X, x) is { } at)
                {
                    frame.ValueBeside(CoordinateFrame.Dms(lat, decimals) + "N", at.Y, x);
                }
            }
        }

        frame.Add(new ClipShape(PagePath.Rectangle(content.Plan.Frame), lines));
    }

    private static IEnumerable<double> Values(double from, double to, double stepSeconds)
    {
        for (var n = Math.Ceiling(from * 3600 / stepSeconds); n * stepSeconds <= to * 3600; n++)
        {
            yield return n * stepSeconds / 3600;
        }
    }

    /// <summary>Where the line meets an edge; null where it does not.</summary>
    private static PointMm? Crossing(List<PointMm> points, Func<PointMm, double> along, double edge)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var (a, b) = (along(points[i - 1]) - edge, along(points[i]) - edge);
            if (a * b <= 0 && a != b)
            {
                var share = a / (a - b);
                return new PointMm(points[i - 1].X + ((points[i].X - points[i - 1].X) * share), points[i - 1].Y + ((points[i].Y - points[i - 1].Y) * share));
            }
        }

        return null;
    }

    private List<PointMm> Sampled(Func<int, GeographicPosition> place) => [.. Enumerable.Range(0, Pieces + 1).Select(i => frame.OnPage(place(i)))];

    private PathShape Drawn(List<PointMm> points) => new(PagePath.Polyline(points)) { Stroke = new StrokeStyle(Line, type.Hair.Width) };

    /// <summary>Degrees that hold the whole frame, with a little more so that every line meets its edges.</summary>
    private (double West, double South, double East, double North) Reach()
    {
        var box = content.Window.Box;
        var places = new List<GeographicPosition>();
        for (var i = 0; i <= 8; i++)
        {
            var (east, north) = (box.West + (box.Width * i / 8), box.South + (box.Height * i / 8));
            places.AddRange([frame.DegreesOf(east, box.South), frame.DegreesOf(east, box.North), frame.DegreesOf(box.West, north), frame.DegreesOf(box.East, north)]);
        }

        var (w, e, s, n) = (places.Min(p => p.Longitude), places.Max(p => p.Longitude), places.Min(p => p.Latitude), places.Max(p => p.Latitude));
        var (dx, dy) = ((e - w) * 0.02, (n - s) * 0.02);
        return (w - dx, s - dy, e + dx, n + dy);
    }
}
