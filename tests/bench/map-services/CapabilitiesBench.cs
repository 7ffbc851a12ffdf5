using System.Diagnostics;
using Guotu.MainJob.Bench;

namespace Guotu.Services.Bench;

/// <summary>What a service says it has, for one person, over HTTP: first after the start, and again.</summary>
internal static class CapabilitiesBench
{
    private const double Target = 500;

    private static readonly (string Name, string Path)[] Documents =
    [
        ("WMS GetCapabilities", "/ogc/maps/wms?SERVICE=WMS&REQUEST=GetCapabilities"),
        ("WMTS GetCapabilities", "/ogc/maps/wmts/1.0.0/WMTSCapabilities.xml"),
        ("WFS GetCapabilities", "/ogc/wfs?SERVICE=WFS&REQUEST=GetCapabilities"),
        ("OGC API collections", "/ogc/features/collections"),
        ("layers of the one map", "/api/v1/layers"),
    ];

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(int runs)
    {
        Console.Error.WriteLine($"making {BusyCounty.Layers} layers × {BusyCounty.Roles} roles");
        await using var county = await BusyCounty.MakeAsync();
        var results = new List<BenchResult>();
        var first = new Series();
        first.Add(await AskAsync(county, Documents[0].Path));
        results.Add(first.Against("WMS GetCapabilities, nothing in memory", "ms", null, null, null));
        foreach (var (name, path) in Documents)
        {
            await AskAsync(county, path);
            var series = new Series();
            for (var run = 0; run < runs; run++)
            {
                series.Add(await AskAsync(county, path), Environment.WorkingSet);
            }

            results.Add(series.Against(name, "ms", null, null, Target));
        }

        return results;
    }

    private static async Task<double> AskAsync(BusyCounty county, string path)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await county.Person.GetRawAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        var taken = watch.Elapsed.TotalMilliseconds;
        return answer.IsSuccessStatusCode && text.Contains("TC190", StringComparison.Ordinal)
            ? taken
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text[..Math.Min(300, text.Length)]}");
    }
}
