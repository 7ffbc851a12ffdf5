using System.Globalization;
using System.Net;
using System.Text.Json;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Printed maps of a served demonstration county, read back with poppler (出图).</summary>
public sealed class PrintTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private static readonly string[] Whole = ["DLTB", "YJJBNT", "STBHHX", "CZKFBJ", "XZQ"];

    [Theory]
    [InlineData("A4", "landscape", 5_000, "zone", 297, 210)]
    [InlineData("A4", "portrait", 10_000, "degrees", 210, 297)]
    [InlineData("A3", "landscape", 10_000, "zone", 420, 297)]
    [InlineData("A3", "portrait", 25_000, "zone", 297, 420)]
    [InlineData("A0", "landscape", 50_000, "degrees", 1189, 841)]
    public async Task A_sheet_has_its_paper_its_words_and_its_fonts(string paper, string orientation, int scale, string grid, double width, double height)
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var pdf = await new PrintedMaps(officer).FileAsync(PrintedMaps.Order(paper, orientation, scale, grid: grid, layers: Whole));
        PrintedMaps.Show($"print-{paper}-{orientation}", pdf, paper == "A0" ? 60 : 130);

        var (w, h) = PdfReader.PageSize(pdf);
        Assert.Equal((width, height), (Math.Round(w), Math.Round(h)));
        var text = PdfReader.Text(pdf);
        string[] words =
        [
            "西乡县城区土地利用现状图", "图例", "数据版本", "位置示意", $"1:{scale}", "制图", "审核", "批准", "日期", "2000 国家大地坐标系", "1985国家高程基准",
            "北", "出图:李建国", "演示数据", "地类图斑 第1版", "行政区",
        ];
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.Contains(grid == "degrees" ? "E" : "36", text, StringComparison.Ordinal);
        Assert.All(PdfReader.Fonts(pdf).Split('\n').Skip(2).Where(l => l.Length > 0), line => Assert.Contains(" yes ", line, StringComparison.Ordinal));
    }
}
