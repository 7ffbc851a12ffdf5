using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guotu.Geo.Crs;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Files whose positions are not what they seem: the offset of Internet maps, and the older national systems by the client's own parameters.</summary>
public sealed class OffsetAndDatumTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string Layer = "CZKFBJ";

    private static int _exports;

    /// <summary>Invented parameters, as no real ones may be in a test.</summary>
    private static readonly object Plane = new { northMetres = 3.25, eastMetres = -61.5, rotationSeconds = 0.4, scalePpm = -2.0 };

    [Fact]
    public async Task A_parcel_beside_the_ground_it_follows_is_warned_of_at_the_window_and_measured_by_no_review()
    {
        using var desk = demonstration.Desk();
        var clerk = await desk.AsAsync("wangxy");
        var ring = await PatchAsync();

        var there = await StagedAsync(clerk, ring, 0, 0);
        Assert.DoesNotContain((await clerk.PostAsync("parcels/parse", new { digest = there })).GetProperty("warnings").EnumerateArray(), IsSuspicion);

        var digest = await StagedAsync(clerk, ring, 430, -280);
        var warning = (await clerk.PostAsync("parcels/parse", new { digest })).GetProperty("warnings").EnumerateArray().Single(IsSuspicion);
        Assert.Contains("513", warning.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("已知点", warning.GetProperty("wayOut").GetString(), StringComparison.Ordinal);

        var checkedNow = await clerk.PostAsync("parcels/precheck", new { matter = "land-preexamination", digest });
        var onLayers = checkedNow.GetProperty("checks").EnumerateArray().Where(c => c.GetProperty("layer").ValueKind == JsonValueKind.String).ToList();
        Assert.NotEmpty(onLayers);
        Assert.All(onLayers, c => Assert.Equal("undetermined", c.GetProperty("status").GetString()));
        Assert.All(onLayers, c => Assert.Contains("GCJ-02", c.GetProperty("reason").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_officer_who_has_checked_the_positions_says_so_on_the_case_and_it_is_measured_under_his_name()
    {
        using var desk = demonstration.Desk();
        var clerk = await desk.AsAsync("wangxy");
        var digest = await StagedAsync(clerk, await PatchAsync(), 430, -280);
        var materials = new List<object>();
        foreach (var code in CaseDesk.RequiredMaterials)
        {
            materials.Add(new { code, digest = await CaseDesk.PaperAsync(clerk, code + " 位置核对"), name = code + ".pdf" });
        }

        var made = await clerk.PostAsync("cases", new { matter = "land-preexamination", parcelFile = new { digest, name = "地块.txt", axis = "asWritten" }, fields = CaseDesk.Fields("位置核对"), materials });
        var caseId = made.GetProperty("caseId").GetString()!;
        await desk.ActAsync("wangxy", caseId, "submit");
        await desk.ActAsync("wangxy", caseId, "accept");
        var officer = await desk.AsAsync("lijg");

        var doubtful = Position(await ReviewedAsync(officer, caseId));
        Assert.Equal(("undetermined", true), (doubtful.GetProperty("status").GetString(), doubtful.GetProperty("attestable").GetBoolean()));
        var documentDigest = await CaseDesk.PaperAsync(officer, "控制点核对表");
        await officer.PostAsync(
            $"cases/{caseId}/attestations",
            new { rule = doubtful.GetProperty("rule").GetString(), answer = "compliant", documentDigest, documentName = "控制点核对表.pdf", validUntil = "2030-12-31", text = "三个控制点,差 0.04 米" });
        var vouched = await ReviewedAsync(officer, caseId);

        Assert.Equal("李建国", Position(vouched).GetProperty("attested").GetProperty("by").GetString());
        Assert.DoesNotContain(vouched.GetProperty("checks").EnumerateArray(), c => c.GetProperty("reasonCode").GetString() == "position-doubtful");
        Assert.Contains(vouched.GetProperty("checks").EnumerateArray(), c => c.GetProperty("hits").GetArrayLength() > 0);
        using var report = await officer.GetRawAsync($"/api/v1/reviews/{vouched.GetProperty("id").GetString()}/report");
        var printed = string.Concat(PdfReader.Text(await report.Content.ReadAsByteArrayAsync()).Where(c => !char.IsWhiteSpace(c)));
        Assert.True(printed.Contains("GCJ-02", StringComparison.Ordinal) && printed.Contains("李建国依据《paper.pdf》认定位置无误", StringComparison.Ordinal), printed);
        Assert.True((await officer.PostAsync($"reviews/{vouched.GetProperty("id").GetString()}/replay", new { })).GetProperty("same").GetBoolean());
    }

    private static async Task<JsonElement> ReviewedAsync(StaffClient officer, string caseId) =>
        await officer.GetAsync("reviews/" + (await officer.PostAsync($"cases/{caseId}/reviews", new { })).GetProperty("reviewId").GetString());

    private static JsonElement Position(JsonElement review) => review.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "位置核对");

    [Fact]
    public async Task A_layer_beside_the_county_is_refused_on_the_command_line_and_stored_with_a_mark_once_its_positions_were_checked()
    {
        var path = await ExportedAsync("DLTB", (east, north) => (east + 430, north - 280));

        var refused = await ImportAsync("DLTB", path);
        Assert.Equal((1, "GEO-0065"), (refused.ExitCode, JsonNode.Parse(refused.Output)!["error"]!["code"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData(2360, "plane")]
    [InlineData(2412, "plane")]
    [InlineData(2412, "seven")]
    public async Task A_file_of_an_older_system_is_refused_without_parameters_converted_by_those_entered_and_refused_again_once_they_are_retired(int epsg, string kind)
    {
        using var engineer = await demonstration.SignInAsync("zhuh");
        var legacy = DatumReference.OfEpsg(epsg)!;
        DatumShift shift = kind == "plane" ? new PlaneShift(3.25, -61.5, 0.4, -2) : new BursaWolfShift(-15.8, 154.4, 82.3, 0.1, -0.2, 0.3, -2.1, RotationConvention.CoordinateFrame);
        var there = DatumConversion.Create(legacy, GaussKrugerZone.ThreeDegree(36), shift).Value;
        var path = await ExportedAsync(Layer, (east, north) => Back(there, east, north), epsg);

        var refused = await ImportAsync(Layer, path);
        Assert.Equal((1, "GEO-0063"), (refused.ExitCode, JsonNode.Parse(refused.Output)!["error"]!["code"]!.GetValue<string>()));

        object body = kind == "plane"
            ? new { name = "演示参数", fromEpsg = epsg, plane = Plane }
            : new { name = "演示七参数", fromEpsg = epsg, spatial = new { x = -15.8, y = 154.4, z = 82.3, rotationX = 0.1, rotationY = -0.2, rotationZ = 0.3, scalePpm = -2.1, convention = "CoordinateFrame" } };
        var entered = (await engineer.PostAsync("crs/shifts", body)).GetProperty("id").GetString();
        var before = (await engineer.GetAsync($"layers/{Layer}/revisions"))[0].GetProperty("revision").GetInt32();
        var imported = await ImportAsync(Layer, path);
        Assert.True(imported.ExitCode == 0, imported.Output + imported.Errors);

        Assert.InRange(await FurthestAsync(before), 0, 0.001);
        await engineer.PostAsync($"crs/shifts/{entered}/retire", new { });
        Assert.Equal(1, (await ImportAsync(Layer, path)).ExitCode);
    }

    [Fact]
    public async Task Parameters_are_entered_by_who_may_and_no_answer_gives_them_away()
    {
        using var engineer = await demonstration.SignInAsync("zhuh");
        using var clerk = await demonstration.SignInAsync("wangxy");
        object body = new { name = "西安80 七参数", fromEpsg = 4610, spatial = new { x = 1.25, y = 2.5, z = 3.75, rotationX = 0.1, rotationY = 0.2, rotationZ = 0.3, scalePpm = 1.0, convention = "PositionVector" } };

        Assert.Equal(403, (await Assert.ThrowsAsync<RefusedException>(() => clerk.PostAsync("crs/shifts", body))).Status);
        var entered = (await engineer.PostAsync("crs/shifts", body)).GetProperty("id").GetString();

        using var raw = await engineer.GetRawAsync("crs/shifts");
        var list = await raw.Content.ReadAsStringAsync();
        var line = JsonSerializer.Deserialize<JsonElement>(list).EnumerateArray().Single(s => s.GetProperty("id").GetString() == entered);
        Assert.True(line.GetProperty("intact").GetBoolean());
        Assert.DoesNotContain("3.75", list, StringComparison.Ordinal);
        Assert.Equal("MAP-0031", (await Assert.ThrowsAsync<RefusedException>(() => engineer.PostAsync("crs/shifts", body))).Code);
        object both = new { name = "两种", fromEpsg = 4214, plane = Plane, spatial = new { x = 1.0, y = 1.0, z = 1.0, rotationX = 0.0, rotationY = 0.0, rotationZ = 0.0, scalePpm = 0.0, convention = "PositionVector" } };
        Assert.Equal("SYS-0003", (await Assert.ThrowsAsync<RefusedException>(() => engineer.PostAsync("crs/shifts", both))).Code);

        Assert.Equal(403, (await Assert.ThrowsAsync<RefusedException>(() => clerk.PostAsync($"crs/shifts/{entered}/retire", new { }))).Status);
        await engineer.PostAsync($"crs/shifts/{entered}/retire", new { });
        Assert.Equal("MAP-0031", (await Assert.ThrowsAsync<RefusedException>(() => engineer.PostAsync($"crs/shifts/{entered}/retire", new { }))).Code);
    }

    private static bool IsSuspicion(JsonElement warning) => warning.GetProperty("code").GetString() == "GEO-0065";

    /// <summary>Where a position of the county lies in the older system: the inverse of the conversion, by repetition.</summary>
    private static (double East, double North) Back(DatumConversion there, double east, double north)
    {
        var at = new PlanePosition(east, north);
        for (var i = 0; i < 12; i++)
        {
            var now = there.Apply(at);
            at = new PlanePosition(at.East + east - now.East, at.North + north - now.North);
        }

        return (at.East, at.North);
    }

    /// <summary>A layer's file with every position moved.</summary>
    private async Task<string> ExportedAsync(string layer, Func<double, double, (double East, double North)> move, int epsg = 4524)
    {
        var collection = JsonNode.Parse(await ExportAsync(layer, null))!;
        collection["crs"]!["properties"]!["name"] = $"urn:ogc:def:crs:EPSG::{epsg}";
        foreach (var position in Positions(collection))
        {
            var (east, north) = move(position[0]!.GetValue<double>(), position[1]!.GetValue<double>());
            (position[0], position[1]) = (east, north);
        }

        var path = Path.Combine(demonstration.Home.Home, $"{layer}-{epsg}.geojson");
        await File.WriteAllTextAsync(path, collection.ToJsonString());
        return path;
    }

    private async Task<string> ExportAsync(string layer, int? revision)
    {
        var path = Path.Combine(demonstration.Home.Home, $"{layer}-out-{++_exports}.geojson");
        string[] which = revision is { } number ? ["--revision", number.ToString(CultureInfo.InvariantCulture)] : [];
        var exported = await GuotuProgram.RunAsync(["layer", "export", layer, path, .. which, "--home", demonstration.Home.Home, "--json"]);
        Assert.True(exported.ExitCode == 0, exported.Errors);
        return await File.ReadAllTextAsync(path);
    }

    /// <summary>How far, in metres, any vertex of the current revision lies from the same vertex of an earlier one.</summary>
    private async Task<double> FurthestAsync(int before)
    {
        var (old, now) = (Positions(JsonNode.Parse(await ExportAsync(Layer, before))!).ToList(), Positions(JsonNode.Parse(await ExportAsync(Layer, null))!).ToList());
        Assert.Equal(old.Count, now.Count);
        return old.Zip(now).Max(p => Math.Max(Math.Abs(p.First[0]!.GetValue<double>() - p.Second[0]!.GetValue<double>()), Math.Abs(p.First[1]!.GetValue<double>() - p.Second[1]!.GetValue<double>())));
    }

    private static IEnumerable<JsonArray> Positions(JsonNode collection) => collection["features"]!.AsArray()
        .SelectMany(f => f!["geometry"]!["coordinates"]!.AsArray()).SelectMany(p => p!.AsArray()).SelectMany(r => r!.AsArray()).Select(p => p!.AsArray());

    private Task<ProgramRun> ImportAsync(string layer, string path) =>
        GuotuProgram.RunAsync(["layer", "import", layer, path, "--as-of", "2026-06-30", "--home", demonstration.Home.Home, "--json"]);

    /// <summary>A border of a real patch with many corners.</summary>
    private async Task<List<(double East, double North)>> PatchAsync()
    {
        var features = JsonNode.Parse(await ExportAsync("DLTB", null))!["features"]!.AsArray();
        var ring = features.Select(f => f!["geometry"]!["coordinates"]![0]![0]!.AsArray()).First(r => r.Count is > 24 and < 60);
        return [.. ring.SkipLast(1).Select(p => (p![0]!.GetValue<double>(), p[1]!.GetValue<double>()))];
    }

    private static async Task<string> StagedAsync(StaffClient clerk, List<(double East, double North)> ring, double east, double north)
    {
        var text = new StringBuilder("[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=36\n精度=0.0001\n转换参数=,,,,,,\n[地块坐标]\n");
        text.Append(CultureInfo.InvariantCulture, $"{ring.Count + 1},,1,一号地块,面,,公路用地,,@\n");
        var at = 0;
        foreach (var (e, n) in ring.Append(ring[0]))
        {
            text.Append(CultureInfo.InvariantCulture, $"J{(at++ % ring.Count) + 1},1,{n + north:0.0000},{e + east:0.0000}\n");
        }

        using var response = await clerk.UploadRawAsync(Encoding.UTF8.GetBytes(text.ToString()), "地块.txt");
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).GetProperty("digest").GetString()!;
    }
}
