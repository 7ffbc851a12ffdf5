using System.Diagnostics;
using Guotu.Geo.Areas;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Parcels;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Geo.Topology;
using Guotu.Geo.Validity;
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
        var n = Math.Max(1, runs / 3);
        var features = coverage.Patches.Select((p, i) => new CoverageFeature(i, p)).ToList();
        var results = new List<BenchResult>
        {
            await TurnsAsync("validity of all polygons", n, (() => coverage.Patches.Count(p => FigureValidity.Check(p).Count == 0), 10), (postgis, "SELECT count(*)::float8 FROM patch WHERE ST_IsValid(geom)", "ST_IsValid")),
            await TurnsAsync("gaps and overlaps", n, (() => Topology(features), 50), (postgis, Edges, "edge matching in SQL")),
        };
        await postgis.ExecuteAsync("CREATE TABLE patch_geography AS SELECT id, ST_Transform(geom, 4490)::geography AS geog FROM patch");
        const string Areas = "SELECT sum(ST_Area(geog)) FROM patch_geography";
        results.Add(await TurnsAsync("ellipsoidal area, along the boundary", n, (() => EllipsoidalTotal(coverage), 200), (postgis, Areas, "ST_Area(geography)")));
        var standard = new EllipsoidalArea(Coverage.Zone);
        results.Add(await TurnsAsync("ellipsoidal area, survey standard", n, (() => coverage.Patches.Sum(p => (double)standard.Of(p).SquareMetres), null), (postgis, Areas, "ST_Area(geography)")));
        results.Add(await ReadAndCheckAsync(coverage, postgis, n));
        return results;
    }

    /// <summary>From a shapefile to a checked snapshot, beside the load alone of the same figures.</summary>
    private static async Task<BenchResult> ReadAndCheckAsync(Coverage coverage, PostgisCoverage postgis, int runs)
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
        await foreach (var feature in reader.ReadAsync(CancellationToken.None))
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

    /// <summary>m², each figure made ready and asked for its area.</summary>
    private static double EllipsoidalTotal(Coverage coverage)
    {
        var box = coverage.Patches.Aggregate(GridEnvelope.Empty, (b, p) => b.Union(p.Envelope));
        var all = GridMultiPolygon.Of(new GridPolygon(new GridRing(
        [
            new(box.MinEast - 1, box.MinNorth - 1), new(box.MaxEast + 1, box.MinNorth - 1), new(box.MaxEast + 1, box.MaxNorth + 1), new(box.MinEast - 1, box.MaxNorth + 1),
        ])));
        return AreaBench.Read(coverage).Overlay(all, CancellationToken.None).Value.Sum(h => (double)h.Common.EllipsoidalArea.SquareMetres);
    }

    private static async Task<BenchResult> TurnsAsync(
        string name, int runs, (Func<double> Work, double? Times) ours, (PostgisCoverage Postgis, string Sql, string Name) theirs)
    {
        var (mine, peer) = (new Series(), new Series());
        for (var run = 0; run <= runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            var figure = ours.Work();
            var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            started = Stopwatch.GetTimestamp();
            var other = await theirs.Postgis.NumberAsync(theirs.Sql);
            Console.WriteLine($"{name}: {figure} and {other}");
            if (run > 0)
            {
                mine.Add(took, Process.GetCurrentProcess().WorkingSet64);
                peer.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return mine.Against(name, "ms", peer, theirs.Name, ours.Times is { } times ? peer.Median / times : null);
    }
}
