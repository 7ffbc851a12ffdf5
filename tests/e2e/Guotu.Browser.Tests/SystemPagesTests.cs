using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>The system administrator's own pages: settings of the node, its state, accounts by office, a token for the monitoring system.</summary>
[Collection(OfficeCollection.Name)]
public sealed class SystemPagesTests(BrowserOffice office)
{
    private const string Promise = "承诺时限(建设项目用地预审与选址意见书)";

    [Fact]
    public async Task The_system_administrator_sets_a_limit_and_takes_it_back_watches_the_node_and_finds_people_by_their_office()
    {
        var desk = await office.AsAsync("sysadmin");
        await ParamsAsync(desk);
        await WatchAsync(desk);
        await OfficesAsync(desk);
        await PortalAsync(desk);
        await desk.GoAsync("guide/keys");
        await desk.PictureAsync("adm-ops-token");
        office.AssertNoFaults();
    }

    private static async Task ParamsAsync(Desk desk)
    {
        await desk.GoAsync("adm/params");
        await desk.Button("修改 " + Promise).WaitForAsync();
        await desk.PictureAsync("adm-params");

        await desk.Page.Locator("#find").FillAsync("承诺");
        await desk.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("待核实") }).First.WaitForAsync();
        Assert.Contains("q=", desk.Page.Url, StringComparison.Ordinal);
        await desk.Button("修改 " + Promise).ClickAsync();
        await desk.Page.Locator("#param-value").FillAsync("9");
        await desk.Button("保存修改").ClickAsync();
        await desk.Page.Locator("#param-reason:focus").WaitForAsync();
        await desk.PictureAsync("adm-params-change");
        await desk.Page.Locator("#param-reason").FillAsync("实施清单 2026 版,尚在核对");
        await desk.Button("保存修改").ClickAsync();
        await desk.Page.GetByText("已改为 9 工作日").WaitForAsync();
        await desk.PictureAsync("adm-params-changed");
        await desk.Button("撤销").ClickAsync();
        await desk.Page.GetByText("已恢复为 10 工作日").WaitForAsync();

        await desk.Button("记录 " + Promise).ClickAsync();
        await desk.Page.GetByText("撤销刚才的第 1 次修改").WaitForAsync();
        await desk.PictureAsync("adm-params-history");
        await desk.Page.Keyboard.PressAsync("Escape");

        await desk.GoAsync("adm/params?show=fixed&part=" + Uri.EscapeDataString("节点"));
        await desk.Page.GetByText("编辑节点目录的 node.json(idleMinutes)").WaitForAsync();
        await desk.PictureAsync("adm-params-fixed");
        await desk.GoAsync("adm/params?q=" + Uri.EscapeDataString("没有这样的参数"));
        await desk.Button("清除筛选").WaitForAsync();
    }

    private static async Task WatchAsync(Desk desk)
    {
        await desk.GoAsync("adm/ops");
        await desk.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^数据库 .*正常.*sqlite") }).WaitForAsync();
        await desk.PictureAsync("adm-ops");
        await desk.Page.Locator("#show").SelectOptionAsync("notGood");
        await desk.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^备份 .*无法判定.*backupFolder") }).WaitForAsync();
        Assert.Equal(0, await desk.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^数据库 ") }).CountAsync());
        await desk.PictureAsync("adm-ops-not-good");
        await desk.Button("刷新").ClickAsync();
        await desk.SettleAsync();
    }

    private static async Task PortalAsync(Desk desk)
    {
        await desk.GoAsync("adm/portal?role=archives");
        await desk.Page.GetByLabel("待办 的名称").FillAsync("我的待办");
        await desk.Button("下移 待办").ClickAsync();
        await desk.Button("以此角色看一看").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Complementary, new() { Name = "以此角色看一看" }).GetByText("我的待办").WaitForAsync();
        await desk.PictureAsync("adm-portal");
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await AnswerAsync(desk, "保存");
        await desk.Page.GetByText("已保存“档案”的门户").WaitForAsync();
        await desk.Page.GetByRole(AriaRole.Button, new() { Name = "恢复交付的样子", Exact = true }).ClickAsync();
        await AnswerAsync(desk, "恢复交付的样子");
        await desk.Page.GetByText("“档案”已恢复交付的样子").WaitForAsync();
        await desk.PictureAsync("adm-portal-reset");
    }

    private static async Task AnswerAsync(Desk desk, string act)
    {
        await desk.Page.Locator("#portal-reason").FillAsync("按科室要求");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = act, Exact = true }).ClickAsync();
    }

    private static async Task OfficesAsync(Desk desk)
    {
        await desk.GoAsync("adm/accounts");
        var section = desk.Page.GetByRole(AriaRole.Navigation, new() { Name = "机构" }).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^用途管制股") });
        await section.ClickAsync();
        await desk.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^lijg ") }).WaitForAsync();
        Assert.Equal(0, await desk.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^maxl ") }).CountAsync());
        Assert.Contains("office=", desk.Page.Url, StringComparison.Ordinal);
        await desk.PictureAsync("adm-accounts-office");
    }
}
