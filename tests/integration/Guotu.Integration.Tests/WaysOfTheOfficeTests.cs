using System.Text.Json;
using System.Xml.Linq;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Returns, the clock around them, a changed process file, and the strings that forms are given (退回、改流程、怪字符).</summary>
public abstract class WaysOfTheOffice : IDisposable
{
    private readonly DemonstrationNode _demonstration;
    private readonly CaseDesk _desk;

    protected WaysOfTheOffice(DemonstrationNode demonstration) => (_demonstration, _desk) = (demonstration, demonstration.Desk());

    [Fact]
    public async Task A_return_to_the_applicant_stops_the_clock_and_the_case_comes_back_to_where_it_was()
    {
        var id = await AcceptedAsync("退回申请人的道路");
        await _desk.ActAsync("lijg", id, "returnToApplicant", "坐标与批复不一致。", new[] { new { materialCode = (string?)null, text = "核对坐标文件" } });
        var stopped = await _desk.PageAsync("lijg", id);
        var clerk = await _desk.AsAsync("wangxy");
        var digest = await clerk.UploadAsync(_demonstration.Home.Parcel("clean.txt"));
        await clerk.PostAsync($"cases/{id}/corrected", new { materials = Array.Empty<object>(), parcelFile = new { digest, name = "更正.txt", axis = "asWritten" } });
        var back = await _desk.PageAsync("lijg", id);
        var ledger = await clerk.GetAsync($"cases/{id}/clock");

        Assert.Equal(("correction", "paused"), (Text(stopped, "state"), Text(stopped.GetProperty("clock"), "light")));
        Assert.Equal(("inProgress", "firstReview"), (Text(back, "state"), Text(back.GetProperty("task"), "stepCode")));
        Assert.Equal(["起算", "停表", "恢复"], ledger.GetProperty("entries").EnumerateArray().Select(e => Text(e, "kind")));
        Assert.True(ledger.GetProperty("recomputed").GetProperty("same").GetBoolean());
        Assert.Equal("intake", Text(back.GetProperty("verdict"), "stage"));
    }

    [Fact]
    public async Task A_return_to_the_step_before_needs_its_reason_and_shows_in_the_process()
    {
        var id = await AcceptedAsync("退回上一步的道路");
        var silent = await Assert.ThrowsAsync<RefusedException>(() => _desk.ActAsync("lijg", id, "return", " "));
        await _desk.ActAsync("lijg", id, "return", "申请表没有盖章。");
        var process = await (await _desk.AsAsync("wangxy")).GetAsync($"cases/{id}/process");
        var history = await (await _desk.AsAsync("wangxy")).GetAsync($"cases/{id}/history");

        Assert.Equal("APP-0013", silent.Code);
        var states = process.GetProperty("nodes").EnumerateArray().ToDictionary(n => Text(n, "nodeId"), n => Text(n, "state"));
        Assert.Equal(("active", "returned"), (states["acceptance"], states["firstReview"]));
        Assert.Contains(history.EnumerateArray(), h => Text(h, "text").Contains("退回上一步", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_deleted_from_the_process_file_is_gone_for_new_cases_and_not_for_running_ones()
    {
        var running = await ToJointReviewEndAsync("按旧流程的道路");
        var folder = Directory.CreateDirectory(Path.Combine(_demonstration.Home.Home, "processes"));
        var xml = (await (await _desk.AsAsync("lijg")).GetAsync($"cases/{running}/process")).GetProperty("xml").GetString()!;
        var file = Path.Combine(folder.FullName, "land-preexamination.bpmn");
        await File.WriteAllTextAsync(file, Without(xml, "sectionChief"));
        try
        {
            var changed = await ToJointReviewEndAsync("按新流程的道路");

            Assert.Equal("sectionChief", Text((await _desk.PageAsync("huangq", running)).GetProperty("task"), "stepCode"));
            Assert.Equal("deputyDirector", Text((await _desk.PageAsync("zhoul", changed)).GetProperty("task"), "stepCode"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Strange_strings_are_kept_as_they_are_or_refused_by_name_and_never_break_the_node()
    {
        var payloads = Payloads();
        var clerk = await _desk.AsAsync("wangxy");
        var digest = await clerk.UploadAsync(_demonstration.Home.Parcel("clean.txt"));
        foreach (var payload in payloads)
        {
            var fields = CaseDesk.Fields("怪字符");
            fields["scale"] = payload;
            fields["location"] = payload;
            using var made = await clerk.PostRawAsync("cases", new { matter = "land-preexamination", parcelFile = new { digest, name = "p.txt", axis = "asWritten" }, fields, materials = Array.Empty<object>(), note = payload });
            var answer = JsonSerializer.Deserialize<JsonElement>(await made.Content.ReadAsStringAsync());
            Assert.True((int)made.StatusCode is 200 or 422, $"{(int)made.StatusCode} for {payload}: {answer}");
            if ((int)made.StatusCode == 422)
            {
                continue;
            }

            var page = await _desk.PageAsync("wangxy", answer.GetProperty("caseId").GetString()!);
            var kept = page.GetProperty("fields").EnumerateArray().Single(f => Text(f, "key") == "scale").GetProperty("value").GetString();
            Assert.Equal(payload.Trim(), kept);
        }

        Assert.NotEmpty(payloads);
    }

    [Fact]
    public async Task Personal_data_is_masked_but_for_who_handles_the_case_and_is_shown_for_a_recorded_reason()
    {
        var id = await AcceptedAsync("个人信息的道路");
        Assert.Equal(("李*", "138****0000"), await ContactAsync("liuf", id));
        Assert.Equal(("李*", "138****0000"), await ContactAsync("wangxy", id));
        Assert.Equal(("李*", "138****0000"), await ContactAsync("lijg", id));

        var officer = await _desk.AsAsync("lijg");
        var silent = await Assert.ThrowsAsync<RefusedException>(() => officer.PostAsync($"cases/{id}/fields/contactPhone/unmask", new { reason = "看" }));
        var noPerson = await Assert.ThrowsAsync<RefusedException>(() => officer.PostAsync($"cases/{id}/fields/builder/unmask", new { reason = "电话通知补正" }));
        var shown = await officer.PostAsync($"cases/{id}/fields/contactPhone/unmask", new { reason = "电话通知补正" });
        Assert.Equal(("SYS-0003", "SYS-0002", "13800000000"), (silent.Code, noPerson.Code, Text(shown, "value")));

        var task = Text((await _desk.PageAsync("lijg", id)).GetProperty("task"), "taskId");
        await officer.PostRawAsync($"tasks/{task}/claim", new { });
        Assert.Equal(("李明", "13800000000"), await ContactAsync("lijg", id));
        Assert.Equal(("李*", "138****0000"), await ContactAsync("zhangw", id));

        var clerk = await _desk.AsAsync("wangxy");
        var found = await clerk.PostAsync("cases/find-person", new { number = "138 0000-0000", size = 100 });
        Assert.Contains(found.GetProperty("items").EnumerateArray(), c => Text(c, "caseId") == id);
        Assert.DoesNotContain("13800000000", found.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, (await (await _desk.AsAsync("hud")).PostAsync("cases/find-person", new { number = "13800000000" })).GetProperty("total").GetInt32());
        Assert.Equal(0, (await clerk.PostAsync("cases/find-person", new { number = "13800000001" })).GetProperty("total").GetInt32());
        Assert.Equal("SYS-0003", (await Assert.ThrowsAsync<RefusedException>(() => clerk.PostAsync("cases/find-person", new { number = "1380000" + "*" }))).Code);

        var records = await (await _desk.AsAsync("auditor")).GetAsync($"audit/records?kind=approval.personal.unmask&objectId={id}&outcome=success");
        Assert.Contains("电话通知补正", Text(records.GetProperty("items").EnumerateArray().Single(), "summary"), StringComparison.Ordinal);
        Assert.DoesNotContain("13800000000", records.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_acts_with_a_lent_post_signs_for_both_until_it_is_taken_back()
    {
        var id = await AcceptedAsync("代办的道路");
        var (lender, security) = (await _desk.AsAsync("lijg"), await _desk.AsAsync("secadmin"));
        var until = TimeProvider.System.GetUtcNow().AddHours(8).AddDays(3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await lender.PostRawAsync("delegations", new { to = "huangq", roles = Array.Empty<string>(), posts = (string[])["handler"], until, reason = "赴市局培训" });
        var lent = (await security.GetAsync("security/delegations")).EnumerateArray().First();
        Assert.Equal("asked", Text(lent, "state"));
        Assert.Equal(JsonValueKind.Null, (await _desk.PageAsync("huangq", id)).GetProperty("task").ValueKind);

        using var confirmed = await security.PostRawAsync($"security/delegations/{Text(lent, "id")}/confirm", new { });
        Assert.True(confirmed.IsSuccessStatusCode);
        await _desk.ActAsync("huangq", id, "pass", "同意,代李建国办理。");

        var page = await _desk.PageAsync("lijg", id);
        Assert.Contains(page.GetProperty("opinions").EnumerateArray(), o => Text(o, "byName") == "黄强(代李建国)" && Text(o, "postName") == "经办人");
        var records = await (await _desk.AsAsync("auditor")).GetAsync($"audit/records?kind=task.complete&objectId={id}&account=huangq");
        Assert.Equal("黄强(代李建国)", Text(records.GetProperty("items")[0], "name"));

        using var ended = await lender.PostRawAsync($"delegations/{Text(lent, "id")}/end", new { });
        Assert.True(ended.IsSuccessStatusCode);
        var next = await AcceptedAsync("收回之后的道路");
        Assert.Equal(JsonValueKind.Null, (await _desk.PageAsync("huangq", next)).GetProperty("task").ValueKind);
    }

    public void Dispose()
    {
        _desk.Dispose();
        GC.SuppressFinalize(this);
    }

    private static List<string> Payloads() => Directory.EnumerateFiles(Testing.TestData.Path("malformed/payloads"))
        .SelectMany(f => File.ReadLines(f).Where(l => l.Length is > 0 and <= 180).Take(50))
        .Distinct(StringComparer.Ordinal)
        .ToList();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>Takes a task out as an administrator does in the editor: what led to it leads on to what came after.</summary>
    private static string Without(string xml, string node)
    {
        var document = XDocument.Parse(xml, LoadOptions.PreserveWhitespace);
        XNamespace bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";
        var task = document.Descendants(bpmn + "userTask").Single(t => (string?)t.Attribute("id") == node);
        var flows = document.Descendants(bpmn + "sequenceFlow").ToList();
        var into = flows.Single(f => (string?)f.Attribute("targetRef") == node);
        var outOf = flows.Single(f => (string?)f.Attribute("sourceRef") == node);
        into.SetAttributeValue("targetRef", (string?)outOf.Attribute("targetRef"));
        var next = document.Descendants().Single(t => (string?)t.Attribute("id") == (string?)outOf.Attribute("targetRef"));
        next.Elements(bpmn + "incoming").Single(i => i.Value == (string?)outOf.Attribute("id")).Value = (string)into.Attribute("id")!;
        var drawn = document.Descendants().Where(e => (string?)e.Attribute("bpmnElement") == node || (string?)e.Attribute("bpmnElement") == (string?)outOf.Attribute("id")).ToList();
        drawn.ForEach(e => e.Remove());
        task.Remove();
        outOf.Remove();
        return document.ToString(SaveOptions.DisableFormatting);
    }

    private async Task<(string Name, string Phone)> ContactAsync(string account, string id)
    {
        var fields = (await _desk.PageAsync(account, id)).GetProperty("fields").EnumerateArray().ToDictionary(f => Text(f, "key"), f => f.GetProperty("value").GetString());
        return (fields["contactName"]!, fields["contactPhone"]!);
    }

    private async Task<string> AcceptedAsync(string project)
    {
        var id = await _desk.RegisterAsync("clean.txt", project);
        await _desk.ActAsync("wangxy", id, "submit");
        await _desk.ActAsync("wangxy", id, "accept");
        return id;
    }

    private async Task<string> ToJointReviewEndAsync(string project)
    {
        var id = await AcceptedAsync(project);
        await _desk.ActAsync("lijg", id, "pass");
        foreach (var reviewer in (string[])["liuf", "yangb", "zhaom"])
        {
            await _desk.ActAsync(reviewer, id, "agree");
        }

        return id;
    }
}

/// <summary>On the embedded database.</summary>
public sealed class WaysOfTheOfficeTests(DemonstrationNode demonstration) : WaysOfTheOffice(demonstration), IClassFixture<DemonstrationNode>;

/// <summary>On PostgreSQL.</summary>
public sealed class WaysOfTheOfficeOnPostgresTests(PostgresNode demonstration) : WaysOfTheOffice(demonstration), IClassFixture<PostgresNode>;
