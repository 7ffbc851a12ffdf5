using Guotu.Kernel.Results;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Maps;

/// <summary>The layer canvas on the page model: what is drawn becomes shapes of a page in millimetres, clipped at the frame.</summary>
public sealed class PageCanvas(BoxMm frame) : ILayerCanvas
{
    /// <summary>Millimetres of a style's pixel, OGC 06-042.</summary>
    public const double MillimetresAPixel = 0.28;

    private readonly List<PageShape> _shapes = [];
    private readonly List<MapLabel> _labels = [];

    public double Width => frame.Width;

    public double Height => frame.Height;

    public double StylePixel => MillimetresAPixel;

    public double Finest => 0.04;

    public void Polygon(MapPath path, PolygonSymbolizer look)
    {
        ArgumentNullException.ThrowIfNull(look);
        _shapes.Add(new PathShape(Traced(path))
        {
            Fill = look.Fill is { } f ? ScaledLook.Of(f, StylePixel) : null,
            Stroke = look.Stroke is { } s ? ScaledLook.Of(s, StylePixel) : null,
        });
    }

    public void Outline(MapPath path, StrokeStyle stroke) =>
        _shapes.Add(new PathShape(Traced(path)) { Stroke = ScaledLook.Of(stroke, StylePixel) });

    public void Mark(double x, double y, PointSymbolizer look)
    {
        ArgumentNullException.ThrowIfNull(look);
        _shapes.Add(new PathShape(ScaledLook.Mark(x + frame.X, y + frame.Y, look, StylePixel))
        {
            Fill = new FillStyle(look.Fill),
            Stroke = look.Stroke is { } s ? ScaledLook.Of(s, StylePixel) : null,
        });
    }

    public void Label(MapLabel label) => _labels.Add(label);

    /// <summary>The map, or the refusal of a character that no font has.</summary>
    public Result<ClipShape> Finish()
    {
        var labels = LabelPlacing.Place(_labels, new BoxMm(0, 0, Width, Height), StylePixel);
        return labels.Map(runs => new ClipShape(
            PagePath.Rectangle(frame), [.. _shapes, .. runs.Select(r => (PageShape)(r with { Origin = r.Origin + new PointMm(frame.X, frame.Y) }))]));
    }

    private PagePath Traced(MapPath path)
    {
        var traced = new PagePath();
        for (var i = 0; i < path.RingCount; i++)
        {
            var first = true;
            foreach (var (x, y) in path.Ring(i))
            {
                var at = new PointMm(x + frame.X, y + frame.Y);
                _ = first ? traced.MoveTo(at) : traced.LineTo(at);
                first = false;
            }

            traced.Close();
        }

        return traced;
    }
}
