using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Guotu.Testing.Node;

/// <summary>The people of the demonstration county with one case between them.</summary>
public sealed class CaseDesk(DemonstrationHome home, Uri address) : IDisposable
{
    /// <summary>Rules that only an officer can answer.</summary>
    public static readonly IReadOnlyList<string> AttestedRules = ["S6", "S7", "S8", "S9", "S11", "S12", "S13", "S14"];

    public static readonly IReadOnlyList<string> RequiredMaterials = ["application", "report", "basis", "survey", "licence"];

    public const string Clean = "clean.txt";

    private static int _lots;

    private readonly Dictionary<string, StaffClient> _people = new(StringComparer.Ordinal);

    public async Task<StaffClient> AsAsync(string account) =>
        _people.TryGetValue(account, out var known) ? known : _people[account] = await StaffClient.SignInAsync(address, account, home.Passwords[account]);

    public Task<string> RegisterAsync(string parcel, string project) => RegisterAsync(parcel, project, RequiredMaterials);

    /// <summary>收件 at the window; answers the case's id.</summary>
    public async Task<string> RegisterAsync(string parcel, string project, IReadOnlyList<string> materials)
    {
        var clerk = await AsAsync("wangxy");
        var digest = await clerk.UploadAsync(parcel == Clean ? OwnLot() : home.Parcel(parcel));
        var papers = new List<object>();
        foreach (var code in materials)
        {
            papers.Add(new { code, digest = await PaperAsync(clerk, $"{code} {project}"), name = code + ".pdf" });
        }

        var made = await clerk.PostAsync("cases", new { matter = "land-preexamination", parcelFile = new { digest, name = parcel, axis = "asWritten" }, fields = Fields(project), materials = papers });
        return made.GetProperty("caseId").GetString()!;
    }

    public async Task<JsonElement> PageAsync(string account, string caseId) => await (await AsAsync(account)).GetAsync("cases/" + caseId);

    /// <summary>One act on the task that the account has on the case.</summary>
    public async Task<JsonElement> ActAsync(string account, string caseId, string action, string opinion = "同意。", object? corrections = null)
    {
        var page = await PageAsync(account, caseId);
        var task = page.GetProperty("task");
        Assert.True(task.ValueKind == JsonValueKind.Object, $"{account} has no task on the case at {page.GetProperty("step")}");
        var body = new { rowVersion = page.GetProperty("rowVersion").GetInt32(), action, opinion, corrections };
        return await (await AsAsync(account)).PostAsync($"tasks/{task.GetProperty("taskId").GetString()}/complete", body);
    }

    /// <summary>Every rule that only an officer can answer is answered with a paper, and the review runs again.</summary>
    public async Task AttestAllAsync(string caseId)
    {
        var officer = await AsAsync("lijg");
        foreach (var rule in AttestedRules)
        {
            var documentDigest = await PaperAsync(officer, "认定 " + rule + caseId);
            var body = new { rule, answer = "compliant", documentDigest, documentName = rule + ".pdf", validUntil = "2030-12-31", text = "经核查,不涉及。" };
            await officer.PostAsync($"cases/{caseId}/attestations", body);
        }

        await officer.PostAsync($"cases/{caseId}/reviews", new { });
    }

    public async Task ThroughToDecisionAsync(string caseId)
    {
        await ThroughToDeputyAsync(caseId);
        await ActAsync("wugj", caseId, "approve");
    }

    /// <summary>Everything before the director's decision.</summary>
    public async Task ThroughToDeputyAsync(string caseId)
    {
        await ActAsync("wangxy", caseId, "submit");
        await ActAsync("wangxy", caseId, "accept");
        await AttestAllAsync(caseId);
        await ActAsync("lijg", caseId, "pass");
        foreach (var reviewer in (string[])["liuf", "yangb", "zhaom"])
        {
            await ActAsync(reviewer, caseId, "agree");
        }

        await ActAsync("huangq", caseId, "pass");
        await ActAsync("zhoul", caseId, "pass");
    }

    /// <summary>The steps after the decision run by themselves; waits until the account has a task.</summary>
    public async Task<JsonElement> UntilTaskOfAsync(string account, string caseId)
    {
        for (var i = 0; i < 300; i++)
        {
            var page = await PageAsync(account, caseId);
            if (page.GetProperty("task").ValueKind == JsonValueKind.Object)
            {
                return page;
            }

            await Task.Delay(200);
        }

        throw new TimeoutException($"{account} got no task on {caseId}");
    }

    public static async Task<string> PaperAsync(StaffClient person, string words)
    {
        var text = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% " + words + "\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        using var response = await person.UploadRawAsync(Encoding.UTF8.GetBytes(text), "paper.pdf");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).GetProperty("digest").GetString()!;
    }

    public void Dispose()
    {
        foreach (var person in _people.Values)
        {
            person.Dispose();
        }
    }

    /// <summary>A lot of its own for each case: what one case gets approved must not lie in another's way.</summary>
    private string OwnLot()
    {
        var lot = Interlocked.Increment(ref _lots) - 1;
        var path = Path.Combine(home.Home, string.Create(CultureInfo.InvariantCulture, $"lot-{lot}.txt"));
        File.WriteAllText(path, CoordinateText.Cell(File.ReadAllText(home.Parcel(Clean)), lot));
        return path;
    }

    public static Dictionary<string, string> Fields(string project) => new()
    {
        ["projectName"] = project,
        ["investmentCode"] = "2406-610724-04-01-118327",
        ["approvalKind"] = "approval",
        ["basis"] = "西乡县国民经济和社会发展第十四个五年规划",
        ["scale"] = "新建道路 1.2 公里",
        ["builder"] = "西乡县交通运输局",
        ["creditCode"] = "91350100M000100Y43",
        ["contactName"] = "李明",
        ["contactPhone"] = "13800000000",
        ["location"] = "城北街道",
        ["landUse"] = "公路用地",
        ["ownership"] = "collective",
        ["totalArea"] = "1.0000",
    };
}
