using System.Globalization;
using Guotu.Analysis.Bench;
using Guotu.MainJob.Bench;

// --output FILE [--runs N] [--side N] [--only CODE,CODE]: the operators of spatial analysis and site finding over a coverage of N × N patches, beside
// PostGIS with the same figures. What the two give is compared before anything is timed.
string Argument(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

var runs = int.Parse(Argument("--runs", "5"), CultureInfo.InvariantCulture);
var only = Argument("--only", string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries);
var ground = new BenchGround(int.Parse(Argument("--side", "100"), CultureInfo.InvariantCulture));
Console.WriteLine($"{ground.Patches.Features.Count} patches, {ground.Patches.VertexCount} vertices; {ground.Zones.Features.Count} zones, {ground.Lots.Features.Count} lots");
var results = new List<BenchResult>();
await using (var postgis = await ground.LoadAsync())
{
    foreach (var scenario in Scenarios.Of(ground).Where(s => only.Length == 0 || only.Contains(s.Operator)))
    {
        results.Add(await new OperatorBench(postgis, runs).RunAsync(scenario));
    }
}

Report.Print(results);
await Report.WriteAsync(Argument("--output", "analysis.json"), results);
