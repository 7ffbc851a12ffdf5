using Guotu.Rendering.Maps;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Print.Layouts;

/// <summary>Where everything stands on a sheet (图面布置), in millimetres of the page.</summary>
internal sealed record SheetPlan
{
    private const double Gap = 2.5;

    public required PageSize Page { get; init; }

    /// <summary>By how much type and lines are larger than on A4.</summary>
    public required double Factor { get; init; }

    public required BoxMm Title { get; init; }

    /// <summary>The outer line around the coordinates (外图廓).</summary>
    public required BoxMm Outer { get; init; }

    /// <summary>The map itself (内图廓). Its edges lie on the lattice of style pixels, so that a print and a screen picture can be laid over each other.</summary>
    public required BoxMm Frame { get; init; }

    public required BoxMm Panel { get; init; }

    public required bool PanelBeside { get; init; }

    public required BoxMm Strip { get; init; }

    public static SheetPlan Of(PrintLayout layout, PrintPaper paper, bool landscape)
    {
        var k = layout.Factors[paper.Code];
        var page = paper.Size(landscape);
        var body = new BoxMm(0, 0, page.Width, page.Height).Inset(layout.Margin * k);
        var title = body with { Height = layout.Title.Height * k };
        var strip = new BoxMm(body.X, body.Bottom - (layout.Strip.Height * k), body.Width, layout.Strip.Height * k);
        var gap = Gap * k;
        var middle = new BoxMm(body.X, title.Bottom, body.Width, strip.Y - title.Bottom - gap);
        var outer = landscape
            ? middle with { Width = middle.Width - (layout.Panel.BesideWidth * k) - gap }
            : middle with { Height = middle.Height - (layout.Panel.BelowHeight * k) - gap };
        var frame = Snapped(outer.Inset(layout.CoordinateBand * k));
        outer = frame.Inset(-layout.CoordinateBand * k);
        var panel = landscape
            ? new BoxMm(outer.Right + gap, middle.Y, middle.Right - outer.Right - gap, middle.Height)
            : new BoxMm(middle.X, outer.Bottom + gap, middle.Width, middle.Bottom - outer.Bottom - gap);
        return new SheetPlan
        {
            Page = page, Factor = k, Title = title, Outer = outer, Frame = frame, Panel = panel, PanelBeside = landscape, Strip = strip,
        };
    }

    private static BoxMm Snapped(BoxMm box)
    {
        const double pixel = PageCanvas.MillimetresAPixel;
        var (left, top) = (Math.Ceiling(box.X / pixel), Math.Ceiling(box.Y / pixel));
        return new BoxMm(left * pixel, top * pixel, (Math.Floor(box.Right / pixel) - left) * pixel, (Math.Floor(box.Bottom / pixel) - top) * pixel);
    }
}
