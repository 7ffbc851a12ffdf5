using System.Globalization;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>The rights of a section looked through by the security administrator and its head; a case found by its telephone.</summary>
[Collection(OfficeCollection.Name)]
public sealed class AccessReviewTests(BrowserOffice office)
{
    [Fact]
    public async Task A_section_is_reviewed_line_by_line_by_its_head_and_signed()
    {
        var security = await office.AsAsync("secadmin");
        var head = await office.AsAsync("huangq");
        await security.GoAsync("adm/access-reviews");
        await security.Button("发起 用途管制股").ClickAsync();
        await security.Page.Locator("#review-value").FillAsync(TimeProvider.System.GetUtcNow().AddHours(8).AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await security.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "发起", Exact = true }).ClickAsync();
        await security.Page.GetByText("复核中").WaitForAsync();
        await security.PictureAsync("adm-access-reviews");

        await head.Page.Locator(".top__user").ClickAsync();
        await head.Page.GetByRole(AriaRole.Menuitem, new() { Name = "权限复核" }).ClickAsync();
        await head.Page.GetByRole(AriaRole.Link, new() { Name = "打开 用途管制股" }).ClickAsync();
        await head.Button("保留 lijg 经办").ClickAsync();
        await head.Button("收回 lijg 经办").WaitForAsync();
        await head.PictureAsync("access-review-head");
        await head.Button("其余全部保留").ClickAsync();
        await head.Page.GetByText("还有 1 行没有结论").WaitForAsync();

        await security.Page.GetByRole(AriaRole.Link, new() { Name = "打开 用途管制股" }).ClickAsync();
        await security.Button("其余全部保留").ClickAsync();
        await security.Button("签署").ClickAsync();
        await security.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "签署", Exact = true }).ClickAsync();
        await security.Page.GetByText("已签署").WaitForAsync();
        await security.PictureAsync("access-review-signed");
        office.AssertNoFaults();
    }

    [Fact]
    public async Task A_case_is_found_by_the_whole_telephone_number_which_stands_in_no_address()
    {
        var clerk = await office.AsAsync("wangxy");
        await clerk.RegisterAsync(office.Home.Parcel("clean.txt"), "按电话查到的道路");
        await clerk.GoAsync("biz/cases");
        await clerk.Page.Locator("#case-person").FillAsync("138 0000 0000");
        await clerk.Page.GetByRole(AriaRole.Search, new() { Name = "按证件号、电话查" }).GetByRole(AriaRole.Button, new() { Name = "查", Exact = true }).ClickAsync();
        await clerk.Page.GetByText("查询已记入审计").WaitForAsync();
        await clerk.Page.GetByText("按电话查到的道路").First.WaitForAsync();
        await clerk.PictureAsync("find-person");
        Assert.DoesNotContain("138", clerk.Page.Url, StringComparison.Ordinal);
        office.AssertNoFaults();
    }
}
