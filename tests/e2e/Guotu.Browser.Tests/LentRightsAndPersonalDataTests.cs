using System.Globalization;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>An officer lends the post to a colleague, and looks at personal data for a reason.</summary>
[Collection(OfficeCollection.Name)]
public sealed class LentRightsAndPersonalDataTests(BrowserOffice office)
{
    [Fact]
    public async Task An_officer_lends_the_post_the_security_administrator_confirms_and_the_officer_takes_it_back()
    {
        var officer = await office.AsAsync("lijg");
        var security = await office.AsAsync("secadmin");
        await officer.GoAsync("me/delegations");
        await officer.Button("新委托").ClickAsync();
        await officer.Page.Locator("#delegation-to").SelectOptionAsync("zhangw");
        await officer.Page.GetByRole(AriaRole.Dialog).GetByLabel("经办", new() { Exact = true }).CheckAsync();
        await officer.Page.Locator("#delegation-until").FillAsync(TimeProvider.System.GetUtcNow().AddHours(8).AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await officer.Page.Locator("#delegation-reason").FillAsync("赴市局培训");
        await officer.PictureAsync("me-delegations-new");
        await officer.Button("提出委托").ClickAsync();
        await officer.Page.GetByText("待确认").WaitForAsync();

        await security.GoAsync("adm/delegations");
        await security.Button("确认 李建国 张伟").ClickAsync();
        await security.Page.GetByText("生效中").WaitForAsync();
        await security.PictureAsync("adm-delegations");

        await officer.GoAsync("me/delegations");
        await officer.Page.GetByText("生效中").WaitForAsync();
        await officer.PictureAsync("me-delegations");
        await officer.Button("收回 李建国 张伟").ClickAsync();
        await officer.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "收回", Exact = true }).ClickAsync();
        await officer.Page.GetByText("已收回").WaitForAsync();
        office.AssertNoFaults();
    }

    [Fact]
    public async Task Personal_data_is_masked_until_a_reason_is_given_and_then_shown_on_that_page_only()
    {
        var clerk = await office.AsAsync("wangxy");
        var officer = await office.AsAsync("lijg");
        var caseId = await clerk.RegisterAsync(office.Home.Parcel("clean.txt"), "遮盖个人信息的道路");
        await officer.OpenCaseAsync(caseId);
        await officer.Page.GetByText("138****0000").WaitForAsync();
        await officer.Button("查看联系电话").ClickAsync();
        await officer.Page.Locator("#reason-contactPhone").FillAsync("电话通知补正");
        await officer.PictureAsync("case-unmask");
        await officer.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "查看", Exact = true }).ClickAsync();
        await officer.Page.GetByText("13800000000").WaitForAsync();
        await officer.Button("遮盖联系电话").ScrollIntoViewIfNeededAsync();
        await officer.PictureAsync("case-unmasked");

        await officer.Page.ReloadAsync();
        await officer.Page.GetByText("138****0000").WaitForAsync();
        Assert.Equal(0, await officer.Page.GetByText("13800000000").CountAsync());
        office.AssertNoFaults();
    }
}
