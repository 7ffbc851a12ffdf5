using System.Globalization;
using Guotu.Analysis.DissolveFigures;
using Guotu.Analysis.JoinFeatures;
using Guotu.Analysis.NearestFeatures;
using Guotu.Analysis.SummariseZones;
using Guotu.Geo.Areas;
using Guotu.Kernel.Figures;
using static Guotu.Analysis.Tests.SquaredPaper;

namespace Guotu.Analysis.Tests;

/// <summary>融合、空间连接、最近距离、分区统计.</summary>
public sealed class TableOperatorTests
{
    private static readonly FeatureSet Lots = Set(
        [Text("XZ"), Number("MJ")],
        (Box(0, 0, 10, 10), ["城关", "100.5"]),
        (Box(10, 0, 20, 10), ["城关", "99.5"]),
        (Box(50, 0, 60, 10), ["城关", null]),
        (Box(20, 0, 30, 10), ["杨河", "7"]));

    [Fact]
    public void Villages_dissolved_to_towns_keep_their_ground_their_count_and_their_sums()
    {
        var result = OperatorRun.Of(new DissolveOperator(), [(DissolveOperator.Layer, Lots)], (DissolveOperator.By, "XZ"), (DissolveOperator.Sums, "MJ"));

        Assert.Equal(["城关/3/200.0", "杨河/1/7"], result.Rows.Features.Select(f => string.Join('/', f.Values)));
        Assert.Equal([300d, 100d], result.Rows.Features.Select(f => f.Figure!.Metres2()));
        Assert.Contains("1 个值", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal(["XZ", "YSGS", "MJ"], result.Rows.Fields.Select(f => f.Code));
    }

    [Fact]
    public void Parts_that_lie_apart_may_be_rows_of_their_own()
    {
        var result = OperatorRun.Of(new DissolveOperator(), [(DissolveOperator.Layer, Lots)], (DissolveOperator.By, "XZ"), (DissolveOperator.Parts, "single"));

        Assert.Equal([200d, 100d, 100d], result.Rows.Features.Select(f => f.Figure!.Metres2()));
        Assert.Equal(AnalysisErrors.ParameterUnfit, OperatorRun.Try(new DissolveOperator(), [(DissolveOperator.Layer, Lots)], (DissolveOperator.By, "QSXZ")).Error!.Code);
    }

    [Fact]
    public void A_coverage_dissolved_loses_no_unit_of_ground_whatever_the_classes()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var patches = Patches(9, seed);
            var layer = Set([Text("DL")], [.. patches.Select(p => (p, new string?[] { random.Next(4).ToString(CultureInfo.InvariantCulture) }))]);
            var result = OperatorRun.Of(new DissolveOperator(), [(DissolveOperator.Layer, layer)], (DissolveOperator.By, "DL"));
            Assert.Equal(patches.Aggregate((Int128)0, (s, p) => s + p.DoubledArea), result.Rows.Features.Aggregate((Int128)0, (s, f) => s + f.Figure!.DoubledArea));
            Assert.Equal(81, result.Rows.Features.Sum(f => int.Parse(f.Values[1]!, CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("intersects", "first", "城关/100.5/50.0000")]
    [InlineData("intersects", "largest", "城关/99.5/100.0000")]
    [InlineData("intersects", "count", "3")]
    [InlineData("contains", "first", "城关/99.5/100.0000")]
    [InlineData("contains", "count", "1")]
    [InlineData("within", "first", "//")]
    [InlineData("nearest", "first", "城关/100.5/0.000")]
    public void A_site_takes_over_what_it_meets(string relation, string take, string expected)
    {
        var site = Set(Box(5, 0, 25, 10));

        var result = OperatorRun.Of(
            new SpatialJoinOperator(), [(SpatialJoinOperator.Target, site), (SpatialJoinOperator.Join, Lots)], (SpatialJoinOperator.Relation, relation), (SpatialJoinOperator.Take, take));

        Assert.Equal(expected, string.Join('/', Assert.Single(result.Rows.Features).Values));
    }

    [Fact]
    public void Sums_need_a_field_and_rows_without_a_match_can_be_left_out()
    {
        var sites = Set(Box(5, 0, 25, 10), Box(500, 500, 510, 510), Box(2, 2, 4, 4));
        (string, FeatureSet)[] inputs = [(SpatialJoinOperator.Target, sites), (SpatialJoinOperator.Join, Lots)];

        var sums = OperatorRun.Of(new SpatialJoinOperator(), inputs, (SpatialJoinOperator.Take, "sum"), (SpatialJoinOperator.Fields, "MJ"));
        Assert.Equal(["3/207.0", "0/", "1/100.5"], sums.Rows.Features.Select(f => string.Join('/', f.Values)));
        Assert.Contains("1 个要素没有接上", Assert.Single(sums.Notes), StringComparison.Ordinal);
        var dropped = OperatorRun.Of(new SpatialJoinOperator(), inputs, (SpatialJoinOperator.Unmatched, "drop"), (SpatialJoinOperator.Relation, "within"), (SpatialJoinOperator.Fields, "XZ"));
        Assert.Equal("城关/4.0000", string.Join('/', Assert.Single(dropped.Rows.Features).Values));
        Assert.Equal(SpatialJoinOperator.Fields, OperatorRun.Try(new SpatialJoinOperator(), inputs, (SpatialJoinOperator.Take, "sum")).Error!.Field);
        Assert.Equal(SpatialJoinOperator.Take, OperatorRun.Try(new SpatialJoinOperator(), inputs, (SpatialJoinOperator.Take, "count"), (SpatialJoinOperator.Relation, "nearest")).Error!.Field);
    }

    [Fact]
    public void Distances_are_to_the_nearest_and_nothing_is_said_beyond_the_limit()
    {
        var sources = Set(Box(33, 0, 34, 10), Box(0, 5_000, 10, 5_010), Box(15, 5, 16, 6));

        var result = OperatorRun.Of(
            new NearestOperator(), [(NearestOperator.Source, sources), (NearestOperator.Candidates, Lots)], (NearestOperator.Within, "100"), (NearestOperator.Fields, "XZ"));

        Assert.Equal(["杨河/3.000", "/", "城关/0.000"], result.Rows.Features.Select(f => string.Join('/', f.Values)));
        Assert.All(result.Rows.Features, f => Assert.Null(f.Figure));
        Assert.Contains("100 米", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_town_is_its_classes_and_what_no_class_covers()
    {
        var towns = Set([Text("XZQMC")], (Box(0, 0, 40, 10), ["城关"]), (Box(900, 900, 910, 910), ["远处"]));

        var result = OperatorRun.Of(
            new ZonalStatisticsOperator(), [(ZonalStatisticsOperator.Zones, towns), (ZonalStatisticsOperator.Classes, Lots)], (ZonalStatisticsOperator.ClassField, "XZ"));

        Assert.Equal(
            ["城关/城关/分类面积/200.0000/50.00", "城关/杨河/分类面积/100.0000/25.00", "城关//未覆盖/100.0000/25.00", "远处//未覆盖/100.0000/100.00"],
            result.Rows.Features.Select(f => string.Join('/', f.Values[0], f.Values[1], f.Values[2], f.Values[3], f.Values[5])));
    }

    [Fact]
    public void Ground_that_two_classes_claim_is_said_to_be_counted_twice()
    {
        var claims = Set([Text("QS")], (Box(0, 0, 30, 10), ["甲"]), (Box(20, 0, 40, 10), ["乙"]));

        var result = OperatorRun.Of(
            new ZonalStatisticsOperator(), [(ZonalStatisticsOperator.Zones, Set(Box(0, 0, 50, 10))), (ZonalStatisticsOperator.Classes, claims)], (ZonalStatisticsOperator.ClassField, "QS"));

        Assert.Equal(
            ["乙/分类面积/200.0000", "甲/分类面积/300.0000", "/未覆盖/100.0000", "/重叠(已多计)/100.0000"],
            result.Rows.Features.Select(f => string.Join('/', f.Values.Take(3))));
    }

    /// <summary>To the last 0.0001 m², in the plane and on the ellipsoid, whatever lies over what.</summary>
    [Fact]
    public void Classes_and_uncovered_less_what_counts_twice_are_the_zone()
    {
        for (var seed = 0; seed < 15; seed++)
        {
            var random = new Random(seed);
            var zones = Set([.. Enumerable.Range(0, 4).Select(_ => Star(random, random.Next(0, 400), random.Next(0, 400), 130))]);
            var figures = Patches(8, seed).Where((_, i) => seed % 2 == 0 || i % 3 != 0);
            figures = seed % 3 == 0 ? figures.Append(Star(random, 200, 200, 80)) : figures;
            var classes = Set([Text("DL")], [.. figures.Select(f => (f, new string?[] { random.Next(5).ToString(CultureInfo.InvariantCulture) }))]);
            var rows = OperatorRun.Of(
                new ZonalStatisticsOperator(), [(ZonalStatisticsOperator.Zones, Numbered(zones)), (ZonalStatisticsOperator.Classes, classes)], (ZonalStatisticsOperator.ClassField, "DL")).Rows;
            foreach (var zone in zones.Features)
            {
                var lines = rows.Features.Where(r => r.Values[0] == zone.Id.ToString(CultureInfo.InvariantCulture)).ToList();
                Assert.Equal(PlaneArea.Of(zone.Figure!), Total(lines, 3));
                Assert.Equal(new EllipsoidalArea(Zone).Of(zone.Figure!), Total(lines, 4));
                Assert.All(lines, l => Assert.True(Area(l, 3) > LegalArea.Zero || Area(l, 4) >= LegalArea.Zero));
            }
        }
    }

    private static FeatureSet Numbered(FeatureSet zones) => zones with
    {
        Fields = [Text("FQ")],
        Features = [.. zones.Features.Select(f => f with { Values = [f.Id.ToString(CultureInfo.InvariantCulture)] })],
    };

    private static LegalArea Total(List<AnalysisFeature> lines, int place) => lines.Aggregate(
        LegalArea.Zero, (sum, l) => l.Values[2]!.StartsWith("重叠", StringComparison.Ordinal) ? sum - Area(l, place) : sum + Area(l, place));

    private static LegalArea Area(AnalysisFeature line, int place) => LegalArea.FromSquareMetres(decimal.Parse(line.Values[place]!, CultureInfo.InvariantCulture));
}
