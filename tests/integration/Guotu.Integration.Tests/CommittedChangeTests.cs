using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>A revision that was committed is in every picture and tile at once, what was kept before is given out no more, and the old state stays to be asked for.</summary>
public sealed class CommittedChangeTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string Layer = "CZKFBJ";
    private const string Later = "2026-06-30";

    /// <summary>What the requirement allows; the first answer after the commit is the new one.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_committed_change_is_in_pictures_and_tiles_and_no_cache_gives_out_the_old_ones()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var box = (await officer.GetAsync("layers")).EnumerateArray().Single(l => l.GetProperty("code").GetString() == Layer).GetProperty("extent4490").EnumerateArray().Select(d => d.GetDouble()).ToArray();
        var map = FormattableString.Invariant($"/ogc/maps/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={Layer}&STYLES=&CRS=EPSG:4490&BBOX={box[1]},{box[0]},{box[3]},{box[2]}&WIDTH=512&HEIGHT=512&FORMAT=image/png&TRANSPARENT=TRUE");
        var (tile, xyz) = TileOf((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 11);
        string[] paths = [map, $"/ogc/maps/wmts/1.0.0/{Layer}/default/GoogleMapsCompatible/{tile}.png", $"/ogc/tiles/{Layer}/WebMercatorQuad/{tile}", $"layers/{Layer}/tiles/{xyz}.mvt"];
        var before = await AskAllAsync(officer, paths, null);
        Assert.All(before, a => Assert.True(a is { Status: 200, Tag: not null } && a.Bytes.Length > 0));
        Assert.All(await AskAllAsync(officer, paths, before), a => Assert.Equal(304, a.Status));
        var first = (await officer.GetAsync($"layers/{Layer}/revisions"))[0];

        var since = await CommitWithoutLargestAsync();

        var after = await AskAllAsync(officer, paths, before);
        Assert.True(since.Elapsed < AtMost, $"{since.Elapsed}");
        foreach (var (path, old, now) in paths.Zip(before, after))
        {
            Assert.True(now.Status == 200, $"{path}: {now.Status} for the mark of the revision before");
            Assert.False(now.Bytes.AsSpan().SequenceEqual(old.Bytes), path + " is as before");
            Assert.NotEqual(old.Tag, now.Tag);
        }

        Assert.All(await AskAllAsync(officer, paths, null), a => Assert.DoesNotContain(before, b => b.Bytes.AsSpan().SequenceEqual(a.Bytes)));

        // The old state is there for who asks for its date or its number, and for nobody else.
        var asOf = first.GetProperty("asOf").GetString()!;
        Assert.Equal(before[0].Bytes, (await AskAsync(officer, $"{map}&TIME={asOf}", null)).Bytes);
        Assert.Equal(before[0].Bytes, (await AskAsync(officer, $"{map}&TIME=2026-06-29", null)).Bytes);
        Assert.Equal(before[0].Bytes, (await AskAsync(officer, $"{map}&DIM_REVISION={first.GetProperty("revision").GetInt32()}", null)).Bytes);
        Assert.Equal(after[0].Bytes, (await AskAsync(officer, $"{map}&TIME={Later}", null)).Bytes);
        Assert.Equal(after[0].Bytes, (await AskAsync(officer, $"{map}&TIME=current", null)).Bytes);
        Assert.Contains("InvalidDimensionValue", (await AskAsync(officer, $"{map}&TIME=1999-01-01", null)).Text, StringComparison.Ordinal);
        Assert.Contains($">{asOf},{Later}<", (await AskAsync(officer, "/ogc/maps/wms?REQUEST=GetCapabilities", null)).Text, StringComparison.Ordinal);
        Assert.Equal(before[3].Bytes, (await AskAsync(officer, paths[3] + $"?rev={first.GetProperty("revision").GetInt32()}", null)).Bytes);
    }

    /// <summary>Imports the layer without its largest patch; the watch runs from the moment the command is back.</summary>
    private async Task<Stopwatch> CommitWithoutLargestAsync()
    {
        var path = Path.Combine(demonstration.Home.Home, "less.geojson");
        var exported = await GuotuProgram.RunAsync(["layer", "export", Layer, path, "--home", demonstration.Home.Home, "--json"]);
        Assert.True(exported.ExitCode == 0, exported.Errors);
        var collection = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        var features = collection["features"]!.AsArray();
        features.Remove(features.MaxBy(f => f!["geometry"]!.ToJsonString().Length));
        await File.WriteAllTextAsync(path, collection.ToJsonString());
        var imported = await GuotuProgram.RunAsync(["layer", "import", Layer, path, "--as-of", Later, "--home", demonstration.Home.Home, "--json"]);
        Assert.True(imported.ExitCode == 0, imported.Errors + imported.Output);
        return Stopwatch.StartNew();
    }

    private static async Task<List<Answer>> AskAllAsync(StaffClient person, string[] paths, IReadOnlyList<Answer>? before)
    {
        var answers = new List<Answer>();
        for (var i = 0; i < paths.Length; i++)
        {
            answers.Add(await AskAsync(person, paths[i], before?[i].Tag));
        }

        return answers;
    }

    private static async Task<Answer> AskAsync(StaffClient person, string path, string? tag)
    {
        using var answer = tag is null ? await person.GetRawAsync(path) : await person.GetIfChangedAsync(path, tag);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return new Answer((int)answer.StatusCode, answer.Headers.ETag?.ToString(), bytes, Encoding.UTF8.GetString(bytes));
    }

    /// <summary>Zoom, row and column, and zoom, column and row.</summary>
    private static (string Tile, string Xyz) TileOf(double lon, double lat, int zoom)
    {
        var (x, y) = ((int)((lon + 180) / 360 * (1 << zoom)), (int)((1 - (Math.Asinh(Math.Tan(lat * Math.PI / 180)) / Math.PI)) / 2 * (1 << zoom)));
        return ($"{zoom}/{y}/{x}", $"{zoom}/{x}/{y}");
    }

    private sealed record Answer(int Status, string? Tag, byte[] Bytes, string Text);
}
