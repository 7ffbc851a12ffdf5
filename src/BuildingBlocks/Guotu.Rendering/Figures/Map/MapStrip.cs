using System.Globalization;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Figures.Map;

/// <summary>What stands under a map: scale and bar, note on the coordinate system, legend (比例尺、说明、图例).</summary>
internal sealed class MapStrip
{
    private const double BarRow = 10;
    private const double LegendRow = 6;
    private const double SwatchWidth = 9;
    private const double SwatchHeight = 4;
    private const double LongestBar = 60;
    private const int BarParts = 4;

    private static readonly TextStyle Small = new(FontRole.Hei, TypeSize.Six);
    private static readonly TextStyle ScaleStyle = new(FontRole.Hei, TypeSize.SmallFive);
    private static readonly StrokeStyle Thin = new(Colour.Black, 0.2);

    private readonly LayoutScope _scope;
    private readonly MapFigure _map;
    private readonly double _width;
    private readonly List<(MapLayer Layer, PointMm At)> _entries = [];

    internal MapStrip(LayoutScope scope, MapFigure map, double width)
    {
        (_scope, _map, _width) = (scope, map, width);
        Height = BarRow + PlaceLegend();
    }

    /// <summary>Height in millimetres.</summary>
    internal double Height { get; }

    internal IReadOnlyList<PageShape> Draw(MapProjection projection, double top)
    {
        var shapes = new List<PageShape>();
        AddScale(shapes, projection, top);
        var noteTop = top + ((BarRow - Small.Size) / 2);
        shapes.AddRange(_scope.TextAt(_map.Note, Small, new PointMm(_width, noteTop), TextAlignment.Right));
        if (_entries.Count > 0)
        {
            var headTop = top + BarRow + ((LegendRow - ScaleStyle.Size) / 2);
            shapes.AddRange(_scope.TextAt("图例", ScaleStyle, new PointMm(0, headTop), TextAlignment.Left));
        }

        foreach (var (layer, at) in _entries)
            AddEntry(shapes, layer, at + new PointMm(0, top + BarRow));
        return shapes;
    }

    private double PlaceLegend()
    {
        var left = _scope.Line("图例", ScaleStyle).Width + 4;
        var (x, row) = (left, 0);
        var layers = _map.Layers.Where(l => l.InLegend).DistinctBy(l => l.Name).ToList();
        foreach (var layer in layers)
        {
            var width = SwatchWidth + 1.5 + _scope.Line(layer.Name, Small).Width + 5;
            if (x + width > _width && x > left)
                (x, row) = (left, row + 1);
            _entries.Add((layer, new PointMm(x, row * LegendRow)));
            x += width;
        }

        return layers.Count == 0 ? 0 : (row + 1) * LegendRow;
    }

    private void AddEntry(List<PageShape> shapes, MapLayer layer, PointMm at)
    {
        var box = new BoxMm(at.X, at.Y + ((LegendRow - SwatchHeight) / 2), SwatchWidth, SwatchHeight);
        var stroke = layer.Style.Stroke is { } edge ? edge with { Casing = null } : null;
        shapes.Add(new ClipShape(
            PagePath.Rectangle(box.Inset(-0.4)),
            [new PathShape(PagePath.Rectangle(box.Inset(0.4))) { Fill = layer.Style.Fill, Stroke = stroke }]));
        var textTop = at.Y + ((LegendRow - Small.Size) / 2);
        shapes.AddRange(_scope.TextAt(layer.Name, Small, new PointMm(box.Right + 1.5, textTop), TextAlignment.Left));
    }

    private void AddScale(List<PageShape> shapes, MapProjection projection, double top)
    {
        var text = "1:" + projection.ScaleDenominator.ToString(CultureInfo.InvariantCulture);
        shapes.AddRange(_scope.TextAt(text, ScaleStyle, new PointMm(0, top + ((BarRow - ScaleStyle.Size) / 2)), TextAlignment.Left));
        var left = _scope.Line(text, ScaleStyle).Width + 5;
        var part = MapProjection.RoundDown(LongestBar * projection.ScaleDenominator / 1000.0 / BarParts);
        var partWidth = projection.ToPage(part);
        var barTop = top + 5.2;
        for (var i = 0; i < BarParts; i++)
        {
            var box = new BoxMm(left + (i * partWidth), barTop, partWidth, 1.4);
            var fill = new FillStyle(i % 2 == 0 ? Colour.Black : Colour.White);
            shapes.Add(new PathShape(PagePath.Rectangle(box)) { Fill = fill, Stroke = Thin });
        }

        var inKilometres = part * BarParts >= 4000;
        for (var i = 0; i <= BarParts; i += 2)
        {
            var value = (part * i / (inKilometres ? 1000 : 1)).ToString("0.##", CultureInfo.InvariantCulture);
            var unit = i < BarParts ? string.Empty : inKilometres ? " 千米" : " 米";
            var x = left + (i * partWidth);
            var half = _scope.Line(value, Small).Width / 2;
            shapes.AddRange(_scope.TextAt(value + unit, Small, new PointMm(x - half, barTop - Small.Size - 0.8), TextAlignment.Left));
        }
    }
}
