using Guotu.Geo.Geometry;
using Guotu.Geo.Topology;
using Guotu.OneMap.Catalogue;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Demonstration;
using Guotu.OneMap.Demonstration.Ground;

namespace Guotu.OneMap.Tests;

public sealed class DemonstrationCountyTests(ITestOutputHelper output)
{
    private static readonly Lazy<(InventedCounty County, CountyZones Zones)> Small = new(() =>
    {
        var county = new InventedCounty(DemonstrationSize.Small, 1);
        return (county, new CountyZones(county));
    });

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

    private static double SquareKilometres(IEnumerable<NewFeature> features) =>
        (double)features.Aggregate((Int128)0, (sum, f) => sum + f.Figure.DoubledArea) / 2e14;
}
