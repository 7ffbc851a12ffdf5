using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

/// <summary>The measured grid of a table: where each cell lies and how high each row is, in millimetres.</summary>
internal sealed class TableGrid
{
    private readonly List<PlacedCell> _cells = [];
    private readonly List<PlacedCell>[] _rows;
    private readonly double[] _lefts;
    private readonly double[] _heights;

    internal TableGrid(TableBlock table, double width)
    {
        Table = table;
        var share = width / table.ColumnWeights.Sum();
        _lefts = new double[table.ColumnWeights.Count + 1];
        for (var i = 0; i < table.ColumnWeights.Count; i++)
            _lefts[i + 1] = _lefts[i] + (table.ColumnWeights[i] * share);
        _heights = new double[table.Rows.Count];
        _rows = [.. table.Rows.Select(_ => new List<PlacedCell>())];
        PlaceCells();
    }

    internal TableBlock Table { get; }

    internal int ColumnCount => _lefts.Length - 1;

    internal double Width => _lefts[^1];

    internal IReadOnlyList<PlacedCell> CellsOf(int row) => _rows[row];

    internal double Left(int column) => _lefts[column];

    internal double HeightOf(RowGroup group) => _heights.AsSpan(group.First, group.Count).ToArray().Sum();

    internal double RowHeight(int row) => _heights[row];

    /// <summary>Rows that a cell joins, in order; a row on its own is a group of one.</summary>
    internal IEnumerable<RowGroup> Groups()
    {
        for (var first = 0; first < _heights.Length;)
        {
            var end = first + 1;
            for (var row = first; row < end; row++)
                end = Math.Max(end, CellsOf(row).Select(c => c.Row + c.Cell.RowSpan).DefaultIfEmpty(0).Max());
            yield return new RowGroup(first, end - first);
            first = end;
        }
    }

    internal void Measure(LayoutScope scope)
    {
        foreach (var cell in _cells)
        {
            cell.Box = new BoxMm(_lefts[cell.Column], 0, _lefts[cell.Column + cell.Cell.ColumnSpan] - _lefts[cell.Column], 0);
            var inner = cell.Box.Width - (2 * Table.Style.PaddingX);
            foreach (var paragraph in cell.Cell.Content)
                cell.Lines.AddRange(scope.Lines(paragraph, inner));
        }

        for (var row = 0; row < _heights.Length; row++)
        {
            var tallest = CellsOf(row).Where(c => c.Cell.RowSpan == 1).Select(Needed).DefaultIfEmpty(0).Max();
            _heights[row] = Math.Max(tallest, Table.Rows[row].MinHeight);
        }

        foreach (var cell in _cells.Where(c => c.Cell.RowSpan > 1))
        {
            var group = new RowGroup(cell.Row, cell.Cell.RowSpan);
            var missing = Needed(cell) - HeightOf(group);
            for (var row = group.First; missing > 0 && row < group.First + group.Count; row++)
                _heights[row] += missing / group.Count;
        }
    }

    private double Needed(PlacedCell cell) => cell.Lines.Sum(l => l.Height) + (2 * Table.Style.PaddingY);

    private void PlaceCells()
    {
        var taken = new int[ColumnCount];
        for (var row = 0; row < Table.Rows.Count; row++)
        {
            var column = 0;
            foreach (var cell in Table.Rows[row].Cells)
            {
                while (column < ColumnCount && taken[column] > row)
                    column++;
                if (column + cell.ColumnSpan > ColumnCount || row + cell.RowSpan > Table.Rows.Count)
                    throw new InvalidOperationException($"A cell of row {row} reaches over the table's edge");
                var placed = new PlacedCell(cell, row, column);
                _cells.Add(placed);
                _rows[row].Add(placed);
                Array.Fill(taken, row + cell.RowSpan, column, cell.ColumnSpan);
                column += cell.ColumnSpan;
            }

            if (taken.Any(t => t <= row))
                throw new InvalidOperationException($"Row {row} does not fill the table's {ColumnCount} columns");
        }
    }
}

internal readonly record struct RowGroup(int First, int Count);

internal sealed class PlacedCell(TableCell cell, int row, int column)
{
    internal TableCell Cell { get; } = cell;

    internal int Row { get; } = row;

    internal int Column { get; } = column;

    internal List<TextLine> Lines { get; } = [];

    internal BoxMm Box { get; set; }
}
