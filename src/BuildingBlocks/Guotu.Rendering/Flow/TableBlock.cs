using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

public enum VerticalAlignment
{
    Top,
    Middle,
}

/// <summary>A cell of a table (单元格), possibly over several columns and rows.</summary>
public sealed record TableCell(IReadOnlyList<Paragraph> Content)
{
    public int ColumnSpan { get; init; } = 1;

    public int RowSpan { get; init; } = 1;

    public VerticalAlignment VerticalAlignment { get; init; } = VerticalAlignment.Middle;

    public Colour? Background { get; init; }

    public static TableCell Of(string text, TextStyle style, TextAlignment alignment = TextAlignment.Left) =>
        new([new Paragraph([new TextSpan(text, style)], new ParagraphStyle { Alignment = alignment, LineSpacing = 1.35 })]);

    /// <summary>Characters one below the other, for a narrow title column (竖排栏目名).</summary>
    public static TableCell Vertical(string text, TextStyle style)
    {
        var stacked = string.Join('\n', text.EnumerateRunes().Select(r => r.ToString()));
        var setting = new ParagraphStyle { Alignment = TextAlignment.Centre, LineSpacing = 1.5 };
        return new([new Paragraph([new TextSpan(stacked, style)], setting)]);
    }
}

/// <summary>A row: cells from left to right, those reaching down from rows above left out.</summary>
public sealed record TableRow(IReadOnlyList<TableCell> Cells)
{
    /// <summary>Least height in millimetres.</summary>
    public double MinHeight { get; init; }
}

/// <summary>Lines and room of a table, in millimetres.</summary>
public sealed record TableStyle
{
    public static readonly TableStyle Plain = new();

    public double PaddingX { get; init; } = 1.8;

    public double PaddingY { get; init; } = 1.3;

    public StrokeStyle Grid { get; init; } = new(Colour.Black, 0.2) { Cap = LineCap.Square };

    public StrokeStyle Outer { get; init; } = new(Colour.Black, 0.4) { Cap = LineCap.Square };
}

/// <summary>
/// A table (表格). Head rows repeat on every page; rows joined by a cell over several rows stay together; a single row higher than
/// a page goes on over the next one line by line.
/// </summary>
/// <param name="ColumnWeights">Shares of the width, one a column.</param>
public sealed record TableBlock(IReadOnlyList<double> ColumnWeights, IReadOnlyList<TableRow> Rows) : Block
{
    public int HeadRows { get; init; }

    public TableStyle Style { get; init; } = TableStyle.Plain;

    public double SpaceBefore { get; init; } = 2;

    public double SpaceAfter { get; init; } = 2;

    /// <summary>What the table is, for refusals.</summary>
    public string What { get; init; } = "表格";

    internal override IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space)
    {
        var grid = new TableGrid(this, space.Width);
        grid.Measure(scope);
        var groups = grid.Groups().ToList();
        var headGroups = groups.TakeWhile(g => g.First < HeadRows).ToList();
        var head = headGroups.Count == 0 ? null : Join([.. headGroups.Select(g => new TableSliceDrawer(grid).Whole(g))]);
        var slices = new List<FlowSlice>();
        foreach (var group in groups)
            AddGroup(slices, grid, group, head, space.Height);
        if (slices.Count > 0)
        {
            slices[0] = slices[0] with { SpaceBefore = SpaceBefore };
            slices[^1] = slices[^1] with { SpaceAfter = SpaceAfter };
        }

        return slices;
    }

    private void AddGroup(List<FlowSlice> slices, TableGrid grid, RowGroup group, FlowSlice? head, double pageHeight)
    {
        var drawer = new TableSliceDrawer(grid);
        var isHead = group.First < HeadRows;
        var room = pageHeight - (isHead ? 0 : head?.Height ?? 0);
        var pieces = group.Count == 1 && grid.HeightOf(group) > room ? drawer.Pieces(group.First, room) : [drawer.Whole(group)];
        slices.AddRange(pieces.Select(piece => piece with { What = What, KeepWithNext = isHead, RepeatedHead = isHead ? null : head }));
    }

    private static FlowSlice Join(IReadOnlyList<FlowSlice> parts)
    {
        var shapes = new List<PageShape>();
        var y = 0.0;
        foreach (var part in parts)
        {
            shapes.AddRange(part.Shapes.Select(s => s.MovedBy(new PointMm(0, y))));
            y += part.Height;
        }

        return new FlowSlice(y, shapes);
    }
}
