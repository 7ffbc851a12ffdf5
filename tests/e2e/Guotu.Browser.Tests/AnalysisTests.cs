using System.IO.Compression;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guotu.Browser.Tests;

/// <summary>分析工具, 找地 and 方案比选 as an officer uses them.</summary>
[Collection(OfficeCollection.Name)]
public sealed class AnalysisTests(BrowserOffice office)
{
    [Fact]
    public async Task A_belt_along_a_drawn_road_is_made_land_use_is_clipped_by_it_and_taken_away()
    {
        var officer = await office.AsAsync("yangb");
        var page = officer.Page;
        await officer.GoAsync("map?c=107.77,32.98&z=15");
        await officer.Button("加常用图层").ClickAsync();
        await officer.SettleAsync();
        await page.GetByRole(AriaRole.Toolbar).GetByText("分析").ClickAsync();
        await page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "分析工具" }).ClickAsync();
        await page.Locator("#analysis-operator").SelectOptionAsync("buffer");
        await page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "运行" }).ClickAsync();
        await Expect(page.Locator("#result .fault")).ToBeVisibleAsync();
        await officer.PictureAsync("60-analysis-missing");

        await page.Locator("#analysis-source").SelectOptionAsync("drawn");
        await page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "画线" }).ClickAsync();
        await DrawAsync(officer, page.Locator("#map"), (-180, 60), (0, -40), (170, 50));
        await Expect(page.Locator("#result")).ToContainTextAsync("已画 1 个");
        await page.Locator("#analysis-distance").FillAsync("30");
        await page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "运行" }).ClickAsync();
        await Expect(page.Locator("#result")).ToContainTextAsync("1 行");
        await Expect(page.Locator("#result")).ToContainTextAsync("圆弧");
        await officer.PictureAsync("61-analysis-buffer");

        await page.Locator("#analysis-operator").SelectOptionAsync("clip");
        await page.GetByLabel("图层 图层").SelectOptionAsync("DLTB");
        await page.Locator("#analysis-other").SelectOptionAsync("job");
        await page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "运行" }).ClickAsync();
        await Expect(page.Locator("#result")).ToContainTextAsync("地类图斑裁剪");
        await Expect(page.Locator("#result")).ToContainTextAsync("地类图斑 v1");
        await officer.PictureAsync("62-analysis-clip");

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "导出" }).ClickAsync());
        Assert.EndsWith(".geojson", download.SuggestedFilename, StringComparison.Ordinal);
        await page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "回到上一个结果" }).ClickAsync();
        await Expect(page.Locator("#result")).ToContainTextAsync("缓冲区");
        await page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "收起结果" }).ClickAsync();
        await Expect(page.Locator("#result table")).ToHaveCountAsync(0);
        office.AssertNoFaults();
    }

    [Fact]
    public async Task Sites_are_found_ranked_and_an_empty_answer_says_which_criterion_took_them()
    {
        var officer = await office.AsAsync("yangb");
        var page = officer.Page;
        await officer.GoAsync("map/find");
        await page.GetByLabel("从哪些地里找 图层").SelectOptionAsync("DLTB");
        await page.GetByLabel("从哪些地里找 只要字段").SelectOptionAsync("DLBM");
        await page.GetByLabel("从哪些地里找 值,用逗号隔开").FillAsync("0301,0305,0307,0404");
        await page.Locator("#analysis-avoid1").SelectOptionAsync("layer");
        await page.GetByLabel("避让图层 1 图层").SelectOptionAsync("YJJBNT");
        await page.Locator("#analysis-leastArea").FillAsync("20000");
        await officer.Button("找地").ClickAsync();
        await Expect(page.Locator(".found")).ToContainTextAsync("找地候选", new() { Timeout = 60_000 });
        await Expect(page.Locator(".found .tally")).ToContainTextAsync("避让");
        await Expect(page.Locator(".found table tbody tr").First).ToBeVisibleAsync();
        await page.Locator(".found").GetByRole(AriaRole.Button, new() { Name = "定位第 1 行" }).ClickAsync();
        await officer.PictureAsync("63-find");

        await page.Locator("#analysis-leastArea").FillAsync("900000000");
        await officer.Button("找地").ClickAsync();
        await Expect(page.Locator(".found")).ToContainTextAsync("放宽去掉最多", new() { Timeout = 60_000 });
        await officer.PictureAsync("64-find-none");
        await page.Locator("#analysis-leastArea").FillAsync("20000");
        await page.Locator("#analysis-mostSlope").FillAsync("15");
        await officer.Button("找地").ClickAsync();
        await Expect(page.Locator(".found .tally")).ToContainTextAsync("平均坡度大于 15 度", new() { Timeout = 60_000 });
        await Expect(page.Locator(".found")).ToContainTextAsync("数字高程模型");
        await officer.PictureAsync("65-find-slope");
        office.AssertNoFaults();
    }

    [Fact]
    public async Task Schemes_drawn_on_the_map_stand_side_by_side()
    {
        var officer = await office.AsAsync("yangb");
        var page = officer.Page;
        await officer.GoAsync("map/options");
        await officer.Button("比较").ClickAsync();
        await Expect(page.Locator(".fault")).ToContainTextAsync("至少要两个");
        var map = page.Locator("#map");
        await page.GetByRole(AriaRole.Button, new() { Name = "+", Exact = true }).Or(page.GetByLabel("放大")).First.ClickAsync();
        foreach (var (x, y) in new[] { (-150f, -60f), (60f, 20f) })
        {
            await officer.Button("画一个方案").ClickAsync();
            await DrawAsync(officer, map, (x, y), (x + 60, y), (x + 60, y + 40), (x, y + 40));
        }

        await Expect(page.Locator(".schemes li")).ToHaveCountAsync(2);
        await page.GetByLabel("第 1 个方案的名称").FillAsync("东侧");
        await officer.Button("比较").ClickAsync();
        await Expect(page.Locator(".compared table")).ToContainTextAsync("东侧", new() { Timeout = 60_000 });
        await Expect(page.Locator(".compared table")).ToContainTextAsync("占用“永久基本农田");
        await officer.PictureAsync("66-options");
        var download = await page.RunAndWaitForDownloadAsync(() => officer.Button("导出 CSV").ClickAsync());
        Assert.EndsWith(".zip", download.SuggestedFilename, StringComparison.Ordinal);
        using var taken = ZipFile.OpenRead(await download.PathAsync());
        Assert.Contains(taken.Entries, e => e.Name.EndsWith(".csv", StringComparison.Ordinal));
        Assert.Contains(taken.Entries, e => e.Name == "导出说明.txt");
        office.AssertNoFaults();
    }

    [Fact]
    public async Task A_shape_typed_from_paper_is_buffered_put_away_found_again_among_the_runs_and_deleted_there()
    {
        var officer = await office.AsAsync("zhangw");
        var page = officer.Page;
        var pane = page.Locator("#result");
        await officer.GoAsync("map?c=107.77,32.98&z=15");
        await page.GetByRole(AriaRole.Toolbar).GetByText("分析").ClickAsync();
        await pane.GetByRole(AriaRole.Button, new() { Name = "分析工具" }).ClickAsync();
        await page.Locator("#analysis-operator").SelectOptionAsync("buffer");
        await page.Locator("#analysis-source").SelectOptionAsync("drawn");
        await pane.GetByRole(AriaRole.Button, new() { Name = "键入坐标" }).ClickAsync();
        await page.Locator("#analysis-source-points").FillAsync("107.770 32.980\n107.775 32.9805\n北边 东边");
        await pane.GetByRole(AriaRole.Button, new() { Name = "加入", Exact = true }).ClickAsync();
        await Expect(page.Locator("#analysis-source-points-fault")).ToContainTextAsync("第 3 行");
        await Expect(page.Locator("#analysis-source-points")).ToBeFocusedAsync();
        await officer.PictureAsync("67-typed-fault");
        await page.Locator("#analysis-source-points").FillAsync("J1 3650500.0 36478500.0\nJ2 3650500.0 36478700.0\nJ3 3650650.0 36478700.0");
        await pane.GetByRole(AriaRole.Button, new() { Name = "加入", Exact = true }).ClickAsync();
        await Expect(pane).ToContainTextAsync("已画 1 个");
        await page.Locator("#analysis-distance").FillAsync("25");
        await pane.GetByRole(AriaRole.Button, new() { Name = "运行" }).ClickAsync();
        await Expect(pane).ToContainTextAsync("1 行");
        await pane.GetByRole(AriaRole.Button, new() { Name = "收起结果" }).ClickAsync();
        await Expect(pane.Locator("table")).ToHaveCountAsync(0);

        await pane.GetByRole(AriaRole.Link, new() { Name = "分析结果" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^打开") }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "结果", Exact = true })).ToContainTextAsync("1 行");
        await officer.PictureAsync("68-runs-opened");
        var download = await page.RunAndWaitForDownloadAsync(() => officer.Button("导出").ClickAsync());
        Assert.EndsWith(".geojson", download.SuggestedFilename, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^删除") }).First.ClickAsync();
        var asked = page.GetByRole(AriaRole.Dialog);
        await Expect(asked).ToContainTextAsync("不能恢复");
        await officer.PictureAsync("69-runs-delete");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^删除") }).First.ClickAsync();
        await asked.GetByRole(AriaRole.Button, new() { Name = "删除", Exact = true }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("还没有分析结果");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "分析结果" })).ToBeFocusedAsync();
        office.AssertNoFaults();
    }

    /// <summary>Clicks around the middle of the map, far enough apart in time to be no double click; a double click ends the shape.</summary>
    private static async Task DrawAsync(Desk desk, ILocator map, params (float X, float Y)[] places)
    {
        var box = (await map.BoundingBoxAsync())!;
        foreach (var (x, y) in places[..^1])
        {
            await desk.Page.WaitForTimeoutAsync(400);
            await desk.Page.Mouse.ClickAsync(box.X + (box.Width / 2) + x, box.Y + (box.Height / 2) + y);
        }

        var (lastX, lastY) = places[^1];
        await desk.Page.WaitForTimeoutAsync(400);
        await desk.Page.Mouse.DblClickAsync(box.X + (box.Width / 2) + lastX, box.Y + (box.Height / 2) + lastY);
        await desk.Page.WaitForTimeoutAsync(500);
    }
}
