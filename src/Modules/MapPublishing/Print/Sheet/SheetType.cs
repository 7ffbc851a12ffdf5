using Guotu.MapPublishing.Print.Layouts;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>Type and lines of a sheet at its factor (字体与线宽).</summary>
internal sealed class SheetType(PrintLayout layout, double factor)
{
    public static readonly Colour Ink = Colour.Parse("#1A1A1A");
    public static readonly Colour Faint = Colour.Parse("#5A5A5A");

    public double Factor => factor;

    public TextStyle Title { get; } = new(FontRole.BiaoSong, layout.Title.Points * factor) { Colour = Ink };

    public TextStyle Subtitle { get; } = new(FontRole.Hei, layout.Title.SubtitlePoints * factor) { Colour = Ink };

    public TextStyle Head { get; } = new(FontRole.Hei, layout.Text.HeadPoints * factor) { Colour = Ink };

    public TextStyle Body { get; } = new(FontRole.Song, layout.Text.BodyPoints * factor) { Colour = Ink };

    public TextStyle Grid { get; } = new(FontRole.Hei, layout.Text.GridPoints * factor) { Colour = Ink };

    public StrokeStyle Hair { get; } = new(Colour.Black, 0.12 * factor);

    public StrokeStyle Thin { get; } = new(Colour.Black, 0.2 * factor);

    public StrokeStyle Thick { get; } = new(Colour.Black, 0.8 * factor);

    /// <summary>Millimetres of an A4 sheet on this one.</summary>
    public double Mm(double onA4) => onA4 * factor;

    /// <summary>A line that reads upwards, its middle at the point.</summary>
    public static IEnumerable<PageShape> Upwards(LayoutScope scope, string text, TextStyle style, PointMm middle)
    {
        var line = scope.Line(text, style);
        var start = new PointMm(middle.X - (line.Height / 2), middle.Y + (line.Width / 2));
        return line.Runs.Select(run => run with { Origin = start + new PointMm(run.Origin.Y, -run.Origin.X), Rotation = -90 });
    }

    /// <summary>A line whose middle is at the point.</summary>
    public static IEnumerable<PageShape> Level(LayoutScope scope, string text, TextStyle style, PointMm middle)
    {
        var line = scope.Line(text, style);
        return line.Runs.Select(run => run.MovedBy(new PointMm(middle.X - (line.Width / 2), middle.Y - (line.Height / 2))));
    }
}
