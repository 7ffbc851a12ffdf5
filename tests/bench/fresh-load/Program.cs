using System.Globalization;
using Guotu.FreshLoad.Bench;
using Guotu.MainJob.Bench;
using Guotu.Testing;

// --output FILE [--runs N] [--home COUNTY]: the one map of a county of full size in a browser that has nothing kept, behind a node that has just been
// started and behind one that runs. A county node that was made before (guotu demo --size county) saves making one.
string Argument(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

// The published program has the pages; the one beside the tests has none.
Environment.SetEnvironmentVariable("GUOTU_TEST_PROGRAM", Path.Combine(TestData.Checkout, "out", "bin", "guotu"));
var runs = int.Parse(Argument("--runs", "5"), CultureInfo.InvariantCulture);
var folder = Directory.CreateTempSubdirectory("guotu-bench");
try
{
    var home = Argument("--home", string.Empty);
    if (home.Length == 0)
    {
        Console.Error.WriteLine("making the county");
        home = Path.Combine(folder.FullName, "county");
        await OwnProgram.RunAsync("demo", "--home", home, "--size", "county", "--json");
    }

    var results = await FreshLoad.RunAsync(home, runs);
    Report.Print(results);
    await Report.WriteAsync(Argument("--output", "fresh-load.json"), results);
}
finally
{
    folder.Delete(recursive: true);
}
