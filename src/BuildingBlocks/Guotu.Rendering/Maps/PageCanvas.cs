using Guotu.Kernel.Results;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Maps;

/// <summary>The layer canvas on the page model: what is drawn becomes shapes of a page in millimetres, clipped at the frame.</summary>
public sealed class PageCanvas(BoxMm frame) : ILayerCanvas
{
    /// <summary>Millimetres of a style's pixel, OGC 06-042.</summary>
    public const double MillimetresAPixel = 0.28;

    private readonly List<(double Opacity, List<PageShape> Shapes)> _layers = [(1, [])];
    private readonly List<MapLabel> _labels = [];

    public double Width => frame.Width;

    public double Height => frame.Height;

    public double StylePixel => MillimetresAPixel;

    public double Finest => 0.04;

    private PointMm Corner => new(frame.X, frame.Y);

    /// <summary>What is drawn from here on is a layer of its own with one opacity, 0 to 1; labels stay opaque.</summary>
    public void BeginLayer(double opacity) => _layers.Add((opacity, []));

    public void Polygon(MapPath path, PolygonSymbolizer look)
    {
        ArgumentNullException.ThrowIfNull(look);
        Add(new MapShape(path, Corner)
        {
            Fill = look.Fill is { } f ? ScaledLook.Of(f, StylePixel) : null,
            Stroke = look.Stroke is { } s ? ScaledLook.Of(s, StylePixel) : null,
        });
    }

    public void Outline(MapPath path, StrokeStyle stroke) => Add(new MapShape(path, Corner) { Stroke = ScaledLook.Of(stroke, StylePixel) });

    /// <summary>A PNG that fills the frame, as rasters come; its own opacity counts, and that of the layer.</summary>
    public void Picture(ReadOnlyMemory<byte> png) => Add(new ImageShape(frame, png));

    public void Mark(double x, double y, PointSymbolizer look)
    {
        ArgumentNullException.ThrowIfNull(look);
        Add(new PathShape(ScaledLook.Mark(x + frame.X, y + frame.Y, look, StylePixel))
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
        var clip = PagePath.Rectangle(frame);
        return labels.Map(runs => new ClipShape(
            clip,
            [
                .. _layers.Where(l => l.Shapes.Count > 0).Select(l => new ClipShape(clip, l.Shapes) { Opacity = l.Opacity }),
                .. runs.Select(r => (PageShape)(r with { Origin = r.Origin + Corner })),
            ]));
    }

    private void Add(PageShape shape) => _layers[^1].Shapes.Add(shape);
}
