using System.Diagnostics;
using System.Globalization;
using Guotu.Geo.Bench;
using Guotu.MainJob.Bench;

// --output FILE [--runs N] [--side N]: areas in common over a coverage of N × N patches, beside PostGIS with the same coverage.
string Argument(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

var runs = int.Parse(Argument("--runs", "7"), CultureInfo.InvariantCulture);
var side = int.Parse(Argument("--side", "500"), CultureInfo.InvariantCulture);
var results = new List<BenchResult>();
var coverage = new Coverage(side, 9, 113);
Console.WriteLine($"{coverage.Patches.Count} patches, {coverage.Vertices} vertices");
var started = Stopwatch.GetTimestamp();
var layer = AreaBench.Read(coverage);
Console.WriteLine($"layer made ready in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
await using (var postgis = await PostgisCoverage.LoadAsync(coverage))
{
    results.AddRange(await AreaBench.RunAsync(coverage, layer, postgis, runs));
    results.AddRange(await AreaBench.FiguresAsync(coverage, layer, postgis, runs));
}

results.AddRange(AreaBench.Checked(coverage, layer, Math.Min(3, runs)));
foreach (var larger in args.Contains("--no-growth") ? Array.Empty<int>() : [side / 2, side, side * 2])
{
    results.AddRange(AreaBench.Growth(larger, runs));
}

Report.Print(results);
await Report.WriteAsync(Argument("--output", "geo.json"), results);
