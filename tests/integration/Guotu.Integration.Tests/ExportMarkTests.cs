using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>
/// A day on which things leave the office (导出标记): each file says who took it, when and under which number, and from the number alone the auditor
/// finds the person. What the county switches off is recorded all the same.
/// </summary>
public sealed partial class ExportMarkTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private readonly CaseDesk _desk = demonstration.Desk();

    [Fact]
    public async Task From_the_number_on_any_file_the_auditor_finds_who_took_it()
    {
        var officer = await _desk.AsAsync("lijg");
        var job = await RunAsync(officer);
        var taken = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["map-print"] = PdfReader.Text(await new PrintedMaps(officer).FileAsync(PrintedMaps.Order())).ReplaceLineEndings(string.Empty),
            ["review"] = PdfReader.Text(await ReportAsync(officer)).ReplaceLineEndings(string.Empty),
        };
        foreach (var format in (string[])["geojson", "shapefile", "gpkg", "csv", "gdb", "fgb"])
        {
            taken["analysis-job " + format] = await ExportAsync(officer, job, format);
        }

        var made = await officer.PostAsync("exports", new { kind = "profile", objectId = "DEM.1" });
        taken["profile"] = Text(made, "line");

        using var auditor = await demonstration.SignInAsync("auditor");
        foreach (var (what, text) in taken)
        {
            Assert.True(text.Contains("李建国", StringComparison.Ordinal) && Minute().IsMatch(text), what + " does not say who and when");
            var number = Number().Match(text).Value;
            Assert.True(number.Length == 15, what + " has no number");
            var record = Assert.Single((await auditor.GetAsync($"audit/records?objectType=export&objectId={number}")).GetProperty("items").EnumerateArray());
            Assert.Equal(("lijg", "李建国", "success"), (Text(record, "account"), Text(record, "name"), Text(record, "outcome")));
            Assert.Contains("(" + what.Split(' ')[0], Text(record, "summary"), StringComparison.Ordinal);
            Assert.Contains("密级标志", Text(record, "summary"), StringComparison.Ordinal);
        }

        Assert.Equal(taken.Count, taken.Values.Select(t => Number().Match(t).Value).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task What_the_county_switches_off_is_not_marked_and_is_recorded_all_the_same()
    {
        using var security = await demonstration.SignInAsync("secadmin");
        using var auditor = await demonstration.SignInAsync("auditor");
        var officer = await _desk.AsAsync("lijg");
        var job = await RunAsync(officer);
        const string map = "/ogc/maps/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=DLTB&STYLES=&CRS=EPSG:4524&BBOX=3650000,36478000,3651000,36479000&WIDTH=500&HEIGHT=500&FORMAT=image/png";
        var plain = await PictureAsync(officer, map);
        using var half = await PutAsync(security, new { prints = true });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, half.StatusCode);

        await SetAsync(security, features: false, pictures: true);
        var json = await ExportAsync(officer, job, "geojson");
        var marked = await PictureAsync(officer, map);
        var again = await PictureAsync(officer, map);
        await SetAsync(security, features: true, pictures: false);

        Assert.DoesNotContain("李建国", json, StringComparison.Ordinal);
        Assert.NotEqual(plain, marked);
        Assert.Equal(marked, again);
        Assert.Equal(plain, await PictureAsync(officer, map));
        var records = (await auditor.GetAsync("audit/records?kind=export.give-out&account=lijg&size=100")).GetProperty("items").EnumerateArray().Select(r => Text(r, "summary")).ToList();
        Assert.Contains(records, s => s.Contains("analysis-job " + job, StringComparison.Ordinal) && s.Contains("未加可见标记", StringComparison.Ordinal));
        Assert.Single(records, s => s.Contains("GetMap", StringComparison.Ordinal));
        var changes = (await auditor.GetAsync("audit/records?kind=identity.policy.export&account=secadmin")).GetProperty("items").EnumerateArray().Select(r => Text(r, "summary")).ToList();
        Assert.Contains(changes, s => s.Contains("改为:图件加 报告加 表格加 空间数据不加 图片服务加", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Signed_originals_keep_their_bytes_and_carry_the_number_in_their_name()
    {
        using var auditor = await demonstration.SignInAsync("auditor");
        var run = await auditor.PostAsync("mlps/runs", new { });
        var id = Text(run, "id");
        for (var i = 0; i < 300 && Text((await auditor.GetAsync("mlps/runs")).EnumerateArray().First(r => Text(r, "id") == id), "state") is not "done"; i++)
        {
            await Task.Delay(500);
        }

        using var first = await auditor.GetRawAsync($"mlps/runs/{id}/package");
        using var second = await auditor.GetRawAsync($"mlps/runs/{id}/package");

        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        var names = new[] { first, second }.Select(a => a.Content.Headers.ContentDisposition!.FileName!.Trim('"')).ToList();
        Assert.NotEqual(names[0], names[1]);
        var record = Assert.Single((await auditor.GetAsync($"audit/records?objectType=export&objectId={Number().Match(names[0]).Value}")).GetProperty("items").EnumerateArray());
        Assert.Contains("测评包", Text(record, "summary"), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PutAsync(StaffClient security, object policy) => security.SendAsync(HttpMethod.Put, "security/export-policy", JsonContent.Create(policy));

    private static async Task SetAsync(StaffClient security, bool features, bool pictures)
    {
        using var answer = await PutAsync(security, new { prints = true, reports = true, tables = true, features, pictures });
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private static async Task<byte[]> PictureAsync(StaffClient person, string map)
    {
        using var answer = await person.GetRawAsync(map);
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<string> RunAsync(StaffClient officer)
    {
        var square = new { epsg = 4524, coordinates = new[] { new[] { new[] { new[] { 36_478_500.0, 3_650_500.0 }, [36_478_560.0, 3_650_500.0], [36_478_560.0, 3_650_540.0], [36_478_500.0, 3_650_500.0] } } } };
        var job = await officer.PostAsync("analysis/run", new { @operator = "buffer", inputs = new { source = new { figures = new[] { square } } }, parameters = new { distance = "10" } });
        for (var i = 0; i < 100 && Text(job, "state") is not "done"; i++)
        {
            await Task.Delay(200);
            job = await officer.GetAsync("analysis/jobs/" + Text(job, "id"));
        }

        return Text(job, "id");
    }

    /// <summary>What of the file says who took it: the file itself, or the text in its zip beside a file that is there.</summary>
    private static async Task<string> ExportAsync(StaffClient officer, string job, string format)
    {
        using var answer = await officer.PostRawAsync($"analysis/jobs/{job}/export", new { format });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var name = answer.Content.Headers.ContentDisposition!.FileNameStar ?? answer.Content.Headers.ContentDisposition.FileName!;
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (!name.EndsWith(".zip", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.True(zip.Entries.Count >= 2, format);
        using var text = new StreamReader(zip.GetEntry("导出说明.txt")!.Open());
        return await text.ReadToEndAsync();
    }

    private async Task<byte[]> ReportAsync(StaffClient officer)
    {
        var digest = await officer.UploadAsync(demonstration.Home.Parcel(CaseDesk.Clean));
        var review = Text(await officer.PostAsync("reviews", new { matter = "land-preexamination", digest, name = CaseDesk.Clean, axis = "asWritten" }), "reviewId");
        using var answer = await officer.GetRawAsync($"reviews/{review}/report");
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    [GeneratedRegex("DC[0-9A-HJKMNP-TV-Z]{13}")]
    private static partial Regex Number();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d")]
    private static partial Regex Minute();
}
