using System.Text.RegularExpressions;
using Guotu.Hosting.Nodes;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Print;
using Guotu.MapPublishing.Print.Layouts;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Testing;

namespace Guotu.MapPublishing.Tests;

/// <summary>What stands on a printed map, measured and read (图面).</summary>
public sealed class PrintDrawingTests
{
    private const double Dots = 508;
    private const double DotsAMillimetre = Dots / 25.4;

    [Theory]
    [InlineData("A4", 5_000)]
    [InlineData("A3", 5_000)]
    [InlineData("A4", 10_000)]
    [InlineData("A2", 2_500)]
    public async Task A_line_of_one_kilometre_measures_so_on_paper_to_a_thousandth(string paper, int scale)
    {
        Assert.SkipUnless(PdfReader.IsInstalled, "poppler-utils absent");
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(10);
        var body = Prints.Body with { Paper = paper, Scale = scale };
        var plan = Prints.Order(bench, body).Asked.Plan;
        var page = PdfReader.Page(await Prints.DrawAsync(bench, body), Dots);

        // Ten squares of 100 m side by side, each outlined: from the middle of the first outline to the middle of the last.
        var y = (int)(((plan.Frame.Y + (plan.Frame.Height / 2)) * DotsAMillimetre) + (30e3 / scale * DotsAMillimetre));
        var runs = Runs(page, y, (int)(plan.Frame.X * DotsAMillimetre) + 2, (int)(plan.Frame.Right * DotsAMillimetre) - 2);
        var measured = (runs[^1] - runs[0]) / DotsAMillimetre;

        var expected = 1_000_000.0 / scale;
        Assert.InRange(measured, expected * 0.999, expected * 1.001);
    }

    [Fact]
    public async Task The_words_of_a_sheet_are_the_golden_ones()
    {
        Assert.SkipUnless(PdfReader.IsInstalled, "poppler-utils absent");
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(10);
        var text = PdfReader.Text(await Prints.DrawAsync(bench, Prints.Body with { Grid = "zone" }));
        var words = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => l.Trim('\f').Length > 0 && !Regex.IsMatch(l, "^[0-9]+批")).Order(StringComparer.Ordinal).ToList();
        var golden = Path.Combine(TestData.Checkout, "tests/unit/Guotu.MapPublishing.Tests/Golden/print-words.txt");
        if (Environment.GetEnvironmentVariable("GUOTU_WRITE_GENERATED") == "1")
        {
            await File.WriteAllLinesAsync(golden, words, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllLinesAsync(golden, TestContext.Current.CancellationToken), words);
    }

    [Fact]
    public async Task The_same_print_gives_the_same_bytes()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(10);
        Assert.Equal(await Prints.DrawAsync(bench, Prints.Body), await Prints.DrawAsync(bench, Prints.Body));
    }

    [Fact]
    public async Task A_picture_is_that_of_the_sheet_and_larger_ones_than_allowed_are_refused()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(10);
        var picture = PngPixels.Read(await Prints.DrawAsync(bench, Prints.Body with { Format = "png", Dpi = 100 }));
        Assert.Equal((1170, 827), (picture.Width, picture.Height));

        var layouts = bench.The<PrintLayouts>();
        var zone = bench.The<OneMap.Contracts.IPublishedLayers>().Zone;
        var refused = PrintAsked.Read(Prints.Body with { Paper = "A0", Format = "png", Dpi = 600 }, layouts, zone);
        Assert.Equal("dpi", refused.Error!.Field);
        foreach (var paper in PrintPaper.All)
        {
            var most = PrintAsked.MostDpi(SheetPlan.Of(layouts.Find("bureau").Value, paper, landscape: true));
            Assert.True(PrintAsked.Read(Prints.Body with { Paper = paper.Code, Format = "png", Dpi = most }, layouts, zone).IsSuccess);
        }
    }

    [Fact]
    public async Task A_title_with_a_character_that_no_font_has_is_refused_and_named()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(1);
        var drawn = await Prints.TryDrawAsync(bench, Prints.Body with { Title = "图\U000F0000" });
        Assert.Equal(Rendering.RenderingErrors.MissingGlyph, drawn.Error!.Code);
    }

    [Fact]
    public async Task A_drawing_that_is_cancelled_stops()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(400);
        using var stop = new CancellationTokenSource();
        var order = Prints.Order(bench, Prints.Body with { Scale = 100_000 });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.The<IPrintDrawing>().DrawAsync(order, _ => stop.Cancel(), stop.Token));
    }

    [Fact]
    public void A_drawing_beyond_its_limits_is_refused_and_a_figure_in_the_border_alone_does_not_show()
    {
        var rule = new MapRule("R", "规则", null, false, 0, double.PositiveInfinity, []);
        var tally = new DrawingTally(new DrawingLimits(2, 100), 50, 50);
        Assert.Null(tally.Take(Square(-9, 10, 8), [rule]));
        Assert.False(tally.Shows(rule));
        Assert.Null(tally.Take(Square(-5, 10, 8), [rule]));
        Assert.True(tally.Shows(rule));
        Assert.Equal(PublishingErrors.DrawingTooLarge, tally.Take(Square(0, 0, 1), [rule])!.Code);
    }

    [Theory]
    [InlineData("\"format\": \"guotu-print-layout/1\"", "\"format\": \"guotu-print-layout/9\"", "format")]
    [InlineData("\"margin\": 8", "\"margin\": 80", "margin")]
    [InlineData("\"margin\": 8", "\"margin\": 8, \"colour\": \"red\"", "字段")]
    [InlineData("\"margin\": 8,", "", "字段")]
    [InlineData("\"A4\": 1,", "\"A4\": 3,", "毫米")]
    [InlineData("\"legend\", \"versions\", \"inset\"", "\"versions\"", "图例和数据版本不能省")]
    [InlineData("\"A4\": 1,", "", "factors")]
    [InlineData("\"code\": \"bureau\"", "\"code\": \"../x\"", "code")]
    public async Task A_layout_file_of_the_county_with_a_fault_is_offered_to_nobody_and_says_what_is_wrong(string sound, string faulty, string said)
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        var folder = Directory.CreateDirectory(Path.Combine(bench.The<NodeSettings>().Home, PrintLayouts.Folder));
        var text = await BuiltInAsync();
        Assert.Contains(sound, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "own.json"), text.Replace(sound, faulty, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var (offered, faults) = bench.The<PrintLayouts>().Read();

        Assert.Equal(["bureau", "plain"], offered.Select(l => l.Code));
        Assert.Contains(said, Assert.Single(faults).Reason, StringComparison.Ordinal);
        Assert.Equal(PublishingErrors.LayoutUnusable, bench.The<PrintLayouts>().Find("own").Error!.Code);
    }

    [Fact]
    public async Task A_layout_of_the_county_stands_in_place_of_the_built_in_one()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(1);
        var folder = Directory.CreateDirectory(Path.Combine(bench.The<NodeSettings>().Home, PrintLayouts.Folder));
        var own = (await BuiltInAsync()).Replace("\"制图\", \"审核\", \"批准\", \"日期\"", "\"绘制\", \"校核\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "bureau.json"), own, TestContext.Current.CancellationToken);

        Assert.SkipUnless(PdfReader.IsInstalled, "poppler-utils absent");
        var text = PdfReader.Text(await Prints.DrawAsync(bench, Prints.Body));
        Assert.Contains("校核", text, StringComparison.Ordinal);
        Assert.DoesNotContain("批准", text, StringComparison.Ordinal);
    }

    private static Task<string> BuiltInAsync() => File.ReadAllTextAsync(Path.Combine(TestData.Checkout, "src/Modules/MapPublishing/Print/Layouts/Files/bureau.json"));

    private static MapPath Square(double left, double top, double side)
    {
        var path = new MapPath();
        path.Add([(left, top), (left + side, top), (left + side, top + side), (left, top + side)]);
        return path;
    }

    /// <summary>Middles of the runs of the outline's colour along a row of pixels.</summary>
    private static List<double> Runs(PngPixels page, int y, int from, int to)
    {
        var (runs, start) = (new List<double>(), -1);
        for (var x = from; x <= to; x++)
        {
            var (r, g, b, _) = page[x, y];
            var ours = Math.Abs(r - 0x7A) + Math.Abs(g - 0x5B) + b < 60;
            if (ours && start < 0)
            {
                start = x;
            }
            else if (!ours && start >= 0)
            {
                runs.Add((start + x - 1) / 2.0);
                start = -1;
            }
        }

        return runs.Count > 1 ? runs : throw new InvalidOperationException("no outlines on this row");
    }
}
