using System.Security.Cryptography;
using System.Text;
using Guotu.Crypto;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>The security administrator registers a system, and an officer gets into it without a password.</summary>
[Collection(OfficeCollection.Name)]
public sealed class SingleSignOnTests(BrowserOffice office)
{
    private const string Archives = "https://archives.example.gov.cn";

    [Fact]
    public async Task A_system_is_registered_and_an_officer_comes_into_it_from_its_own_site()
    {
        var security = await office.AsAsync("secadmin");
        await security.GoAsync("adm/openid");
        var page = security.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).First.ClickAsync();
        await page.GetByText("已保存。").WaitForAsync();
        await security.Button("登记系统").ClickAsync();
        await page.Locator("#client-code").FillAsync("archives");
        await page.Locator("#client-name").FillAsync("档案系统");
        await page.Locator("#client-redirects").FillAsync(Archives + "/signin");
        await page.Locator("#client-home").FillAsync(Archives + "/");
        await page.Locator("#client-roles").GetByLabel("窗口").First.CheckAsync();
        await security.PictureAsync("adm-openid-form");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.GetByText("gtc_").WaitForAsync();
        await security.Button("已保存好").ClickAsync();
        await page.GetByRole(AriaRole.Cell, new() { NameRegex = new("档案系统") }).WaitForAsync();
        await security.PictureAsync("adm-openid");

        var clerk = await office.AsAsync("wangxy");
        await clerk.GoAsync("apps");
        await clerk.Page.GetByText("档案系统").WaitForAsync();
        await clerk.PictureAsync("apps");
        await ServeAsync(clerk.Page, RequestOf(Archives + "/signin"));
        await clerk.Page.GotoAsync(Archives + "/");
        await clerk.Page.Locator("#go").ClickAsync();
        await clerk.Page.WaitForURLAsync(u => u.StartsWith(Archives + "/signin?", StringComparison.Ordinal));
        Assert.Contains("code=", clerk.Page.Url, StringComparison.Ordinal);
        Assert.Contains("iss=", clerk.Page.Url, StringComparison.Ordinal);

        office.Provoked.Add("400 /api/v1/openid/requests");
        await clerk.Page.GotoAsync(RequestOf("https://evil.example/"));
        await clerk.Page.GetByText("回调地址不是“档案系统”登记的").WaitForAsync();
        Assert.Equal(office.Node.Address.Authority, new Uri(clerk.Page.Url).Authority);
        await clerk.PictureAsync("sso-refused");
        office.AssertNoFaults();
    }

    /// <summary>Another site, from which the browser comes as from any: without the platform's cookies.</summary>
    private static async Task ServeAsync(IPage page, string request) => await page.RouteAsync(Archives + "/**", route => route.FulfillAsync(new()
    {
        ContentType = "text/html; charset=utf-8",
        Body = $"<!doctype html><html lang=\"zh\"><head><title>档案系统</title><link rel=\"icon\" href=\"data:,\"></head><body><a id=\"go\" href=\"{request.Replace("&", "&amp;", StringComparison.Ordinal)}\">登录</a></body></html>",
    }));

    private string RequestOf(string redirect) => new Uri(
        office.Node.Address,
        "openid/authorize?response_type=code&client_id=archives&scope=openid%20profile&state=1&code_challenge_method=S256&code_challenge="
            + Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes("a-verifier-of-forty-three-characters-or-more-0123"))) + "&redirect_uri=" + Uri.EscapeDataString(redirect)).ToString();
}
