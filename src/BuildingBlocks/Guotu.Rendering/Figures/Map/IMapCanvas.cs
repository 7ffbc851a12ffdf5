using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Figures.Map;

/// <summary>Draws map content given in plane metres (制图画布); what lies outside the frame does not show.</summary>
public interface IMapCanvas
{
    MapProjection Projection { get; }

    void Area(MapPolygon polygon, MapAreaStyle style);

    void Line(IReadOnlyList<PlanePoint> points, StrokeStyle stroke);

    /// <summary>A boundary point: a small circle, and its label where there is room for it.</summary>
    void Corner(MapCorner corner, PlanePoint inside);

    /// <summary>A label inside a polygon, left out where the polygon is too small for it.</summary>
    void AreaLabel(MapPolygon polygon, TextStyle style);

    /// <summary>Words with a leader; always drawn, on free ground where there is any.</summary>
    void Callout(MapCallout callout);
}
