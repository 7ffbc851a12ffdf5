using System.Net;
using System.Text.Json;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>空间分析 of a served demonstration node: run, read, chain, export, compare; another person finds nothing.</summary>
public sealed class AnalysisOverHttpTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private readonly CaseDesk _desk = demonstration.Desk();

    [Fact]
    public async Task Land_use_in_a_belt_along_a_line_is_clipped_summed_by_class_and_taken_away()
    {
        var officer = await _desk.AsAsync("lijg");
        var codes = (await officer.GetAsync("analysis/operators")).EnumerateArray().Select(o => Text(o, "code")).ToList();
        Assert.Superset(new HashSet<string> { "buffer", "clip", "union", "dissolve", "spatial-join", "nearest", "zonal-statistics", "find-sites", "compare-schemes" }, codes.ToHashSet());
        var landUse = (await officer.GetAsync("analysis/layers")).EnumerateArray().Single(l => Text(l, "code") == "DLTB");
        Assert.Contains(landUse.GetProperty("fields").EnumerateArray(), f => Text(f, "code") == "DLBM");

        var road = new { name = "规划道路", epsg = 4524, line = new[] { new[] { 36_478_400.0, 3_650_500.0 }, [36_478_700.0, 3_650_650.0] } };
        var belt = await RunAsync(officer, new { @operator = "buffer", inputs = new { source = new { figures = new[] { road } } }, parameters = new { distance = "30", ends = "flat" } });
        var clipped = await RunAsync(officer, new { @operator = "clip", inputs = new { layer = new { layer = "DLTB" }, other = new { job = Text(belt, "id") } } });
        var sums = await RunAsync(officer, new
        {
            @operator = "zonal-statistics",
            inputs = new { zones = new { job = Text(belt, "id") }, classes = new { layer = "DLTB" } },
            parameters = new Dictionary<string, string> { ["class"] = "DLBM" },
        });

        var beltArea = (await officer.GetAsync($"analysis/jobs/{Text(belt, "id")}/rows")).GetProperty("items")[0].GetProperty("planeArea").GetDecimal();
        var pieces = (await officer.GetAsync($"analysis/jobs/{Text(clipped, "id")}/rows?size=100")).GetProperty("items").EnumerateArray().Sum(r => r.GetProperty("planeArea").GetDecimal());
        Assert.InRange(beltArea - pieces, -0.05m, 0.05m);
        var place = sums.GetProperty("result").GetProperty("fields").EnumerateArray().Select(f => Text(f, "code")).ToList().IndexOf("PMMJ");
        var classes = (await officer.GetAsync($"analysis/jobs/{Text(sums, "id")}/rows?size=100")).GetProperty("items").EnumerateArray()
            .Sum(r => decimal.Parse(r.GetProperty("values")[place].GetString()!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(beltArea, classes);
        Assert.Equal("DLTB", Text(clipped.GetProperty("result").GetProperty("sources")[0], "layer"));
        Assert.NotEmpty((await officer.GetAsync($"analysis/jobs/{Text(clipped, "id")}/figures")).GetProperty("items").EnumerateArray());

        using var file = await officer.PostRawAsync($"analysis/jobs/{Text(clipped, "id")}/export", new { format = "geojson" });
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Contains("GT_PMMJ", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_does_not_exist_for_another_person()
    {
        var officer = await _desk.AsAsync("lijg");
        var square = new { epsg = 4524, coordinates = new[] { new[] { new[] { new[] { 36_478_500.0, 3_650_500.0 }, [36_478_560.0, 3_650_500.0], [36_478_560.0, 3_650_540.0], [36_478_500.0, 3_650_500.0] } } } };
        var job = await RunAsync(officer, new { @operator = "buffer", inputs = new { source = new { figures = new[] { square } } }, parameters = new { distance = "10" } });
        var clerk = await _desk.AsAsync("wangxy");

        foreach (var path in new[] { string.Empty, "/rows", "/figures" })
        {
            Assert.Equal("SYS-0002", (await Assert.ThrowsAsync<RefusedException>(() => clerk.GetAsync($"analysis/jobs/{Text(job, "id")}{path}"))).Code);
        }

        Assert.Equal("SYS-0002", (await Assert.ThrowsAsync<RefusedException>(() => clerk.PostAsync($"analysis/jobs/{Text(job, "id")}/export", new { format = "csv" }))).Code);
        Assert.DoesNotContain((await clerk.GetAsync("analysis/jobs")).EnumerateArray(), j => Text(j, "id") == Text(job, "id"));
        Assert.Contains((await officer.GetAsync("analysis/jobs")).EnumerateArray(), j => Text(j, "id") == Text(job, "id"));
    }

    [Fact]
    public async Task A_site_is_sought_by_what_must_be_avoided_and_by_the_slope_of_the_ground()
    {
        var officer = await _desk.AsAsync("lijg");
        var area = new { epsg = 4524, coordinates = new[] { new[] { new[] { new[] { 36_477_500.0, 3_649_500.0 }, [36_480_000.0, 3_649_500.0], [36_480_000.0, 3_652_000.0], [36_477_500.0, 3_652_000.0], [36_477_500.0, 3_649_500.0] } } } };
        object Asked(object parameters) => new
        {
            @operator = "find-sites",
            inputs = new { within = new { figures = new[] { area } }, ground = new { layer = "DLTB", field = "DLBM", values = new[] { "0301", "0305", "0307", "0404", "0101", "0103" } }, avoid1 = new { layer = "YJJBNT" } },
            parameters,
        };

        var found = await RunAsync(officer, Asked(new { leastArea = "2000" }));
        Assert.Contains(found.GetProperty("result").GetProperty("tally").EnumerateArray(), t => Text(t, "name").Contains("避让", StringComparison.Ordinal));

        // The demonstration node has an elevation model: every candidate that is left has its slope, and the result names the model.
        var level = await RunAsync(officer, Asked(new { leastArea = "2000", mostSlope = "15" }));
        var result = level.GetProperty("result");
        Assert.Contains(result.GetProperty("sources").EnumerateArray(), s => Text(s, "layer") == "DEM");
        Assert.Contains(result.GetProperty("tally").EnumerateArray(), t => Text(t, "name") == "平均坡度大于 15 度");
        var place = result.GetProperty("fields").EnumerateArray().Select(f => Text(f, "code")).ToList().IndexOf("PD_PJ");
        var rows = (await officer.GetAsync($"analysis/jobs/{Text(level, "id")}/rows")).GetProperty("items").EnumerateArray().ToList();
        Assert.All(rows, r => Assert.InRange(decimal.Parse(r.GetProperty("values")[place].GetString()!, System.Globalization.CultureInfo.InvariantCulture), 0, 15));
        var steep = Asked(new { leastArea = "2000", mostSlope = "90" });
        Assert.Equal(Text(found.GetProperty("result"), "rows"), Text((await RunAsync(officer, steep)).GetProperty("result"), "rows"));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();

    /// <summary>Runs to its end, also where the node put it into its queue.</summary>
    private static async Task<JsonElement> RunAsync(StaffClient staff, object body)
    {
        var job = await staff.PostAsync("analysis/run", body);
        for (var turn = 0; turn < 300 && Text(job, "state") is "queued" or "running"; turn++)
        {
            await Task.Delay(100);
            job = await staff.GetAsync("analysis/jobs/" + Text(job, "id"));
        }

        Assert.True(Text(job, "state") == "done", job.ToString());
        return job;
    }
}
