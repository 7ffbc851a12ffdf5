using System.Globalization;
using Guotu.Audit.Bench;
using Guotu.MainJob.Bench;

// --output FILE [--records N] [--acts N] [--databases sqlite,postgresql]: writing, sealing, verifying, searching and exporting the trail. Ten million
// records: --records 10000000 (an hour, 10 GB of disk).
string Argument(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

var records = int.Parse(Argument("--records", "500000"), CultureInfo.InvariantCulture);
var acts = int.Parse(Argument("--acts", "20000"), CultureInfo.InvariantCulture);
var results = new List<BenchResult>();
foreach (var provider in Argument("--databases", "sqlite,postgresql").Split(','))
{
    await using var trail = await LongTrail.OpenAsync(provider);
    results.AddRange(await WritingBench.RunAsync(trail, acts));
    results.AddRange(await ProvingBench.RunAsync(trail, records));
}

Report.Print(results);
await Report.WriteAsync(Argument("--output", "audit.json"), results);
