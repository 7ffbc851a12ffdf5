namespace Guotu.MainJob.Bench;

/// <summary>
/// The county's DLTB comes in as a file: <c>guotu layer import</c> (every feature checked, rows, digests, snapshot, audit, one transaction) beside
/// <c>ogr2ogr</c> (rows and a spatial index, nothing checked).
/// </summary>
internal static class ImportBench
{
    private const double TargetSeconds = 120;

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(County county, NodeDatabase database, Runs runs)
    {
        var (ours, peer) = (new Series(), new Series());
        for (var run = 0; run < runs.Imports; run++)
        {
            Console.Error.WriteLine($"import {database.Name} {run + 1}");
            await OursAsync(county, database, run, ours);
            await PeerAsync(county, database, run, peer);
        }

        var name = database.IsPostgres ? "ogr2ogr → PostGIS (COPY, GiST), no checks" : "ogr2ogr → GeoPackage (R-tree), no checks";
        return [ours.Against($"import DLTB 254195, {database.Name}", "s", peer, name, TargetSeconds)];
    }

    private static async Task OursAsync(County county, NodeDatabase database, int run, Series series)
    {
        var home = await county.SmallNodeAsync($"import-{database.Name}-{run}");
        var connection = await database.TakeAsync(home);
        var import = await OwnProgram.RunAsync("layer", "import", "DLTB", county.Delivery, "--home", home, "--as-of", County.AsOf, "--json");
        series.Add(import.Seconds, import.PeakBytes);
        if (connection is not null)
        {
            await NodeDatabase.DropAsync(connection);
        }

        Directory.Delete(Path.GetDirectoryName(home)!, recursive: true);
    }

    private static async Task PeerAsync(County county, NodeDatabase database, int run, Series series)
    {
        if (!database.IsPostgres)
        {
            var file = county.NewFile($"peer-{run}.gpkg");
            var made = await OgrLoad.ToGeoPackageAsync(county.Delivery, file);
            series.Add(made.Seconds, made.PeakBytes);
            File.Delete(file);
            return;
        }

        var connection = await NodeDatabase.CreateAsync(postgis: true);
        var loaded = await OgrLoad.ToPostgisAsync(county.Delivery, connection);
        series.Add(loaded.Seconds, loaded.PeakBytes);
        await NodeDatabase.DropAsync(connection);
    }
}
