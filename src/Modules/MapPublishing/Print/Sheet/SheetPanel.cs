using Guotu.Kernel.Results;
using Guotu.MapPublishing.Print.Layouts;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>Legend, data versions and inset, each in a box with its heading (图例、数据版本、位置示意).</summary>
internal sealed class SheetPanel(SheetContent content, SheetType type, LayoutScope scope)
{
    private const double Gap = 2;
    private const double Padding = 1.8;
    private const double LargestShareOfVersions = 0.5;
    private const double InsetShape = 0.72;
    private static readonly double[] Sizes = [1, 0.9, 0.8];

    private readonly List<PageShape> _shapes = [];

    private double HeadHeight => type.Head.Size * 1.9;

    private bool HasInset => content.Layout.Panel.Has(PrintLayout.PanelPart.Inset) && content.Inset is not null;

    /// <summary>What of the legend found no room.</summary>
    public IReadOnlyList<LegendRow> Rest { get; private set; } = [];

    public IReadOnlyList<PageShape> Draw()
    {
        if (content.Plan.PanelBeside)
        {
            Beside(content.Plan.Panel);
        }
        else
        {
            Below(content.Plan.Panel);
        }

        return _shapes;
    }

    private void Beside(BoxMm panel)
    {
        var gap = type.Mm(Gap);
        var inset = HasInset ? (panel.Width * InsetShape) + HeadHeight : 0;
        var most = (panel.Height - inset) * LargestShareOfVersions;
        var (lines, height) = FittedVersions(panel.Width, most);
        var insetTop = panel.Bottom - inset;
        var versionsTop = insetTop - (inset > 0 ? gap : 0) - height;
        Legend(panel with { Height = versionsTop - gap - panel.Y });
        Versions(panel with { Y = versionsTop, Height = height }, lines);
        if (HasInset)
        {
            Inset(panel with { Y = insetTop, Height = inset });
        }
    }

    private void Below(BoxMm panel)
    {
        var gap = type.Mm(Gap);
        var inset = HasInset ? Math.Min(panel.Height / InsetShape, panel.Width * 0.26) : 0;
        var versions = Math.Min(type.Mm(64), panel.Width * 0.36);
        var insetLeft = panel.Right - inset;
        var versionsLeft = insetLeft - (inset > 0 ? gap : 0) - versions;
        var (lines, _) = FittedVersions(versions, panel.Height);
        Legend(panel with { Width = versionsLeft - gap - panel.X });
        Versions(panel with { X = versionsLeft, Width = versions }, lines);
        if (HasInset)
        {
            Inset(panel with { X = insetLeft, Width = inset });
        }
    }

    private void Legend(BoxMm box)
    {
        var (shapes, rest) = new LegendBlock([.. content.Legend.SelectMany(LegendRow.Of)], type, scope).Draw(Framed(box, "图例"));
        _shapes.AddRange(shapes);
        Rest = rest;
    }

    private void Versions(BoxMm box, IReadOnlyList<TextLine> lines)
    {
        var inner = Framed(box, "数据版本");
        var y = inner.Y;
        foreach (var line in lines)
        {
            _shapes.AddRange(line.Runs.Select(r => r.MovedBy(new PointMm(inner.X, y))));
            y += line.Height;
        }
    }

    private void Inset(BoxMm box)
    {
        var drawn = content.Inset!(Framed(box, "位置示意"));
        if (drawn.Error is { } error)
        {
            scope.Refuse(error);
            return;
        }

        _shapes.AddRange(drawn.Value);
    }

    /// <summary>The lines at the largest size at which they fit, and the height of their box.</summary>
    private (IReadOnlyList<TextLine> Lines, double Height) FittedVersions(double width, double most)
    {
        var around = HeadHeight + (2 * type.Mm(Padding));
        foreach (var size in Sizes)
        {
            var style = type.Body with { Points = type.Body.Points * size };
            var setting = new ParagraphStyle { Alignment = TextAlignment.Left, LineSpacing = 1.4, FirstLineIndent = -1 };
            var lines = content.Versions
                .SelectMany(v => scope.Lines(new Paragraph([new TextSpan(v, style)], setting), width - (2 * type.Mm(Padding)))).ToList();
            var height = lines.Sum(l => l.Height) + around;
            if (height <= most)
            {
                return (lines, height);
            }
        }

        scope.Refuse(new Error(PublishingErrors.NotesTooLong));
        return ([], around);
    }

    /// <summary>Draws the box and its heading; answers the room within.</summary>
    private BoxMm Framed(BoxMm box, string heading)
    {
        _shapes.Add(new PathShape(PagePath.Rectangle(box)) { Stroke = type.Hair });
        var middle = new PointMm(box.Centre.X, box.Y + (HeadHeight / 2));
        _shapes.AddRange(SheetType.Level(scope, heading, type.Head, middle));
        var rule = box.Y + HeadHeight;
        _shapes.Add(new PathShape(PagePath.Line(new(box.X, rule), new(box.Right, rule))) { Stroke = type.Hair });
        return (box with { Y = rule, Height = box.Height - HeadHeight }).Inset(type.Mm(Padding));
    }
}
