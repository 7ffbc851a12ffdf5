using Guotu.MapPublishing.Maps;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>
/// The legend (图例): what shows on the map and nothing else, in columns; set smaller where it must. Where it cannot be read so, what is left goes on a
/// further sheet. A heading stays with the first of its signs.
/// </summary>
internal sealed class LegendBlock(IReadOnlyList<LegendRow> rows, SheetType type, LayoutScope scope)
{
    private const double SignWidth = 7.5;
    private const double SignHeight = 4.4;
    private const double RowHeight = 5.2;
    private const double ColumnGap = 2.5;
    private const string GoesOn = "续图例见下页";
    private static readonly double[] Sizes = [1, 0.9, 0.8, 0.7];

    /// <summary>Draws what finds room and answers the rest.</summary>
    public (IReadOnlyList<PageShape> Shapes, IReadOnlyList<LegendRow> Left) Draw(BoxMm box)
    {
        foreach (var size in Sizes)
        {
            var (columns, perColumn) = Room(box, size);
            if (columns * perColumn >= rows.Count)
            {
                return (Set(box, size, perColumn, rows), []);
            }
        }

        return DrawPart(box, Sizes[2]);
    }

    /// <summary>Draws at full size what finds room and answers the rest; the height that it took.</summary>
    public (IReadOnlyList<PageShape> Shapes, IReadOnlyList<LegendRow> Left, double Height) DrawFurther(BoxMm box)
    {
        var (columns, perColumn) = Room(box, 1);
        var taken = Math.Min(rows.Count, columns * perColumn);
        var (shown, rest) = Cut(taken);
        var used = Math.Min(perColumn, (shown.Count + columns - 1) / Math.Max(1, columns));
        return (Set(box, 1, Math.Max(1, used), shown), rest, used * type.Mm(RowHeight));
    }

    private (IReadOnlyList<PageShape> Shapes, IReadOnlyList<LegendRow> Left) DrawPart(BoxMm box, double size)
    {
        var (columns, perColumn) = Room(box, size);
        var (shown, rest) = Cut(Math.Max(0, (columns * perColumn) - 1));
        return (Set(box, size, Math.Max(1, perColumn), [.. shown, new LegendRow(GoesOn, null)]), rest);
    }

    /// <summary>So many rows at most, without a heading at the end that has its signs elsewhere.</summary>
    private (IReadOnlyList<LegendRow> Shown, IReadOnlyList<LegendRow> Left) Cut(int most)
    {
        var count = Math.Min(most, rows.Count);
        if (count < rows.Count && count > 1 && rows[count - 1].IsHeading)
        {
            count--;
        }

        return ([.. rows.Take(count)], [.. rows.Skip(count)]);
    }

    /// <summary>Columns and rows that the box has; none where not even one column is as wide as the words.</summary>
    private (int Columns, int PerColumn) Room(BoxMm box, double size)
    {
        var column = ColumnWidth(size);
        var perColumn = Math.Max(0, (int)(box.Height / type.Mm(RowHeight * size)));
        return column > box.Width + type.Mm(ColumnGap) ? (0, perColumn) : ((int)((box.Width + type.Mm(ColumnGap)) / column), perColumn);
    }

    private TextStyle StyleOf(LegendRow row, double size)
    {
        var style = row.IsHeading ? type.Head with { Points = type.Body.Points * 1.05 } : type.Body;
        return style with { Points = style.Points * size };
    }

    private double ColumnWidth(double size) => rows.Count == 0
        ? 1
        : rows.Max(r => (r.Rule is null ? 0 : type.Mm((SignWidth + 1.5) * size)) + scope.Line(r.Text, StyleOf(r, size)).Width) + type.Mm(ColumnGap);

    private List<PageShape> Set(BoxMm box, double size, int perColumn, IReadOnlyList<LegendRow> shown)
    {
        var (shapes, row, column) = (new List<PageShape>(), type.Mm(RowHeight * size), ColumnWidth(size));
        for (var i = 0; i < shown.Count; i++)
        {
            var at = new PointMm(box.X + (i / perColumn * column), box.Y + (i % perColumn * row));
            var style = StyleOf(shown[i], size);
            var x = at.X;
            if (shown[i].Rule is { } rule)
            {
                var sign = new BoxMm(at.X, at.Y + ((row - type.Mm(SignHeight * size)) / 2), type.Mm(SignWidth * size), type.Mm(SignHeight * size));
                Sign(shapes, rule, sign);
                x = sign.Right + type.Mm(1.5 * size);
            }

            shapes.AddRange(scope.TextAt(shown[i].Text, style, new PointMm(x, at.Y + ((row - style.Size) / 2) - (style.Size * 0.15)), TextAlignment.Left));
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
}

/// <summary>A line of the legend.</summary>
/// <param name="Rule">Null for words alone.</param>
internal sealed record LegendRow(string Text, MapRule? Rule)
{
    /// <summary>Over the signs of a layer.</summary>
    public bool IsHeading { get; init; }

    public static IEnumerable<LegendRow> Of(LegendGroup group)
    {
        if (group.IsSingle)
        {
            return [new LegendRow(group.Layer, group.Rules[0])];
        }

        return group.Rules.Select(r => new LegendRow(LegendPicture.TitleOf(r), r)).Concat(group.Notes.Select(n => new LegendRow(n, null)))
            .Prepend(new LegendRow(group.Layer, null) { IsHeading = true });
    }
}
