using System.Text;
using Microsoft.Playwright;

namespace Guotu.Browser.Tests;

/// <summary>One day of the office in real browsers: from the coordinate file at the window to the archive (主线).</summary>
[Collection(OfficeCollection.Name)]
public sealed class DayOfACleanParcelTests(BrowserOffice office)
{
    private static readonly string[] AttestedRules = ["S6", "S7", "S8", "S9", "S11", "S12", "S13", "S14"];

    private const string Project = "西乡县城北新区道路";
    private const string Official = "用字第6107242026XS0004711号";

    [Fact]
    public async Task The_parcel_goes_from_the_window_through_every_post_to_the_archive()
    {
        var caseId = await ReceivedAndAcceptedAsync();
        await ExaminedAsync(caseId);
        await JointlyReviewedAsync(caseId);
        await DecidedAsync(caseId);
        await CertifiedAndArchivedAsync(caseId);
        await TheTrailIsWholeAsync(caseId);
        office.AssertNoFaults();
    }

    private async Task<string> ReceivedAndAcceptedAsync()
    {
        var clerk = await office.AsAsync("wangxy");
        await clerk.PictureAsync("01-home");
        var caseId = await clerk.RegisterAsync(office.Home.Parcel("clean.txt"), Project);
        await clerk.PictureAsync("02-receipt");
        await clerk.ActAsync(caseId, "收件提交");
        await clerk.ActAsync(caseId, "受理");
        return caseId;
    }

    private async Task ExaminedAsync(string caseId)
    {
        var officer = await office.AsAsync("lijg");
        await officer.GoAsync("biz/todo");
        await Assertions.Expect(officer.Page.GetByText(Project).First).ToBeVisibleAsync();
        await officer.PictureAsync("03-todo");
        await officer.OpenCaseAsync(caseId);
        await officer.PictureAsync("04-case-open");
        await officer.Page.Locator(".desk").GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }).ClickAsync();
        await officer.Page.Locator("#opinion").WaitForAsync();
        foreach (var rule in AttestedRules)
        {
            await officer.AttestAsync(caseId, rule);
        }

        await officer.OpenCaseAsync(caseId);
        await officer.Button("重新审查").ClickAsync();
        await officer.Page.Locator(".bar--compliant").WaitForAsync();
        await officer.PictureAsync("05-case-compliant");
        foreach (var tab in (string[])["materials", "process", "clock", "opinions", "history"])
        {
            await officer.GoAsync($"biz/cases/{caseId}/{tab}");
            await officer.PictureAsync("06-case-" + tab);
        }

        await officer.ActAsync(caseId, "送会审", "经审查,符合国土空间规划,拟同意。");
    }

    private async Task JointlyReviewedAsync(string caseId)
    {
        foreach (var reviewer in (string[])["liuf", "yangb", "zhaom"])
        {
            await (await office.AsAsync(reviewer)).ActAsync(caseId, "同意", "无不同意见。");
        }
    }

    private async Task DecidedAsync(string caseId)
    {
        await (await office.AsAsync("huangq")).ActAsync(caseId, "同意");
        await (await office.AsAsync("zhoul")).ActAsync(caseId, "同意");
        var director = await office.AsAsync("wugj");
        await director.OpenCaseAsync(caseId);
        await director.PictureAsync("07-decision");
        await director.ActAsync(caseId, "批准");
    }

    private async Task CertifiedAndArchivedAsync(string caseId)
    {
        var issuer = await office.AsAsync("sunt");
        await issuer.UntilTaskAsync(caseId);
        await issuer.PictureAsync("08-issue");
        await EnteredAsync(issuer, caseId);
        await issuer.ActAsync(caseId, "发证", "已核对。");
        var archivist = await office.AsAsync("maxl");
        await archivist.UntilTaskAsync(caseId);
        await archivist.ActAsync(caseId, "归档", "案卷齐全。");
        await archivist.OpenCaseAsync(caseId);
        await archivist.PictureAsync("09-archived");
        var number = archivist.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^用字第6107242[0-9]{3}XS[0-9]{7}号") }).First;
        var address = await number.GetAttributeAsync("href");
        var pdf = await archivist.Page.APIRequest.GetAsync(new Uri(office.Node.Address, address!).ToString());
        Assert.Equal("%PDF", Encoding.ASCII.GetString(await pdf.BodyAsync(), 0, 4));
    }

    /// <summary>A slip is named at its field; then the number of the supervision system stands on the page.</summary>
    private async Task EnteredAsync(Desk issuer, string caseId)
    {
        await issuer.Page.Locator(".desk").GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }).ClickAsync();
        await issuer.Button("录入监管系统编号").ClickAsync();
        var dialog = issuer.Page.GetByRole(AriaRole.Dialog);
        var page = await issuer.Page.APIRequest.GetAsync(new Uri(office.Node.Address, "api/v1/cases/" + caseId).ToString());
        var task = (await page.JsonAsync())!.Value.GetProperty("task").GetProperty("taskId").GetString();
        office.Provoked.Add($"422 /api/v1/tasks/{task}/certificate-number");
        await dialog.Locator("#certificate-number").FillAsync("用字第123号");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "录入并重新制证", Exact = true }).ClickAsync();
        await dialog.GetByText("APP-0031").Or(dialog.GetByRole(AriaRole.Alert)).First.WaitForAsync();
        await issuer.PictureAsync("08-number-refused");
        await dialog.Locator("#certificate-number").FillAsync(Official);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "录入并重新制证", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await issuer.OpenCaseAsync(caseId);
        await Assertions.Expect(issuer.Page.GetByText(Official).First).ToBeVisibleAsync();
        await issuer.PictureAsync("08-numbered");
    }

    private async Task TheTrailIsWholeAsync(string caseId)
    {
        var auditor = await office.AsAsync("auditor");
        await auditor.GoAsync("adm/audit?object=" + caseId);
        await auditor.PictureAsync("10-audit");
        Assert.NotEqual(string.Empty, caseId);
    }
}
