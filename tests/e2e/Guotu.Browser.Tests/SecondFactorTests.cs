using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Guotu.Crypto;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>A dynamic password from the QR code's text to the login, as an administrator meets it (动态口令).</summary>
[Collection(OfficeCollection.Name)]
public sealed class SecondFactorTests(BrowserOffice office)
{
    private const string Account = "auditor";
    private byte[] _seed = [];

    [Fact]
    public async Task The_auditor_is_made_to_bind_a_token_and_logs_in_with_its_password_only_once_each()
    {
        var security = await office.AsAsync("secadmin");
        var auditor = await office.AsAsync(Account);
        var page = auditor.Page;
        foreach (var refusal in new[] { "401 /api/v1/session", "403 /api/v1/portal/layout", "403 /api/v1/audit/records", "403 /api/v1/audit/status", "422 /api/v1/session/second-factor/otp/confirm" })
        {
            office.Provoked.Add(refusal);
        }

        await NeedAsync(security, needed: true);
        await security.PictureAsync("adm-second-factor");

        await page.GotoAsync(new Uri(office.Node.Address, "adm/audit").ToString());
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/second-factor");
        await auditor.PictureAsync("second-factor-required");
        await BindAsync(auditor);
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/adm/audit");

        await LogOutAsync(auditor);
        await EnterPasswordAsync(page);
        await auditor.PictureAsync("login-second-step");
        await EnterCodeAsync(page, "000000");
        await page.GetByText("动态口令不对,或已经用过。还可再试 4 次").WaitForAsync();
        await auditor.PictureAsync("login-second-step-wrong");

        // The token runs a minute ahead: its password is taken, and after it none of before.
        var ahead = CodeAt(1);
        await EnterCodeAsync(page, ahead);
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/home");
        await LogOutAsync(auditor);
        await EnterPasswordAsync(page);
        await EnterCodeAsync(page, ahead);
        await page.GetByText("或已经用过").WaitForAsync();
        await EnterCodeAsync(page, CodeAt(4));
        await page.GetByText("还可再试 3 次").WaitForAsync();

        await LoseTokenAsync(security, auditor);
        office.AssertNoFaults();
    }

    /// <summary>The token is lost: two administrators take it off, and the role is let off the second factor by two as well.</summary>
    private async Task LoseTokenAsync(Desk security, Desk auditor)
    {
        var page = auditor.Page;
        await security.GoAsync("adm/policy");
        await security.Button("解除 " + Account).ClickAsync();
        await security.PictureAsync("adm-second-factor-reset");
        office.Provoked.Add($"409 /api/v1/security/second-factors/accounts/{Account}/reset");
        office.Provoked.Add("409 /api/v1/security/second-factors/roles/audit");
        await security.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "解除", Exact = true }).ClickAsync();
        await AskSecondAsync(security, "令牌遗失,已当面核实本人");
        var system = await office.AsAsync("sysadmin");
        await ApproveAsync(system, "解除 ");
        await security.GoAsync("adm/policy");
        await security.Page.GetByText("还没有人绑定").WaitForAsync();
        await page.ReloadAsync();
        await EnterPasswordAsync(page, stays: false);
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/second-factor");

        await security.GoAsync("adm/policy");
        await security.Page.GetByLabel("登录须有第二因素 安全审计", new() { Exact = true }).ClickAsync();
        await AskSecondAsync(security, "演示节点,试用完毕");
        await ApproveAsync(system, "角色“安全审计”");
        await auditor.GoAsync("home");
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/home");
    }

    /// <summary>What one administrator may not do alone: the dialog asks for the reason and makes the request.</summary>
    private static async Task AskSecondAsync(Desk security, string reason)
    {
        await security.Page.Locator("#ask-reason").FillAsync(reason);
        await security.PictureAsync("adm-control-ask");
        await security.Button("提交复核申请").ClickAsync();
        await security.Page.GetByText("已提交,申请号").WaitForAsync();
        await security.Button("知道了").ClickAsync();
    }

    private static async Task ApproveAsync(Desk system, string summary)
    {
        await system.GoAsync("adm/control");
        await system.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^批准 " + summary) }).ClickAsync();
        await system.PictureAsync("adm-control-approve");
        await system.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true }).ClickAsync();
        await system.Page.GetByText("没有待办理的申请").WaitForAsync();
        await system.Page.Locator("#state").SelectOptionAsync("all");
        await system.Page.GetByText("已执行").First.WaitForAsync();
        await system.PictureAsync("adm-control-all");
    }

    private static async Task NeedAsync(Desk security, bool needed)
    {
        await security.GoAsync("adm/policy");
        var box = security.Page.GetByLabel("登录须有第二因素 安全审计", new() { Exact = true });
        await box.SetCheckedAsync(needed);
        await security.SettleAsync();
        Assert.Equal(needed, await box.IsCheckedAsync());
    }

    private async Task BindAsync(Desk desk)
    {
        await desk.Button("开始绑定").ClickAsync();
        var address = await desk.Page.Locator(".address").TextContentAsync();
        _seed = SeedOf(address!);
        await desk.PictureAsync("second-factor-qr");
        await desk.Page.Locator("#otp-code").FillAsync("000000");
        await desk.Button("确认绑定").ClickAsync();
        await desk.Page.GetByText("不是这个二维码在当前时间的动态口令").WaitForAsync();
        await desk.Page.Locator("#otp-code").FillAsync(CodeAt(0));
        await desk.Button("确认绑定").ClickAsync();
    }

    private static async Task LogOutAsync(Desk desk)
    {
        await desk.Page.Locator(".top__user").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Menuitem, new() { Name = "退出登录" }).ClickAsync();
        await desk.Page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/login");
    }

    private static async Task EnterPasswordAsync(IPage page, bool stays = true)
    {
        await page.Locator("#account").FillAsync(Account);
        await page.Locator("#password").FillAsync(BrowserOffice.NewPassword);
        await page.Locator("form button[type=submit]").ClickAsync();
        if (stays)
        {
            await page.Locator("#code").WaitForAsync();
        }
    }

    private static async Task EnterCodeAsync(IPage page, string code)
    {
        await page.Locator("#code").FillAsync(code);
        await page.Locator("form button[type=submit]").ClickAsync();
    }

    /// <summary>What the token shows when its clock is so many minutes ahead.</summary>
    private string CodeAt(int minutes)
    {
        Span<byte> message = stackalloc byte[_seed.Length + 16];
        message.Clear();
        _seed.CopyTo(message);
        BinaryPrimitives.WriteInt64BigEndian(message[_seed.Length..], (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60) + minutes);
        var digest = Sm3.Hash(message);
        var sum = Enumerable.Range(0, 8).Select(i => BinaryPrimitives.ReadUInt32BigEndian(digest.AsSpan(i * 4))).Aggregate(0u, (s, w) => unchecked(s + w));
        return (sum % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] SeedOf(string address)
    {
        var secret = WebUtility.UrlDecode(address).Split("secret=")[1].Split('&')[0];
        var bits = string.Concat(secret.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}
