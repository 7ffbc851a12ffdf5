using System.Diagnostics;
using Guotu.Geo.Areas;
using Guotu.Geo.Crossings;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Parcels;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Geo.Topology;
using Guotu.Geo.Validity;
using Guotu.Kernel.Figures;
using Guotu.MainJob.Bench;

namespace Guotu.Geo.Bench;

/// <summary>What is done to a whole layer: reading and checking it, validity, gaps and overlaps, areas; PostGIS in turn.</summary>
internal static class WholeLayerBench
{
    /// <summary>Edges that do not lie between two figures: of a clean coverage those of its outline.</summary>
    private const string Edges =
        """
        SELECT count(*)::float8 FROM (
          SELECT 1 FROM (
            SELECT ST_X(a) AS x1, ST_Y(a) AS y1, ST_X(b) AS x2, ST_Y(b) AS y2
            FROM (SELECT ST_StartPoint(s.geom) AS a, ST_EndPoint(s.geom) AS b FROM patch, ST_DumpSegments(patch.geom) s) ends) edge
          GROUP BY CASE WHEN x1 < x2 OR (x1 = x2 AND y1 < y2) THEN x1 ELSE x2 END, CASE WHEN x1 < x2 OR (x1 = x2 AND y1 < y2) THEN y1 ELSE y2 END,
            CASE WHEN x1 < x2 OR (x1 = x2 AND y1 < y2) THEN x2 ELSE x1 END, CASE WHEN x1 < x2 OR (x1 = x2 AND y1 < y2) THEN y2 ELSE y1 END
          HAVING count(*) <> 2) loose
        """;

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(Coverage coverage, PostgisCoverage postgis, int runs)
    {
        var features = coverage.Patches.Select((p, i) => new CoverageFeature(i, p)).ToList();
        var results = new List<BenchResult>();
        results.AddRange(await TurnsAsync("validity of all polygons", runs, (() => Valid(coverage), 10), (postgis, "SELECT count(*)::float8 FROM patch WHERE ST_IsValid(geom)", "ST_IsValid")));
        results.AddRange(await TurnsAsync("gaps and overlaps, with validity", runs, (() => Topology(features), 50), (postgis, Edges, "edge matching in SQL")));
        await postgis.ExecuteAsync("CREATE TABLE patch_geography AS SELECT id, ST_Transform(geom, 4490)::geography AS geog FROM patch");
        var areas = (postgis, "SELECT sum(ST_Area(geog)) FROM patch_geography", "ST_Area(geography)");
        var frame = AreaFrame.Around(Box(coverage), Coverage.Zone);
        results.AddRange(await TurnsAsync("ellipsoidal area, from the figures", runs, (() => Sum(coverage, p => frame.AreaOf(p).Value.EllipsoidalArea), 200), areas));
        var layer = AreaBench.Read(coverage);
        var started = Stopwatch.GetTimestamp();
        _ = layer.Areas(CancellationToken.None).Value.Count;
        Console.WriteLine($"sums of the layer made in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
        results.AddRange(await TurnsAsync("ellipsoidal area, sums kept with the layer", runs, (() => Kept(layer), 200), areas));
        var standard = new EllipsoidalArea(Coverage.Zone);
        results.AddRange(await TurnsAsync("ellipsoidal area, survey standard", Math.Max(1, runs / 3), (() => Sum(coverage, p => standard.Of(p)), null), areas));
        results.Add(await ReadAndCheckAsync(coverage, postgis, runs));
        return results;
    }

    private static double Valid(Coverage coverage) => coverage.Patches.AsParallel().Count(p => FigureValidity.Check(p).Count == 0);

    /// <summary>m², every figure by itself; sums of whole units, so that threads do not show.</summary>
    private static double Sum(Coverage coverage, Func<GridMultiPolygon, LegalArea> area) => coverage.Patches.AsParallel().Sum(p => area(p).TenThousandths) / 1e4;

    private static double Kept(AreaLayer layer) => layer.Areas(CancellationToken.None).Value.Sum(a => a.Sums.EllipsoidalArea.TenThousandths) / 1e4;

    private static GridEnvelope Box(Coverage coverage) => coverage.Patches.Aggregate(GridEnvelope.Empty, (b, p) => b.Union(p.Envelope));

    /// <summary>From a shapefile to a checked snapshot, beside the load alone of the same figures.</summary>
    public static async Task<BenchResult> ReadAndCheckAsync(Coverage coverage, PostgisCoverage postgis, int runs)
    {
        var folder = Directory.CreateTempSubdirectory("guotu-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "patch.zip");
            await WriteAsync(coverage, file);
            System.IO.Compression.ZipFile.ExtractToDirectory(file, folder);
            var shape = Directory.EnumerateFiles(folder, "*.shp", SearchOption.AllDirectories).Single();
            var (ours, theirs) = (new Series(), new Series());
            for (var run = 0; run <= runs; run++)
            {
                var started = Stopwatch.GetTimestamp();
                var features = await SnapshotAsync(shape, Path.Combine(folder, "s.partial"));
                var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                var loaded = await postgis.LoadAgainAsync(coverage);
                if (features != coverage.Patches.Count)
                {
                    throw new InvalidOperationException($"{features} features read");
                }

                if (run > 0)
                {
                    ours.Add(took, Process.GetCurrentProcess().WorkingSet64);
                    theirs.Add(loaded);
                }
            }

            return ours.Against("parse, check, build snapshot", "ms", theirs, "COPY and GiST alone", theirs.Median);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(Coverage coverage, string file)
    {
        var schema = new FeatureSchema("patch", [new FieldDefinition("DLBM", FieldKind.Text, 4)]) { Geometry = GeometryKind.Polygon };
        await using var target = File.Create(file);
        await using var writer = FeatureFiles.Create(FileFormat.Shapefile, new WritePlan(schema, CoordinateSystem.OfZone(Coverage.Zone)), target).Value;
        for (var i = 0; i < coverage.Patches.Count; i++)
        {
            var written = await writer.WriteAsync(new Feature(new FeatureOrigin(i, null), GridFigure.ToNts(coverage.Patches[i]), [$"{Coverage.ClassOf(i):0000}"]), CancellationToken.None);
            if (!written.IsSuccess)
            {
                throw new InvalidOperationException(written.Error!.Text);
            }
        }

        await writer.CompleteAsync(CancellationToken.None);
    }

    /// <summary>Every figure valid, the coverage without gap or overlap, the snapshot in its file.</summary>
    private static async Task<int> SnapshotAsync(string shape, string partial)
    {
        await using var reader = (await FeatureFiles.OpenAsync(shape, ReadChoices.None, CancellationToken.None)).Value;
        using var writer = new SnapshotFileWriter(partial);
        var assembly = new SnapshotAssembly(new SnapshotDescription("PATCH", 1, Coverage.Zone, ["DLBM"]), writer);
        var features = new List<CoverageFeature>();
        await foreach (var feature in reader.ReadAheadAsync(CancellationToken.None))
        {
            var figure = GridFigure.OfNts(feature.Value.Geometry!, (x, y) => GridPoint.FromMetres(new Guotu.Geo.Crs.PlanePosition(x, y)))!;
            var refusal = assembly.Add(new SnapshotFeature(features.Count, figure, [feature.Value.Values[0]?.ToString()]));
            if (refusal is not null)
            {
                throw new InvalidOperationException(refusal.Text);
            }

            features.Add(new CoverageFeature(features.Count, figure));
        }

        // The check of the coverage begins with the validity of every figure.
        if (Topology(features) != 0)
        {
            throw new InvalidOperationException("the coverage is not clean");
        }

        _ = assembly.Finish().Value;
        writer.Commit(partial + ".done");
        return features.Count;
    }

    private static double Topology(IReadOnlyList<CoverageFeature> features) =>
        CoverageTopology.Check(features, new CoverageRules(), CancellationToken.None).Value.Defects.Count;

    /// <summary>Ours on two cores, ours on one, and the peer, in turn.</summary>
    private static async Task<IReadOnlyList<BenchResult>> TurnsAsync(
        string name, int runs, (Func<double> Work, double? Times) ours, (PostgisCoverage Postgis, string Sql, string Name) theirs)
    {
        var (two, one, peer) = (new Series(), new Series(), new Series());
        for (var run = 0; run <= runs; run++)
        {
            var figure = Measured(ours.Work, run == 0 ? null : two);
            OnOneCore(() => Measured(ours.Work, run == 0 ? null : one));
            var started = Stopwatch.GetTimestamp();
            var other = await theirs.Postgis.NumberAsync(theirs.Sql);
            if (run > 0)
            {
                peer.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            else
            {
                Console.WriteLine($"{name}: {figure} and {other}");
                AreaBench.WarmUpFor(1, ours.Work);
            }
        }

        double? target = ours.Times is { } times ? peer.Median / times : null;
        return [two.Against($"{name}, {Environment.ProcessorCount} cores", "ms", peer, theirs.Name, target), one.Against($"{name}, one core", "ms", peer, theirs.Name, target)];
    }

    private static double Measured(Func<double> work, Series? series)
    {
        var started = Stopwatch.GetTimestamp();
        var figure = work();
        series?.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds, Process.GetCurrentProcess().WorkingSet64);
        return figure;
    }

    private static void OnOneCore(Action work)
    {
        BindThreads("0");
        try
        {
            work();
        }
        finally
        {
            BindThreads($"0-{Environment.ProcessorCount - 1}");
        }
    }

    /// <summary>Every thread of this process; the runtime's own setting reaches the first alone.</summary>
    private static void BindThreads(string cores)
    {
        using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-a", "-c", "-p", cores, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        taskset.StandardOutput.ReadToEnd();
        taskset.WaitForExit();
        if (taskset.ExitCode != 0)
        {
            throw new InvalidOperationException("taskset failed");
        }
    }
}
