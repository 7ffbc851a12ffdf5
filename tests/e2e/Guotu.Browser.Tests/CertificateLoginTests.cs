using Guotu.Crypto.Certificates;
using Guotu.FileKeyAgent;
using Guotu.Testing.Node;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>A UKey from the binding to the login, as the security administrator and a window clerk meet it; its agent is one over key files.</summary>
[Collection(OfficeCollection.Name)]
public sealed class CertificateLoginTests(BrowserOffice office)
{
    private const string Account = "hud";
    private readonly CountyAuthority _authority = new();

    [Fact]
    public async Task A_clerk_logs_in_with_a_bound_certificate_and_with_no_other()
    {
        foreach (var refusal in new[] { "401 /api/v1/session", "401 /api/v1/portal/layout", "403 /api/v1/session/second-factor/otp", "409 /v1/sign", "409 /api/v1/security/trust/lists", "409 /api/v1/security/trust/authorities" })
        {
            office.Provoked.Add(refusal);
        }

        var (mine, foreign) = (_authority.Issue("胡丹"), new CountyAuthority().Issue("胡丹"));
        var security = await office.AsAsync("secadmin");
        var clerk = await office.AsAsync(Account);
        await TrustAsync(security);
        await BindAsync(security, mine);
        var page = clerk.Page;

        await clerk.Page.GotoAsync(new Uri(office.Node.Address, "home").ToString());
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/login");
        await EnterAsync(page);
        await page.GetByText("已转到“证书 UKey”").WaitForAsync();
        await page.GetByText("连不上本机的 UKey 程序").WaitForAsync();
        await clerk.PictureAsync("login-ukey-not-running");

        await using var agent = Agent.Start(office.AgentPort, office.Node.Address.GetLeftPart(UriPartial.Authority));
        await clerk.Button("重新查找").ClickAsync();
        await page.GetByText("没有找到证书").WaitForAsync();
        agent.Keys.AddRange([new FileKey(mine.Key, mine.Certificate), new FileKey(foreign.Key, foreign.Certificate)]);
        await clerk.Button("重新查找").ClickAsync();
        await page.GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
        await clerk.PictureAsync("login-ukey");
        await EnterAsync(page);
        await page.GetByText("账号、口令或证书不对。还可再试 4 次").WaitForAsync();
        await clerk.PictureAsync("login-ukey-foreign");

        agent.Refuses = "pin-cancelled";
        await page.GetByRole(AriaRole.Radio).Nth(0).CheckAsync();
        await EnterAsync(page);
        await page.GetByText("没有输入 PIN,这次没有签名").WaitForAsync();
        agent.Refuses = null;
        await EnterAsync(page);
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/home");
        Assert.Contains($"origin: {office.Node.Address.GetLeftPart(UriPartial.Authority)}\n", agent.Asked[^1], StringComparison.Ordinal);
        Assert.Contains("purpose: login\n", agent.Asked[^1], StringComparison.Ordinal);

        await ProveAsync(clerk, agent);
        await clerk.GoAsync("me/security");
        await page.GetByText("CN=胡丹").WaitForAsync();
        await clerk.PictureAsync("me-security");

        await RefusedAfterwardsAsync(clerk, agent);
        await UnbindAsync(security);
        await ForgetFailuresAsync();
        await page.ReloadAsync();
        await EnterAsync(page);
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/home");
        office.AssertNoFaults();
    }

    /// <summary>The root is registered by two, the issuer by one; their lists are brought in, and an older list is not.</summary>
    private async Task TrustAsync(Desk security)
    {
        var page = security.Page;
        await security.GoAsync("adm/certificates/trust");
        await page.GetByText("还没有登记证书机构").WaitForAsync();
        await security.PictureAsync("adm-trust-empty");
        await HandInAsync(security, _authority.Root.Certificate);
        await page.Locator("#ask-reason").FillAsync("与机构公布的 SM3 核对一致");
        await security.PictureAsync("adm-trust-by-two");
        await security.Button("提交复核申请").ClickAsync();
        await page.GetByText("已提交,申请号").WaitForAsync();
        await security.Button("知道了").ClickAsync();
        await ApproveAsync(await office.AsAsync("sysadmin"), "登记根证书");
        await security.GoAsync("adm/certificates/trust");
        await HandInAsync(security, _authority.Issuer.Certificate);
        await page.GetByText($"已登记 {_authority.Issuer.Certificate.Subject}").WaitForAsync();

        await page.GetByText("2 个机构没有现行的撤销列表").WaitForAsync();
        await security.PictureAsync("adm-trust-no-lists");
        var older = _authority.List(_authority.Issuer);
        await BringAsync(page, _authority.List(_authority.Root).ToPem());
        await page.GetByText("已导入").WaitForAsync();
        await security.Button("知道了").ClickAsync();
        await BringAsync(page, _authority.List(_authority.Issuer).ToPem());
        await page.GetByText("已导入").WaitForAsync();
        await BringAsync(page, older.ToPem());
        await page.GetByText("不比收过的").WaitForAsync();
        await security.PictureAsync("adm-trust-older");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "取消" }).ClickAsync();
        await page.GetByText("个机构没有现行的撤销列表").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await security.PictureAsync("adm-trust");
    }

    private static async Task HandInAsync(Desk security, Sm2Certificate certificate)
    {
        var page = security.Page;
        await security.Button("登记机构").ClickAsync();
        await page.Locator("#trust-file").SetInputFilesAsync(FileOf("机构.crt", certificate.ToPem()));
        await page.GetByText(certificate.Digest).WaitForAsync();
        await page.Locator("#trust-compared").CheckAsync();
        await security.PictureAsync("adm-trust-authority");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
    }

    private static async Task ApproveAsync(Desk second, string summary)
    {
        await second.GoAsync("adm/control");
        await second.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^批准 " + summary) }).First.ClickAsync();
        var dialog = second.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("与机构公布的 SM3 核对一致").WaitForAsync();
        await second.PictureAsync("adm-control-anchor");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    private static async Task BringAsync(IPage page, string list)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "导入撤销列表" }).ClickAsync();
        await page.Locator("#list-file").SetInputFilesAsync(FileOf("机构.crl", list));
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();
    }

    private async Task BindAsync(Desk security, CountyUKey mine)
    {
        var page = security.Page;
        await security.GoAsync("adm/certificates");
        await page.GetByText("还没有绑定证书").WaitForAsync();
        await security.PictureAsync("adm-certificates-empty");
        await security.Button("绑定证书").ClickAsync();
        await ChooseAsync(page, "过期.crt", _authority.Issue("胡丹", fromDays: -20, untilDays: -10));
        await page.GetByText("不能绑定:已过有效期").WaitForAsync();
        await security.PictureAsync("adm-certificates-refused");
        await ChooseAsync(page, "胡丹.crt", mine);
        await page.GetByText("CN=胡丹").WaitForAsync();
        await page.Locator("#bind-account").FillAsync(Account);
        await security.PictureAsync("adm-certificates-bind");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "绑定", Exact = true }).ClickAsync();
        await page.GetByText($"绑定到 {Account}").WaitForAsync();
        await security.PictureAsync("adm-certificates");
    }

    /// <summary>An act that wants the person proved again, by the certificate.</summary>
    private async Task ProveAsync(Desk clerk, Agent agent)
    {
        var page = clerk.Page;
        await RunSqlAsync($"UPDATE id_session SET proved_utc = '2019-12-31 00:00:00.000000' WHERE user_id = (SELECT user_id FROM id_user WHERE account_name = '{Account}')");
        await page.GotoAsync(new Uri(office.Node.Address, "second-factor").ToString());
        await clerk.Button("开始绑定").ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "再次证明是本人" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "证书 UKey" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Radio).Nth(0).CheckAsync();
        await page.Locator("#proof-password").FillAsync(BrowserOffice.NewPassword);
        await clerk.PictureAsync("proof-dialog-ukey");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "确认并继续" }).ClickAsync();
        await page.Locator(".qr").WaitForAsync();
        Assert.Contains("purpose: proof\n", agent.Asked[^1], StringComparison.Ordinal);
    }

    /// <summary>A signature of before, and a certificate that was revoked meanwhile, read the same.</summary>
    private async Task RefusedAfterwardsAsync(Desk clerk, Agent agent)
    {
        var page = clerk.Page;
        await page.Locator(".top__user").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "退出登录" }).ClickAsync();
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/login");
        await clerk.Button("证书 UKey").ClickAsync();
        await page.GetByRole(AriaRole.Radio).Nth(0).CheckAsync();
        agent.Replayed = agent.LastSignature;
        await EnterAsync(page);
        await page.GetByText("账号、口令或证书不对。还可再试 4 次").WaitForAsync();
        agent.Replayed = null;
        await _authority.RevokeAsync(office.Home.Home, agent.Keys[0].Certificate);
        await EnterAsync(page);
        await page.GetByText("账号、口令或证书不对。还可再试 3 次").WaitForAsync();
        await clerk.PictureAsync("login-ukey-revoked");
    }

    private static async Task UnbindAsync(Desk security)
    {
        await security.GoAsync("adm/certificates");
        await security.Page.GetByText("已被撤销").WaitForAsync();
        await security.PictureAsync("adm-certificates-revoked");
        await security.Button("解除 " + Account).ClickAsync();
        await security.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "解除", Exact = true }).ClickAsync();
        await security.Page.GetByText("还没有绑定证书").WaitForAsync();
    }

    private static Task ChooseAsync(IPage page, string name, CountyUKey ukey) => page.Locator("#bind-file").SetInputFilesAsync(FileOf(name, ukey.Certificate.ToPem()));

    private static FilePayload FileOf(string name, string pem) => new() { Name = name, MimeType = "application/octet-stream", Buffer = System.Text.Encoding.ASCII.GetBytes(pem) };

    private static async Task EnterAsync(IPage page)
    {
        await page.Locator("#account").FillAsync(Account);
        await page.Locator("#password").FillAsync(BrowserOffice.NewPassword);
        await page.Locator("form button[type=submit]").ClickAsync();
    }

    /// <summary>The other tests of the office count wrong logins from this address for themselves.</summary>
    private Task ForgetFailuresAsync() => RunSqlAsync("DELETE FROM id_login_address");

    private async Task RunSqlAsync(string text)
    {
        await using var database = new SqliteConnection($"Data Source={office.Home.Home}/guotu.db;Pooling=False");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = text;
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }
}
