using System.Text;
using System.Text.Json;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>The known hostile strings through every text field, file name and search box: kept as written or refused by name, never run.</summary>
public sealed class StrangeStringsTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>, IDisposable
{
    private static readonly string[] TextFields =
        ["projectName", "investmentCode", "basis", "scale", "builder", "creditCode", "contactName", "contactPhone", "location", "landUse", "totalArea"];

    private readonly CaseDesk _desk = demonstration.Desk();

    [Fact]
    public async Task Every_field_of_the_form_and_every_file_name_keeps_or_refuses_them()
    {
        var clerk = await _desk.AsAsync("wangxy");
        foreach (var text in Payloads())
        {
            using var upload = await clerk.UploadRawAsync(Encoding.UTF8.GetBytes("%PDF-1.4\n%%EOF\n"), text);
            await MustAnswerAsync(upload, text);
            using var parcel = await clerk.UploadRawAsync(await File.ReadAllBytesAsync(demonstration.Home.Parcel("clean.txt")), "p.txt");
            var digest = (await MustAnswerAsync(parcel, text)).GetProperty("digest").GetString();
            var fields = TextFields.ToDictionary(f => f, _ => text);
            object[] materials = [new { code = "application", digest, name = text }];
            using var made = await clerk.PostRawAsync("cases", new { matter = "land-preexamination", parcelFile = new { digest, name = text, axis = "asWritten" }, fields, materials, note = text });
            await MustAnswerAsync(made, text);
        }

        await TheTrailIsWholeAsync();
    }

    [Fact]
    public async Task Opinions_corrections_reasons_papers_and_searches_keep_or_refuse_them()
    {
        var caseId = await _desk.RegisterAsync("clean.txt", "怪字符过案");
        await _desk.ActAsync("wangxy", caseId, "submit");
        await _desk.ActAsync("wangxy", caseId, "accept");
        var officer = await _desk.AsAsync("lijg");
        var paper = await CaseDesk.PaperAsync(officer, "认定");
        foreach (var text in Payloads())
        {
            var attested = new { rule = "S6", answer = "compliant", documentDigest = paper, documentName = text, validUntil = "2030-12-31", text };
            await MustAnswerAsync(await officer.PostRawAsync($"cases/{caseId}/attestations", attested), text);
            await MustAnswerAsync(await officer.PostRawAsync($"cases/{caseId}/clock/stop", new { reason = text, documentDigest = paper, documentName = text }), text);
            await MustAnswerAsync(await officer.PostRawAsync($"cases/{caseId}/clock/resume", new { reason = text, documentDigest = paper, documentName = text }), text);
            foreach (var search in (string[])["tasks?q=", "cases?q=", "map/locate?q="])
            {
                await MustAnswerAsync(await officer.GetRawAsync(search + Uri.EscapeDataString(text)), text);
            }
        }

        var items = Payloads().Where(p => p.Trim().Length > 0).Take(60).Select(text => new { materialCode = (string?)null, text }).ToList();
        await _desk.ActAsync("lijg", caseId, "returnToApplicant", Payloads()[0], items);
        var notice = (await _desk.PageAsync("lijg", caseId)).GetProperty("documents").EnumerateArray().Last(d => d.GetProperty("kind").GetString() == "correctionNotice");
        using var pdf = await officer.GetRawAsync("documents/" + notice.GetProperty("id").GetString());
        Assert.Equal("%PDF", Encoding.ASCII.GetString(await pdf.Content.ReadAsByteArrayAsync(), 0, 4));
        await TheTrailIsWholeAsync();
    }

    public void Dispose() => _desk.Dispose();

    private static List<string> Payloads() => Directory.EnumerateFiles(TestData.Path("malformed/payloads"))
        .SelectMany(f => File.ReadLines(f).Where(l => l.Length is > 0 and <= 180))
        .Distinct(StringComparer.Ordinal)
        .ToList();

    /// <summary>Done or refused, with a body that can be read; never an error of the node.</summary>
    private static async Task<JsonElement> MustAnswerAsync(HttpResponseMessage response, string text)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode < 500, $"{(int)response.StatusCode} {response.RequestMessage!.RequestUri} for {text}: {body}");
        return body.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(body);
    }

    private async Task TheTrailIsWholeAsync()
    {
        using var auditor = await demonstration.SignInAsync("auditor");
        Assert.True((await auditor.PostAsync("audit/verify", new { })).GetProperty("ok").GetBoolean());
    }
}
