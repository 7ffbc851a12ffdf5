using System.Net;
using System.Text.Json;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>The supervision system's number takes the place of the pre-number at the issuing task (录入监管系统编号).</summary>
public sealed class CertificateNumberTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>, IDisposable
{
    private const string Official = "用字第6107242026XS0004711号";

    private readonly CaseDesk _desk = new(demonstration.Home, demonstration.Node.Address);

    [Fact]
    public async Task The_certificate_is_drawn_anew_with_the_number_of_the_supervision_system_and_then_issued()
    {
        var before = await AtIssueAsync("取得监管系统编号的道路");
        var id = Text(before, "caseId");
        var pre = before.GetProperty("certificate");
        Assert.True(pre.GetProperty("provisional").GetBoolean());
        Assert.EndsWith("预编号(待监管系统赋号)", Text(Link(before), "text"), StringComparison.Ordinal);

        await EnterAsync(before, Official);

        var after = await _desk.PageAsync("sunt", id);
        var certificate = after.GetProperty("certificate");
        Assert.Equal((Official, false), (Text(certificate, "number"), certificate.GetProperty("provisional").GetBoolean()));
        Assert.Equal(Official, Text(Link(after), "text"));
        var papers = after.GetProperty("documents").EnumerateArray().Where(d => Text(d, "kind") == "certificate").ToList();
        var expected = new[] { (Text(pre, "documentId"), true), (Text(certificate, "documentId"), false) };
        Assert.Equal(expected, papers.Select(d => (Text(d, "id"), d.GetProperty("superseded").GetBoolean())).ToArray());
        Assert.NotEqual(Text(papers[0], "fileDigest"), Text(papers[1], "fileDigest"));
        await PaperIsThereAsync(Text(pre, "documentId"));
        await PaperIsThereAsync(Text(certificate, "documentId"));

        await _desk.ActAsync("sunt", id, "issue", string.Empty);
        using var anyone = StaffClient.WithoutSession(demonstration.Node.Address);
        var verified = await anyone.GetAsync("verify/" + Text(pre, "verifyCode"));
        Assert.Equal((true, Official, Text(papers[1], "fileDigest")), (verified.GetProperty("valid").GetBoolean(), Text(verified, "number"), Text(verified, "digest")));
        using var auditor = await demonstration.SignInAsync("auditor");
        var record = (await auditor.GetAsync($"audit/records?kind=certificate.number&objectId={id}")).GetProperty("items")[0];
        Assert.Contains(Text(pre, "number"), Text(record, "before"), StringComparison.Ordinal);
        Assert.Contains(Official, Text(record, "after"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_of_another_form_county_or_matter_or_one_that_is_taken_is_refused_and_nothing_changes()
    {
        var first = await AtIssueAsync("先录号的道路");
        await EnterAsync(first, "用字第6107242026XS0000815号");
        var page = await AtIssueAsync("号码录错的道路");

        foreach (var wrong in (string[])["用字第6107242026XS000471号", "用字第6107232026XS0000001号", "地字第6107242026YG0000001号", "用字第6107242026YG0000001号", "<b>", ""])
        {
            Assert.Equal((wrong, "APP-0031"), (wrong, (await RefusedAsync("sunt", page, wrong)).Code));
        }

        Assert.Equal("APP-0032", (await RefusedAsync("sunt", page, "用字第6107242026XS0000815号")).Code);
        Assert.Equal("ACC-0002", (await RefusedAsync("wangxy", page, "用字第6107242026XS0000816号")).Code);
        Assert.Equal(page.GetRawText(), (await _desk.PageAsync("sunt", Text(page, "caseId"))).GetRawText());
    }

    [Fact]
    public async Task A_stale_page_enters_no_number_and_another_step_has_none_to_enter()
    {
        var page = await AtIssueAsync("页面过时的道路");
        await EnterAsync(page, "用字第6107242026XS0000901号");
        Assert.Equal("SYS-0001", (await RefusedAsync("sunt", page, "用字第6107242026XS0000902号")).Code);

        // A pre-number of the county that happens to be another case's number of the supervision system gives way.
        var other = await AtIssueAsync("预编号被占的道路");
        await EnterAsync(await _desk.PageAsync("sunt", Text(page, "caseId")), Text(other.GetProperty("certificate"), "number"));
        await EnterAsync(other, "用字第6107242026XS0000903号");
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task Of_two_cases_that_enter_one_number_at_the_same_moment_one_has_it_and_the_other_is_told(string provider)
    {
        await using var both = provider == "postgresql" ? new PostgresNode() : new DemonstrationNode();
        await both.InitializeAsync();
        using var desk = new CaseDesk(both.Home, both.Node.Address);
        var pages = new[] { await AtIssueAsync(desk, "同时录号的道路甲"), await AtIssueAsync(desk, "同时录号的道路乙") };
        for (var round = 0; round < 6; round++)
        {
            var number = $"用字第6107242026XS00020{round:00}号";
            var ends = await Task.WhenAll(pages.Select(p => EndAsync(desk, p, number)));

            Assert.Equal(["APP-0032", "done"], ends.Order(StringComparer.Ordinal));
            pages = [await desk.PageAsync("sunt", Text(pages[0], "caseId")), await desk.PageAsync("sunt", Text(pages[1], "caseId"))];
            Assert.Single(pages, p => Text(p.GetProperty("certificate"), "number") == number);
        }
    }

    public void Dispose() => _desk.Dispose();

    private static async Task<string> EndAsync(CaseDesk desk, JsonElement page, string number)
    {
        try
        {
            await EnterAsync(desk, "sunt", page, number);
            return "done";
        }
        catch (RefusedException refused)
        {
            return refused.Code;
        }
    }

    private Task<JsonElement> AtIssueAsync(string project) => AtIssueAsync(_desk, project);

    private static async Task<JsonElement> AtIssueAsync(CaseDesk desk, string project)
    {
        var id = await desk.RegisterAsync("clean.txt", project);
        await desk.ThroughToDecisionAsync(id);
        var page = await desk.UntilTaskOfAsync("sunt", id);
        Assert.True(page.GetProperty("task").GetProperty("entersNumber").GetBoolean());
        return page;
    }

    private Task<JsonElement> EnterAsync(JsonElement page, string number) => EnterAsync("sunt", page, number);

    private Task<JsonElement> EnterAsync(string account, JsonElement page, string number) => EnterAsync(_desk, account, page, number);

    private static async Task<JsonElement> EnterAsync(CaseDesk desk, string account, JsonElement page, string number)
    {
        var task = Text(page.GetProperty("task"), "taskId");
        return await (await desk.AsAsync(account)).PostAsync($"tasks/{task}/certificate-number", new { rowVersion = page.GetProperty("rowVersion").GetInt32(), number });
    }

    private Task<RefusedException> RefusedAsync(string account, JsonElement page, string number) =>
        Assert.ThrowsAsync<RefusedException>(() => EnterAsync(account, page, number));

    private async Task PaperIsThereAsync(string document)
    {
        using var paper = await (await _desk.AsAsync("sunt")).GetRawAsync("documents/" + document);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (paper.StatusCode, paper.Content.Headers.ContentType?.MediaType));
    }

    private static JsonElement Link(JsonElement page) => page.GetProperty("chain").EnumerateArray().Single(l => Text(l, "key") == "certificate");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? string.Empty;
}
