using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;
using Guotu.Rendering.Raster;

namespace Guotu.Rendering.Maps;

/// <summary>Some rows of a picture, for one thread (图片条带): coordinates are those of the whole picture; what lies beside the rows is not drawn.</summary>
public sealed class ImageBand
{
    private readonly FlatPainter _painter;
    private readonly ImageCanvas _canvas;

    internal ImageBand(FlatPainter painter, ImageCanvas canvas, RowRange rows) => (_painter, _canvas, Rows) = (painter, canvas, rows);

    public RowRange Rows { get; }

    /// <summary>Width of the whole picture in pixels.</summary>
    public double Width => _canvas.Width;

    /// <summary>Whether a look can be drawn in bands: fills, hatches and solid outlines; dashes and marks cannot.</summary>
    public static bool Draws(MapSymbolizer look) => look switch
    {
        PolygonSymbolizer polygon => FlatPainter.Draws(polygon.Stroke),
        LineSymbolizer line => FlatPainter.Draws(line.Stroke),
        _ => false,
    };

    /// <summary>
    /// Whether a border may be drawn by <see cref="DrawBorders"/>: solid, opaque and so fine that a line that lies there once, where its polygon has no
    /// neighbour, is drawn as if it lay there twice without being seen to be paler: by no more than a sixteenth.
    /// </summary>
    public static bool DrawsBorder(StrokeStyle stroke) => FlatPainter.Draws(stroke) && stroke.Colour.Alpha == 255 && stroke.Width <= 0.5;

    /// <summary>Fills a polygon of many that touch and do not overlap; its outline lies over all of them and is drawn with theirs.</summary>
    /// <param name="path">Pixels.</param>
    /// <param name="fill">Null for none.</param>
    /// <param name="border">The same for all of them, one that <see cref="DrawsBorder"/> takes.</param>
    public void DrawNeighbour(MapPath path, FillStyle? fill, StrokeStyle border) => _painter.Neighbour(path, fill, border);

    /// <summary>The outlines of all neighbours drawn so far.</summary>
    public void DrawBorders(StrokeStyle border) => _painter.Borders(border);

    /// <exception cref="ArgumentException">The look is none of those that <see cref="Draws"/> takes.</exception>
    public void Draw(MapPath path, MapSymbolizer look)
    {
        switch (look)
        {
            case PolygonSymbolizer polygon when Draws(polygon):
                _painter.Polygon(path, polygon);
                break;
            case LineSymbolizer line when Draws(line):
                _painter.Outline(path, line.Stroke);
                break;
            default:
                throw new ArgumentException("Not for a band", nameof(look));
        }
    }
}
