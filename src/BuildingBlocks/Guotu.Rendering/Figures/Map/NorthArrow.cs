using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Figures.Map;

/// <summary>The north arrow (指北针) at the upper right; grid north is up.</summary>
internal static class NorthArrow
{
    private const double Width = 9;
    private const double Height = 15;

    private static readonly TextStyle Style = new(FontRole.Hei, TypeSize.SmallFive);

    internal static BoxMm PlaceIn(BoxMm frame) => new(frame.Right - Width - 3, frame.Y + 3, Width, Height);

    internal static IEnumerable<PageShape> Draw(LayoutScope scope, BoxMm place)
    {
        var middle = place.Centre.X;
        var tip = new PointMm(middle, place.Y + Style.Size + 0.8);
        var notch = new PointMm(middle, place.Bottom - 2.6);
        var (left, right) = (new PointMm(middle - 2.6, place.Bottom), new PointMm(middle + 2.6, place.Bottom));
        var stroke = new StrokeStyle(Colour.Black, 0.2) { Join = LineJoin.Round, Casing = new Casing(Colour.White, 0.5) };
        yield return new PathShape(PagePath.Ring([tip, right, notch, left])) { Fill = new FillStyle(Colour.White), Stroke = stroke };
        yield return new PathShape(PagePath.Ring([tip, notch, left])) { Fill = new FillStyle(Colour.Black) };
        foreach (var run in scope.TextAt("北", Style, new PointMm(middle, place.Y), TextAlignment.Centre))
            yield return run with { Halo = new Casing(Colour.White, 0.5) };
    }
}
