using System.Globalization;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>The grid of the zone's plane (公里网): lines, and X north and Y east along the frame, in kilometres where the step is one or more.</summary>
internal sealed class ZoneGrid(SheetContent content, SheetType type, CoordinateFrame frame)
{
    private const double LeastSpacing = 34;
    private static readonly Colour Line = new(0x20, 0x20, 0x20, 0x70);

    public void Draw()
    {
        var (box, plan) = (content.Window.Box, content.Plan.Frame);
        var step = NiceSteps.AtLeast(type.Mm(LeastSpacing) * content.Scale / 1000);
        var lines = new PagePath();
        foreach (var east in Values(box.West, box.East, step))
        {
            var x = plan.X + ((east - box.West) * 1000 / content.Scale);
            lines.MoveTo(new(x, plan.Y)).LineTo(new(x, plan.Bottom));
            frame.ValueAbove(Text(east, step), x, plan.Y);
            frame.ValueAbove(Text(east, step), x, plan.Bottom);
        }

        foreach (var north in Values(box.South, box.North, step))
        {
            var y = plan.Bottom - ((north - box.South) * 1000 / content.Scale);
            lines.MoveTo(new(plan.X, y)).LineTo(new(plan.Right, y));
            frame.ValueBeside(Text(north, step), y, plan.X);
            frame.ValueBeside(Text(north, step), y, plan.Right);
        }

        frame.Add(new PathShape(lines) { Stroke = new StrokeStyle(Line, type.Hair.Width) });
    }

    private static IEnumerable<double> Values(double from, double to, double step)
    {
        for (var n = Math.Ceiling(from / step); n * step <= to; n++)
        {
            yield return n * step;
        }
    }

    private static string Text(double metres, double step) => step >= 1000
        ? (metres / 1000).ToString("0.###", CultureInfo.InvariantCulture)
        : metres.ToString("0.##", CultureInfo.InvariantCulture);
}
