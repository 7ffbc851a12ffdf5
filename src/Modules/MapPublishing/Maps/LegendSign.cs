using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Maps;

/// <summary>What a rule looks like, in a small box (图例符号): a picture's legend and a print's are the same.</summary>
internal static class LegendSign
{
    private const double Inset = 2;

    /// <param name="canvas">Picture or page.</param>
    /// <param name="rule">Its texts are left out.</param>
    /// <param name="box">In units of the canvas.</param>
    public static void Draw(ILayerCanvas canvas, MapRule rule, BoxMm box)
    {
        var path = new MapPath();
        var inner = box.Inset(Inset * canvas.StylePixel);
        ReadOnlySpan<(double, double)> ring = [(inner.X, inner.Y), (inner.Right, inner.Y), (inner.Right, inner.Bottom), (inner.X, inner.Bottom)];
        path.Add(ring);
        foreach (var symbolizer in rule.Symbolizers)
        {
            switch (symbolizer)
            {
                case PolygonSymbolizer polygon:
                    canvas.Polygon(path, polygon);
                    break;
                case LineSymbolizer line:
                    canvas.Outline(path, line.Stroke);
                    break;
                case PointSymbolizer mark:
                    canvas.Mark(box.Centre.X, box.Centre.Y, mark);
                    break;
                default:
                    break;
            }
        }
    }
}
