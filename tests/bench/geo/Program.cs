using System.Diagnostics;
using System.Globalization;
using Guotu.Geo.Bench;
using Guotu.Geo.Geometry;
using Guotu.MainJob.Bench;

// --output FILE [--runs N] [--side N] [--parts areas,whole,read,layers,growth,noisy,french]: a coverage of N × N patches, beside PostGIS with the same.
string Argument(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

var runs = int.Parse(Argument("--runs", "7"), CultureInfo.InvariantCulture);
var side = int.Parse(Argument("--side", "500"), CultureInfo.InvariantCulture);
var parts = Argument("--parts", "areas,whole,layers,growth,noisy,french").Split(',');
var results = new List<BenchResult>();
if (parts.Intersect(["areas", "whole", "read", "layers"]).Any())
{
    results.AddRange(await CountyAsync());
}

if (parts.Contains("noisy"))
{
    var noisy = new Coverage(side, 9, 113, 3);
    await using var postgis = await PostgisCoverage.LoadAsync(noisy);
    var layer = AreaBench.Read(noisy);
    foreach (var (name, figure) in AreaBench.Projects(noisy))
    {
        results.AddRange(await AreaBench.OneAsync($"noisy county, {name}", figure, layer, (postgis, runs)));
    }
}

if (parts.Contains("french"))
{
    results.AddRange(await FrenchAsync());
}

foreach (var larger in parts.Contains("growth") ? [side, side * 2, side * 4] : Array.Empty<int>())
{
    results.AddRange(AreaBench.Growth(larger, runs));
    GC.Collect();
}

Report.Print(results);
await Report.WriteAsync(Argument("--output", "geo.json"), results);

async Task<IReadOnlyList<BenchResult>> CountyAsync()
{
    var coverage = new Coverage(side, 9, 113);
    Console.WriteLine($"{coverage.Patches.Count} patches, {coverage.Vertices} vertices");
    var started = Stopwatch.GetTimestamp();
    var layer = AreaBench.Read(coverage);
    Console.WriteLine($"layer at hand in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
    var found = new List<BenchResult>();
    await using var postgis = await PostgisCoverage.LoadAsync(coverage);
    if (parts.Contains("areas"))
    {
        found.AddRange(await AreaBench.RunAsync(coverage, layer, postgis, runs));
        found.AddRange(await AreaBench.FiguresAsync(coverage, layer, postgis, runs));
        found.AddRange(AreaBench.Checked(coverage, layer, Math.Min(3, runs)));
    }

    if (parts.Contains("whole"))
    {
        found.AddRange(await WholeLayerBench.RunAsync(coverage, postgis, runs));
    }

    if (parts.Contains("read"))
    {
        results.Add(await WholeLayerBench.ReadAndCheckAsync(coverage, postgis, runs));
    }

    if (parts.Contains("layers"))
    {
        found.AddRange(await ManyLayersBench.RunAsync(coverage, layer, postgis, Math.Max(1, runs / 2)));
    }

    return found;
}

async Task<IReadOnlyList<BenchResult>> FrenchAsync()
{
    var (communes, invalid) = await FrenchCoverage.CommunesAsync();
    Console.WriteLine($"{communes.Count} communes, {invalid} invalid ones left out");
    var cut = FrenchCoverage.Cut(communes, Coverage.Zone);
    Console.WriteLine($"{cut.Count} parts, {cut.Sum(c => (long)c.VertexCount)} vertices");
    await using var postgis = await PostgisCoverage.EmptyAsync();
    await postgis.LoadAsync("patch", cut);
    var layer = AreaBench.Read(cut);
    var found = new List<BenchResult>();
    var middle = cut[cut.Count / 2].Envelope;
    var corner = new GridPoint(middle.MinEast, middle.MinNorth);
    foreach (var (name, figure) in AreaBench.Projects(Coverage.At(corner)))
    {
        found.AddRange(await AreaBench.OneAsync($"French communes cut, {name}", figure, layer, (postgis, runs)));
    }

    return found;
}
