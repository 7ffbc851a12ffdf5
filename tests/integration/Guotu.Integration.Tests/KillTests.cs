using System.Globalization;
using System.Text.Json;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Kills along the main job leave nothing lost, doubled or stuck (promise C).</summary>
public abstract class Kills
{
    private static readonly string[] Staff = ["wangxy", "lijg", "liuf", "yangb", "zhaom", "huangq", "zhoul", "wugj", "sunt", "maxl", "auditor"];

    private static readonly string[] Papers = ["application", "report", "basis", "survey", "licence"];

    private protected static async Task NothingIsLostAsync(string provider, IReadOnlyList<string> kills, int mostCases)
    {
        using var home = await DemonstrationHome.CreateAsync(provider);
        await using var office = await KilledOffice.OpenAsync(home, kills, Staff);
        var before = await LayerCountAsync(office);
        var cases = new List<string>();
        while (!office.AllKilled)
        {
            Assert.True(cases.Count < mostCases, $"{office.Armed} was never reached");
            cases.Add(await WholeCaseAsync(office, cases.Count + 1));
            await office.RestAsync();
        }

        Assert.Equal(kills, office.Kills);
        await NothingIsLostOrDoubledAsync(office, cases);
        Assert.Equal(before + cases.Count, await LayerCountAsync(office));
        var verified = await office.PostAsync("auditor", "audit/verify", new { });
        Assert.True(verified.GetProperty("ok").GetBoolean(), verified.GetRawText());
    }

    private static async Task<string> WholeCaseAsync(KilledOffice office, int number)
    {
        var id = await RegisterAsync(office, number);
        await office.ActAsync("wangxy", id, "submit");
        await office.ActAsync("wangxy", id, "accept");
        foreach (var rule in CaseDesk.AttestedRules)
        {
            var documentDigest = await office.PaperAsync("lijg", rule + id);
            await office.PostAsync(
                "lijg", $"cases/{id}/attestations", new { rule, answer = "compliant", documentDigest, documentName = "认定.pdf", validUntil = "2030-12-31", text = "经核查,不涉及。" });
        }

        await office.ActAsync("lijg", id, "pass");
        foreach (var reviewer in (string[])["liuf", "yangb", "zhaom"])
        {
            await office.ActAsync(reviewer, id, "agree");
        }

        await office.ActAsync("huangq", id, "pass");
        await office.ActAsync("zhoul", id, "pass");
        await office.ActAsync("wugj", id, "approve");
        await office.ActAsync("sunt", id, "issue");
        await office.ActAsync("maxl", id, "pass");
        return id;
    }

    private static async Task<string> RegisterAsync(KilledOffice office, int number)
    {
        var parcel = Shifted(office.Parcel("clean.txt"), office.Home, number);
        var digest = await office.UploadAsync("wangxy", parcel);
        var materials = new List<object>();
        foreach (var code in Papers)
        {
            materials.Add(new { code, digest = await office.PaperAsync("wangxy", string.Create(CultureInfo.InvariantCulture, $"{code} {number}")), name = code + ".pdf" });
        }

        var fields = CaseDesk.Fields(string.Create(CultureInfo.InvariantCulture, $"第 {number} 号道路"));
        var made = await office.PostAsync("wangxy", "cases", new { matter = "land-preexamination", parcelFile = new { digest, name = "parcel.txt", axis = "asWritten" }, fields, materials });
        return made.GetProperty("caseId").GetString()!;
    }

    /// <summary>The demonstration's clean parcel, smaller and moved for each case, so that no approval overlaps the one before.</summary>
    private static string Shifted(string original, string home, int number)
    {
        var parcel = CoordinateText.Cell(File.ReadAllText(original), number - 1);
        var path = Path.Combine(home, string.Create(CultureInfo.InvariantCulture, $"parcel-{number}.txt"));
        File.WriteAllText(path, parcel);
        return path;
    }

    private static async Task NothingIsLostOrDoubledAsync(KilledOffice office, List<string> cases)
    {
        var numbers = new List<string>();
        foreach (var id in cases)
        {
            var page = await office.GetAsync("maxl", "cases/" + id);
            Assert.Equal("archived", page.GetProperty("state").GetString());
            numbers.Add(page.GetProperty("certificate").GetProperty("number").GetString()!);
            var kinds = page.GetProperty("documents").EnumerateArray().Select(d => d.GetProperty("kind").GetString()).Order(StringComparer.Ordinal);
            Assert.Equal(["acceptNotice", "archiveBundle", "certificate"], kinds);
            Assert.Equal(11, page.GetProperty("opinions").GetArrayLength());
        }

        var serials = numbers.Select(n => int.Parse(n[^8..^1], CultureInfo.InvariantCulture)).Order();
        Assert.Equal(Enumerable.Range(1, cases.Count), serials);
        var all = await office.GetAsync("maxl", "cases?size=10");
        Assert.Equal(cases.Count, all.GetProperty("total").GetInt32());
    }

    private static async Task<int> LayerCountAsync(KilledOffice office)
    {
        var layers = await office.GetAsync("lijg", "layers");
        return layers.EnumerateArray().Single(l => l.GetProperty("code").GetString() == "YSXZ") is { ValueKind: JsonValueKind.Object } layer ? layer.GetProperty("count").GetInt32() : 0;
    }
}

/// <summary>On the embedded database, at every point again and again.</summary>
public sealed class KillTests : Kills
{
    private const string Provider = "sqlite";

    [Fact]
    public Task Forty_kills_leave_nothing_lost_doubled_or_stuck() => NothingIsLostAsync(Provider, [.. KillPoints.InTurn(40)], mostCases: 24);

    [Fact]
    public async Task Four_hundred_kills_at_random_leave_nothing_lost_doubled_or_stuck()
    {
        Soak.Only();
        var seed = Soak.Seed();
        try
        {
            await NothingIsLostAsync(Provider, [.. KillPoints.AtRandom(400, seed)], CoordinateText.Cells);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"GUOTU_SOAK_SEED={seed}: {fault.Message}"), fault);
        }
    }
}

/// <summary>On PostgreSQL, once at every point.</summary>
public sealed class KillsOnPostgresTests : Kills
{
    [Fact]
    public Task A_kill_at_every_point_leaves_nothing_lost_doubled_or_stuck() => NothingIsLostAsync("postgresql", [.. KillPoints.EachOnce()], mostCases: 12);
}
