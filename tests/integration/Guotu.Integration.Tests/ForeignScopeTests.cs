using System.Globalization;
using System.Net;
using System.Text.Json;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>
/// A town office's officer with every right of an officer of the bureau, and a case of the window outside that town: the case, its papers,
/// files, reviews, tasks, clock and place on the map do not exist for him, and each try is in the trail (越出数据范围).
/// </summary>
public sealed class ForeignScopeTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string Officer = "zhenban";
    private const string Absent = "999999999999";

    [Fact]
    public async Task Nothing_of_a_case_outside_the_scope_is_read_and_each_refusal_is_in_the_trail()
    {
        using var desk = new CaseDesk(demonstration.Home, demonstration.Node.Address);
        var objects = await ObjectsAsync(desk, "镇所范围之外的厂房");
        using var town = await TownOfficerAsync();
        using var clerk = await demonstration.SignInAsync("wangxy");

        foreach (var (path, type, id) in objects.Reads)
        {
            using var own = await clerk.GetRawAsync(path);
            using var foreign = await town.GetRawAsync(path);
            Assert.Equal((path, HttpStatusCode.OK), (path, own.StatusCode));
            Assert.Equal((path, HttpStatusCode.NotFound), (path, foreign.StatusCode));
            await MustBeInTrailAsync($"kind=read&objectType={type}&objectId={id}", path);
        }
    }

    [Fact]
    public async Task A_foreign_object_answers_no_otherwise_than_one_that_does_not_exist()
    {
        using var desk = new CaseDesk(demonstration.Home, demonstration.Node.Address);
        var objects = await ObjectsAsync(desk, "看不出有没有的道路");
        using var town = await TownOfficerAsync();

        foreach (var (path, _, id) in objects.Reads)
        {
            using var foreign = await town.GetRawAsync(path);
            using var absent = await town.GetRawAsync(path.Replace(id, Absent, StringComparison.Ordinal).Replace(objects.CaseId, Absent, StringComparison.Ordinal));
            Assert.Equal((path, await WordsAsync(absent, Absent)), (path, await WordsAsync(foreign, id)));
        }
    }

    [Fact]
    public async Task No_act_on_a_case_outside_the_scope_is_done_and_each_refusal_is_in_the_trail()
    {
        using var desk = new CaseDesk(demonstration.Home, demonstration.Node.Address);
        var objects = await ObjectsAsync(desk, "不归镇所办的道路");
        using var town = await TownOfficerAsync();
        var paper = await CaseDesk.PaperAsync(town, "依据");
        var before = await desk.PageAsync("wangxy", objects.CaseId);

        foreach (var (path, body, kind) in Acts(objects, paper))
        {
            using var answer = await town.PostRawAsync(path, body);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
            await MustBeInTrailAsync($"kind={kind}&objectId={path.Split('/')[1]}", path);
        }

        var after = await desk.PageAsync("wangxy", objects.CaseId);
        Assert.Equal(before.GetProperty("rowVersion").GetInt32(), after.GetProperty("rowVersion").GetInt32());
        Assert.Equal(before.GetProperty("state").GetString(), after.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Lists_and_the_map_show_nothing_of_a_case_outside_the_scope()
    {
        using var desk = new CaseDesk(demonstration.Home, demonstration.Node.Address);
        var objects = await ObjectsAsync(desk, "图上看不到的道路");
        using var town = await TownOfficerAsync();
        using var officer = await demonstration.SignInAsync("lijg");
        var extent = (await officer.GetAsync($"cases/{objects.CaseId}/map")).GetProperty("extent4490").EnumerateArray().Select(d => d.GetDouble().ToString("R", CultureInfo.InvariantCulture));
        var box = "map/parcels?bbox=" + string.Join(',', extent);

        foreach (var path in (string[])[box, "cases?size=100", "reviews?size=100", "tasks?state=todo&size=100", "map/locate?q=" + Uri.EscapeDataString("图上看不到的道路")])
        {
            var own = await TextAsync(officer, path);
            var foreign = await TextAsync(town, path);
            Assert.True(objects.Marks.Any(m => own.Contains(m, StringComparison.Ordinal)), $"{path} does not show the case to its own officer");
            Assert.False(objects.Marks.Any(m => foreign.Contains(m, StringComparison.Ordinal)), $"{path} shows the case: {foreign}");
        }

        Assert.Equal(0, (await town.GetAsync("tasks/summary")).GetProperty("todo").GetInt32());
    }

    /// <summary>The case is at the officer's step, so that a task of his post is open.</summary>
    private static async Task<ForeignObjects> ObjectsAsync(CaseDesk desk, string project)
    {
        var caseId = await desk.RegisterAsync("clean.txt", project);
        await desk.ActAsync("wangxy", caseId, "submit");
        await desk.ActAsync("wangxy", caseId, "accept");
        var page = await desk.PageAsync("lijg", caseId);
        return new ForeignObjects(
            caseId,
            page.GetProperty("task").GetProperty("taskId").GetString()!,
            page.GetProperty("verdict").GetProperty("reviewId").GetString()!,
            page.GetProperty("documents")[0].GetProperty("id").GetString()!,
            page.GetProperty("materials").EnumerateArray().First(m => m.GetProperty("file").ValueKind == JsonValueKind.Object).GetProperty("file").GetProperty("digest").GetString()!,
            page.GetProperty("rowVersion").GetInt32());
    }

    private static IEnumerable<(string Path, object Body, string Kind)> Acts(ForeignObjects on, string paper)
    {
        var named = new { reason = "补充论证", documentDigest = paper, documentName = "依据.pdf" };
        yield return ($"tasks/{on.TaskId}/claim", new { }, "approval.task.claim");
        yield return ($"tasks/{on.TaskId}/release", new { }, "approval.task.release");
        yield return ($"tasks/{on.TaskId}/complete", new { rowVersion = on.RowVersion, action = "pass", opinion = "同意。" }, "approval.task.complete");
        yield return ($"cases/{on.CaseId}/reviews", new { }, "approval.case.review");
        yield return ($"cases/{on.CaseId}/attestations", new { rule = "S6", answer = "compliant", documentDigest = paper, documentName = "依据.pdf", validUntil = "2030-12-31", text = "不涉及" }, "approval.case.attest");
        yield return ($"cases/{on.CaseId}/exemptions", new { rule = "S3", documentDigest = paper, documentName = "依据.pdf", basis = "依据", text = "说明" }, "approval.case.exempt");
        yield return ($"cases/{on.CaseId}/clock/stop", named, "approval.case.clock-stop");
        yield return ($"cases/{on.CaseId}/clock/resume", named, "approval.case.clock-resume");
        yield return ($"cases/{on.CaseId}/clock/extend", new { days = 5, named.reason, named.documentDigest, named.documentName }, "approval.case.clock-extend");
        yield return ($"reviews/{on.ReviewId}/replay", new { }, "review.replay");
    }

    /// <summary>Made by the administrators as in an office: the one makes the account, the other grants the role.</summary>
    private async Task<StaffClient> TownOfficerAsync()
    {
        var file = Path.Combine(demonstration.Home.Home, "first-passwords.txt");
        if (!File.ReadLines(file).Any(l => l.StartsWith(Officer + "\t", StringComparison.Ordinal)))
        {
            await RunAsync("user", "add", Officer, "--name", "镇办", "--org", "ykz", "--post", "handler");
            await RunAsync("user", "grant", Officer, "officer");
        }

        var password = File.ReadLines(file).Last(l => l.StartsWith(Officer + "\t", StringComparison.Ordinal)).Split('\t')[^1];
        return await StaffClient.SignInAsync(demonstration.Node.Address, Officer, password);
    }

    private async Task RunAsync(params string[] verb)
    {
        var run = await GuotuProgram.RunAsync([.. verb, "--home", demonstration.Home.Home, "--json"]);
        Assert.True(run.ExitCode == 0, run.Errors + run.Output);
    }

    private async Task MustBeInTrailAsync(string query, string path)
    {
        using var auditor = await demonstration.SignInAsync("auditor");
        var found = await auditor.GetAsync($"audit/records?account={Officer}&outcome=refused&{query}");
        Assert.True(found.GetProperty("total").GetInt32() > 0, $"{path}: the trail has no refusal ({query})");
    }

    private static async Task<string> TextAsync(StaffClient person, string path) => (await person.GetAsync(path)).GetRawText();

    private static async Task<string> WordsAsync(HttpResponseMessage answer, string id)
    {
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        return $"{(int)answer.StatusCode} {problem.GetProperty("code").GetString()} {problem.GetProperty("detail").GetString()!.Replace(id, "…", StringComparison.Ordinal)}";
    }

    private sealed record ForeignObjects(string CaseId, string TaskId, string ReviewId, string DocumentId, string Digest, int RowVersion)
    {
        /// <summary>What tells the case in a list: its id, or that of its review.</summary>
        public IReadOnlyList<string> Marks => [CaseId, ReviewId];

        public IEnumerable<(string Path, string Type, string Id)> Reads =>
        [
            ($"cases/{CaseId}", "case", CaseId),
            ($"cases/{CaseId}/map", "case", CaseId),
            ($"cases/{CaseId}/process", "case", CaseId),
            ($"cases/{CaseId}/history", "case", CaseId),
            ($"cases/{CaseId}/clock", "case", CaseId),
            ($"documents/{DocumentId}", "document", DocumentId),
            ($"files/{Digest}?case={CaseId}", "file", Digest),
            ($"reviews/{ReviewId}", "review", ReviewId),
            ($"reviews/{ReviewId}/report", "review", ReviewId),
        ];
    }
}
