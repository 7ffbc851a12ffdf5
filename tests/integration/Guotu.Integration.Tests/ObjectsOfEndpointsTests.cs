using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Guotu.Testing.Node;
using Microsoft.Data.Sqlite;

namespace Guotu.Integration.Tests;

/// <summary>
/// Every endpoint that names a case or something of one, asked by every role that it lets through: about a case above the person's label (错误的标记), and
/// about one of another county (外县的行). It answers as for one that does not exist, and changes nothing.
/// </summary>
public sealed class ObjectsOfEndpointsTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string Absent = "999999999999";

    /// <summary>People of the county with the floor of labels, one of each role that reaches cases.</summary>
    private static readonly Dictionary<string, string> Floor = new(StringComparer.Ordinal)
    {
        ["window"] = "chenj",
        ["officer"] = "zhangw",
        ["reviewer"] = "liuf",
        ["leader"] = "huangq",
        ["issuing"] = "sunt",
        ["archives"] = "maxl",
        ["data"] = "zhuh",
        ["town"] = "hud",
    };

    private readonly AuthorisationMatrix _matrix = AuthorisationMatrix.Read();

    [Fact]
    public void Every_endpoint_says_what_it_names_and_what_names_a_case_has_a_probe()
    {
        var (all, probes) = (_matrix.Endpoints.ToList(), Probes(new OfCase("1", "1", "1", "1", "a", 1), "b").Keys);
        Assert.Empty(all.Where(e => !AuthorisationMatrix.Objects.Contains(_matrix.ObjectOf(e))).Select(e => e + " does not say its object in authorisation-matrix.tsv"));
        Assert.Empty(all.Where(e => e.Contains('{', StringComparison.Ordinal) && _matrix.ObjectOf(e) == "none").Select(e => e + " names an object: say which in authorisation-matrix.tsv"));
        Assert.Empty(OfCases().Except(probes, StringComparer.Ordinal).Select(e => e + " names a case: say in Probes how it is asked"));
        Assert.Empty(probes.Except(OfCases(), StringComparer.Ordinal).Select(e => e + " is in Probes and names no case by the matrix"));
        var map = MapRouteProbes.Prefixes;
        Assert.Empty(all.Where(e => _matrix.ObjectOf(e) == "layer" && !map.Any(p => Route(e) == p || Route(e).StartsWith(p + "/", StringComparison.Ordinal))).Select(e => e + " shows layers and is under no prefix of MapRouteProbes"));
    }

    [Fact]
    public async Task A_case_above_a_persons_label_is_under_no_endpoint_and_the_trail_says_why()
    {
        using var desk = demonstration.Desk();
        using var security = await demonstration.SignInAsync("secadmin");
        foreach (var account in (string[])["wangxy", "lijg"])
        {
            await PutAsync(security, "clearances/" + account, new { level = "敏感", categories = (string[])["CH"], reason = "办理带标记的办件" });
        }

        await PutAsync(security, "object-labels/XZQ", new { level = "2", categories = (string[])["CH"], reason = "重要数据目录" });
        using var clerk = await demonstration.SignInAsync("chenj");
        var digest = await clerk.UploadAsync(demonstration.Home.Parcel("clean.txt"));
        foreach (var (path, body) in ((string, object)[])[("parcels/precheck", new { matter = "land-preexamination", digest, axis = "asWritten" }), ("reviews", new { matter = "land-preexamination", digest, name = "clean.txt", axis = "asWritten" })])
        {
            using var refused = await clerk.PostRawAsync(path, body);
            Assert.Equal((path, HttpStatusCode.Forbidden, "LBL-0003"), (path, refused.StatusCode, await CodeAsync(refused)));
        }

        var labelled = await RegisterAsync(desk, "标记高于一般人员的道路");
        await PutAsync(security, "object-labels/XZQ", new { level = "0", categories = (string[])[], reason = "撤销" });

        await MustNotExistAsync(labelled);
        await ListsMustNotShowAsync(labelled);
        await MustBeExplainedAsync(security, labelled);
        using var own = await demonstration.SignInAsync("lijg");
        var page = await own.GetAsync("cases/" + labelled.CaseId);
        Assert.Equal(labelled.RowVersion, page.GetProperty("rowVersion").GetInt32());
    }

    [Fact]
    public async Task A_case_of_another_county_is_under_no_endpoint()
    {
        using var desk = demonstration.Desk();
        var foreign = await RegisterAsync(desk, "外县的道路");
        await using (var database = new SqliteConnection($"Data Source={demonstration.Home.Home}/guotu.db;Pooling=False"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = $"UPDATE ap_case SET region_code = '610725000000' WHERE case_id = {foreign.CaseId}; UPDATE cr_review SET region_code = '610725000000' WHERE review_id = {foreign.ReviewId}";
            Assert.Equal(2, await command.ExecuteNonQueryAsync());
        }

        await MustNotExistAsync(foreign);
        await ListsMustNotShowAsync(foreign);
    }

    /// <summary>Each endpoint, each role that it lets through: answered as for an object that does not exist.</summary>
    private async Task MustNotExistAsync(OfCase on)
    {
        var wrong = new List<string>();
        foreach (var (role, account) in Floor)
        {
            using var person = await demonstration.SignInAsync(account);
            var paper = await CaseDesk.PaperAsync(person, "依据");
            var absent = Probes(on with { CaseId = Absent, TaskId = Absent, ReviewId = Absent, DocumentId = Absent }, paper);
            foreach (var (endpoint, (path, body)) in Probes(on, paper).Where(p => _matrix.AllowsByName(p.Key, role)))
            {
                var (seen, none) = (await AskAsync(person, endpoint, path, body), await AskAsync(person, endpoint, absent[endpoint].Path, absent[endpoint].Body));
                if (seen != none || seen.Status != HttpStatusCode.NotFound)
                {
                    wrong.Add($"{role}: {endpoint} answered {(int)seen.Status} {seen.Code}, and {(int)none.Status} {none.Code} for what does not exist");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private async Task ListsMustNotShowAsync(OfCase on)
    {
        foreach (var (role, account) in Floor)
        {
            using var person = await demonstration.SignInAsync(account);
            foreach (var path in (string[])["cases?size=100", "reviews?size=100", "tasks?state=todo&size=100", "map/parcels?bbox=107,32,109,34", "map/locate?q=" + Uri.EscapeDataString("的道路")])
            {
                using var answer = await person.GetRawAsync(path);
                var text = answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : string.Empty;
                Assert.False(text.Contains(on.CaseId, StringComparison.Ordinal) || text.Contains(on.ReviewId, StringComparison.Ordinal), $"{role}: {path} shows the case: {text}");
            }
        }
    }

    /// <summary>The person is told of nothing; the auditor and the security administrator are told which term decided.</summary>
    private async Task MustBeExplainedAsync(StaffClient security, OfCase on)
    {
        var why = await security.GetAsync($"access-decisions/zhangw/case/{on.CaseId}");
        Assert.Equal((false, "安全标记"), (why.GetProperty("allowed").GetBoolean(), why.GetProperty("decided").GetString()));
        Assert.True((await security.GetAsync($"access-decisions/lijg/case/{on.CaseId}")).GetProperty("allowed").GetBoolean());
        using var auditor = await demonstration.SignInAsync("auditor");
        var refusals = await auditor.GetAsync($"audit/records?account=zhangw&outcome=refused&kind=access.label&objectType=case&objectId={on.CaseId}");
        Assert.Matches("由安全标记决定:数据标记 .+,人员标记 .+", refusals.GetProperty("items")[0].GetProperty("summary").GetString());
        Assert.Equal(0, (await auditor.GetAsync($"audit/records?account=zhangw&outcome=refused&kind=read&objectType=case&objectId={on.CaseId}")).GetProperty("total").GetInt32());
        var set = await auditor.GetAsync("audit/records?account=secadmin&kind=mappublishing.label&objectId=XZQ");
        Assert.Equal(2, set.GetProperty("total").GetInt32());
    }

    private IEnumerable<string> OfCases() => _matrix.Endpoints.Where(e => _matrix.ObjectOf(e) is "case" or "task" or "document" or "file" or "review");

    private static string Route(string endpoint) => endpoint.Split(' ')[1];

    private static Dictionary<string, (string Path, object? Body)> Probes(OfCase on, string paper)
    {
        var named = new { reason = "补充论证", documentDigest = paper, documentName = "依据.pdf" };
        var (c, t, r) = ($"cases/{on.CaseId}", $"tasks/{on.TaskId}", $"reviews/{on.ReviewId}");
        return new Dictionary<string, (string, object?)>(StringComparer.Ordinal)
        {
            ["GET /api/v1/cases/{id:long}"] = (c, null),
            ["GET /api/v1/cases/{id:long}/map"] = (c + "/map", null),
            ["GET /api/v1/cases/{id:long}/process"] = (c + "/process", null),
            ["GET /api/v1/cases/{id:long}/history"] = (c + "/history", null),
            ["GET /api/v1/cases/{id:long}/clock"] = (c + "/clock", null),
            ["POST /api/v1/cases/{id:long}/corrected"] = (c + "/corrected", new { materials = (object[])[new { code = "report", digest = paper, name = "报告.pdf" }] }),
            ["POST /api/v1/cases/{id:long}/reviews"] = (c + "/reviews", new { }),
            ["POST /api/v1/cases/{id:long}/attestations"] = (c + "/attestations", new { rule = "S6", answer = "compliant", documentDigest = paper, documentName = "依据.pdf", validUntil = "2030-12-31", text = "不涉及" }),
            ["POST /api/v1/cases/{id:long}/exemptions"] = (c + "/exemptions", new { rule = "S3", documentDigest = paper, documentName = "依据.pdf", basis = "依据", text = "说明" }),
            ["POST /api/v1/cases/{id:long}/clock/stop"] = (c + "/clock/stop", named),
            ["POST /api/v1/cases/{id:long}/clock/resume"] = (c + "/clock/resume", named),
            ["POST /api/v1/cases/{id:long}/clock/extend"] = (c + "/clock/extend", new { days = 5, named.reason, named.documentDigest, named.documentName }),
            ["POST /api/v1/cases/{id:long}/fields/{key}/unmask"] = (c + "/fields/contactPhone/unmask", new { reason = "核对联系电话" }),
            ["POST /api/v1/tasks/{id:long}/claim"] = (t + "/claim", new { }),
            ["POST /api/v1/tasks/{id:long}/release"] = (t + "/release", new { }),
            ["POST /api/v1/tasks/{id:long}/complete"] = (t + "/complete", new { rowVersion = on.RowVersion, action = "pass", opinion = "同意。" }),
            ["POST /api/v1/tasks/{id:long}/certificate-number"] = (t + "/certificate-number", new { rowVersion = on.RowVersion, number = "用字第610724202600001号" }),
            ["GET /api/v1/documents/{id:long}"] = ($"documents/{on.DocumentId}", null),
            ["GET /api/v1/files/{digest}"] = ($"files/{on.Digest}?case={on.CaseId}", null),
            ["GET /api/v1/reviews/{id:long}"] = (r, null),
            ["GET /api/v1/reviews/{id:long}/report"] = (r + "/report", null),
            ["POST /api/v1/reviews/{id:long}/replay"] = (r + "/replay", new { }),
        };
    }

    private static async Task<OfCase> RegisterAsync(CaseDesk desk, string project)
    {
        var caseId = await desk.RegisterAsync("clean.txt", project);
        await desk.ActAsync("wangxy", caseId, "submit");
        await desk.ActAsync("wangxy", caseId, "accept");
        var page = await desk.PageAsync("lijg", caseId);
        return new OfCase(
            caseId,
            page.GetProperty("task").GetProperty("taskId").GetString()!,
            page.GetProperty("verdict").GetProperty("reviewId").GetString()!,
            page.GetProperty("documents")[0].GetProperty("id").GetString()!,
            page.GetProperty("materials").EnumerateArray().First(m => m.GetProperty("file").ValueKind == JsonValueKind.Object).GetProperty("file").GetProperty("digest").GetString()!,
            page.GetProperty("rowVersion").GetInt32());
    }

    private static async Task PutAsync(StaffClient person, string path, object body)
    {
        using var answer = await person.SendAsync(HttpMethod.Put, path, JsonContent.Create(body));
        Assert.True(answer.IsSuccessStatusCode, path + ": " + await answer.Content.ReadAsStringAsync());
    }

    private static async Task<(HttpStatusCode Status, string Code)> AskAsync(StaffClient person, string endpoint, string path, object? body)
    {
        using var answer = endpoint.StartsWith("GET", StringComparison.Ordinal) ? await person.GetRawAsync(path) : await person.PostRawAsync(path, body!);
        return (answer.StatusCode, await CodeAsync(answer));
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer) => answer.IsSuccessStatusCode
        ? string.Empty
        : JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString()!;

    private sealed record OfCase(string CaseId, string TaskId, string ReviewId, string DocumentId, string Digest, int RowVersion);
}
