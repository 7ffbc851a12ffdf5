using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

/// <summary>A figure of full width or less, centred, with its caption below (图及图名).</summary>
public sealed record FigureBlock(IFigure Figure, double Height) : Block
{
    /// <summary>Width in millimetres; null takes the full width.</summary>
    public double? Width { get; init; }

    public string? Caption { get; init; }

    public TextStyle CaptionStyle { get; init; } = new(FontRole.Hei, TypeSize.SmallFive);

    public double SpaceBefore { get; init; } = 3;

    internal override IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space)
    {
        var width = Math.Min(Width ?? space.Width, space.Width);
        var left = (space.Width - width) / 2;
        var shapes = Figure.Draw(scope, width, Height).Select(s => s.MovedBy(new PointMm(left, 0))).ToList();
        var height = Height;
        if (Caption is not null)
        {
            shapes.AddRange(scope.TextAt(Caption, CaptionStyle, new PointMm(space.Width / 2, height + 1.5), TextAlignment.Centre));
            height += 1.5 + CaptionStyle.Size + 1.5;
        }

        return [new FlowSlice(height, shapes) { What = Caption ?? "图", SpaceBefore = SpaceBefore, SpaceAfter = 2 }];
    }
}

/// <summary>Blocks beside each other, each in its column; not broken across pages (并排).</summary>
public sealed record ColumnsBlock(IReadOnlyList<FlowColumn> Columns) : Block
{
    /// <summary>Room between two columns in millimetres.</summary>
    public double Gap { get; init; } = 5;

    internal override IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space)
    {
        var share = (space.Width - (Gap * (Columns.Count - 1))) / Columns.Sum(c => c.Weight);
        var shapes = new List<PageShape>();
        var (left, height) = (0.0, 0.0);
        foreach (var column in Columns)
        {
            var width = column.Weight * share;
            var stacked = Stack(scope, column.Blocks, space with { Width = width });
            shapes.AddRange(stacked.Shapes.Select(s => s.MovedBy(new PointMm(left, 0))));
            height = Math.Max(height, stacked.Height);
            left += width + Gap;
        }

        return [new FlowSlice(height, shapes)];
    }

    internal static FlowSlice Stack(LayoutScope scope, IReadOnlyList<Block> blocks, FlowSpace space)
    {
        var shapes = new List<PageShape>();
        var y = 0.0;
        foreach (var slice in blocks.SelectMany(b => b.Slice(scope, space)))
        {
            y += y > 0 ? slice.SpaceBefore : 0;
            shapes.AddRange(slice.Shapes.Select(s => s.MovedBy(new PointMm(0, y))));
            y += slice.Height + slice.SpaceAfter;
        }

        return new FlowSlice(y, shapes);
    }
}

/// <summary>A column: its share of the width and its blocks from top to bottom.</summary>
public sealed record FlowColumn(double Weight, IReadOnlyList<Block> Blocks);

/// <summary>A PNG picture that keeps its box (图片).</summary>
public sealed record PictureFigure(ReadOnlyMemory<byte> Png) : IFigure
{
    public IReadOnlyList<PageShape> Draw(LayoutScope scope, double width, double height) =>
        [new ImageShape(new BoxMm(0, 0, width, height), Png)];
}
