using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Guotu.Testing.Node;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guotu.Browser.Tests;

/// <summary>Two revisions beside each other on the map; layers granted, tokens made, use counted.</summary>
[Collection(OfficeCollection.Name)]
public sealed class MapServicePagesTests(BrowserOffice office)
{
    private const string Layer = "CZKFBJ";

    [Fact]
    public async Task Two_revisions_are_swiped_by_mouse_and_keys_and_what_changed_is_listed()
    {
        await CommitLessAsync();
        var officer = await office.AsAsync("lijg");
        await officer.GoAsync("map?l=" + Layer);
        await officer.Page.GetByRole(AriaRole.Toolbar).GetByText("对比").ClickAsync();
        await officer.Page.WaitForURLAsync(new Regex("/map/compare\\?.*a=1&b=2"));
        await Expect(officer.Page.Locator("#result .counts")).ToContainTextAsync("减少 1");
        await officer.PictureAsync("48-compare");

        var bar = officer.Page.GetByRole(AriaRole.Slider, new() { Name = "卷帘位置" });
        await bar.FocusAsync();
        await officer.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(bar).ToHaveAttributeAsync("aria-valuenow", "49");
        await officer.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(bar).ToHaveAttributeAsync("aria-valuenow", "39");
        var box = (await bar.BoundingBoxAsync())!;
        await officer.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await officer.Page.Mouse.DownAsync();
        await officer.Page.Mouse.MoveAsync(box.X + 300, box.Y + (box.Height / 2), new() { Steps = 5 });
        await officer.Page.Mouse.UpAsync();
        await Expect(bar).Not.ToHaveAttributeAsync("aria-valuenow", "39");

        await officer.Page.Locator("#result li button").First.ClickAsync();
        await officer.PictureAsync("49-compare-change");
        var saved = await officer.Page.RunAndWaitForDownloadAsync(() => officer.Button("导出清单").ClickAsync());
        Assert.Contains("减少", await File.ReadAllTextAsync(await saved.PathAsync()), StringComparison.Ordinal);

        await officer.Page.Locator("#time").FocusAsync();
        await officer.Page.Keyboard.PressAsync("Home");
        await Expect(officer.Page.Locator("#result")).ToContainTextAsync("两期之间没有变化");
        await officer.GoAsync("map/compare?l=STBHHX");
        await Expect(officer.Page.Locator("#result")).ToContainTextAsync("只有一个版本");
        await officer.PictureAsync("49-compare-single");
        office.AssertNoFaults();
    }

    [Fact]
    public async Task A_token_is_made_shown_once_used_counted_and_taken_back()
    {
        var officer = await office.AsAsync("yangb");
        await officer.GoAsync("guide");
        await officer.PictureAsync("60-guide");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "我的令牌" }).First.ClickAsync();
        await Expect(officer.Page.GetByText("还没有令牌。")).ToBeVisibleAsync();
        await officer.Button("新建令牌").ClickAsync();
        var dialog = officer.Page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("#token-name").FillAsync("作图电脑");
        await dialog.Locator("#token-from").FillAsync("999.1.1.1");
        office.Provoked.Add("422 /api/v1/map-tokens");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "新建", Exact = true }).ClickAsync();
        await Expect(dialog.Locator(".gt-error, [role=alert]").First).ToBeVisibleAsync();
        await dialog.Locator("#token-from").FillAsync("");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "新建", Exact = true }).ClickAsync();
        var secret = await officer.Page.Locator(".secret").InnerTextAsync();
        Assert.StartsWith("gt_", secret, StringComparison.Ordinal);
        await officer.PictureAsync("61-token-once");
        await officer.Button("我存好了").ClickAsync();
        await Expect(officer.Page.Locator(".secret")).ToHaveCountAsync(0);
        Assert.DoesNotContain(secret, await officer.Page.ContentAsync(), StringComparison.Ordinal);

        using var desktop = new HttpClient { BaseAddress = office.Node.Address };
        desktop.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        Assert.True((await desktop.GetAsync(new Uri("ogc/features/collections/DLTB/items?limit=5", UriKind.Relative))).IsSuccessStatusCode);

        var security = await office.AsAsync("secadmin");
        await security.GoAsync("adm/grants?view=usage");
        await Expect(security.Page.Locator("table")).ToContainTextAsync("要素接口");
        await security.PictureAsync("62-usage");
        await security.GoAsync("adm/grants?view=tokens");
        await Expect(security.Page.Locator("table")).ToContainTextAsync("作图电脑");
        await security.PictureAsync("63-tokens");

        await officer.GoAsync("guide/keys");
        await officer.Button("收回 作图电脑").ClickAsync();
        await officer.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "收回", Exact = true }).ClickAsync();
        await Expect(officer.Page.Locator("table")).ToContainTextAsync("已收回");
        Assert.Equal(401, (int)(await desktop.GetAsync(new Uri("ogc/features/collections", UriKind.Relative))).StatusCode);
        office.AssertNoFaults();
    }

    [Fact]
    public async Task The_security_administrator_grants_a_part_of_a_layer_and_takes_it_back()
    {
        var security = await office.AsAsync("secadmin");
        await security.GoAsync("adm/grants");
        await Expect(security.Page.Locator("table")).ToContainTextAsync("全部图层");
        await security.PictureAsync("64-grants");
        await security.Button("新授权").ClickAsync();
        var dialog = security.Page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("#grant-role").SelectOptionAsync("issuing");
        await dialog.Locator("#grant-layer").SelectOptionAsync("LSYD");
        await dialog.Locator("#grant-rows").FillAsync("NOFIELD = 1");
        office.Provoked.Add("400 /api/v1/map-grants");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "授予", Exact = true }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("NOFIELD");
        await security.PictureAsync("65-grant-refused");
        await dialog.Locator("#grant-rows").FillAsync(string.Empty);
        await dialog.GetByRole(AriaRole.Radio, new() { Name = "不给看", Exact = true }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "授予", Exact = true }).ClickAsync();
        var row = security.Page.Locator("tbody tr").Filter(new() { HasText = "LSYD" });
        await Expect(row).ToContainTextAsync("不给看");
        await security.PictureAsync("66-grant-made");
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await security.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "收回", Exact = true }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        office.AssertNoFaults();
    }

    [Fact]
    public async Task The_aid_for_colour_blindness_is_switched_on_for_this_browser()
    {
        var officer = await office.AsAsync("liuf");
        await officer.GoAsync("map?l=DLTB,YJJBNT&c=107.77,32.98&z=15");
        await officer.Page.GetByRole(AriaRole.Tab, new() { Name = "图例" }).ClickAsync();
        await officer.PictureAsync("67-map-usual");
        await officer.Page.GetByRole(AriaRole.Switch, new() { Name = "色觉辅助" }).CheckAsync();
        await officer.PictureAsync("68-map-aid");
        await officer.GoAsync("map?l=DLTB,YJJBNT&c=107.77,32.98&z=15");
        await officer.Page.GetByRole(AriaRole.Tab, new() { Name = "图例" }).ClickAsync();
        await Expect(officer.Page.GetByRole(AriaRole.Switch, new() { Name = "色觉辅助" })).ToBeCheckedAsync();
        await officer.GoAsync("map?l=DLTB,YJJBNT&c=107.77,32.98&z=11.5");
        await officer.PictureAsync("69-map-county-scale");
        office.AssertNoFaults();
    }

    /// <summary>The layer without its first patch becomes its second revision.</summary>
    private async Task CommitLessAsync()
    {
        var path = Path.Combine(office.Home.Home, "compare.geojson");
        var exported = await GuotuProgram.RunAsync(["layer", "export", Layer, path, "--home", office.Home.Home, "--json"]);
        Assert.True(exported.ExitCode == 0, exported.Errors);
        var collection = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        collection["features"]!.AsArray().RemoveAt(0);
        await File.WriteAllTextAsync(path, collection.ToJsonString());
        var imported = await GuotuProgram.RunAsync(["layer", "import", Layer, path, "--as-of", "2026-06-30", "--home", office.Home.Home, "--json"]);
        Assert.True(imported.ExitCode == 0, imported.Errors + imported.Output);
    }
}
