using Guotu.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guotu.Browser.Tests;

/// <summary>From the one map to a printed sheet (出图页).</summary>
[Collection(OfficeCollection.Name)]
public sealed class PrintPageTests(BrowserOffice office)
{
    [Fact]
    public async Task A_sheet_is_set_up_on_the_map_moved_undone_drawn_and_fetched()
    {
        var officer = await office.AsAsync("lijg");
        await officer.GoAsync("map?c=107.77,32.98&z=14");
        await officer.Button("加常用图层").ClickAsync();
        await officer.SettleAsync();
        await officer.Page.GetByRole(AriaRole.Toolbar).GetByText("出图").ClickAsync();
        await officer.Page.WaitForURLAsync("**/map/print**");
        await officer.Page.Locator("#print-title").WaitForAsync();
        await officer.Page.Locator("form button[type=submit]").ClickAsync();
        await Expect(officer.Page.Locator("#print-title-error")).ToHaveTextAsync("✕写上图名");

        await officer.Page.Locator("#print-title").FillAsync("城北街道土地利用图");
        await officer.Page.Locator("#print-paper").SelectOptionAsync("A3");
        await officer.Page.Locator("#print-scale").FillAsync("1:10000");
        await officer.Page.Locator("#print-scale").BlurAsync();
        await officer.Button("看整个范围").ClickAsync();
        await officer.PictureAsync("60-print");
        var bar = officer.Page.Locator("footer.bar");
        var before = (await bar.TextContentAsync())!;
        var map = (await officer.Page.Locator("#map").BoundingBoxAsync())!;
        var (x, y) = (map.X + (map.Width / 2), map.Y + (map.Height / 2));
        await officer.Page.Mouse.MoveAsync(x, y);
        await officer.Page.Mouse.DownAsync();
        await officer.Page.Mouse.MoveAsync(x + 60, y - 40, new() { Steps = 6 });
        await officer.Page.Mouse.UpAsync();
        await Expect(bar).Not.ToHaveTextAsync(before);
        await officer.PictureAsync("61-print-moved");
        await officer.Button("撤销").ClickAsync();
        await Expect(bar).ToHaveTextAsync(before);
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "向东移" }).FocusAsync();
        await officer.Page.Keyboard.PressAsync("Enter");
        await Expect(bar).Not.ToHaveTextAsync(before);
        await officer.Page.Keyboard.PressAsync("Control+z");
        await Expect(bar).ToHaveTextAsync(before);

        await officer.Page.Locator("form button[type=submit]").ClickAsync();
        var job = officer.Page.Locator(".jobs li").First;
        await Expect(job).ToContainTextAsync("完成", new() { Timeout = 90_000 });
        await officer.PictureAsync("62-print-done");
        var download = await officer.Page.RunAndWaitForDownloadAsync(() => job.GetByRole(AriaRole.Link, new() { Name = "下载" }).ClickAsync());
        Assert.Equal("城北街道土地利用图 1-10000 A3.pdf", download.SuggestedFilename);
        var pdf = await File.ReadAllBytesAsync((await download.PathAsync())!);
        Assert.Contains("城北街道土地利用图", PdfReader.Text(pdf), StringComparison.Ordinal);
        Assert.Equal((420.0, 297.0), (Math.Round(PdfReader.PageSize(pdf).Width), Math.Round(PdfReader.PageSize(pdf).Height)));
        office.AssertNoFaults();
    }
}
