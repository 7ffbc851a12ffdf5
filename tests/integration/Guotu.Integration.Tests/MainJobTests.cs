using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>A parcel comes in as a coordinate file and goes out as a certified, archived decision (主线).</summary>
public abstract class MainJob : IDisposable
{
    private readonly DemonstrationNode _demonstration;
    private readonly CaseDesk _desk;

    protected MainJob(DemonstrationNode demonstration) => (_demonstration, _desk) = (demonstration, demonstration.Desk());

    [Fact]
    public async Task A_clean_parcel_goes_from_the_window_to_the_archive()
    {
        var id = await _desk.RegisterAsync("clean.txt", "西乡县城北新区道路");
        await _desk.ThroughToDecisionAsync(id);

        var issuing = await _desk.UntilTaskOfAsync("sunt", id);
        Assert.Equal("decided", Text(issuing, "state"));
        Assert.Matches("^用字第6107242[0-9]{3}XS[0-9]{7}号$", Text(issuing.GetProperty("certificate"), "number"));
        await _desk.ActAsync("sunt", id, "issue", string.Empty);
        await _desk.UntilTaskOfAsync("maxl", id);
        await _desk.ActAsync("maxl", id, "pass");

        var page = await _desk.PageAsync("maxl", id);
        Assert.Equal("archived", Text(page, "state"));
        Assert.All(page.GetProperty("chain").EnumerateArray().Where(l => Text(l, "key") != "public"), l => Assert.Equal("reached", Text(l, "state")));
        await CertificateIsPdfAndVerifiesAsync(page);
        await ParcelIsOnTheLayerAsync(id);
        await BundleProvesItselfAsync(page);
        await TrailIsWholeAsync();
    }

    [Fact]
    public async Task A_parcel_on_farmland_is_not_passed_on_for_joint_review()
    {
        var id = await _desk.RegisterAsync("on-farmland.txt", "占用永久基本农田的厂房");
        await _desk.ActAsync("wangxy", id, "submit");
        await _desk.ActAsync("wangxy", id, "accept");

        var page = await _desk.PageAsync("lijg", id);
        var pass = page.GetProperty("task").GetProperty("actions").EnumerateArray().Single(a => Text(a, "key") == "pass");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => _desk.ActAsync("lijg", id, "pass"));

        Assert.Equal("conflict", Text(page.GetProperty("verdict"), "overall"));
        Assert.False(pass.GetProperty("enabled").GetBoolean());
        Assert.Equal("APP-0021", refused.Code);
    }

    [Fact]
    public async Task An_open_check_blocks_the_decision_and_the_verdict_made_for_it_is_kept()
    {
        var id = await _desk.RegisterAsync("clean.txt", "没有认定的道路");
        await _desk.ActAsync("wangxy", id, "submit");
        await _desk.ActAsync("wangxy", id, "accept");
        await _desk.ActAsync("lijg", id, "pass");
        foreach (var reviewer in (string[])["liuf", "yangb", "zhaom"])
        {
            await _desk.ActAsync(reviewer, id, "agree");
        }

        await _desk.ActAsync("huangq", id, "pass");
        await _desk.ActAsync("zhoul", id, "pass");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => _desk.ActAsync("wugj", id, "approve"));

        var verdict = (await _desk.PageAsync("wugj", id)).GetProperty("verdict");
        Assert.Equal("APP-0022", refused.Code);
        Assert.Equal(("undetermined", "decision"), (Text(verdict, "overall"), Text(verdict, "stage")));
    }

    [Fact]
    public async Task Missing_papers_are_told_once_the_clock_waits_and_the_case_comes_back()
    {
        var id = await _desk.RegisterAsync("clean.txt", "材料不齐的道路", ["application"]);
        await _desk.ActAsync("wangxy", id, "submit");
        var notComplete = await Assert.ThrowsAsync<RefusedException>(() => _desk.ActAsync("wangxy", id, "accept"));
        var corrections = new[] { new { materialCode = "survey", text = "缺勘测定界图" } };
        await _desk.ActAsync("wangxy", id, "requestCorrection", "材料不齐。", corrections);

        var waiting = await _desk.PageAsync("wangxy", id);
        var clerk = await _desk.AsAsync("wangxy");
        var papers = new List<object>();
        foreach (var code in (string[])["report", "basis", "survey", "licence"])
        {
            papers.Add(new { code, digest = await CaseDesk.PaperAsync(clerk, "补 " + code), name = code + ".pdf" });
        }

        await clerk.PostAsync($"cases/{id}/corrected", new { materials = papers });
        await _desk.ActAsync("wangxy", id, "accept");

        var accepted = await _desk.PageAsync("wangxy", id);
        Assert.Equal("APP-0010", notComplete.Code);
        Assert.Equal("correction", Text(waiting, "state"));
        Assert.Contains(waiting.GetProperty("documents").EnumerateArray(), d => Text(d, "kind") == "correctionNotice");
        Assert.Equal("inProgress", Text(accepted, "state"));
        Assert.Contains(accepted.GetProperty("documents").EnumerateArray(), d => Text(d, "kind") == "acceptNotice");
        var ledger = await clerk.GetAsync($"cases/{id}/clock");
        Assert.True(ledger.GetProperty("recomputed").GetProperty("same").GetBoolean());
        Assert.Single(ledger.GetProperty("entries").EnumerateArray());
    }

    [Fact]
    public async Task A_step_belongs_to_its_post_and_a_stale_page_does_not_act()
    {
        var id = await _desk.RegisterAsync("clean.txt", "岗位与并发");
        var clerk = await _desk.AsAsync("wangxy");
        var before = await _desk.PageAsync("wangxy", id);
        var task = Text(before.GetProperty("task"), "taskId");
        var officer = await _desk.AsAsync("lijg");
        var body = new { rowVersion = before.GetProperty("rowVersion").GetInt32(), action = "submit", opinion = "同意。" };

        var notTheirs = await Assert.ThrowsAsync<RefusedException>(() => officer.PostAsync($"tasks/{task}/complete", body));
        await clerk.PostAsync($"tasks/{task}/claim", new { rowVersion = 1 });
        using var colleague = await _demonstration.SignInAsync("chenj");
        var claimed = await Assert.ThrowsAsync<RefusedException>(() => colleague.PostAsync($"tasks/{task}/complete", body));
        var request = StaffClient.NewRequestId();
        var first = await clerk.PostAsync($"tasks/{task}/complete", body, request);
        var again = await clerk.PostAsync($"tasks/{task}/complete", body, request);
        var finished = await Assert.ThrowsAsync<RefusedException>(() => clerk.PostAsync($"tasks/{task}/complete", body));

        Assert.Equal(("APP-0011", "APP-0030", "APP-0015"), (notTheirs.Code, claimed.Code, finished.Code));
        Assert.Equal(first.GetRawText(), again.GetRawText());
        var summary = await clerk.GetAsync("tasks/summary");
        Assert.True(summary.GetProperty("todo").GetInt32() > 0);
        Assert.Contains((await clerk.GetAsync("tasks?state=todo&size=100&q=" + Uri.EscapeDataString("岗位与并发"))).GetProperty("items").EnumerateArray(), t => Text(t, "caseId") == id);
    }

    public void Dispose()
    {
        _desk.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private async Task<byte[]> DocumentAsync(string documentId)
    {
        using var response = await (await _desk.AsAsync("maxl")).GetRawAsync("documents/" + documentId);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync();
    }

    private async Task CertificateIsPdfAndVerifiesAsync(JsonElement page)
    {
        var pdf = await DocumentAsync(Text(page.GetProperty("certificate"), "documentId"));
        Assert.Equal("%PDF", Encoding.ASCII.GetString(pdf, 0, 4));
        var digest = Sm3.Digest(pdf).ToString();
        Assert.Contains(page.GetProperty("documents").EnumerateArray(), d => Text(d, "kind") == "certificate" && Text(d, "fileDigest") == digest);
        using var anyone = new HttpClient { BaseAddress = _demonstration.Node.Address };
        var known = await anyone.GetFromJsonAsync<JsonElement>(new Uri("api/v1/verify/" + Text(page.GetProperty("certificate"), "verifyCode"), UriKind.Relative));
        Assert.True(known.GetProperty("valid").GetBoolean(), known.GetRawText());
        Assert.Equal((Text(page.GetProperty("certificate"), "number"), digest), (Text(known, "number"), Text(known, "digest")));
        var unknown = await anyone.GetAsync(new Uri("api/v1/verify/ABCDEFGHJKLMNPQRSTUV", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private async Task ParcelIsOnTheLayerAsync(string caseId)
    {
        var map = await (await _desk.AsAsync("lijg")).GetAsync($"cases/{caseId}/map");
        var box = string.Join(',', map.GetProperty("extent4490").EnumerateArray().Select(v => v.GetRawText()));
        var officer = await _desk.AsAsync("lijg");
        var there = await officer.GetAsync("layers/YSXZ/features?bbox=" + box);
        Assert.NotEmpty(there.GetProperty("features").EnumerateArray());
        var parcels = await officer.GetAsync("map/parcels?bbox=" + box);
        Assert.Contains(parcels.GetProperty("features").EnumerateArray(), f => Text(f.GetProperty("properties"), "caseId") == caseId);
    }

    private async Task BundleProvesItselfAsync(JsonElement page)
    {
        var bundle = page.GetProperty("documents").EnumerateArray().Single(d => Text(d, "kind") == "archiveBundle");
        using var zip = new ZipArchive(new MemoryStream(await DocumentAsync(Text(bundle, "id"))));
        var manifest = Read(zip, "manifest.json");
        foreach (var entry in JsonSerializer.Deserialize<JsonElement>(manifest).GetProperty("entries").EnumerateArray())
        {
            Assert.Equal(Text(entry, "sm3"), Sm3.Digest(Read(zip, Text(entry, "name"))).ToString());
        }

        var verdict = JsonSerializer.Deserialize<JsonElement>(Read(zip, "verdict/signature.json"));
        Assert.Equal(Text(verdict, "bodySm3"), Sm3.Digest(Read(zip, "verdict/body.json")).ToString());
        var key = Sm2PublicKey.FromPoint(Convert.FromHexString(Text(verdict, "publicKeyHex"))).Value;
        Assert.True(Sm2.Verify(key, Convert.FromHexString(Text(verdict, "signedMessageHex")), Convert.FromHexString(Text(verdict, "signatureHex"))));
        Assert.Contains(zip.Entries, e => e.FullName.StartsWith("layers/DLTB-v", StringComparison.Ordinal));
        Assert.Equal(CaseDesk.AttestedRules.Count, zip.Entries.Count(e => e.FullName.StartsWith("papers/", StringComparison.Ordinal)));
        var seal = JsonSerializer.Deserialize<JsonElement>(Read(zip, "manifest.sm2.json"));
        var sealKey = Sm2PublicKey.FromPoint(Convert.FromHexString(Text(seal, "publicKeyHex"))).Value;
        Assert.True(SigningKeys.Verify(KeyPairPurpose.CertificateSeal, sealKey, manifest, Convert.FromHexString(Text(seal, "signatureHex"))));
    }

    private async Task TrailIsWholeAsync()
    {
        using var auditor = await _demonstration.SignInAsync("auditor");
        var verified = await auditor.PostAsync("audit/verify", new { });
        Assert.True(verified.GetProperty("ok").GetBoolean(), verified.GetRawText());
        var fromTheShell = await GuotuProgram.RunAsync(["audit", "verify", "--home", _demonstration.Home.Home, "--json"]);
        Assert.True(fromTheShell.ExitCode == 0 && fromTheShell.Json().GetProperty("ok").GetBoolean(), fromTheShell.Output + fromTheShell.Errors);
        var reconciled = await GuotuProgram.RunAsync(["audit", "reconcile", "--home", _demonstration.Home.Home, "--json"]);
        Assert.True(reconciled.ExitCode == 0 && reconciled.Json().GetProperty("ok").GetBoolean(), reconciled.Output + reconciled.Errors);
        Assert.All(
            reconciled.Json().GetProperty("lines").EnumerateArray().Where(l => Text(l, "table") is "ap_case" or "ap_document" or "cr_review"),
            l => Assert.True(l.GetProperty("rows").GetInt32() > 0, l.GetRawText()));
    }

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

/// <summary>On the embedded database.</summary>
public sealed class MainJobTests(DemonstrationNode demonstration) : MainJob(demonstration), IClassFixture<DemonstrationNode>;

/// <summary>On PostgreSQL.</summary>
public sealed class MainJobOnPostgresTests(PostgresNode demonstration) : MainJob(demonstration), IClassFixture<PostgresNode>;
