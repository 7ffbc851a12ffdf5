using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

/// <summary>Draws rows of a measured table as slices: ground, text, then lines.</summary>
internal sealed class TableSliceDrawer(TableGrid grid)
{
    private readonly List<PageShape> _grounds = [];
    private readonly List<PageShape> _texts = [];
    private readonly List<PageShape> _lines = [];

    private TableStyle Style => grid.Table.Style;

    /// <summary>The rows of a group as one slice.</summary>
    internal FlowSlice Whole(RowGroup group)
    {
        var top = 0.0;
        for (var row = group.First; row < group.First + group.Count; row++)
        {
            foreach (var cell in grid.CellsOf(row))
            {
                var height = grid.HeightOf(new RowGroup(row, cell.Cell.RowSpan));
                DrawCell(cell, cell.Lines, new BoxMm(cell.Box.X, top, cell.Box.Width, height));
            }

            top += grid.RowHeight(row);
        }

        DrawOuter(new BoxMm(0, 0, grid.Width, top), group.First == 0, group.First + group.Count == grid.Table.Rows.Count);
        return Take(top);
    }

    /// <summary>A row that is higher than the room, cut between lines into slices that fit.</summary>
    internal IReadOnlyList<FlowSlice> Pieces(int row, double room)
    {
        var cells = grid.CellsOf(row);
        var next = cells.ToDictionary(c => c, _ => 0);
        var pieces = new List<FlowSlice>();
        while (cells.Any(c => next[c] < c.Lines.Count))
        {
            var taken = cells.ToDictionary(c => c, c => Fitting(c, next[c], room - (2 * Style.PaddingY)));
            var height = taken.Values.Max(lines => lines.Sum(l => l.Height)) + (2 * Style.PaddingY);
            foreach (var cell in cells)
            {
                DrawCell(cell, taken[cell], new BoxMm(cell.Box.X, 0, cell.Box.Width, height));
                next[cell] += taken[cell].Count;
            }

            var isLast = cells.All(c => next[c] >= c.Lines.Count);
            DrawOuter(
                new BoxMm(0, 0, grid.Width, height),
                row == 0 && pieces.Count == 0,
                isLast && row == grid.Table.Rows.Count - 1);
            pieces.Add(Take(height));
        }

        return pieces;
    }

    /// <summary>Lines from the given one on that fit; at least one, which the paginator refuses when it is too high itself.</summary>
    private static List<TextLine> Fitting(PlacedCell cell, int from, double room)
    {
        var lines = new List<TextLine>();
        var height = 0.0;
        foreach (var line in cell.Lines.Skip(from))
        {
            height += line.Height;
            if (height > room && lines.Count > 0)
                break;
            lines.Add(line);
        }

        return lines;
    }

    private void DrawCell(PlacedCell cell, IReadOnlyList<TextLine> lines, BoxMm box)
    {
        if (cell.Cell.Background is { } ground)
            _grounds.Add(new PathShape(PagePath.Rectangle(box)) { Fill = new FillStyle(ground) });
        var textHeight = lines.Sum(l => l.Height);
        var y = cell.Cell.VerticalAlignment == VerticalAlignment.Middle ? box.Y + ((box.Height - textHeight) / 2) : box.Y + Style.PaddingY;
        foreach (var line in lines)
        {
            _texts.AddRange(line.Runs.Select(run => run.MovedBy(new PointMm(box.X + Style.PaddingX, y))));
            y += line.Height;
        }

        _lines.Add(new PathShape(PagePath.Rectangle(box)) { Stroke = Style.Grid });
    }

    private void DrawOuter(BoxMm box, bool isTop, bool isBottom)
    {
        DrawOuterLine(new(box.X, box.Y), new(box.X, box.Bottom));
        DrawOuterLine(new(box.Right, box.Y), new(box.Right, box.Bottom));
        if (isTop)
            DrawOuterLine(new(box.X, box.Y), new(box.Right, box.Y));
        if (isBottom)
            DrawOuterLine(new(box.X, box.Bottom), new(box.Right, box.Bottom));
    }

    private void DrawOuterLine(PointMm from, PointMm to) => _lines.Add(new PathShape(PagePath.Line(from, to)) { Stroke = Style.Outer });

    private FlowSlice Take(double height)
    {
        var slice = new FlowSlice(height, [.. _grounds, .. _texts, .. _lines]);
        _grounds.Clear();
        _texts.Clear();
        _lines.Clear();
        return slice;
    }
}
