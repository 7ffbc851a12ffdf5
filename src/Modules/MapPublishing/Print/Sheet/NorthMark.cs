using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>The north arrow (指北针) in the upper right of the map: grid north (坐标北).</summary>
internal static class NorthMark
{
    public static IEnumerable<PageShape> Draw(LayoutScope scope, SheetType type, BoxMm frame)
    {
        var style = new TextStyle(FontRole.Hei, 8 * type.Factor);
        var (middle, top) = (frame.Right - type.Mm(8), frame.Y + type.Mm(3));
        var (tip, foot, half) = (top + style.Size + type.Mm(0.8), top + type.Mm(16), type.Mm(2.6));
        PointMm point = new(middle, tip), notch = new(middle, foot - type.Mm(2.6)), left = new(middle - half, foot), right = new(middle + half, foot);
        var stroke = new StrokeStyle(Colour.Black, type.Thin.Width) { Join = LineJoin.Round, Casing = new Casing(Colour.White, type.Mm(0.5)) };
        yield return new PathShape(PagePath.Ring([point, right, notch, left])) { Fill = new FillStyle(Colour.White), Stroke = stroke };
        yield return new PathShape(PagePath.Ring([point, notch, left])) { Fill = new FillStyle(Colour.Black) };
        foreach (var run in scope.TextAt("北", style, new PointMm(middle, top), TextAlignment.Centre))
        {
            yield return run with { Halo = new Casing(Colour.White, type.Mm(0.5)) };
        }
    }
}
