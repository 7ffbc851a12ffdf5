using System.Globalization;
using Guotu.MainJob.Bench;
using Guotu.Services.Bench;

// --output FILE [--runs N] [--home COUNTY] [--no-capabilities] [--no-drawing] [--stages] [--parts tiles,pages,pictures]: capabilities of 200 layers for
// somebody of 20 roles; tiles, pages and pictures of a county beside PostGIS and MapServer. A county node that was made before (guotu demo --size county)
// saves making one.
string Argument(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

var runs = int.Parse(Argument("--runs", "9"), CultureInfo.InvariantCulture);
var results = new List<BenchResult>();
if (!args.Contains("--no-capabilities"))
{
    results.AddRange(await CapabilitiesBench.RunAsync(runs));
}

if (args.Contains("--stages"))
{
    // Serving makes the first grants of a node that was never served.
    await using var node = await HostedNode.StartAsync(Argument("--home", string.Empty), _ => { });
    results.AddRange(await StageBench.RunAsync(node, ServedCounty.Account, runs));
    results.AddRange(await PictureBench.StagesAsync(Argument("--home", string.Empty), (11_996_620, 3_880_000), runs));
}
else if (!args.Contains("--no-drawing"))
{
    await using var county = await ServedCounty.OpenAsync(Argument("--home", string.Empty));
    var parts = Argument("--parts", "tiles,pages,pictures").Split(',');
    results.AddRange(parts.Contains("tiles") ? await TileBench.RunAsync(county) : []);
    results.AddRange(parts.Contains("pages") ? await PageBench.RunAsync(county, runs) : []);
    results.AddRange(parts.Contains("pictures") ? await PictureBench.RunAsync(county, runs) : []);
}

Report.Print(results);
await Report.WriteAsync(Argument("--output", "services.json"), results);
