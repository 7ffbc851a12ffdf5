using System.Globalization;
using System.Text.Json;
using Guotu.Testing;
using Guotu.Testing.Node;
using Microsoft.Data.Sqlite;

namespace Guotu.Integration.Tests;

/// <summary>A county of full size (25 万图斑) through the command line: it answers as the small one does.</summary>
public sealed class CountySizeTests
{
    /// <summary>Parcel file, what <c>parse</c> ends with, and the verdict or the refusal of <c>review</c>.</summary>
    private static readonly (string File, int Parse, string Review)[] Parcels =
    [
        ("clean.txt", 0, "undetermined"), ("two-parcels.txt", 0, "undetermined"), ("hole.txt", 0, "undetermined"), ("stale-layer.txt", 0, "undetermined"),
        ("on-redline.txt", 0, "conflict"), ("on-farmland.txt", 0, "conflict"), ("on-approval.txt", 0, "conflict"), ("outside.txt", 0, "conflict"),
        ("self-crossing.txt", 1, "GEO-0004"), ("swapped.txt", 1, "GEO-0012"),
    ];

    /// <summary>The check that each conflict comes from.</summary>
    private static readonly Dictionary<string, string> ConflictOn = new()
    {
        ["on-redline.txt"] = "S4 STBHHX",
        ["on-farmland.txt"] = "S3 YJJBNT",
        ["on-approval.txt"] = "S10 YDBP",
        ["outside.txt"] = "S1 XZQ",
    };

    [Fact]
    public async Task A_county_of_full_size_is_read_reviewed_verified_and_its_damage_found()
    {
        Soak.Only();
        using var home = await DemonstrationHome.CreateAsync(size: "county");
        var layers = home.Made.GetProperty("layers").EnumerateArray().ToDictionary(l => Text(l, "code"), l => l.GetProperty("count").GetInt32());
        Assert.InRange(layers["DLTB"], 250_000, 300_000);
        Assert.Equal(Parcels.Select(p => p.File).Order(StringComparer.Ordinal), home.Made.GetProperty("parcels").EnumerateArray().Select(p => p.GetString()!).Where(p => p != "说明.txt").Order(StringComparer.Ordinal));

        foreach (var (file, parse, review) in Parcels)
        {
            Assert.Equal(parse, (await GuotuProgram.RunAsync(["parse", home.Parcel(file), "--json"])).ExitCode);
            await ReviewAnswersAsync(home, file, review);
        }

        foreach (var (layer, count) in layers)
        {
            var verified = await RunAsync(home, "layer", "verify", layer);
            Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
            Assert.Equal(count, verified.Json().GetProperty("count").GetInt32());
        }

        var trail = await RunAsync(home, "audit", "verify");
        Assert.True(trail.ExitCode == 0 && trail.Json().GetProperty("ok").GetBoolean(), trail.Output);
        var examined = (await RunAsync(home, "doctor")).Json();
        Assert.Equal(["layers"], examined.GetProperty("checks").EnumerateArray().Where(c => Text(c, "status") is not ("good" or "notice")).Select(c => Text(c, "name")));
        await DamageIsFoundAsync(home);
    }

    private static async Task ReviewAnswersAsync(DemonstrationHome home, string file, string expected)
    {
        var run = await RunAsync(home, "review", home.Parcel(file));
        var answer = run.Json();
        Assert.Equal(1, run.ExitCode);
        if (answer.TryGetProperty("error", out var error))
        {
            Assert.Equal(expected, Text(error, "code"));
            return;
        }

        Assert.Equal(expected, Text(answer, "verdict"));
        var checks = answer.GetProperty("checks").EnumerateArray().ToList();
        var conflicts = checks.Where(c => Text(c, "status") == "conflict").Select(c => $"{Text(c, "rule")} {Text(c, "layer")}");
        Assert.Equal(ConflictOn.TryGetValue(file, out var on) ? [on] : [], conflicts);
        AreasOfThePatchesMakeUpTheLot(answer, checks, file);
        var replayed = await RunAsync(home, "review", "replay", Text(answer, "id"));
        Assert.True(replayed.ExitCode == 0 && replayed.Json().GetProperty("same").GetBoolean(), replayed.Output);
    }

    /// <summary>The patches cover the county without gap, so that the areas of their parts add up to the lot's, but for the grid.</summary>
    private static void AreasOfThePatchesMakeUpTheLot(JsonElement answer, List<JsonElement> checks, string file)
    {
        if (file == "outside.txt")
        {
            return;
        }

        foreach (var (parcel, place) in answer.GetProperty("parcels").EnumerateArray().Select((p, i) => (p, i + 1)))
        {
            var landUse = checks.Single(c => Text(c, "rule") == "S2" && c.GetProperty("parcel").GetInt32() == place);
            Assert.Equal(parcel.GetProperty("planeArea").GetDouble(), landUse.GetProperty("planeArea").GetDouble(), 0.01);
        }
    }

    /// <summary>A patch far from every parcel, changed behind the application's back.</summary>
    private static async Task DamageIsFoundAsync(DemonstrationHome home)
    {
        await using (var database = new SqliteConnection($"Data Source={home.Home}/guotu.db;Pooling=False"))
        {
            await database.OpenAsync();
            await using var command = database.CreateCommand();
            command.CommandText = "UPDATE om_feature SET attribute_json = REPLACE(attribute_json, '演示数据', '实测数据') WHERE layer_code = 'DLTB' AND feature_id = (SELECT MAX(feature_id) FROM om_feature WHERE layer_code = 'DLTB')";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        var damaged = await RunAsync(home, "layer", "verify", "DLTB");
        Assert.Equal(1, damaged.ExitCode);
        Assert.Equal("MAP-0003", Text(damaged.Json().GetProperty("error"), "code"));
    }

    private static Task<ProgramRun> RunAsync(DemonstrationHome home, params string[] verb) =>
        GuotuProgram.RunAsync([.. verb, "--home", home.Home, "--json"]);

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : string.Create(CultureInfo.InvariantCulture, $"{element.GetProperty(name).GetRawText()}");
}
