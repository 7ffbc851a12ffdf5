using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guotu.Crypto;
using Guotu.Testing.Node;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>One person at a browser of 1366×768, doing with mouse and keyboard what the page offers.</summary>
public sealed partial class Desk(BrowserOffice office, string account, IPage page)
{
    private static readonly string[] Notable = ["error", "warning"];

    private static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(2);

    private DateTimeOffset _provedAt;

    public IPage Page => page;

    private Uri Address => office.Node.Address;

    public void Watch()
    {
        page.PageError += (_, e) => Tell(e);
        page.Console += (_, m) =>
        {
            // Refusals are told by the response; the advice on canvas reading is about the map library's own hit detection.
            if (Notable.Contains(m.Type) && !m.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && !m.Text.StartsWith("Canvas2D:", StringComparison.Ordinal))
            {
                Tell(m.Text);
            }
        };
        page.Response += (_, r) =>
        {
            if (r.Status >= 400 && !Expected(r))
            {
                Tell($"{r.Status} {r.Request.Method} {r.Url}");
            }
        };
    }

    public async Task LogInAsync(string firstPassword)
    {
        await page.GotoAsync(new Uri(Address, "login").ToString());
        await page.Locator("#account").FillAsync(account);
        await page.Locator("#password").FillAsync(firstPassword);
        await page.Locator("form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/password");
        await page.Locator("#password-old").FillAsync(firstPassword);
        await page.Locator("#password-fresh").FillAsync(BrowserOffice.NewPassword);
        await page.Locator("#password-again").FillAsync(BrowserOffice.NewPassword);
        await page.Locator("form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/home");
        _provedAt = TimeProvider.System.GetUtcNow();
    }

    /// <summary>Opens a page; a proof that is about to become old is renewed beside it, so that only the tests of the dialog meet the dialog.</summary>
    public async Task GoAsync(string path)
    {
        await RenewProofAsync();
        await page.GotoAsync(new Uri(Address, path).ToString());
        await SettleAsync();
    }

    /// <summary>Until nothing more is loaded.</summary>
    public Task SettleAsync() => page.WaitForLoadStateAsync(LoadState.NetworkIdle);

    /// <summary>A picture for eyes, and no page wider than the screen.</summary>
    public async Task PictureAsync(string name)
    {
        await SettleAsync();
        await page.WaitForTimeoutAsync(350);
        await page.ScreenshotAsync(new() { Path = Path.Combine(BrowserOffice.Pictures, name + ".png") });
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), $"{name} scrolls sideways");
    }

    /// <summary>From the empty form to the receipt; answers the case's id.</summary>
    public async Task<string> RegisterAsync(string parcelFile, string project, bool withPapers = true)
    {
        await GoAsync("biz/intake/new");
        await page.Locator("#step-parcel input[type=file]").SetInputFilesAsync(parcelFile);
        await page.Locator(".side__area").WaitForAsync();
        await SettleAsync();
        foreach (var (key, value) in IntakeForm.Fields(project))
        {
            await FillAsync(page.Locator("#field-" + key), value);
        }

        if (withPapers)
        {
            await HandInRequiredPapersAsync();
        }

        await page.Locator(".foot button").Last.ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "核对并提交" }).WaitForAsync();
        await PictureAsync("intake-check");
        await Button("提交收件").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "已收件" }).WaitForAsync();
        var link = await page.GetByRole(AriaRole.Link, new() { Name = "打开案件" }).GetAttributeAsync("href");
        return link!.Split('/')[^1];
    }

    public async Task OpenCaseAsync(string caseId)
    {
        await GoAsync("biz/cases/" + caseId);
        await page.Locator(".desk").WaitForAsync();
    }

    /// <summary>The act of the open case, taken up first where nobody holds it, through its summary.</summary>
    public async Task ActAsync(string caseId, string label, string opinion = "同意。", Func<ILocator, Task>? inDialog = null)
    {
        await OpenCaseAsync(caseId);
        var dialog = await ChooseAsync(label, opinion);
        if (inDialog is not null)
        {
            await inDialog(dialog);
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = label, Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/biz/todo**");
    }

    /// <summary>Opens the summary of an act without confirming it.</summary>
    public async Task<ILocator> ChooseAsync(string label, string opinion)
    {
        var claim = page.Locator(".desk").GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true });
        var box = page.Locator("#opinion");
        await claim.Or(box).First.WaitForAsync();
        if (await claim.IsVisibleAsync())
        {
            await claim.ClickAsync();
        }

        await box.FillAsync(opinion);
        var act = page.Locator(".acts").GetByRole(AriaRole.Button, new() { Name = label, Exact = true });
        if (!await act.IsVisibleAsync())
        {
            await page.Locator(".acts").GetByRole(AriaRole.Button, new() { NameRegex = MoreButton() }).ClickAsync();
            act = page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new Regex("^" + label) });
        }

        await act.ClickAsync();
        return page.GetByRole(AriaRole.Dialog);
    }

    /// <summary>A paper that answers one rule, put in from the row of its check.</summary>
    public async Task AttestAsync(string caseId, string rule)
    {
        await GoAsync($"biz/cases/{caseId}?act=attest&rule={rule}");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("#evidence-until").FillAsync("2030-12-31");
        await dialog.Locator("#evidence-text").FillAsync("经核查,不涉及。");
        await PutPaperAsync(dialog.Locator("input[type=file]"), "认定" + rule);
        await dialog.GetByText($"认定{rule}.pdf").WaitForAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "登记", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    /// <summary>The page is opened anew until the steps that run by themselves have brought the task.</summary>
    public async Task UntilTaskAsync(string caseId)
    {
        for (var i = 0; i < 60; i++)
        {
            await OpenCaseAsync(caseId);
            var ready = page.Locator(".desk").GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }).Or(page.Locator("#opinion"));
            if (await ready.First.IsVisibleAsync())
            {
                return;
            }

            await page.WaitForTimeoutAsync(500);
        }

        Assert.Fail($"{account} got no task on {caseId}");
    }

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static Task PutPaperAsync(ILocator input, string name) => input.SetInputFilesAsync(new FilePayload
    {
        Name = name + ".pdf",
        MimeType = "application/pdf",
        Buffer = Encoding.UTF8.GetBytes($"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% {name}\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
    });

    private async Task RenewProofAsync()
    {
        if (TimeProvider.System.GetUtcNow() - _provedAt < ProofLasts)
        {
            return;
        }

        var api = new Uri(Address, "api/v1/session");
        var session = await (await page.APIRequest.GetAsync(api.ToString())).JsonAsync();
        var challenge = await (await page.APIRequest.GetAsync(api + "/challenge")).JsonAsync();
        if (session is not { } signedIn || !signedIn.TryGetProperty("csrfToken", out var csrf) || challenge is not { } given)
        {
            return;
        }

        var key = Sm2PublicKey.FromPoint(Convert.FromHexString(given.GetProperty("publicKey").GetString()!)).Value;
        var secret = JsonSerializer.SerializeToUtf8Bytes(new { nonce = given.GetProperty("nonce").GetString(), password = BrowserOffice.NewPassword });
        await page.APIRequest.PostAsync(api + "/proof", new()
        {
            DataObject = new { cipher = Convert.ToHexString(Sm2.Encrypt(key, secret).ToRawWithoutPrefix()) },
            Headers = new Dictionary<string, string> { ["X-CSRF-Token"] = csrf.GetString()!, ["X-Request-Id"] = StaffClient.NewRequestId() },
        });
        _provedAt = TimeProvider.System.GetUtcNow();
    }

    private async Task HandInRequiredPapersAsync()
    {
        foreach (var row in await page.Locator("#step-materials tr").AllAsync())
        {
            if (!await row.GetByText("必交").IsVisibleAsync())
            {
                continue;
            }

            await PutPaperAsync(row.Locator("input[type=file]"), "申请材料");
            await row.GetByRole(AriaRole.Button, new() { Name = "移除" }).WaitForAsync();
        }
    }

    private static async Task FillAsync(ILocator control, string value)
    {
        if (await control.EvaluateAsync<string>("e => e.tagName") == "SELECT")
        {
            await control.SelectOptionAsync(value);
        }
        else
        {
            await control.FillAsync(value);
        }
    }

    /// <summary>Before the login there is no session, and a form has no draft at first.</summary>
    private bool Expected(IResponse response)
    {
        var path = new Uri(response.Url).AbsolutePath;
        return office.Provoked.Contains($"{response.Status} {path}") || (response.Status == 401 && path == "/api/v1/session") ||
            (response.Status == 404 && path.StartsWith("/api/v1/drafts/", StringComparison.Ordinal));
    }

    private void Tell(string what) => office.Faults.Enqueue($"{account} {new Uri(page.Url).AbsolutePath}: {what}");

    [GeneratedRegex("更多")]
    private static partial Regex MoreButton();
}
