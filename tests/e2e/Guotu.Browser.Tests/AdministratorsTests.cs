using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>The system administrator at the accounts, the security administrator at the policies.</summary>
[Collection(OfficeCollection.Name)]
public sealed class AdministratorsTests(BrowserOffice office)
{
    [Fact]
    public async Task The_system_administrator_sets_a_last_day_resets_a_password_and_disables_an_account()
    {
        var desk = await office.AsAsync("sysadmin");
        await desk.GoAsync("adm/accounts");
        var row = desk.Page.GetByRole(AriaRole.Row, new() { NameRegex = new("^chenj ") });
        await row.WaitForAsync();
        await desk.PictureAsync("adm-accounts");

        await desk.Button("到期日 chenj").ClickAsync();
        await desk.Page.Locator("#expiry-on").FillAsync("2099-12-31");
        await desk.PictureAsync("adm-accounts-expiry");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await row.GetByText("2099-12-31").WaitForAsync();

        await desk.Button("修改 chenj").ClickAsync();
        await desk.Page.Locator("#change-organisation").SelectOptionAsync(new SelectOptionValue { Label = "办公室" });
        await desk.Page.GetByText("由安全保密管理员复核后生效").WaitForAsync();
        await desk.PictureAsync("adm-accounts-change-by-two");
        await desk.Page.Locator("#change-organisation").SelectOptionAsync(new SelectOptionValue { Label = "政务服务窗口" });
        await desk.Page.Locator("#change-name").FillAsync("陈静静");
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await row.GetByText("陈静静").WaitForAsync();
        await desk.PictureAsync("adm-accounts-changed");
        await desk.Button("撤销").ClickAsync();
        await desk.Page.GetByText("已改回 陈静").WaitForAsync();
        await row.GetByText("陈静", new() { Exact = true }).WaitForAsync();

        await desk.Button("重置口令 chenj").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "重置口令", Exact = true }).ClickAsync();
        await desk.Page.GetByText("first-passwords.txt").WaitForAsync();
        await desk.PictureAsync("adm-accounts-reset");

        await desk.Button("停用 chenj").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "停用", Exact = true }).ClickAsync();
        await desk.Button("启用 chenj").WaitForAsync();
        await desk.Page.Locator("#show").SelectOptionAsync("disabled");
        Assert.Equal(1, await desk.Page.Locator("tbody tr").CountAsync());
        await desk.Button("启用 chenj").ClickAsync();
        await desk.Page.GetByText("没有符合的账号").WaitForAsync();
        Assert.Equal(0, await desk.Page.GetByRole(AriaRole.Button, new() { Name = "停用 sysadmin", Exact = true }).CountAsync());
        office.AssertNoFaults();
    }

    [Fact]
    public async Task A_session_is_ended_by_the_security_administrator_and_its_page_asks_for_a_new_login()
    {
        var security = await office.AsAsync("secadmin");
        var clerk = await office.AsAsync("zhaom");
        await clerk.GoAsync("me/sessions");
        await clerk.Page.GetByText("本次").WaitForAsync();
        await clerk.PictureAsync("me-sessions");

        await security.GoAsync("adm/sessions");
        await security.PictureAsync("adm-sessions");
        await security.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^结束 zhaom ") }).First.ClickAsync();
        await security.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "结束", Exact = true }).ClickAsync();
        await security.Page.GetByRole(AriaRole.Cell, new() { Name = "zhaom", Exact = true }).WaitForAsync(new() { State = WaitForSelectorState.Detached });

        office.Provoked.Add("401 /api/v1/portal/layout");
        await clerk.Page.GotoAsync(new Uri(office.Node.Address, "home").ToString());
        await clerk.Page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/login");
        await clerk.Page.Locator("#account").FillAsync("zhaom");
        await clerk.Page.Locator("#password").FillAsync(BrowserOffice.NewPassword);
        await clerk.Page.Locator("form button[type=submit]").ClickAsync();
        await clerk.Page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/home");
        office.AssertNoFaults();
    }

    [Fact]
    public async Task The_security_administrator_makes_the_policy_stricter_and_is_told_which_value_is_too_lax()
    {
        var desk = await office.AsAsync("secadmin");
        await desk.GoAsync("adm/policy");
        await desk.Page.Locator("#staff-leastLength").WaitForAsync();
        await desk.PictureAsync("adm-policy");
        office.Provoked.Add("400 /api/v1/security/password-policy/staff");
        office.Provoked.Add("422 /api/v1/security/password-policy/staff");

        var form = desk.Page.GetByRole(AriaRole.Form, new() { Name = "业务人员", Exact = true });
        await desk.Page.Locator("#staff-leastLength").FillAsync("6");
        await form.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await form.GetByText("要在 8 到 64 之间").WaitForAsync();
        await desk.PictureAsync("adm-policy-refused");

        await desk.Page.Locator("#staff-leastLength").FillAsync("11");
        await form.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await form.GetByText("已保存").WaitForAsync();
        await desk.GoAsync("adm/policy");
        Assert.Equal("11", await desk.Page.Locator("#staff-leastLength").InputValueAsync());
        office.AssertNoFaults();
    }
}
