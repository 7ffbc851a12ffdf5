using System.Text;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>The assessment in the browser: run it, read it, fill what no program sees, run it again and compare.</summary>
[Collection(OfficeCollection.Name)]
public sealed class MlpsPageTests(BrowserOffice office)
{
    [Fact]
    public async Task Two_administrators_assess_the_node_fill_a_clause_and_see_what_changed()
    {
        var security = await office.AsAsync("secadmin");
        await security.GoAsync("adm/mlps");
        await RunAsync(security);
        await security.Button("不符合").Or(security.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("未能证实") })).First.WaitForAsync();
        await security.PictureAsync("mlps-form");

        await security.Page.GetByRole(AriaRole.Button, new() { Name = "安全审计-保护" }).Or(security.Page.GetByRole(AriaRole.Button, new() { Name = "身份鉴别-标识与口令" })).First.ClickAsync();
        await security.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^看证据") }).First.ClickAsync();
        await security.Page.Locator(".evidence").GetByText("SM3").WaitForAsync();
        await security.PictureAsync("mlps-evidence");

        await security.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("待人工") }).ClickAsync();
        await security.Page.GetByRole(AriaRole.Button, new() { Name = "物理访问控制" }).ClickAsync();
        await security.Button("填写结论").ClickAsync();
        await security.Page.Locator("#mlps-note").FillAsync("门禁正常,三个月的出入记录齐全");
        await security.Page.GetByRole(AriaRole.Dialog).Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "门禁记录.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("abc") });
        await Assertions.Expect(security.Page.Locator("#mlps-file-sm3")).ToHaveValueAsync("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        await security.PictureAsync("mlps-fill");
        await security.Button("保存").ClickAsync();
        await security.Page.GetByText("下次测评写进测评表").WaitForAsync();

        var auditor = await office.AsAsync("auditor");
        await auditor.GoAsync("adm/mlps");
        await RunAsync(auditor);
        await auditor.Page.GetByText("其中人工填写 1").WaitForAsync();
        await auditor.Button("与另一次比较").ClickAsync();
        await auditor.Page.GetByText("变好").First.WaitForAsync();
        await auditor.PictureAsync("mlps-compare");
        await auditor.Button("关闭").ClickAsync();
        var zip = await auditor.Page.RunAndWaitForDownloadAsync(() => auditor.Page.GetByRole(AriaRole.Link, new() { Name = "下载签名的报告" }).ClickAsync());
        Assert.EndsWith(".zip", zip.SuggestedFilename, StringComparison.Ordinal);

        // The page asks before the portal is known, and is refused.
        office.Provoked.UnionWith(["403 /api/v1/mlps/runs", "403 /api/v1/mlps/entries"]);
        var system = await office.AsAsync("sysadmin");
        await system.GoAsync("adm/mlps");
        await system.Page.GetByText("此页由安全保密管理员和安全审计员使用").WaitForAsync();
        office.AssertNoFaults();
    }

    /// <summary>Starts a run and waits until its form is shown.</summary>
    private static async Task RunAsync(Desk person)
    {
        await person.Button("开始测评").ClickAsync();
        await person.Button("取消").WaitForAsync();
        await person.Button("开始测评").WaitForAsync(new() { Timeout = 120_000 });
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "下载 PDF" }).WaitForAsync();
    }
}
