using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>A newcomer's way through the three administrators' pages, and the pages that say who may do what and why.</summary>
[Collection(OfficeCollection.Name)]
public sealed class AdministratorPagesTests(BrowserOffice office)
{
    private const string Account = "qianl";

    [Fact]
    public async Task A_newcomer_is_made_by_one_granted_by_another_with_the_effect_shown_and_looked_at_by_the_third()
    {
        await MakeAsync(await office.AsAsync("sysadmin"));
        var security = await office.AsAsync("secadmin");
        await GrantAsync(security);
        await LabelsAsync(security);
        await WhyAsync(security);
        await LayersAsync(security);
        await RelaxAsync(security);
        await AuditorAsync(await office.AsAsync("auditor"));
        office.AssertNoFaults();
    }

    private async Task MakeAsync(Desk desk)
    {
        await desk.GoAsync("adm/accounts");
        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "新建账号" }).ClickAsync();
        await desk.Button("新建账号").ClickAsync();
        var summary = desk.Page.GetByRole(AriaRole.Alert);
        await summary.GetByText("写登录名").WaitForAsync();
        await desk.PictureAsync("adm-account-missing");
        await summary.GetByRole(AriaRole.Link, new() { Name = "选机构" }).ClickAsync();
        await desk.Page.Locator("#account-organisation:focus").WaitForAsync();
        await desk.Page.Locator("#account-organisation").SelectOptionAsync(new SelectOptionValue { Label = "用途管制股" });
        await desk.Page.Locator("#account-account").FillAsync(Account);
        await desk.Page.Locator("#account-name").FillAsync("钱亮");
        await desk.Page.Locator("#account-contact").FillAsync("0916-6212345");
        await desk.Page.GetByLabel("经办人", new() { Exact = true }).CheckAsync();
        await desk.PictureAsync("adm-account-new");
        await desk.Page.Locator("#account-name").PressAsync("Enter");
        await desk.Page.GetByRole(AriaRole.Heading, new() { Name = "已新建 钱亮 的账号 qianl" }).WaitForAsync();
        await desk.PictureAsync("adm-account-made");

        await desk.Page.GetByRole(AriaRole.Link, new() { Name = "返回账号" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^qianl .*0916-6212345.*用途管制股.*经办人") }).WaitForAsync();
        Assert.Equal(1, await desk.Page.Locator("tbody tr").CountAsync());
        await desk.PictureAsync("adm-account-found");

        await desk.GoAsync("adm/accounts");
        office.Provoked.Add("409 /api/v1/accounts/secadmin/reset");
        await desk.Button("重置口令 secadmin").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "重置口令", Exact = true }).ClickAsync();
        await desk.Page.Locator("#ask-reason").WaitForAsync();
        await desk.PictureAsync("adm-account-reset-by-two");
        await desk.Page.Keyboard.PressAsync("Escape");
    }

    private static async Task GrantAsync(Desk desk)
    {
        await desk.GoAsync("adm/roles?show=waiting");
        await desk.Button("授权 " + Account).WaitForAsync();
        await desk.PictureAsync("adm-roles-waiting");
        await desk.Button("授权 " + Account).ClickAsync();
        Assert.Equal("officer", await desk.Page.Locator("#role-code").InputValueAsync());
        await desk.Button("看影响").ClickAsync();
        await desk.Page.GetByText("得到", new() { Exact = false }).First.WaitForAsync();
        await desk.Page.GetByText("地类图斑").WaitForAsync();
        await desk.PictureAsync("adm-roles-effect");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "授予", Exact = true }).ClickAsync();
        await desk.Page.GetByText("已授予 钱亮“经办”").WaitForAsync();
        await desk.GoAsync("adm/roles?q=" + Account);
        await desk.Button("收回 " + Account).WaitForAsync();
        await desk.PictureAsync("adm-roles");

        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "角色权限表" }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Columnheader, new() { Name = "经办" }).WaitForAsync();
        await desk.PictureAsync("adm-roles-matrix");
        var href = await desk.Page.GetByRole(AriaRole.Link, new() { Name = "导出 xlsx" }).GetAttributeAsync("href");
        var book = await desk.Page.APIRequest.GetAsync(new Uri(new Uri(desk.Page.Url), href!).ToString());
        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString((await book.BodyAsync())[..2]));
    }

    private static async Task LabelsAsync(Desk desk)
    {
        await desk.GoAsync("adm/labels");
        await desk.Button("改标记 钱亮").WaitForAsync();
        await desk.PictureAsync("adm-labels-people");
        await desk.Button("改标记 钱亮").ClickAsync();
        await desk.Page.Locator("#label-level").SelectOptionAsync("2");
        await desk.Button("看影响").ClickAsync();
        await desk.Page.GetByText("内部 → 敏感").WaitForAsync();
        await desk.PictureAsync("adm-labels-effect");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "取消", Exact = true }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "图层和栅格" }).ClickAsync();
        await desk.Button("改标记 地类图斑").WaitForAsync();
        await desk.PictureAsync("adm-labels-objects");
        await desk.Button("版本 地类图斑").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("^v1 ") }).WaitForAsync();
        await desk.PictureAsync("adm-labels-revisions");
        await desk.Page.Keyboard.PressAsync("Escape");
    }

    private static async Task WhyAsync(Desk desk)
    {
        await desk.GoAsync("adm/why");
        await desk.PictureAsync("adm-why-empty");
        await desk.Page.Locator("#why-person").SelectOptionAsync(Account);
        await desk.Page.Locator("#why-kind").SelectOptionAsync("use-case");
        await desk.Page.Locator("#why-object").SelectOptionAsync("approval.case.register");
        await desk.Button("判定").ClickAsync();
        await desk.Page.GetByText("由“口令”决定").WaitForAsync();
        await desk.PictureAsync("adm-why-decided");

        await desk.Page.GetByRole(AriaRole.Tab, new() { Name = "以此人看一看" }).ClickAsync();
        await desk.Page.Locator("#look-person").SelectOptionAsync(Account);
        await desk.Page.GetByText("修改之前什么也办不了").WaitForAsync();
        await desk.PictureAsync("adm-why-look");
        Assert.Contains("person=" + Account, desk.Page.Url, StringComparison.Ordinal);
    }

    private static async Task LayersAsync(Desk desk)
    {
        await desk.GoAsync("adm/grants");
        await desk.Button("新授权").ClickAsync();
        await desk.Page.Locator("#grant-role").SelectOptionAsync("town");
        await desk.Page.Locator("#grant-layer").SelectOptionAsync("YJJBNT");
        await desk.Page.GetByLabel("不给看", new() { Exact = true }).CheckAsync();
        await desk.Button("看影响").ClickAsync();
        await desk.Page.GetByText("失去 1 项").WaitForAsync();
        await desk.PictureAsync("adm-grants-effect");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "取消", Exact = true }).ClickAsync();
    }

    private async Task RelaxAsync(Desk desk)
    {
        await desk.GoAsync("adm/policy");
        await desk.Page.Locator("#session-staff-idleMinutes").FillAsync("30");
        office.Provoked.Add("409 /api/v1/security/session-policy/staff");
        await desk.Page.GetByRole(AriaRole.Form, new() { Name = "会话 · 业务人员" }).GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await desk.Page.Locator("#ask-reason").FillAsync("夏收外业期间离座较多");
        await desk.Button("提交复核申请").ClickAsync();
        await desk.Page.GetByText("已提交,申请号").WaitForAsync();
        await desk.GoAsync("adm/control");
        await desk.Page.GetByText("放宽会话策略").WaitForAsync();
        await desk.PictureAsync("adm-control-relax");
        Assert.Equal(0, await desk.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^(批准|驳回)") }).CountAsync());
        await AnswerAsync(await office.AsAsync("sysadmin"));
        await desk.GoAsync("adm/control?state=all");
        await desk.Page.GetByText("外业不在办公室登录,不必放宽").WaitForAsync();
        await desk.PictureAsync("adm-control-answered");
    }

    private static async Task AnswerAsync(Desk desk)
    {
        await desk.GoAsync("adm/control");
        await desk.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "放宽会话策略" }).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^驳回") }).ClickAsync();
        var dialog = desk.Page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("textarea").FillAsync("外业不在办公室登录,不必放宽");
        await desk.PictureAsync("adm-control-reject");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "驳回", Exact = true }).ClickAsync();
        await desk.Page.GetByRole(AriaRole.Cell, new() { Name = "放宽会话策略" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task AuditorAsync(Desk desk)
    {
        await desk.GoAsync("adm/matrix");
        await desk.Page.GetByRole(AriaRole.Columnheader, new() { Name = "经办" }).WaitForAsync();
        await desk.PictureAsync("adm-matrix-auditor");
        await desk.GoAsync("adm/audit/archives");
        Assert.Equal("审计", await desk.Page.Locator("nav.list a.on").InnerTextAsync());
        await desk.PictureAsync("adm-audit-archives");
    }
}
