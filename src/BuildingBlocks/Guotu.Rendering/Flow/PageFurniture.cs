using System.Globalization;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

/// <summary>Draws what every page carries: frame, head and foot lines, watermark.</summary>
internal sealed class PageFurniture(LayoutScope scope, PageSetup setup, int pageCount)
{
    private const double RuleDistance = 1.6;
    private const double WatermarkTurn = -35;

    internal Page Dress(IReadOnlyList<PageShape> content, int pageNumber)
    {
        var shapes = new List<PageShape>();
        if (setup.Frame is { } frame)
            AddFrame(shapes, frame);
        if (setup.Header is { } header)
            AddRunning(shapes, header, header.Distance, header.Distance + header.Style.Size + RuleDistance, pageNumber);
        if (setup.Footer is { } footer)
        {
            var top = setup.Size.Height - footer.Distance - footer.Style.Size;
            AddRunning(shapes, footer, top, top - RuleDistance, pageNumber);
        }

        if (setup.Label is { Text.Length: > 0 } label)
            shapes.AddRange(scope.TextAt(label.Text, label.Style, label.Place, TextAlignment.Left));
        shapes.AddRange(content);
        if (setup.Watermark is { } watermark)
            AddWatermark(shapes, watermark);
        return new Page(setup.Size, shapes);
    }

    private void AddFrame(List<PageShape> shapes, PageFrame frame)
    {
        var box = new BoxMm(0, 0, setup.Size.Width, setup.Size.Height).Inset(frame.Inset);
        shapes.Add(new PathShape(PagePath.Rectangle(box)) { Stroke = frame.Outer });
        shapes.Add(new PathShape(PagePath.Rectangle(box.Inset(frame.Gap))) { Stroke = frame.Inner });
    }

    private void AddRunning(List<PageShape> shapes, RunningLine line, double top, double ruleY, int pageNumber)
    {
        var area = setup.TypeArea;
        Add(line.Left, area.X, TextAlignment.Left);
        Add(line.Centre, area.Centre.X, TextAlignment.Centre);
        Add(line.Right, area.Right, TextAlignment.Right);
        if (line.Rule is { } rule)
            shapes.Add(new PathShape(PagePath.Line(new(area.X, ruleY), new(area.Right, ruleY))) { Stroke = rule });

        void Add(string template, double x, TextAlignment alignment)
        {
            if (template.Length == 0)
                return;
            var text = template
                .Replace("{page}", pageNumber.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{pages}", pageCount.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            shapes.AddRange(scope.TextAt(text, line.Style, new PointMm(x, top), alignment));
        }
    }

    private void AddWatermark(List<PageShape> shapes, Watermark watermark)
    {
        var line = scope.Line(watermark.Text, watermark.Style);
        var turn = WatermarkTurn * Math.PI / 180;
        var half = new PointMm(line.Width / 2 * Math.Cos(turn), line.Width / 2 * Math.Sin(turn));
        for (var y = watermark.StepY / 2; y < setup.Size.Height; y += watermark.StepY)
        {
            for (var x = watermark.StepX / 2; x < setup.Size.Width; x += watermark.StepX)
                shapes.AddRange(line.Runs.Select(run => Turned(run, new PointMm(x, y) - half, turn)));
        }
    }

    private static GlyphRun Turned(GlyphRun run, PointMm start, double turn) => run with
    {
        Origin = start + new PointMm(run.Origin.X * Math.Cos(turn), run.Origin.X * Math.Sin(turn)),
        Rotation = WatermarkTurn,
        IsDecoration = true,
    };
}
