using Guotu.Geo;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Topology;
using Guotu.Kernel.Results;
using Guotu.OneMap.Catalogue;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Demonstration;
using Guotu.OneMap.Demonstration.Ground;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

public sealed class DemonstrationCountyTests(ITestOutputHelper output)
{
    private static readonly Lazy<(InventedCounty County, CountyZones Zones)> Small = new(() =>
    {
        var county = new InventedCounty(DemonstrationSize.Small, 1);
        return (county, new CountyZones(county));
    });

    private static readonly GridPoint KnownVertex = new(364_666_275_050, 36_151_861_260);

    private static SurveyFeatures Survey => new(Small.Value.County, Small.Value.Zones, new LandClasses(), new DateOnly(2025, 12, 31));

    [Fact]
    public void The_patches_cover_the_towns_without_gap_or_overlap()
    {
        var towns = Survey.Towns().ToList();
        var patches = Survey.Patches().ToList();
        var county = CoverageTopology.Check([.. towns.Select((f, i) => new CoverageFeature(i, f.Figure))]).Value;
        var report = CoverageTopology.Check([.. patches.Select((f, i) => new CoverageFeature(i, f.Figure))]).Value;
        var vertices = patches.Sum(p => p.Figure.VertexCount);
        output.WriteLine($"{patches.Count} patches, {vertices / (double)patches.Count:0.0} vertices each, {towns.Count} towns, {SquareKilometres(towns):0.0} km2, parts {string.Join(",", towns.Select(t => t.Figure.Polygons.Length))}");

        Assert.Empty(county.Defects);
        Assert.Empty(report.Defects);
        Assert.Equal(SquareKilometres(towns), SquareKilometres(patches), 9);
    }

    [Fact]
    public void The_county_lies_where_Xixiang_lies_and_is_as_large()
    {
        var towns = Survey.Towns().ToList();
        var extent = new ReadLayers.MapPlaces(GaussKrugerZone.ThreeDegree(36)).ToDegrees(towns.Aggregate(GridEnvelope.Empty, (box, t) => box.Union(t.Figure.Envelope)));

        Assert.InRange(extent[0], 107.25, 107.5);
        Assert.InRange(extent[1], 32.55, 32.7);
        Assert.InRange(extent[2], 108.0, 108.25);
        Assert.InRange(extent[3], 33.1, 33.25);
        Assert.InRange(SquareKilometres(towns), 3_000, 3_400);
        Assert.Equal(17, towns.Select(t => t.Attributes["XZQDM"]).Distinct().Count());
    }

    [Fact]
    public void The_same_seed_makes_the_same_county_and_another_seed_another()
    {
        var again = new InventedCounty(DemonstrationSize.Small, 1);
        var other = new InventedCounty(DemonstrationSize.Small, 2);

        Assert.Equal(Small.Value.County.Patches.Cells.ToArray(), again.Patches.Cells.ToArray());
        Assert.Equal(Small.Value.County.PatchFigure(77), again.PatchFigure(77));
        Assert.NotEqual(Small.Value.County.Patches.Cells.ToArray(), other.Patches.Cells.ToArray());
    }

    /// <summary>So that no machine makes another county: a figure known by heart.</summary>
    [Fact]
    public void The_first_county_has_a_known_vertex() =>
        Assert.Equal(KnownVertex, Small.Value.County.PatchFigure(77).Outer.Points[0]);

    [Theory]
    [BothDatabases]
    public async Task A_demonstration_node_is_filled_and_its_parcels_meet_what_they_are_meant_to_meet(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);

        var made = (await bench.The<IDemonstrationCounty>().CreateAsync(DemonstrationSize.Small, 1, null, CancellationToken.None)).Value;

        Assert.Equal(10, made.Layers.Count);
        Assert.All(made.Layers, l => Assert.True(l.Demonstration && l.FeatureCount > 0));
        output.WriteLine(string.Join(", ", made.Layers.Select(l => $"{l.LayerCode} {l.FeatureCount}")));
        Assert.Equal([], await MetAsync(bench, "clean.txt"));
        Assert.Equal([], await MetAsync(bench, "two-parcels.txt"));
        Assert.Equal([], await MetAsync(bench, "hole.txt"));
        Assert.Equal(["STBHHX"], await MetAsync(bench, "on-redline.txt"));
        Assert.Contains("YJJBNT", await MetAsync(bench, "on-farmland.txt"));
        Assert.Equal(["YDBP"], await MetAsync(bench, "on-approval.txt"));
        Assert.Equal([], await MetAsync(bench, "stale-layer.txt"));
        Assert.Equal(["outside"], await MetAsync(bench, "outside.txt"));
        Assert.Equal(LayerErrors.Stale, (await bench.PinAsync("GHFQ", new GridEnvelope(0, 0, 0, 0))).Error!.Code);
        Assert.Equal(GeoErrors.RingCrossesItself, (await ReadAsync(bench, "self-crossing.txt")).Error!.Code);
        Assert.Equal(GeoErrors.AxesExchanged, (await ReadAsync(bench, "swapped.txt")).Error!.Code);
    }

    [Fact]
    public async Task A_node_that_serves_real_data_is_not_filled()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        await bench.ImportAsync("YJJBNT", Fields.Row(1));

        var result = await bench.The<IDemonstrationCounty>().CreateAsync(DemonstrationSize.Small, 1, null, CancellationToken.None);

        Assert.Equal(OneMapErrors.DemonstrationRefused, result.Error!.Code);
        Assert.Equal("这个节点不能生成演示数据:图层 永久基本农田 已有数据。", result.Error.Text);
    }

    private static Task<Result<CoordinateFile>> ReadAsync(OneMapBench bench, string name) => Task.FromResult(CoordinateTextReader.Read(
        File.ReadAllBytes(Path.Combine(bench.Node.Home, "parcels", name)),
        new CoordinateTextOptions { RequiredZone = GaussKrugerZone.ThreeDegree(36) }));

    /// <summary>The control layers that the file's parcels overlap, and "outside" where the towns do not cover them.</summary>
    private static async Task<List<string>> MetAsync(OneMapBench bench, string name)
    {
        var file = (await ReadAsync(bench, name)).Value;
        Assert.Empty(file.Warnings);
        var met = new List<string>();
        foreach (var code in new[] { "YJJBNT", "STBHHX", "YDBP", "YSXZ", "GDDK", "LSYD" })
        {
            if (await OverlapAsync(bench, code, file) > 0)
            {
                met.Add(code);
            }
        }

        var inside = await OverlapAsync(bench, "XZQ", file);
        Assert.Equal(inside, await OverlapAsync(bench, "DLTB", file), 3);
        if (file.Parcels.Sum(p => (double)p.Shape.DoubledArea / 2e8) - inside > 1)
        {
            met.Add("outside");
        }

        return met;
    }

    private static async Task<double> OverlapAsync(OneMapBench bench, string code, CoordinateFile file)
    {
        var sum = 0.0;
        foreach (var parcel in file.Parcels)
        {
            var pinned = (await bench.PinAsync(code, parcel.Shape.Envelope)).Value;
            sum += pinned.Features.Sum(f => (double)GridOverlay.Intersect(parcel.Shape, f.Figure).Value.DoubledArea / 2e8);
        }

        return sum;
    }

    private static double SquareKilometres(IEnumerable<NewFeature> features) =>
        (double)features.Aggregate((Int128)0, (sum, f) => sum + f.Figure.DoubledArea) / 2e14;
}
