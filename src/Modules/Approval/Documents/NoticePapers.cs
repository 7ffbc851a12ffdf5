using System.Globalization;
using Guotu.Approval.CompleteTask;
using Guotu.Approval.Domain;
using Guotu.Approval.ListMatters;
using Guotu.Approval.Store;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Rendering.Figures;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Rendering.Text;

namespace Guotu.Approval.Documents;

/// <summary>Notices to the applicant (告知文书): acceptance, correction told at once, refusal, rejection.</summary>
public sealed class NoticePapers(NodeSettings node, MatterCatalogue matters)
{
    private static readonly TextStyle Body = new(FontRole.FangSong, TypeSize.Four);
    private readonly DocumentComposer _composer = new(FontStack.Office);

    /// <summary>Null where the action makes no notice.</summary>
    internal Result<NoticePaper>? For(TaskContext context, TaskAction action, string applicant, CancellationToken ct)
    {
        var row = context.Case;
        if (context.AsksApplicant(action.Action))
        {
            var items = action.Corrections.Select((c, i) => Numbered(i, c, row.MatterCode));
            return Make(new Notice(row, DocumentKinds.CorrectionNotice, "补正材料一次性告知书", applicant, context.Now,
            [
                $"你单位申请的“{row.ProjectName}”{row.MatterName}(收件号 {row.ReceiptNumber})收悉。经审查,需要补正下列内容:",
                .. items,
                "补正期间不计入办理时限。全部补正内容已一次告知,补齐后送回收件窗口。",
            ]), ct);
        }

        return action.Action switch
        {
            ApplicantActions.Accept => Make(new Notice(row, DocumentKinds.AcceptNotice, "受理通知书", applicant, context.Now,
            [
                $"你单位申请的“{row.ProjectName}”{row.MatterName}(收件号 {row.ReceiptNumber})材料齐全,符合法定形式,现予受理。",
                $"法定办理时限 {Number(row.StatutoryDays)} 个工作日,承诺 {Number(row.PromisedDays)} 个工作日,自受理之日的下一个工作日起算;依法不计入时限的除外。",
            ]), ct),
            "refuse" => Make(new Notice(row, DocumentKinds.RefusalNotice, "不予受理决定书", applicant, context.Now,
            [
                $"你单位申请的“{row.ProjectName}”{row.MatterName}(收件号 {row.ReceiptNumber}),经审查不予受理。理由:{action.Opinion}",
                "如不服本决定,可以自收到之日起六十日内申请行政复议,或者六个月内提起行政诉讼。",
            ]), ct),
            "reject" => Make(new Notice(row, DocumentKinds.RejectionNotice, "不予行政许可决定书", applicant, context.Now,
            [
                $"你单位申请的“{row.ProjectName}”{row.MatterName}({row.CaseNumber ?? row.ReceiptNumber}),经审查决定不予批准。理由:{action.Opinion}",
                "如不服本决定,可以自收到之日起六十日内申请行政复议,或者六个月内提起行政诉讼。",
            ]), ct),
            _ => (Result<NoticePaper>?)null,
        };
    }

    private Result<NoticePaper> Make(Notice notice, CancellationToken ct)
    {
        var setup = PageSetup.Official with { Watermark = node.Demonstration ? Watermark.Demonstration : null };
        var info = new DocumentInfo(notice.Title, notice.At) { Author = node.County.Bureau };
        var composed = _composer.Compose(info, setup, [.. BlocksOf(notice)], ct);
        if (composed.Error is { } refused)
        {
            return refused;
        }

        return PdfWriter.Write(composed.Value, ct).Map(bytes => new NoticePaper(notice.Kind, notice.Title, bytes));
    }

    private IEnumerable<Block> BlocksOf(Notice notice)
    {
        yield return new TitleBlock(notice.Title) { Above = node.County.Bureau, Below = notice.Row.CaseNumber ?? notice.Row.ReceiptNumber, SpaceAfter = 8 };
        yield return new ParagraphBlock(Paragraph.Of(notice.Applicant + ":", Body, TextAlignment.Left));
        foreach (var line in notice.Lines)
        {
            yield return new ParagraphBlock(new Paragraph([new TextSpan(line, Body)], new ParagraphStyle { FirstLineIndent = 2, LineSpacing = 1.7 }));
        }

        var day = notice.At.LocalDate;
        yield return new SignatureBlock([node.County.Bureau, string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日")])
        {
            Seal = new SealPlace(42),
            SpaceBefore = 14,
        };
    }

    private string Numbered(int index, CorrectionItem item, string matterCode)
    {
        var paper = item.MaterialCode is { } code ? matters.Of(matterCode).Material(code)!.Name + ":" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"{index + 1}.{paper}{item.Text}");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Notice(CaseRow Row, string Kind, string Title, string Applicant, Instant At, IReadOnlyList<string> Lines);
}

/// <summary>A notice as PDF.</summary>
internal sealed record NoticePaper(string Kind, string Title, byte[] Pdf);
