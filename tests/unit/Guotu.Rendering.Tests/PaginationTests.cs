using Guotu.Rendering.Figures;
using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Tests.Samples;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Tests;

public sealed class PaginationTests
{
    [Fact]
    public void A_long_table_repeats_its_head_on_every_page()
    {
        var document = Composing.Report(hits: 120);

        var pagesWithRows = document.Pages.Where(p => p.TextOf().Contains("61072400", StringComparison.Ordinal)).ToList();
        Assert.True(pagesWithRows.Count >= 3);
        Assert.All(pagesWithRows, p => Assert.Single(p.Runs(), r => r.Text == "图斑号"));
        Assert.Equal(120, document.Pages.Sum(p => p.Runs().Count(r => r.Text.StartsWith("6107240", StringComparison.Ordinal))));
    }

    [Fact]
    public void Every_page_says_its_number_and_the_count()
    {
        var document = Composing.Report();

        for (var i = 0; i < document.Pages.Count; i++)
            Assert.Contains($"第 {i + 1} 页 共 {document.Pages.Count} 页", document.Pages[i].TextOf(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_but_page_lines_and_marks_lies_outside_the_type_area()
    {
        var area = SampleReport.Setup.TypeArea;
        foreach (var run in Composing.Report().Pages.SelectMany(p => p.Runs()).Where(r => !r.Text.Contains("打印时间", StringComparison.Ordinal)))
        {
            Assert.InRange(run.Origin.X, area.X - 0.01, area.Right);
            Assert.True(run.Origin.Y > 12 && run.Origin.Y < 297 - 12, run.Text);
        }
    }

    [Fact]
    public void A_heading_is_not_left_at_the_foot_of_a_page()
    {
        for (var lines = 15; lines < 24; lines++)
        {
            var heading = new ParagraphBlock(Paragraph.Of("二、检查项目", Composing.Body)) { KeepWithNext = true };
            var document = Composing.Compose([.. Enumerable.Repeat(Composing.Text("正文"), lines), heading, Composing.Text("下文")]).Value;

            Assert.All(document.Pages, p => Assert.NotEqual("二、检查项目", p.LinesOf()[^1]));
        }
    }

    [Fact]
    public void A_signature_never_stands_on_a_page_without_text_above_it()
    {
        for (var lines = 10; lines < 26; lines++)
        {
            var document = Composing.Compose(
                [.. Enumerable.Repeat(Composing.Text("正文"), lines), new SignatureBlock(["西乡县自然资源局", "2026年3月2日"]) { Seal = new SealPlace(42) }]).Value;

            Assert.Contains("正文", document.Pages[^1].TextOf(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_row_higher_than_a_page_goes_on_over_the_next_pages_without_losing_a_character()
    {
        var opinion = string.Concat(Enumerable.Range(1, 400).Select(i => $"第{i}条意见已采纳。"));
        var table = new DataTable([new("环节", 10), new("意见", 30)], [["初审", opinion], ["会审", "同意"]]).ToTable();

        var document = Composing.Compose(PageSetup.Report, table).Value;

        Assert.True(document.Pages.Count >= 2);
        Assert.All(document.Pages, p => Assert.Contains("环节", p.TextOf(), StringComparison.Ordinal));
        var columnLeft = 22 + ((210 - 44) * 10 / 40.0);
        var printed = string.Concat(document.Pages.SelectMany(p => p.Runs().Where(r => r.Origin.X > columnLeft && r.Text is not "意见" and not "同意"))
            .Select(r => r.Text));
        Assert.Equal(opinion, printed);
    }

    [Fact]
    public void Merged_cells_that_do_not_fit_a_page_are_refused_by_the_name_of_the_form()
    {
        var rows = Enumerable.Range(0, 30).Select(i => FormRow.Of("栏目", "内容")).ToList();
        var form = new FormGrid([new FormSection("基本情况", rows)]) { MinHeight = 12, What = "意见书表格" };

        var error = Composing.Compose(form.ToTable()).Error!;

        Assert.Equal(RenderingErrors.TooTallForPage, error.Code);
        Assert.StartsWith("意见书表格高 360 毫米", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_would_take_two_pages_is_set_tighter_or_else_refused()
    {
        var longName = string.Concat(Enumerable.Repeat("西乡县城南污水处理厂扩建工程", 3));
        var roomy = SampleCertificate.Sections(longName, rowHeight: 14);
        var tight = SampleCertificate.Sections(longName, rowHeight: 7);

        Assert.Equal(RenderingErrors.TooManyPages, Composing.Composer.Compose(SampleInfo.Of("甲"), roomy, CancellationToken.None).Error!.Code);
        Assert.Equal(2, Composing.Composer.ComposeFirstThatFits(SampleInfo.Of("甲"), [roomy, tight], CancellationToken.None).Value.Pages.Count);
    }

    [Fact]
    public void A_table_whose_row_does_not_fill_its_columns_is_a_bug_and_throws()
    {
        var table = new TableBlock([1, 1], [new TableRow([TableCell.Of("只有一格", Composing.Body)])]);

        Assert.Throws<InvalidOperationException>(() => Composing.Compose(table));
    }

    [Fact]
    public void Sections_may_differ_in_paper_and_page_numbers_run_through()
    {
        var footer = new RunningLine { Right = "{page}/{pages}" };
        var document = Composing.Composer.Compose(
            SampleInfo.Of("甲"),
            [
                new DocumentSection(PageSetup.Report with { Footer = footer }, [Composing.Text("正文")]),
                new DocumentSection(PageSetup.Report with { Size = PageSize.A3.Landscape, Footer = footer }, [Composing.Text("附图")]),
            ],
            CancellationToken.None).Value;

        Assert.Equal([(210.0, "1/2"), (420.0, "2/2")], document.Pages.Select(p => (p.Size.Width, p.LinesOf()[^1])));
    }
}
