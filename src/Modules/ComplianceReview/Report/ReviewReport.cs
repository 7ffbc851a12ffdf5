using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.ReadReview;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Rendering.Text;

namespace Guotu.ComplianceReview.Report;

/// <summary>The review report (合规审查报告) as PDF, from the stored verdict alone: the same review gives the same bytes.</summary>
public sealed class ReviewReport(ReviewViews views, NodeSettings node)
{
    private const double LabelTop = 5;

    private readonly DocumentComposer _composer = new(FontStack.Office);

    public Task<Result<byte[]>> RenderAsync(StoredReview stored, CancellationToken ct) => RenderAsync(stored, null, ct);

    /// <summary>An internal copy (内部副本) that carries who took it; what goes into the archive carries nothing.</summary>
    public async Task<Result<byte[]>> RenderAsync(StoredReview stored, ExportMark? mark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var view = await views.OfAsync(stored, ct);
        var info = new DocumentInfo("建设项目用地合规性审查报告", stored.ReviewedAt)
        {
            Author = node.County.Bureau,
            Subject = view.MatterName,
            Keywords = ["合规审查", stored.Digest],
        };
        var document = _composer.Compose(info, SetupOf(view, mark), [.. new ReportBlocks(view, stored, node.County).All()], ct);
        return document.Error is { } refused ? refused : PdfWriter.Write(document.Value, ct);
    }

    private PageSetup SetupOf(ReviewView view, ExportMark? mark)
    {
        var hairline = new StrokeStyle(Colour.Parse("#666666"), 0.15);
        return PageSetup.Report with
        {
            Header = new RunningLine { Left = node.County.Bureau, Right = "结论编号 " + view.Id, Rule = hairline },
            Footer = new RunningLine { Left = "规则 " + view.RuleVersion, Centre = mark is { Shown: true } ? mark.Tile : string.Empty, Right = "第 {page} 页 共 {pages} 页", Rule = hairline },
            Watermark = MarkOf(mark),
            Label = mark is null ? null : new PageLabel(mark.LabelName, new PointMm(PageSetup.Report.TypeArea.X, LabelTop)),
        };
    }

    private Watermark? MarkOf(ExportMark? mark)
    {
        if (mark is not { Shown: true })
        {
            return node.Demonstration ? Watermark.Demonstration : null;
        }

        return new Watermark(node.Demonstration ? mark.Tile + " 演示数据" : mark.Tile)
        {
            Style = new TextStyle(FontRole.Hei, 11) { Colour = new Colour(0x40, 0x40, 0x40, 24) },
            StepX = 105,
            StepY = 50,
        };
    }
}
