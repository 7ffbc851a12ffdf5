using Guotu.Geo.Crs;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>A whole map sheet (图件) from edge to edge, and further ones for what of the legend finds no room on it.</summary>
internal sealed record PrintSheet(SheetContent Content, GaussKrugerProjection Projection) : IFigure
{
    private IReadOnlyList<LegendRow> _rest = [];

    /// <summary>The map, and after it is drawn the legend's further sheets.</summary>
    public IEnumerable<IFigure> All()
    {
        yield return this;
        while (_rest.Count > 0)
        {
            var further = new LegendSheet(Content, _rest);
            yield return further;
            _rest = further.Rest;
        }
    }

    public IReadOnlyList<PageShape> Draw(LayoutScope scope, double width, double height)
    {
        var type = new SheetType(Content.Layout, Content.Plan.Factor);
        var panel = new SheetPanel(Content, type, scope);
        var beside = panel.Draw();
        _rest = panel.Rest;
        return
        [
            Content.Map,
            .. new CoordinateFrame(Content, type, scope, Projection).Draw(),
            .. Content.Layout.NorthArrow ? NorthMark.Draw(scope, type, Content.Plan.Frame) : [],
            .. Title(scope, type),
            .. beside,
            .. new SheetStrip(Content, type, scope).Draw(),
        ];
    }

    private IEnumerable<PageShape> Title(LayoutScope scope, SheetType type)
    {
        var box = Content.Plan.Title;
        var style = type.Title;
        var line = scope.Line(Content.Title, style);
        if (line.Width > box.Width)
        {
            style = style with { Points = style.Points * box.Width / line.Width };
        }

        var middle = Content.Plan.Outer.Centre.X;
        var half = Math.Min(scope.Line(Content.Title, style).Width, box.Width) / 2;
        middle = Math.Clamp(middle, box.X + half, box.Right - half);
        foreach (var run in scope.TextAt(Content.Title, style, new PointMm(middle, box.Y), TextAlignment.Centre))
        {
            yield return run;
        }

        var below = box.Y + (style.Size * 1.4);
        foreach (var run in Content.Subtitle.Length == 0 ? [] : scope.TextAt(Content.Subtitle, type.Subtitle, new PointMm(middle, below), TextAlignment.Centre))
        {
            yield return run;
        }
    }
}
