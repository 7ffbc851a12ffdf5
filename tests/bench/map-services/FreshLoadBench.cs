using System.Diagnostics;
using System.Globalization;
using Guotu.MainJob.Bench;
using Guotu.Testing.Node;

namespace Guotu.Services.Bench;

/// <summary>
/// A fresh load of the county (全县首次打开): a map service that was just started, its layers and their copies on the disk and nothing in memory, is asked
/// by a browser for what shows the whole county, or by GDAL for what the layer is. The browser asks for the description and for every tile of
/// the view, six at a time; GDAL is its own program, its start counted. The starting of the service is stated beside, and a page of features.
/// </summary>
internal static class FreshLoadBench
{
    private const double Target = 3;
    private const int AtOnce = 6;

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(ServedCounty county, int runs)
    {
        var series = new (string Name, Func<StaffClient, Uri, Task> Load, Series Taken)[]
        {
            ("fresh load: county in tiles z9", (c, _) => TilesAsync(c, county, 9), new Series()),
            ("fresh load: county in tiles z11", (c, _) => TilesAsync(c, county, 11), new Series()),
            ("fresh load: town in tiles z14", (c, _) => TilesAsync(c, county, 14), new Series()),
            ("fresh load: ogrinfo, OAPIF", (c, a) => OgrAsync(c, $"OAPIF:{a}ogc/features", "DLTB"), new Series()),
            ("fresh load: ogrinfo, WFS", (c, a) => OgrAsync(c, $"WFS:{a}ogc/wfs?service=WFS&version=2.0.0&request=GetCapabilities", "gt:DLTB"), new Series()),
            ("fresh load: first page of features", async (c, _) => await ReadAsync(c, "/ogc/features/collections/DLTB/items?limit=100"), new Series()),
        };
        var start = new Series();
        for (var run = 0; run < runs; run++)
        {
            foreach (var (_, load, taken) in series)
            {
                var watch = Stopwatch.StartNew();
                await using var node = await ServingNode.StartAsync(county.Home);
                start.Add(watch.Elapsed.TotalSeconds);
                using var person = await StaffClient.SignInAsync(node.Address, "lijg", DemonstrationHome.Open(county.Home).Passwords["lijg"]);
                watch.Restart();
                await load(person, node.Address);
                taken.Add(watch.Elapsed.TotalSeconds, node.PeakMemory);
            }
        }

        return [start.Against("start of the service", "s", null, null, null), .. series.Select(s => s.Taken.Against(s.Name, "s", null, null, Target))];
    }

    /// <summary>The tiles of a view of four by three tiles of the level, or of the whole county where that is less.</summary>
    private static async Task TilesAsync(StaffClient person, ServedCounty county, int zoom)
    {
        await ReadAsync(person, "/ogc/tiles/DLTB/tilejson.json");
        var tiles = TileBench.TilesOf(county, zoom).Take(12).Select(t => string.Create(CultureInfo.InvariantCulture, $"/ogc/tiles/DLTB/WebMercatorQuad/{t.Zoom}/{t.Row}/{t.Column}"));
        await Parallel.ForEachAsync(tiles, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (tile, _) => await ReadAsync(person, tile));
    }

    private static async Task ReadAsync(StaffClient person, string path)
    {
        using var answer = await person.GetRawAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path}: {(int)answer.StatusCode}");
        }
    }

    private static async Task OgrAsync(StaffClient person, string source, string layer)
    {
        var run = await MeasuredProgram.RunAsync("ogrinfo", ["-ro", "-so", "--config", "GDAL_HTTP_HEADERS", "Cookie: " + person.Cookie, source, layer]);
        if (!run.Output.Contains("254", StringComparison.Ordinal) || !run.Output.Contains("Extent", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(run.Output);
        }
    }
}
