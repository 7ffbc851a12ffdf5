using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Tests;

public sealed class LineBreakingTests
{
    private const string Paragraph =
        "根据《中华人民共和国土地管理法》《中华人民共和国城乡规划法》,经审核(见附件1),本建设项目“城南污水处理厂”符合国土空间用途管制要求。"
        + "项目代码2603-610724-04-01-123456,投影为CGCS2000三度带第36带;同意核发《建设项目用地预审与选址意见书》,有效期三年。";

    [Fact]
    public void No_line_begins_with_closing_or_ends_with_opening_punctuation()
    {
        for (var indent = 0; indent < 8; indent++)
        {
            var document = Composing.Compose(Composing.Text(Paragraph, new ParagraphStyle { FirstLineIndent = indent })).Value;
            foreach (var line in document.Pages[0].LinesOf())
            {
                Assert.DoesNotContain(line[0], ",。;、》)”");
                Assert.DoesNotContain(line[^1], "《(“");
            }
        }
    }

    [Fact]
    public void A_Chinese_character_is_as_wide_as_its_size_and_28_fill_the_line_of_an_official_paper()
    {
        var tight = Composing.Body with { LetterSpacing = (156 / 28.0) - Composing.Body.Size };
        var block = new ParagraphBlock(new Paragraph([new TextSpan(new string('国', 28 * 3), tight)], new ParagraphStyle { LinePitch = 225 / 22.0 }));

        var lines = Composing.Compose(block).Value.Pages[0].LinesOf();

        Assert.Equal([28, 28, 28], lines.Select(l => l.Length));
    }

    [Fact]
    public void Twenty_two_lines_fill_a_page_of_an_official_paper()
    {
        var style = new ParagraphStyle { LinePitch = 225 / 22.0 };
        var document = Composing.Compose([.. Enumerable.Repeat(Composing.Text("国土", style), 23)]).Value;

        Assert.Equal([22, 1], document.Pages.Select(p => p.LinesOf().Count));
    }

    [Fact]
    public void Justified_lines_end_at_the_right_edge_and_the_last_does_not()
    {
        var page = Composing.Compose(Composing.Text(Paragraph)).Value.Pages[0];
        var right = PageSetup.Official.TypeArea.Right;

        var lines = page.Runs().GroupBy(r => Math.Round(r.Origin.Y, 3)).OrderBy(g => g.Key).ToList();

        Assert.True(lines.Count > 3);
        Assert.All(lines.SkipLast(1), line => Assert.InRange(right - LastGlyph(line), Composing.Body.Size * 0.2, Composing.Body.Size * 1.02));
        Assert.True(right - LastGlyph(lines[^1]) > 2 * Composing.Body.Size);
    }

    [Fact]
    public void Numbers_and_Latin_words_are_not_pulled_apart_by_justification()
    {
        var loose = new ParagraphStyle { Alignment = TextAlignment.Left };
        var left = Positions(Composing.Compose(Composing.Text(Paragraph, loose)).Value.Pages[0]);
        var justified = Positions(Composing.Compose(Composing.Text(Paragraph)).Value.Pages[0]);

        Assert.Equal(left.Count, justified.Count);
        Assert.All(left.Zip(justified), pair => Assert.Equal(pair.First, pair.Second, 3));

        static List<double> Positions(Page page)
        {
            var run = page.Runs().First(r => r.Text.Contains("CGCS2000", StringComparison.Ordinal));
            var at = run.Text.IndexOf("CGCS2000", StringComparison.Ordinal);
            return [.. Enumerable.Range(at, 7).Select(i => run.Glyphs[i + 1].X - run.Glyphs[i].X)];
        }
    }

    [Fact]
    public void The_first_line_is_indented_by_two_characters()
    {
        var page = Composing.Compose(Composing.Text(Paragraph, new ParagraphStyle { FirstLineIndent = 2 })).Value.Pages[0];

        Assert.Equal(PageSetup.Official.Margins.Left + (2 * Composing.Body.Size), page.Runs().First().Origin.X, 2);
    }

    [Fact]
    public void Spans_keep_their_own_colours()
    {
        var red = Composing.Body with { Colour = Colour.SealRed };
        var block = new ParagraphBlock(new Paragraph([new("结论为", Composing.Body), new("冲突", red), new("。", Composing.Body)], new ParagraphStyle()));

        var runs = Composing.Compose(block).Value.Pages[0].Runs().ToList();

        Assert.Equal(["冲突"], runs.Where(r => r.Colour == Colour.SealRed).Select(r => r.Text));
        Assert.Equal("结论为。", string.Concat(runs.Where(r => r.Colour == Colour.Black).Select(r => r.Text)));
    }

    private static double LastGlyph(IEnumerable<GlyphRun> line) => line.Max(r => r.Origin.X + r.Glyphs[^1].X);
}
