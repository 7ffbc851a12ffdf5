using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Maps;

/// <summary>
/// Draws styled layers (图层画布) on a picture or on a page; both give the same map. Coordinates and sizes are in the canvas's own unit: pixels of a
/// picture, millimetres of a page; x to the right and y down from the top left of the map's frame.
/// </summary>
public interface ILayerCanvas
{
    double Width { get; }

    double Height { get; }

    /// <summary>Units in a pixel of a style (0.28 mm as OGC counts).</summary>
    double StylePixel { get; }

    /// <summary>Length below which two points show as one: what outlines may be thinned to.</summary>
    double Finest { get; }

    void Polygon(MapPath path, PolygonSymbolizer look);

    void Outline(MapPath path, StrokeStyle stroke);

    void Mark(double x, double y, PointSymbolizer look);

    /// <summary>Words on a place, drawn last and left out where they would lie on others or leave the frame; greater weights first.</summary>
    void Label(MapLabel label);
}

/// <summary>Words for a place of the map.</summary>
/// <param name="Room">Width that the feature offers; the words may be half as wide again.</param>
/// <param name="Weight">Greater ones are placed first; equal ones in the order they came.</param>
public sealed record MapLabel(string Text, double X, double Y, double Room, double Weight, TextSymbolizer Look);
