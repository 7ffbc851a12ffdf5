using System.Diagnostics;
using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.MainJob.Bench;

namespace Guotu.Geo.Bench;

/// <summary>Areas by class of a project over the coverage: ours in both areas, PostGIS in the plane, in turn; the figures must agree.</summary>
internal static class AreaBench
{
    private static readonly TimeSpan LeastMeasured = TimeSpan.FromMilliseconds(30);

    public static IReadOnlyList<(string Name, GridMultiPolygon Figure)> Projects(Coverage coverage) =>
    [
        ("lot 10", coverage.Around(0.5, 0.5, 60, 10)),
        ("reservoir 2000", coverage.Around(0.4, 0.6, 1500, 2000)),
        ("corridor 20000", coverage.Corridor(20_000)),
    ];

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(Coverage coverage, AreaLayer layer, PostgisCoverage postgis, int runs)
    {
        var results = new List<BenchResult>();
        foreach (var (name, figure) in Projects(coverage))
        {
            var (ours, theirs) = await AlternateAsync(name, figure, postgis, (PostgisCoverage.Queries, () => Total(layer, figure), runs));
            var best = theirs.MinBy(t => t.Value.Median);
            results.Add(ours.Against($"{name}: naive", "ms", theirs["naive"], "PostGIS naive, plane only", theirs["naive"].Median / 100));
            results.Add(ours.Against($"{name}: best", "ms", best.Value, $"PostGIS {best.Key}, plane only", best.Value.Median / (name.StartsWith("lot", StringComparison.Ordinal) ? 10 : 50)));
        }

        return results;
    }

    /// <summary>With the common figure of every patch; ours says how each was had.</summary>
    public static async Task<IReadOnlyList<BenchResult>> FiguresAsync(Coverage coverage, AreaLayer layer, PostgisCoverage postgis, int runs)
    {
        var results = new List<BenchResult>();
        foreach (var (name, figure) in Projects(coverage))
        {
            Console.WriteLine($"{name}: " + string.Join(", ", layer.Intersect(figure, CancellationToken.None).Value.GroupBy(h => h.Common.Way).Select(g => $"{g.Count()} {g.Key}")));
            var (ours, theirs) = await AlternateAsync(name, figure, postgis, (PostgisCoverage.FigureQueries, () => FigureTotal(layer, figure), runs));
            var best = theirs.MinBy(t => t.Value.Median);
            results.Add(ours.Against($"{name}: figures", "ms", best.Value, $"PostGIS {best.Key}, figures", best.Value.Median / 10));
        }

        return results;
    }

    /// <summary>As a review does it, by two methods: long figures cut to the neighbourhood of the other, beside whole figures. One of forty features.</summary>
    public static IEnumerable<BenchResult> Checked(Coverage coverage, AreaLayer layer, int runs)
    {
        foreach (var (name, figure) in Projects(coverage).Skip(1))
        {
            var patches = layer.Overlay(figure, CancellationToken.None).Value.Where((_, i) => i % 40 == 0).Select(h => coverage.Patches[(int)h.FeatureId]).ToList();
            var (trimmed, whole) = (new Series(), new Series());
            for (var run = 0; run <= runs; run++)
            {
                Measure(() => Intersected(figure, patches, OverlayForm.Trimmed), run == 0 ? null : trimmed);
                Measure(() => Intersected(figure, patches, OverlayForm.Whole), run == 0 ? null : whole);
            }

            yield return trimmed.Against($"{name}: checked twice, {patches.Count} patches", "ms", whole, "the same, figures whole", null);
        }
    }

    private static double Intersected(GridMultiPolygon figure, IReadOnlyList<GridMultiPolygon> patches, OverlayForm form)
    {
        var overlay = new CheckedOverlay(figure, Coverage.Zone, form);
        return patches.Sum(p => (double)overlay.Intersect(p, CancellationToken.None).Value.DoubledArea) / 2e8;
    }

    private static async Task<(Series Ours, Dictionary<string, Series> Theirs)> AlternateAsync(
        string name, GridMultiPolygon figure, PostgisCoverage postgis, (IReadOnlyList<(string Name, string Sql)> Queries, Func<double> Work, int Runs) bench)
    {
        var project = PostgisCoverage.Ewkb(figure);
        WarmUp(bench.Work);

        var ours = new Series();
        var theirs = bench.Queries.ToDictionary(q => q.Name, _ => new Series());
        for (var run = 0; run <= bench.Runs; run++)
        {
            var area = Measure(bench.Work, run == 0 ? null : ours);
            foreach (var (query, sql) in bench.Queries)
            {
                var (peer, took) = await MeasureAsync(() => postgis.AreaAsync(sql, project));
                MustAgree(name, area, peer);
                if (run > 0)
                {
                    theirs[query].Add(took);
                }
            }
        }

        return (ours, theirs);
    }

    /// <summary>The same projects over ever larger layers of the same patches: the answer stays, so should the time.</summary>
    public static IEnumerable<BenchResult> Growth(int side, int runs)
    {
        var coverage = new Coverage(side, 2, 60);
        var layer = Read(coverage);
        foreach (var (name, figure) in (IReadOnlyList<(string, GridMultiPolygon)>)[("lot 10", coverage.Around(0.5, 0.5, 60, 10)), ("reservoir 2000", coverage.Around(0.5, 0.5, 1500, 2000))])
        {
            foreach (var (what, work) in (IReadOnlyList<(string, Func<AreaLayer, GridMultiPolygon, double>)>)[("areas", Total), ("figures", FigureTotal)])
            {
                var ours = new Series();
                WarmUp(() => work(layer, figure));
                for (var run = 0; run <= runs; run++)
                {
                    Measure(() => work(layer, figure), run == 0 ? null : ours);
                }

                yield return ours.Against($"{name} over {coverage.Patches.Count} patches, {what}", "ms", null, null, null);
            }
        }
    }

    /// <summary>Until the compiler has settled: it compiles anew what is called often, a while later and beside the work.</summary>
    public static void WarmUp(Func<double> work) => WarmUpFor(60, work);

    /// <param name="times">At the least.</param>
    public static void WarmUpFor(int times, Func<double> work)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times || Stopwatch.GetElapsedTime(started).TotalSeconds < 1.5; i++)
        {
            work();
        }
    }

    /// <summary>Areas and figures of a project over a layer already in the table <c>patch</c>; the figures must agree.</summary>
    public static async Task<IReadOnlyList<BenchResult>> OneAsync(string name, GridMultiPolygon figure, AreaLayer layer, (PostgisCoverage Postgis, int Runs) bench)
    {
        var (ours, theirs) = await AlternateAsync(name, figure, bench.Postgis, (PostgisCoverage.Queries, () => Total(layer, figure), bench.Runs));
        var (drawn, peers) = await AlternateAsync(name, figure, bench.Postgis, (PostgisCoverage.FigureQueries, () => FigureTotal(layer, figure), bench.Runs));
        var (best, bestFigures) = (theirs.MinBy(t => t.Value.Median), peers.MinBy(t => t.Value.Median));
        return
        [
            ours.Against($"{name}: areas", "ms", best.Value, $"PostGIS {best.Key}, plane only", best.Value.Median / (name.Contains("lot", StringComparison.Ordinal) ? 10 : 50)),
            drawn.Against($"{name}: figures", "ms", bestFigures.Value, $"PostGIS {bestFigures.Key}, figures", bestFigures.Value.Median / 10),
        ];
    }

    public static AreaLayer Read(Coverage coverage) =>
        Read(coverage.Patches);

    public static AreaLayer Read(IReadOnlyList<GridMultiPolygon> patches) =>
        AreaLayer.Of([.. patches.Select((p, i) => ((long)i, p))], Coverage.Zone);

    /// <summary>m² of both kinds by class, and the plane total.</summary>
    private static double Total(AreaLayer layer, GridMultiPolygon figure)
    {
        var byClass = new CommonUnits[Coverage.Classes];
        foreach (var hit in layer.Overlay(figure, CancellationToken.None).Value)
        {
            byClass[Coverage.ClassOf((int)hit.FeatureId)] += hit.Common;
        }

        return byClass.Sum(c => (double)c.PlaneArea.SquareMetres);
    }

    /// <summary>m² of the figures, each made.</summary>
    private static double FigureTotal(AreaLayer layer, GridMultiPolygon figure) =>
        layer.Intersect(figure, CancellationToken.None).Value.Sum(h => (double)h.Common.Units.DoubledPlane) / 2e8;

    /// <summary>
    /// Milliseconds of one time. Who is done sooner than <see cref="LeastMeasured"/> is asked again and again until that is over, ours and the peer alike:
    /// a tenth of a millisecond once, after the other one had the processor for seconds, says more of its caches than of the work.
    /// </summary>
    internal static double Measure(Func<double> work, Series? series)
    {
        var (started, times, area) = (Stopwatch.GetTimestamp(), 0, 0.0);
        do
        {
            area = work();
            times++;
        }
        while (Stopwatch.GetElapsedTime(started) < LeastMeasured);
        series?.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds / times, Process.GetCurrentProcess().WorkingSet64);
        return area;
    }

    /// <summary>The same of a peer.</summary>
    internal static async Task<(double Area, double Milliseconds)> MeasureAsync(Func<Task<double>> work)
    {
        var (started, times, area) = (Stopwatch.GetTimestamp(), 0, 0.0);
        do
        {
            area = await work();
            times++;
        }
        while (Stopwatch.GetElapsedTime(started) < LeastMeasured);
        return (area, Stopwatch.GetElapsedTime(started).TotalMilliseconds / times);
    }

    private static void MustAgree(string name, double ours, double peer)
    {
        if (Math.Abs(ours - peer) > 0.01)
        {
            throw new InvalidOperationException($"{name}: ours {ours} m², peer {peer} m²");
        }
    }
}
