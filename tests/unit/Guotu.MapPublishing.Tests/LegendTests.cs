using Guotu.Kernel.Time;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Print;
using Guotu.MapPublishing.Print.Sheet;
using Guotu.Rendering.Flow;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Rendering.Text;
using Guotu.Testing;

namespace Guotu.MapPublishing.Tests;

/// <summary>A legend says everything that shows on the map: what finds no room beside it goes on (图例).</summary>
public sealed class LegendTests
{
    [Theory]
    [InlineData(6, "landscape", 1)]
    [InlineData(160, "landscape", 2)]
    [InlineData(160, "portrait", 2)]
    [InlineData(600, "landscape", 3)]
    public async Task No_entry_is_left_out_and_none_stands_twice_however_many_there_are(int classes, string orientation, int pages)
    {
        Assert.SkipUnless(PdfReader.IsInstalled, "poppler-utils absent");
        var document = await ComposeAsync(classes, orientation);
        var text = PdfReader.Text(PdfWriter.Write(document, TestContext.Current.CancellationToken).Value);

        Assert.Equal(pages, document.Pages.Count);
        var words = text.Split([' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(Enumerable.Range(0, classes), i => Assert.Equal(1, words.Count(w => w == NameOf(i))));
        Assert.Equal(pages > 1, text.Contains("续图例见下页", StringComparison.Ordinal));
        Assert.Equal(pages - 1, words.Count(w => w == "图例(续)"));
        Assert.DoesNotContain(document.Pages, p => p.Size != document.Pages[0].Size);
    }

    [Fact]
    public async Task In_a_picture_the_further_sheets_stand_below_the_map()
    {
        var document = await ComposeAsync(160, "landscape");
        var picture = PngPixels.Read(PngWriter.Write(document.Pages, 50, TestContext.Current.CancellationToken).Value);
        var first = PngPixels.Read(PngWriter.Write(document.Pages[0], 50, TestContext.Current.CancellationToken).Value);

        Assert.Equal((first.Width, 2 * first.Height), (picture.Width, picture.Height));
        Assert.Equal(0, picture.Part(0, 0, first.Width, first.Height).Difference(first, 0));
        Assert.NotEqual(0, picture.Part(0, first.Height, first.Width, first.Height).Difference(first, 30));
    }

    private static string NameOf(int i) => $"类{i:0000}号";

    private static async Task<PageDocument> ComposeAsync(int classes, string orientation)
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        var asked = Prints.Order(bench, Prints.Body with { Orientation = orientation }).Asked;
        var rules = Enumerable.Range(0, classes).Select(i => new MapRule(
            NameOf(i), NameOf(i), null, false, 0, double.PositiveInfinity, [new PolygonSymbolizer(new FillStyle(new Colour((byte)(i * 7), (byte)(i * 3), 90)), null)])).ToList();
        var crs = MapCrs.Find("EPSG:4524", Patches.Projection.Zone)!;
        var sheet = new PrintSheet(
            new SheetContent
            {
                Layout = asked.Layout,
                Plan = asked.Plan,
                Title = "图例很长的图",
                Subtitle = string.Empty,
                Map = new ClipShape(PagePath.Rectangle(asked.Plan.Frame), []),
                Window = new MapWindow(crs, asked.Box, asked.Plan.Frame.Width, asked.Plan.Frame.Height, Patches.Projection),
                Grid = PrintGrid.None,
                Scale = asked.Body.Scale,
                Legend = [new LegendGroup("很多类的图层", rules)],
                Versions = ["很多类的图层 第1版"],
                Notes = ["说明"],
            },
            Patches.Projection);
        var setup = new PageSetup { Size = asked.Plan.Page };
        var composed = new DocumentComposer(FontStack.Office).ComposeSheets(new DocumentInfo("图例", default(Instant)), setup, sheet.All(), TestContext.Current.CancellationToken);
        Assert.True(composed.IsSuccess, composed.Error?.Text);
        return composed.Value;
    }
}
