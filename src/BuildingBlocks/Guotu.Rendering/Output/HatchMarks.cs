using Guotu.Rendering.Model;

namespace Guotu.Rendering.Output;

/// <summary>The lines or dots of a hatch over a box, as plain outlines: every format can draw them and none scales them.</summary>
internal static class HatchMarks
{
    private const double FinestSpacing = 0.2;

    internal static PagePath Within(BoxMm bounds, BoxMm visible, Hatch hatch)
    {
        var box = Intersect(bounds, visible);
        var spacing = Math.Max(hatch.Spacing, FinestSpacing);
        var path = new PagePath();
        if (box.Width <= 0 || box.Height <= 0)
            return path;
        switch (hatch.Kind)
        {
            case HatchKind.Rising:
                AddDiagonals(path, box, spacing, rise: 1);
                break;
            case HatchKind.Falling:
                AddDiagonals(path, box, spacing, rise: -1);
                break;
            case HatchKind.Crossed:
                AddDiagonals(path, box, spacing, rise: 1);
                AddDiagonals(path, box, spacing, rise: -1);
                break;
            case HatchKind.Grid:
                AddGrid(path, box, spacing);
                break;
            case HatchKind.Dots:
                AddDots(path, box, spacing, hatch.LineWidth);
                break;
            default:
                throw new InvalidOperationException($"No hatch {hatch.Kind}");
        }

        return path;
    }

    internal static BoxMm Intersect(BoxMm a, BoxMm b)
    {
        var (x, y) = (Math.Max(a.X, b.X), Math.Max(a.Y, b.Y));
        return new BoxMm(x, y, Math.Max(0, Math.Min(a.Right, b.Right) - x), Math.Max(0, Math.Min(a.Bottom, b.Bottom) - y));
    }

    /// <summary>Lines x + rise·y = n·step: rise 1 climbs to the right on a page whose y runs down.</summary>
    private static void AddDiagonals(PagePath path, BoxMm box, double spacing, int rise)
    {
        var step = spacing * Math.Sqrt(2);
        var (low, high) = rise > 0 ? (box.X + box.Y, box.Right + box.Bottom) : (box.X - box.Bottom, box.Right - box.Y);
        for (var n = Math.Ceiling(low / step); n * step <= high; n++)
        {
            var sum = n * step;
            path.MoveTo(new(sum - (rise * box.Y), box.Y)).LineTo(new(sum - (rise * box.Bottom), box.Bottom));
        }
    }

    private static void AddGrid(PagePath path, BoxMm box, double spacing)
    {
        for (var n = Math.Ceiling(box.X / spacing); n * spacing <= box.Right; n++)
            path.MoveTo(new(n * spacing, box.Y)).LineTo(new(n * spacing, box.Bottom));
        for (var n = Math.Ceiling(box.Y / spacing); n * spacing <= box.Bottom; n++)
            path.MoveTo(new(box.X, n * spacing)).LineTo(new(box.Right, n * spacing));
    }

    private static void AddDots(PagePath path, BoxMm box, double spacing, double diameter)
    {
        for (var row = Math.Floor(box.Y / spacing); row * spacing <= box.Bottom + diameter; row++)
        {
            var shift = row % 2 == 0 ? 0 : spacing / 2;
            for (var column = Math.Floor(box.X / spacing) - 1; (column * spacing) + shift <= box.Right + diameter; column++)
                AddDot(path, new PointMm((column * spacing) + shift, row * spacing), diameter / 2);
        }
    }

    private static void AddDot(PagePath path, PointMm centre, double radius)
    {
        foreach (var step in PagePath.Circle(centre, radius).Steps)
        {
            _ = step.Verb switch
            {
                PathVerb.Move => path.MoveTo(step.End),
                PathVerb.Curve => path.CurveTo(step.Control1, step.Control2, step.End),
                _ => path.Close(),
            };
        }
    }
}
