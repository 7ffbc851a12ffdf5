using System.Globalization;
using Guotu.MainJob.Bench;

// --output FILE [--runs N] [--parts import,work]: the main job at the size of a county, on SQLite and on PostgreSQL, each beside a peer that does the like.
// The part import alone gives time and peak memory of importing the county's DLTB.
string Argument(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

var runs = Runs.Of(int.Parse(Argument("--runs", "3"), CultureInfo.InvariantCulture));
var parts = Argument("--parts", "import,work").Split(',');
var results = new List<BenchResult>();
await using (var county = await County.MakeAsync())
{
    foreach (var database in (NodeDatabase[])[NodeDatabase.Sqlite, NodeDatabase.Postgres])
    {
        results.AddRange(parts.Contains("import") ? await ImportBench.RunAsync(county, database, runs) : []);
        results.AddRange(parts.Contains("work") ? await WorkBench.RunAsync(county, database, runs) : []);
    }
}

Report.Print(results);
await Report.WriteAsync(Argument("--output", "main-job.json"), results);
