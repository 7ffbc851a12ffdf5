using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guotu.Browser.Tests;

/// <summary>The one map, the layers' pages and the auditor's pages.</summary>
[Collection(OfficeCollection.Name)]
public sealed class MapAndTrailTests(BrowserOffice office)
{
    [Fact]
    public async Task The_one_map_shows_layers_answers_a_click_and_finds_a_place_by_its_coordinates()
    {
        var officer = await office.AsAsync("lijg");
        await officer.GoAsync("map");
        await officer.Button("加常用图层").ClickAsync();
        await officer.Page.GetByRole(AriaRole.Searchbox, new() { Name = "定位", Exact = true }).FillAsync("107.77 32.98");
        await officer.Page.Keyboard.PressAsync("Enter");
        await officer.SettleAsync();
        await officer.PictureAsync("40-map");
        var box = (await officer.Page.Locator("#map").BoundingBoxAsync())!;
        await officer.Page.Mouse.ClickAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Expect(officer.Page.Locator("#result")).ToContainTextAsync("地类图斑");
        await officer.PictureAsync("41-map-identify");
        await officer.Page.GetByRole(AriaRole.Tab, new() { Name = "图例" }).ClickAsync();
        await officer.PictureAsync("42-map-legend");
        await officer.GoAsync("res/layers");
        await officer.PictureAsync("43-layers");
        await officer.GoAsync("res/layers/DLTB");
        await Expect(officer.Page.GetByText("v1").First).ToBeVisibleAsync();
        await officer.PictureAsync("44-layer");
        office.AssertNoFaults();
    }

    [Fact]
    public async Task On_the_one_map_a_line_and_an_area_are_measured_and_an_area_is_held_against_the_layers()
    {
        var officer = await office.AsAsync("yangb");
        await officer.GoAsync("map?c=107.77,32.98&z=15");
        await officer.Button("加常用图层").ClickAsync();
        await officer.SettleAsync();
        var map = officer.Page.Locator("#map");
        var box = (await map.BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));

        await officer.Page.GetByRole(AriaRole.Toolbar).GetByText("量测").ClickAsync();
        await ClicksAsync(officer, (x - 150, y), (x, y), (x, y + 100));
        await Expect(officer.Page.Locator("#result .figure")).ToContainTextAsync(" m");
        await Expect(officer.Page.Locator("#result .stretches li")).ToHaveCountAsync(2);
        await officer.PictureAsync("45-map-length");

        await officer.Page.GetByRole(AriaRole.Toolbar).GetByText("分析").ClickAsync();
        await ClicksAsync(officer, (x - 150, y - 100), (x + 100, y - 100), (x + 100, y + 120), (x - 150, y + 120));
        await Expect(officer.Page.Locator("#result")).ToContainTextAsync("椭球面积");
        await Expect(officer.Page.Locator("#result h3").Filter(new() { HasText = "地类图斑" })).ToContainTextAsync("100.00%");
        await officer.PictureAsync("46-map-overlay");
        await officer.Page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "定位" }).First.ClickAsync();
        await officer.PictureAsync("47-map-overlay-part");
        await officer.Page.Keyboard.PressAsync("Escape");
        await Expect(officer.Page.Locator("#result")).ToHaveCountAsync(0);
        office.AssertNoFaults();
    }

    [Fact]
    public async Task The_auditor_sees_archives_and_checkpoints_and_searches_with_the_archives()
    {
        var auditor = await office.AsAsync("auditor");
        await auditor.GoAsync("adm/audit?archives=1");
        await Expect(auditor.Page.GetByRole(AriaRole.Checkbox, new() { Name = "连同归档" })).ToBeCheckedAsync();
        await Expect(auditor.Page.Locator("table").First).ToContainTextAsync("登录");
        await auditor.PictureAsync("56-audit-with-archives");
        await auditor.Page.GetByRole(AriaRole.Link, new() { Name = "归档与检查点" }).ClickAsync();
        await Expect(auditor.Page.GetByText("还没有归档。")).ToBeVisibleAsync();
        await Expect(auditor.Page.GetByText("没有恢复过较旧的备份。")).ToBeVisibleAsync();
        await auditor.PictureAsync("57-audit-archives");
        await auditor.Button("归档…").ClickAsync();
        await Expect(auditor.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("最晚");
        await auditor.PictureAsync("58-audit-archive-dialog");
        await auditor.Page.Keyboard.PressAsync("Escape");
        office.AssertNoFaults();
    }

    [Fact]
    public async Task The_auditor_holds_the_trail_against_the_business_tables_and_sees_what_was_put_in_behind_the_platform()
    {
        var auditor = await office.AsAsync("auditor");
        await auditor.GoAsync("adm/audit");
        await auditor.Page.GetByRole(AriaRole.Link, new() { Name = "与业务表对账", Exact = true }).ClickAsync();
        await ReconciledAsync(auditor, "差 0");
        await Expect(auditor.Page.GetByText("每一类都相符。")).ToBeVisibleAsync();
        await auditor.PictureAsync("59-audit-reconciled");

        await EditAsync(
            """
            INSERT INTO an_job (job_id, user_id, operator_code, request_text, state_code, done_count, total_count, row_total, attempt_count, is_stopping,
              client_address, created_utc, expires_utc, owner_org_id, region_code, origin_node, label_level)
            VALUES (4711, 0, 'buffer', '{}', 'Cancelled', 0, 0, 0, 0, 0, '-', '2026-01-01 00:00:00.000000', '2099-01-01 00:00:00.000000', 1, '610724000000', '610724', 0)
            """);
        await auditor.Page.GetByRole(AriaRole.Button, new() { Name = "重新对账" }).FocusAsync();
        await ReconciledAsync(auditor, "差 1");
        await Expect(auditor.Page.Locator("table").First).ToContainTextAsync("analysis-job 4711");
        await Expect(auditor.Page.Locator("table").First).ToContainTextAsync("有行无记录");
        await auditor.PictureAsync("60-audit-difference");
        await auditor.Page.GetByLabel("方向").SelectOptionAsync("row");
        await Expect(auditor.Page.GetByText("没有符合的差异。")).ToBeVisibleAsync();
        var table = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.Page.GetByRole(AriaRole.Link, new() { Name = "导出对账表" }).ClickAsync());
        Assert.EndsWith(".csv", table.SuggestedFilename, StringComparison.Ordinal);
        await auditor.Page.GetByRole(AriaRole.Link, new() { Name = "审计记录" }).ClickAsync();
        await Expect(auditor.Page.Locator(".state--bad")).ToContainTextAsync("与业务表对账 差 1");
        await auditor.PictureAsync("61-audit-headline");

        await EditAsync("DELETE FROM an_job WHERE job_id = 4711");
        await auditor.GoAsync("adm/audit/reconcile");
        await ReconciledAsync(auditor, "差 0");
        office.AssertNoFaults();
    }

    /// <summary>Starts a run from the keyboard and waits for the sentence that it ends with.</summary>
    private static async Task ReconciledAsync(Desk auditor, string headline)
    {
        await auditor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^(开始|重新)对账$") }).PressAsync("Enter");
        await Expect(auditor.Page.Locator(".headline")).ToContainTextAsync(headline, new() { Timeout = 60_000 });
    }

    private async Task EditAsync(string sql)
    {
        await using var database = new SqliteConnection($"Data Source={office.Home.Home}/guotu.db;Pooling=False");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync() > 0, sql);
    }

    /// <summary>Single clicks far enough apart in time to be no double click; the last one is.</summary>
    private static async Task ClicksAsync(Desk desk, params (float X, float Y)[] places)
    {
        foreach (var (x, y) in places)
        {
            await desk.Page.Mouse.ClickAsync(x, y);
            await desk.Page.WaitForTimeoutAsync(400);
        }

        await desk.Page.Locator("#result").GetByRole(AriaRole.Button, new() { Name = "结束" }).ClickAsync();
        await desk.SettleAsync();
    }

    [Fact]
    public async Task The_auditor_searches_verifies_and_opens_a_proof_that_the_browser_checks_itself()
    {
        var auditor = await office.AsAsync("auditor");
        await auditor.GoAsync("adm/audit");
        await auditor.Button("验证全部").ClickAsync();
        await Expect(auditor.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "完整" }).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await auditor.PictureAsync("50-audit-verified");
        await auditor.Page.GetByRole(AriaRole.Link, new() { Name = "证明", Exact = true }).First.ClickAsync();
        await auditor.Page.WaitForURLAsync(new Regex("/adm/audit/[0-9]+"));
        await Expect(auditor.Page.Locator(".outcome--holds")).ToHaveCountAsync(2);
        await auditor.PictureAsync("51-audit-proof");
        await auditor.GoAsync("adm/audit?outcome=refused");
        await auditor.PictureAsync("52-audit-refused");
        office.AssertNoFaults();
    }
}
