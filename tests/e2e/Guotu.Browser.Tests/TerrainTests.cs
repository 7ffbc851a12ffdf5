using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guotu.Browser.Tests;

/// <summary>The terrain on the one map: shown, and asked.</summary>
[Collection(OfficeCollection.Name)]
public sealed class TerrainTests(BrowserOffice office)
{
    /// <summary>For eyes only: the page settled long before, and tiles come after.</summary>
    private const float TilesMilliseconds = 4_000;

    [Fact]
    public async Task On_the_one_map_the_terrain_is_shown_cut_along_a_line_levelled_and_looked_over()
    {
        var officer = await office.AsAsync("yangb");
        await officer.GoAsync("map?c=107.75,32.9&z=12.5&l=XZQ,DLTB:30");
        await officer.Page.GetByRole(AriaRole.Checkbox, new() { Name = "数字高程模型" }).CheckAsync();
        await officer.Page.WaitForTimeoutAsync(TilesMilliseconds);
        await officer.PictureAsync("60-terrain-tint");
        await officer.Page.GetByLabel("数字高程模型 显示方式").SelectOptionAsync("slope");
        await officer.Page.WaitForTimeoutAsync(TilesMilliseconds);
        await officer.PictureAsync("61-terrain-slope");
        await officer.Page.GetByLabel("数字高程模型 显示方式").SelectOptionAsync("hillshade");

        var box = (await officer.Page.Locator("#map").BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await officer.Page.GetByRole(AriaRole.Toolbar).GetByText("分析").ClickAsync();
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "地形分析" }).ClickAsync();
        var pane = officer.Page.Locator("#result");
        await Expect(pane.GetByRole(AriaRole.Button, new() { Name = "剖面", Exact = true })).ToHaveAttributeAsync("aria-pressed", "true");
        await ClicksAsync(officer, (x - 180, y - 120), (x, y), (x + 120, y + 150));
        await Expect(pane.Locator("svg path.ground")).ToHaveCountAsync(1);
        await Expect(pane).ToContainTextAsync("1985国家高程基准");
        var chart = (await pane.Locator("svg").BoundingBoxAsync())!;
        await officer.Page.Mouse.MoveAsync(chart.X + (chart.Width / 2), chart.Y + (chart.Height / 2));
        await Expect(pane.Locator("figcaption")).ToContainTextAsync("距起点");
        await officer.PictureAsync("62-terrain-profile");

        await pane.GetByRole(AriaRole.Button, new() { Name = "坡度坡向" }).ClickAsync();
        await ClicksAsync(officer, (x - 150, y - 100), (x + 100, y - 100), (x + 100, y + 120), (x - 150, y + 120));
        await Expect(pane).ToContainTextAsync("平均坡度");
        await officer.PictureAsync("63-terrain-slopes");

        await pane.GetByRole(AriaRole.Button, new() { Name = "挖填方" }).ClickAsync();
        await ClicksAsync(officer, (x - 150, y - 100), (x + 100, y - 100), (x + 100, y + 120), (x - 150, y + 120));
        await Expect(pane).ToContainTextAsync("挖填平衡标高");
        await pane.GetByRole(AriaRole.Button, new() { Name = "用平衡标高重算" }).ClickAsync();
        await officer.SettleAsync();
        await officer.PictureAsync("64-terrain-earthworks");

        await pane.GetByRole(AriaRole.Button, new() { Name = "可视域" }).ClickAsync();
        await officer.Page.Mouse.ClickAsync(x, y);
        await Expect(pane).ToContainTextAsync("不可见");
        await officer.SettleAsync();
        await officer.PictureAsync("65-terrain-viewshed");
        office.AssertNoFaults();
    }

    private static async Task ClicksAsync(Desk desk, params (float X, float Y)[] places)
    {
        foreach (var (x, y) in places)
        {
            await desk.Page.Mouse.ClickAsync(x, y);
            await desk.Page.WaitForTimeoutAsync(400);
        }

        await desk.Page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "完成" }).ClickAsync();
        await desk.SettleAsync();
    }
}
