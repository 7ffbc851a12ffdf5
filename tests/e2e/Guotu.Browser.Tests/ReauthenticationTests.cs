using Guotu.Testing.Node;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>The dialog that asks for the password again, and the image code of the login page, at the keyboard.</summary>
[Collection(OfficeCollection.Name)]
public sealed class ReauthenticationTests(BrowserOffice office)
{
    [Fact]
    public async Task A_page_left_open_asks_for_the_password_keeps_what_was_entered_and_goes_on()
    {
        var desk = await office.AsAsync("secadmin");
        var page = desk.Page;
        await desk.GoAsync("adm/policy");
        await page.Locator("#session-staff-idleMinutes").FillAsync("14");
        await desk.PictureAsync("adm-policy-sessions");
        office.Provoked.Add("403 /api/v1/security/session-policy/staff");
        office.Provoked.Add("401 /api/v1/session/proof");
        await AgeProofsAsync();

        var form = page.GetByRole(AriaRole.Form, new() { Name = "会话 · 业务人员" });
        await form.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "再次证明是本人" });
        await dialog.WaitForAsync();
        await page.Locator("#proof-password:focus").WaitForAsync();
        await desk.PictureAsync("proof-dialog");

        // Given up: what was entered stays, the reason stands there, nothing was stored.
        await page.Keyboard.PressAsync("Escape");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await form.GetByText("要再次证明是本人,还没有执行").WaitForAsync();
        Assert.Equal("14", await page.Locator("#session-staff-idleMinutes").InputValueAsync());

        await form.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await page.Locator("#proof-password:focus").WaitForAsync();
        await page.Keyboard.TypeAsync("Not-The-One-1");
        await page.Keyboard.PressAsync("Enter");
        await dialog.GetByText("还可再试 4 次").WaitForAsync();
        await page.Locator("#proof-password:focus").WaitForAsync();
        Assert.Equal(string.Empty, await page.Locator("#proof-password").InputValueAsync());
        await desk.PictureAsync("proof-dialog-wrong");
        await page.Keyboard.TypeAsync(BrowserOffice.NewPassword);
        await page.Keyboard.PressAsync("Enter");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await form.GetByText("已保存").WaitForAsync();

        await desk.GoAsync("adm/policy");
        Assert.Equal("14", await page.Locator("#session-staff-idleMinutes").InputValueAsync());
        office.AssertNoFaults();
    }

    [Fact]
    public async Task After_three_wrong_passwords_the_login_page_asks_for_an_image_code_or_a_question_in_words()
    {
        var desk = await office.AsAsync("maxl");
        var page = desk.Page;
        await desk.GoAsync("home");
        await page.Locator(".top__user").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "退出登录" }).ClickAsync();
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/login");

        for (var left = 4; left > 1; left--)
        {
            await EnterAsync(page, "Wrong-2026-xx");
            await page.GetByText($"还可再试 {left} 次").WaitForAsync();
        }

        await EnterAsync(page, BrowserOffice.NewPassword);
        await page.GetByAltText("图形验证码,五个字母或数字").WaitForAsync();
        await page.Locator("#image:focus").WaitForAsync();
        await desk.PictureAsync("login-image-code");
        await page.Keyboard.TypeAsync("22222");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("图形验证码不对").WaitForAsync();
        await desk.PictureAsync("login-image-code-wrong");

        // By the keyboard alone: the question in words instead.
        await desk.Button("看不清,改为文字题").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var question = page.Locator("#image-hint");
        await question.GetByText("等于几").WaitForAsync();
        await page.Locator("#image:focus").WaitForAsync();
        await desk.PictureAsync("login-image-code-words");
        await page.Keyboard.TypeAsync(WordsQuestion.Answer((await question.TextContentAsync())!));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(u => new Uri(u).AbsolutePath == "/home");
        office.AssertNoFaults();
    }

    private static async Task EnterAsync(IPage page, string password)
    {
        await page.Locator("#account").FillAsync("maxl");
        await page.Locator("#password").FillAsync(password);
        await page.Locator("form button[type=submit]").ClickAsync();
    }

    /// <summary>Time passes for the proofs alone: the sessions go on.</summary>
    private async Task AgeProofsAsync()
    {
        await using var database = new SqliteConnection($"Data Source={office.Home.Home}/guotu.db;Pooling=False");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "UPDATE id_session SET proved_utc = '2019-12-31 00:00:00.000000' WHERE user_id = (SELECT user_id FROM id_user WHERE account_name = 'secadmin')";
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }
}
