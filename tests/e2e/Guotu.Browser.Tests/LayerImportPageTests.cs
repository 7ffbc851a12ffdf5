using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Guotu.Testing.Node;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guotu.Browser.Tests;

/// <summary>A data engineer loads a delivery from the page: what the file is, its label and date, the list of what is wrong, the revision that comes of it.</summary>
[Collection(OfficeCollection.Name)]
public sealed class LayerImportPageTests(BrowserOffice office)
{
    private const string Layer = "LSYD";

    [Fact]
    public async Task A_delivery_is_settled_refused_with_all_its_faults_mended_and_becomes_a_revision()
    {
        var engineer = await office.AsAsync("zhuh");
        var (bent, good) = await DeliveriesAsync();
        await engineer.GoAsync("res/load");
        await Expect(engineer.Page.GetByText("还没有入库记录。")).ToBeVisibleAsync();
        await engineer.Page.Locator("input[type=file]").SetInputFilesAsync(bent);
        await Expect(engineer.Page.Locator("#load-layer-error")).ToContainTextAsync("先选图层");
        await engineer.PictureAsync("load-new");
        await engineer.Page.Locator("#load-layer").SelectOptionAsync(Layer);
        await engineer.Page.Locator("input[type=file]").SetInputFilesAsync(bent);
        await engineer.Page.WaitForURLAsync(new Regex("/res/load/[0-9]+$"));

        // The file names no coordinate system: nothing is asked for before that is settled.
        await Expect(engineer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("没有写明坐标系");
        await Expect(engineer.Button("提交入库")).ToBeDisabledAsync();
        await engineer.PictureAsync("load-doubt");
        await engineer.Page.Locator("#choice-crs").SelectOptionAsync("4524");
        await engineer.Button("重新识别").ClickAsync();
        await Expect(engineer.Page.GetByText("先要解决")).ToHaveCountAsync(0);
        await engineer.PictureAsync("load-settled");

        await engineer.Button("提交入库").ClickAsync();
        await Expect(engineer.Page.Locator("#load-as-of-error")).ToContainTextAsync("写数据时点");
        await engineer.Page.Locator("#load-as-of").FillAsync(Today);
        await engineer.Button("提交入库").ClickAsync();
        await Expect(engineer.Page.GetByRole(AriaRole.Heading, new() { Name = "什么也没有存入。" })).ToBeVisibleAsync();
        await Expect(engineer.Page.GetByRole(AriaRole.Table).First.Locator("tbody tr")).ToHaveCountAsync(2);
        await engineer.PictureAsync("load-refused");
        var list = await engineer.Page.RunAndWaitForDownloadAsync(() => engineer.Page.GetByRole(AriaRole.Link, new() { Name = "导出清单" }).ClickAsync());
        Assert.EndsWith("-refusals.csv", list.SuggestedFilename, StringComparison.Ordinal);

        await engineer.GoAsync("res/load?layer=" + Layer);
        await Expect(engineer.Page.Locator("tbody tr").First).ToContainTextAsync("没有入库");
        await engineer.Page.Locator("input[type=file]").SetInputFilesAsync(good);
        await engineer.Page.WaitForURLAsync(new Regex("/res/load/[0-9]+$"));
        await engineer.Page.Locator("#load-as-of").FillAsync(Today);
        await engineer.Page.Locator("#load-source").FillAsync("县局 2026 年 11 月临时用地汇总");
        await engineer.PictureAsync("load-ready");
        await engineer.Button("提交入库").ClickAsync();
        await Expect(engineer.Page.GetByRole(AriaRole.Heading, new() { Name = "临时用地 第 2 版已入库" })).ToBeVisibleAsync();
        await engineer.PictureAsync("load-done");
        await engineer.Page.GetByRole(AriaRole.Link, new() { Name = "看图层版本" }).ClickAsync();
        await Expect(engineer.Page.Locator("tbody tr").First).ToContainTextAsync("县局 2026 年 11 月临时用地汇总");
        await engineer.GoAsync("res/load");
        await Expect(engineer.Page.Locator("tbody tr").First).ToContainTextAsync("已入库");
        await engineer.PictureAsync("load-list");
        office.AssertNoFaults();
    }

    private static string Today => TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The layer as it is, without the name of its coordinate system and with two faults; and whole, with a remark more.</summary>
    private async Task<(string Bent, string Good)> DeliveriesAsync()
    {
        var (bent, good) = (Path.Combine(office.Home.Home, "临时用地(待修).geojson"), Path.Combine(office.Home.Home, "临时用地.geojson"));
        var exported = await GuotuProgram.RunAsync(["layer", "export", Layer, good, "--home", office.Home.Home, "--json"]);
        Assert.True(exported.ExitCode == 0, exported.Errors);
        var collection = JsonNode.Parse(await File.ReadAllTextAsync(good))!;
        var features = collection["features"]!.AsArray();
        Assert.True(features.Count >= 2, "the county has temporary land");
        features[0]!["properties"]!["BZ"] = "已复垦";
        await File.WriteAllTextAsync(good, collection.ToJsonString());
        collection["crs"] = null;
        features[0]!["properties"]!.AsObject().Remove("PZWH");
        features[1]!["properties"]!["YDMJ"] = "约两亩";
        await File.WriteAllTextAsync(bent, collection.ToJsonString());
        return (bent, good);
    }
}
