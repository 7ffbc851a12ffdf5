using Guotu.Rendering.Flow;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Rendering.Tests.Samples;

namespace Guotu.Rendering.Tests;

public sealed class PdfTests
{
    [Fact]
    public void The_same_document_gives_the_same_bytes()
    {
        var first = PdfWriter.Write(Composing.Certificate(), CancellationToken.None).Value;
        var second = PdfWriter.Write(Composing.Certificate(), CancellationToken.None).Value;

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Documents_written_at_once_on_many_threads_are_the_same_as_alone()
    {
        var alone = PdfWriter.Write(Composing.Certificate(), CancellationToken.None).Value;

        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PdfWriter.Write(Composing.Certificate(), CancellationToken.None).Value)));

        Assert.All(together, pdf => Assert.Equal(alone, pdf));
    }

    [Fact]
    public void The_certificate_reads_back_with_all_its_rows()
    {
        var text = Poppler.Text(PdfWriter.Write(Composing.Certificate(), CancellationToken.None).Value).ReplaceLineEndings(string.Empty);

        string[] rows = ["建设项目用地预审与选址意见书", SampleCertificate.Number, "项目名称", SampleCertificate.ProjectName, "项目代码", "建设单位名称", "项目建设依据",
            "项目拟选位置", "拟用地面积", "拟建设规模", "附图及附件名称", "遵守事项", "核发机关", "2026年3月2日"];
        Assert.All(rows, row => Assert.Contains(row, text, StringComparison.Ordinal));
        Assert.DoesNotContain("演示数据", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fonts_are_embedded_as_subsets_with_their_Unicode_map()
    {
        var fonts = Poppler.Fonts(PdfWriter.Write(Composing.Report(), CancellationToken.None).Value)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();

        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(@"^[A-Z]{6}\+.* yes yes yes ", font));
    }

    [Fact]
    public void The_file_tells_title_author_keywords_and_the_date_it_was_given()
    {
        var info = Poppler.Info(PdfWriter.Write(Composing.Certificate(), CancellationToken.None).Value);

        Assert.Equal("建设项目用地预审与选址意见书", info["Title"]);
        Assert.Equal("西乡县自然资源局", info["Author"]);
        Assert.Equal("用地预审, 选址", info["Keywords"]);
        Assert.Equal(DateTimeOffset.Parse("2026-03-02T09:00:00+08:00"), DateTimeOffset.Parse(info["CreationDate"]));
        Assert.Equal(info["CreationDate"], info["ModDate"]);
        Assert.Equal("595.276 x 841.89 pts (A4)", info["Page size"]);
    }

    [Fact]
    public void Words_stand_in_the_PDF_where_the_model_put_them()
    {
        var document = Composing.Certificate();
        var words = Poppler.Words(PdfWriter.Write(document, CancellationToken.None).Value);

        foreach (var text in new[] { "建设项目用地预审与选址意见书", SampleCertificate.Number, "建设单位名称", "2026年3月2日" })
        {
            var run = document.Pages[0].Runs().First(r => text.StartsWith(r.Text, StringComparison.Ordinal));
            var word = words.First(w => w.Page == 1 && w.Word == text);
            Assert.Equal(run.Origin.X, word.X, 1.0);
            Assert.InRange(run.Origin.Y - word.Y, 0, run.Size * 1.3);
        }
    }

    [Fact]
    public void The_seal_place_is_recorded_beside_the_signature_and_inside_the_frame()
    {
        var document = Composing.Certificate();

        var place = document.FindPlace("seal")!.Value;

        Assert.Equal((1, 42.0, 42.0), (place.PageNumber, place.Box.Width, place.Box.Height));
        Assert.True(new BoxMm(0, 0, 210, 297).Inset(13.4).Contains(place.Box));
        var date = document.Pages[0].Runs().Single(r => r.Text == "2026年3月2日");
        Assert.True(place.Box.Contains(new BoxMm(date.Origin.X, date.Origin.Y - date.Size, date.Glyphs[^1].X, date.Size)));
    }

    [Fact]
    public void A_picture_that_is_not_a_PNG_is_refused()
    {
        var document = Composing.Compose(new FigureBlock(new PictureFigure("not a picture"u8.ToArray()), 40)).Value;

        Assert.Equal(RenderingErrors.PictureUnreadable, PdfWriter.Write(document, CancellationToken.None).Error!.Code);
    }

    [Fact]
    public void A_page_of_one_document_can_be_a_picture_in_another()
    {
        var png = PngWriter.Write(Composing.Certificate().Pages[1], 60, CancellationToken.None).Value;
        var document = Composing.Compose(new FigureBlock(new PictureFigure(png), 120) { Width = 85 }).Value;

        Assert.True(PdfWriter.Write(document, CancellationToken.None).IsSuccess);
    }

    [Fact]
    public void A_cancelled_request_stops_layout_and_writing()
    {
        var document = Composing.Certificate();
        var cancelled = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => PdfWriter.Write(document, cancelled));
        Assert.Throws<OperationCanceledException>(() => PngWriter.Write(document.Pages[0], 50, cancelled));
        Assert.Throws<OperationCanceledException>(() => Composing.Composer.Compose(SampleInfo.Of("甲"), SampleCertificate.Sections(), cancelled));
    }
}
