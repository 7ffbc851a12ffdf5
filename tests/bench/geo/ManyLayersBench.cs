using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using Guotu.MainJob.Bench;

namespace Guotu.Geo.Bench;

/// <summary>A project against land use and twenty-four layers of larger and finer figures over the same ground, as a review asks for them.</summary>
internal static class ManyLayersBench
{
    private const int Others = 24;

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(Coverage landUse, AreaLayer layer, PostgisCoverage postgis, int runs)
    {
        var layers = new List<(AreaLayer Layer, string Table)> { (layer, "patch") };
        for (var i = 0; i < Others; i++)
        {
            // 400 to 10,000 figures; the fewer, the more vertices each has.
            var side = 20 + (i % 5 * 20);
            var coverage = landUse.Coarser(side, 3_000 / side);
            var table = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"layer_{i}");
            await postgis.LoadAsync(table, coverage.Patches);
            layers.Add((AreaBench.Read(coverage), table));
        }

        Console.WriteLine($"{layers.Count} layers");
        var results = new List<BenchResult>();
        foreach (var (name, figure) in AreaBench.Projects(landUse))
        {
            results.AddRange(await ProjectAsync((name, figure), layers, postgis, runs));
        }

        return results;
    }

    private static async Task<IReadOnlyList<BenchResult>> ProjectAsync(
        (string Name, GridMultiPolygon Figure) project, List<(AreaLayer Layer, string Table)> layers, PostgisCoverage postgis, int runs)
    {
        var ewkb = PostgisCoverage.Ewkb(project.Figure);
        var ours = new Series();
        var theirs = PostgisCoverage.Queries.ToDictionary(q => q.Name, _ => new Series());
        IReadOnlyList<double> Areas() => [.. layers.Select(l => l.Layer.Overlay(project.Figure, CancellationToken.None).Value.Sum(h => (double)h.Common.PlaneArea.SquareMetres))];
        async Task<IReadOnlyList<double>> PeersAsync(string sql)
        {
            var areas = new List<double>();
            foreach (var (_, table) in layers)
            {
                areas.Add(await postgis.AreaAsync(sql.Replace("patch", table, StringComparison.Ordinal), ewkb));
            }

            return areas;
        }

        AreaBench.WarmUp(() => Areas()[0]);
        for (var run = 0; run <= runs; run++)
        {
            IReadOnlyList<double> areas = [];
            AreaBench.Measure(() => (areas = Areas())[0], run == 0 ? null : ours);
            foreach (var (query, sql) in PostgisCoverage.Queries)
            {
                IReadOnlyList<double> peers = [];
                var (_, took) = await AreaBench.MeasureAsync(async () => (peers = await PeersAsync(sql))[0]);
                foreach (var (table, area, peer) in layers.Select((l, i) => (l.Table, areas[i], peers[i])))
                {
                    if (Math.Abs(peer - area) > 0.01)
                    {
                        throw new InvalidOperationException($"{project.Name} on {table}: ours {area} m², peer {peer} m²");
                    }
                }

                if (run > 0)
                {
                    theirs[query].Add(took);
                }
            }
        }

        var best = theirs.MinBy(t => t.Value.Median);
        var least = project.Name.StartsWith("lot", StringComparison.Ordinal) ? 10 : 50;
        return
        [
            ours.Against($"25 layers, {project.Name}: naive", "ms", theirs["naive"], "PostGIS naive, plane only", theirs["naive"].Median / 100),
            ours.Against($"25 layers, {project.Name}: best", "ms", best.Value, $"PostGIS {best.Key}, plane only", best.Value.Median / least),
        ];
    }
}
