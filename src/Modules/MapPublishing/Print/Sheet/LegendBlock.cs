using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>The legend (图例): what shows on the map and nothing else, in columns; set smaller where it must, refused where it cannot be read.</summary>
internal sealed class LegendBlock(IReadOnlyList<LegendGroup> groups, SheetType type, LayoutScope scope)
{
    private const double SignWidth = 7.5;
    private const double SignHeight = 4.4;
    private const double RowHeight = 5.2;
    private const double ColumnGap = 2.5;
    private static readonly double[] Sizes = [1, 0.9, 0.8, 0.7];

    private readonly IReadOnlyList<Row> _rows = [.. groups.SelectMany(RowsOf)];

    public IReadOnlyList<PageShape> Draw(BoxMm box)
    {
        foreach (var size in Sizes)
        {
            var (row, column) = (type.Mm(RowHeight * size), ColumnWidth(size));
            var columns = Math.Max(1, (int)((box.Width + type.Mm(ColumnGap)) / column));
            var perColumn = (int)(box.Height / row);
            if (column <= box.Width + type.Mm(ColumnGap) && columns * perColumn >= _rows.Count)
            {
                return Set(box, size, perColumn);
            }
        }

        var room = (int)(box.Height / type.Mm(RowHeight * Sizes[^1])) * Math.Max(1, (int)(box.Width / ColumnWidth(Sizes[^1])));
        scope.Refuse(new Error(PublishingErrors.LegendTooLong, ("entries", _rows.Count), ("room", room)));
        return [];
    }

    private static IEnumerable<Row> RowsOf(LegendGroup group)
    {
        if (group.IsSingle)
        {
            yield return new Row(group.Layer, group.Rules[0]);
            yield break;
        }

        yield return new Row(group.Layer, null);
        foreach (var rule in group.Rules)
        {
            yield return new Row(LegendPicture.TitleOf(rule), rule);
        }
    }

    private TextStyle StyleOf(Row row, double size)
    {
        var style = row.Rule is null ? type.Head with { Points = type.Body.Points * 1.05 } : type.Body;
        return style with { Points = style.Points * size };
    }

    private double ColumnWidth(double size) => _rows.Count == 0
        ? 1
        : _rows.Max(r => (r.Rule is null ? 0 : type.Mm((SignWidth + 1.5) * size)) + scope.Line(r.Text, StyleOf(r, size)).Width) + type.Mm(ColumnGap);

    private List<PageShape> Set(BoxMm box, double size, int perColumn)
    {
        var (shapes, row, column) = (new List<PageShape>(), type.Mm(RowHeight * size), ColumnWidth(size));
        for (var i = 0; i < _rows.Count; i++)
        {
            var at = new PointMm(box.X + (i / perColumn * column), box.Y + (i % perColumn * row));
            var style = StyleOf(_rows[i], size);
            var x = at.X;
            if (_rows[i].Rule is { } rule)
            {
                var sign = new BoxMm(at.X, at.Y + ((row - type.Mm(SignHeight * size)) / 2), type.Mm(SignWidth * size), type.Mm(SignHeight * size));
                Sign(shapes, rule, sign);
                x = sign.Right + type.Mm(1.5 * size);
            }

            shapes.AddRange(scope.TextAt(_rows[i].Text, style, new PointMm(x, at.Y + ((row - style.Size) / 2) - (style.Size * 0.15)), TextAlignment.Left));
        }

        return shapes;
    }

    private void Sign(List<PageShape> shapes, MapRule rule, BoxMm box)
    {
        var canvas = new PageCanvas(box);
        LegendSign.Draw(canvas, rule, new BoxMm(0, 0, box.Width, box.Height));
        var drawn = canvas.Finish();
        if (drawn.Error is { } error)
        {
            scope.Refuse(error);
            return;
        }

        shapes.Add(drawn.Value);
    }

    private sealed record Row(string Text, MapRule? Rule);
}
