using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guotu.Browser.Tests;

/// <summary>The other half of the office's day: missing papers, a conflict, a stopped clock, a return.</summary>
[Collection(OfficeCollection.Name)]
public sealed class WhatStandsInTheWayTests(BrowserOffice office)
{
    [Fact]
    public async Task Missing_papers_are_told_once_and_what_the_applicant_brings_is_registered()
    {
        var clerk = await office.AsAsync("wangxy");
        var caseId = await clerk.RegisterAsync(office.Home.Parcel("clean.txt"), "材料不齐的道路", withPapers: false);
        await clerk.ActAsync(caseId, "收件提交");
        await clerk.OpenCaseAsync(caseId);
        var dialog = await clerk.ChooseAsync("一次性告知补正", "材料不齐,一次告知。");
        await Expect(dialog.Locator("#correction-0")).ToHaveValueAsync(new Regex(".+"));
        await clerk.PictureAsync("20-correction-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "一次性告知补正", Exact = true }).ClickAsync();
        await clerk.Page.WaitForURLAsync("**/biz/todo**");

        await clerk.GoAsync($"biz/cases/{caseId}/materials");
        await clerk.PictureAsync("21-corrected-form");
        foreach (var material in (string[])["申请表", "用地申请报告", "项目建设依据", "勘测定界图", "营业执照或法人证书"])
        {
            var row = clerk.Page.Locator("section.form .pick", new() { HasText = "补交 " + material });
            await Desk.PutPaperAsync(row.Locator("input[type=file]"), "补 " + material);
            await row.GetByText($"补 {material}.pdf").WaitForAsync();
        }

        await clerk.Button("登记补正").ClickAsync();
        await Expect(clerk.Page.Locator("section.form")).ToBeHiddenAsync();
        await clerk.ActAsync(caseId, "受理");
        await clerk.GoAsync($"biz/cases/{caseId}/materials");
        await Expect(clerk.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("补正") }).First).ToBeVisibleAsync();
        office.AssertNoFaults();
    }

    [Fact]
    public async Task A_parcel_on_farmland_cannot_be_passed_on_and_the_page_says_why_and_what_to_do()
    {
        var clerk = await office.AsAsync("wangxy");
        var caseId = await clerk.RegisterAsync(office.Home.Parcel("on-farmland.txt"), "占用永久基本农田的厂房");
        await clerk.ActAsync(caseId, "收件提交");
        await clerk.ActAsync(caseId, "受理");
        var officer = await office.AsAsync("lijg");
        await officer.OpenCaseAsync(caseId);
        await officer.Page.Locator(".desk").GetByRole(AriaRole.Button, new() { Name = "签收", Exact = true }).ClickAsync();
        await officer.Page.Locator("#opinion").WaitForAsync();
        await Expect(officer.Page.Locator(".bar--conflict")).ToBeVisibleAsync();
        await Expect(officer.Page.Locator(".acts").GetByRole(AriaRole.Button, new() { Name = "送会审", Exact = true })).ToBeDisabledAsync();
        await Expect(officer.Page.Locator(".acts__reasons")).ToContainTextAsync("不能送会审");
        await officer.PictureAsync("22-conflict");
        await ExemptAsync(officer, caseId);
        await StopAndResumeTheClockAsync(officer, caseId);
        await ReturnToTheApplicantAsync(officer, caseId);
        office.AssertNoFaults();
    }

    [Fact]
    public async Task A_file_alone_is_reviewed_recomputed_and_printed_without_a_case()
    {
        var officer = await office.AsAsync("lijg");
        await officer.GoAsync("biz/review");
        await officer.PictureAsync("30-review-start");
        await officer.Page.Locator("input[type=file]").First.SetInputFilesAsync(office.Home.Parcel("on-redline.txt"));
        await officer.Button("换文件").WaitForAsync();
        await officer.Button("开始审查").ClickAsync();
        await officer.Page.WaitForURLAsync(new Regex("/biz/review/.+"));
        await Expect(officer.Page.Locator(".banner--conflict")).ToBeVisibleAsync();
        await officer.PictureAsync("31-review-result");
        await officer.Button("复算").ClickAsync();
        await Expect(officer.Page.GetByText("复算一致").First).ToBeVisibleAsync();
        await officer.PictureAsync("32-review-replayed");
        var report = await officer.Page.GetByRole(AriaRole.Link, new() { Name = "报告 PDF" }).GetAttributeAsync("href");
        var pdf = await officer.Page.APIRequest.GetAsync(new Uri(office.Node.Address, report!).ToString());
        Assert.Equal("%PDF", Encoding.ASCII.GetString(await pdf.BodyAsync(), 0, 4));
        await File.WriteAllBytesAsync(Path.Combine(BrowserOffice.Pictures, "33-report.pdf"), await pdf.BodyAsync());
        office.AssertNoFaults();
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_refused_with_its_line_or_ring()
    {
        var clerk = await office.AsAsync("wangxy");
        office.Provoked.Add("422 /api/v1/parcels/parse");
        await clerk.GoAsync("biz/intake/new");
        await clerk.Page.Locator("#step-parcel input[type=file]").SetInputFilesAsync(office.Home.Parcel("self-crossing.txt"));
        await Expect(clerk.Page.Locator("#step-parcel")).ToContainTextAsync("圈");
        await clerk.PictureAsync("23-refused-file");
        await clerk.Button("放弃").ClickAsync();
        office.AssertNoFaults();
    }

    private static async Task ExemptAsync(Desk officer, string caseId)
    {
        await officer.OpenCaseAsync(caseId);
        await officer.Button("附论证").First.ClickAsync();
        var dialog = officer.Page.GetByRole(AriaRole.Dialog);
        await dialog.Locator("#evidence-basis").FillAsync("永农补划批复〔2026〕12号");
        await dialog.Locator("#evidence-text").FillAsync("已补划。");
        await Desk.PutPaperAsync(dialog.Locator("input[type=file]"), "补划批复");
        await dialog.GetByText("补划批复.pdf").WaitForAsync();
        await officer.PictureAsync("24-exempt-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "附上论证", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    private static async Task StopAndResumeTheClockAsync(Desk officer, string caseId)
    {
        await officer.GoAsync($"biz/cases/{caseId}/clock");
        foreach (var act in (string[])["停表", "恢复"])
        {
            await officer.Button(act).ClickAsync();
            var dialog = officer.Page.GetByRole(AriaRole.Dialog);
            await dialog.Locator("#clock-reason").FillAsync("委托专家评审");
            await Desk.PutPaperAsync(dialog.Locator("input[type=file]"), "评审委托书");
            await dialog.GetByText("评审委托书.pdf").WaitForAsync();
            await dialog.GetByRole(AriaRole.Button, new() { Name = act, Exact = true }).ClickAsync();
            await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        }

        await Expect(officer.Page.GetByText("重算与记录一致")).ToBeVisibleAsync();
        await officer.PictureAsync("25-clock");
    }

    private static async Task ReturnToTheApplicantAsync(Desk officer, string caseId)
    {
        await officer.ActAsync(caseId, "退回申请人补正", "调整边界避让永久基本农田。", async dialog =>
        {
            if (await dialog.Locator("#correction-0").InputValueAsync() is { Length: 0 })
            {
                await dialog.Locator("#correction-0").FillAsync("重报避让永久基本农田的坐标文件");
            }
        });
        await officer.OpenCaseAsync(caseId);
        await officer.PictureAsync("26-returned");
    }
}
