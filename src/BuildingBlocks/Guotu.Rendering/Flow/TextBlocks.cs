using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Flow;

/// <summary>A paragraph of running text (段落); its first and last two lines stay together.</summary>
public sealed record ParagraphBlock(Paragraph Paragraph) : Block
{
    /// <summary>True for headings: not left alone at the foot of a page.</summary>
    public bool KeepWithNext { get; init; }

    internal override IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space)
    {
        var lines = scope.Lines(Paragraph, space.Width);
        var last = lines.Count - 1;
        return [.. lines.Select((line, i) => new FlowSlice(line.Height, line.Runs)
        {
            SpaceBefore = i == 0 ? Paragraph.Style.SpaceBefore : 0,
            SpaceAfter = i == last ? Paragraph.Style.SpaceAfter : 0,
            KeepWithNext = i == last ? KeepWithNext : i == 0 || i == last - 1,
        })];
    }
}

/// <summary>Centred heading of a paper (标题): an optional line above, the title, an optional line below such as the number.</summary>
public sealed record TitleBlock(string Title) : Block
{
    public static readonly TextStyle DefaultTitleStyle = new(FontRole.BiaoSong, TypeSize.Two);

    public string? Above { get; init; }

    public string? Below { get; init; }

    public TextStyle TitleStyle { get; init; } = DefaultTitleStyle;

    public TextStyle AboveStyle { get; init; } = new(FontRole.BiaoSong, TypeSize.SmallTwo);

    public TextStyle BelowStyle { get; init; } = new(FontRole.FangSong, TypeSize.SmallFour);

    public double SpaceAfter { get; init; } = 6;

    internal override IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space)
    {
        var lines = new List<FlowSlice>();
        Add(Above, AboveStyle, 1.4, 0);
        Add(Title, TitleStyle, 1.35, 0);
        Add(Below, BelowStyle, 1.4, 2);
        lines[^1] = lines[^1] with { SpaceAfter = SpaceAfter };
        return lines;

        void Add(string? text, TextStyle style, double spacing, double before)
        {
            if (text is null)
                return;
            var setting = new ParagraphStyle { Alignment = TextAlignment.Centre, LineSpacing = spacing };
            var paragraph = new Paragraph([new TextSpan(text, style)], setting);
            lines.AddRange(scope.Lines(paragraph, space.Width).Select((line, i) =>
                new FlowSlice(line.Height, line.Runs) { SpaceBefore = i == 0 ? before : 0, KeepWithNext = true }));
        }
    }
}

/// <summary>A small remark with a hanging mark (注、说明).</summary>
public sealed record NoteBlock(string Mark, IReadOnlyList<string> Items) : Block
{
    public TextStyle Style { get; init; } = new(FontRole.FangSong, TypeSize.SmallFive);

    public double SpaceBefore { get; init; } = 2;

    internal override IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space)
    {
        var mark = scope.Line(Mark, Style);
        var slices = new List<FlowSlice>();
        foreach (var item in Items)
        {
            var style = new ParagraphStyle { LineSpacing = 1.45 };
            foreach (var line in scope.Lines(new Paragraph([new TextSpan(item, Style)], style), space.Width - mark.Width))
            {
                var shapes = line.Runs.Select(run => run.MovedBy(new PointMm(mark.Width, 0))).ToList();
                if (slices.Count == 0)
                    shapes.AddRange(scope.TextAt(Mark, Style, new PointMm(0, (line.Height - mark.Height) / 2), TextAlignment.Left));
                slices.Add(new FlowSlice(line.Height, shapes) { SpaceBefore = slices.Count == 0 ? SpaceBefore : 0 });
            }
        }

        return slices;
    }
}

/// <summary>Empty room in millimetres; left out at the top of a page.</summary>
public sealed record SpaceBlock(double Height) : Block
{
    internal override IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space) => [new(0, []) { SpaceBefore = Height }];
}

/// <summary>What follows begins a new page (分页).</summary>
public sealed record PageBreakBlock : Block
{
    internal override IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space) => [new(0, []) { StartsPage = true }];
}

/// <summary>A horizontal rule of full width (分隔线).</summary>
public sealed record RuleBlock(StrokeStyle Stroke) : Block
{
    public double SpaceBefore { get; init; } = 1;

    public double SpaceAfter { get; init; } = 3;

    internal override IReadOnlyList<FlowSlice> Slice(LayoutScope scope, FlowSpace space) =>
    [
        new(Stroke.Width, [new PathShape(PagePath.Line(new(0, Stroke.Width / 2), new(space.Width, Stroke.Width / 2))) { Stroke = Stroke }])
        {
            SpaceBefore = SpaceBefore,
            SpaceAfter = SpaceAfter,
        },
    ];
}
