using Guotu.Kernel.Results;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Print.Sheet;

/// <summary>A further sheet for what of the legend found no room beside the map (图例续页), under the same title.</summary>
internal sealed class LegendSheet(SheetContent content, IReadOnlyList<LegendRow> rows) : IFigure
{
    private const double Padding = 4;

    /// <summary>What found no room here either.</summary>
    public IReadOnlyList<LegendRow> Rest { get; private set; } = [];

    public IReadOnlyList<PageShape> Draw(LayoutScope scope, double width, double height)
    {
        var (plan, type) = (content.Plan, new SheetType(content.Layout, content.Plan.Factor));
        var box = new BoxMm(plan.Title.X, plan.Title.Bottom, plan.Title.Width, plan.Strip.Bottom - plan.Title.Bottom);
        var (signs, rest, used) = new LegendBlock(rows, type, scope).DrawFurther(box.Inset(type.Mm(Padding)));
        if (rest.Count == rows.Count)
        {
            // Not even one column of these words is as narrow as the paper.
            scope.Refuse(new Error(PublishingErrors.LegendTooLong, ("entries", rows.Count), ("room", 0)));
            rest = [];
        }

        Rest = rest;
        return
        [
            .. SheetType.Level(scope, content.Title + " 图例(续)", type.Head with { Points = type.Head.Points * 1.35 }, new PointMm(box.Centre.X, plan.Title.Centre.Y)),
            new PathShape(PagePath.Rectangle(box with { Height = used + (2 * type.Mm(Padding)) })) { Stroke = type.Hair },
            .. signs,
        ];
    }
}
