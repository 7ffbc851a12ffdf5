using Guotu.Analysis.CompareSchemes;
using Guotu.Analysis.FindSites;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using static Guotu.Analysis.Tests.SquaredPaper;

namespace Guotu.Analysis.Tests;

/// <summary>找地 and 方案比选, as the planning section looks for a school's site and weighs three.</summary>
public sealed class SiteTests
{
    private static readonly FeatureSet Fallow = Set([Text("DLBM")], (Box(0, 0, 100, 100), ["1201"]), (Box(100, 0, 200, 100), ["1201"]), (Box(500, 0, 560, 50), ["1201"]), (Box(900, 900, 905, 905), ["1201"]));
    private static readonly FeatureSet Farmland = new("永久基本农田", [], Set(Box(0, 0, 40, 100), Box(500, 0, 520, 20)).Features);
    private static readonly FeatureSet Road = new("道路", [], Set(Box(-100, 110, 1_000, 120)).Features);

    [Fact]
    public void Ground_is_joined_freed_of_what_must_be_avoided_measured_and_ranked()
    {
        var result = Find([(FindSitesOperator.Ground, Fallow), (FindSitesOperator.Avoid(1), Farmland), (FindSitesOperator.Near(1), Road)], (FindSitesOperator.LeastArea, "2000"), (FindSitesOperator.NearLimit(1), "100"));

        Assert.Equal([16_000, 2_600], result.Rows.Features.Select(f => f.Figure!.Metres2()));
        Assert.Equal(["1", "2"], result.Rows.Features.Select(f => f.Values[0]));
        var first = result.Rows.Features[0].Values;
        Assert.Equal(("100.0", "74.4", "90.0", "88.1"), (first[3], first[4], first[5], first[1]));
        Assert.Equal("10.000", first[result.Rows.PlaceOf("JL1")]);
        Assert.Equal(["符合用途、相连成片的地块/3", "避让“永久基本农田”:整块去掉/0", "面积小于 2000 平方米/1", "离“道路”超过 100 米/0"], result.Tally.Select(t => $"{t.Name}/{t.Count}"));
        Assert.Contains("权重", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_answer_says_how_many_each_criterion_took_away()
    {
        var result = Find(
            [(FindSitesOperator.Ground, Fallow), (FindSitesOperator.Avoid(2), Set(Box(490, -10, 570, 60))), (FindSitesOperator.Near(2), Road)],
            (FindSitesOperator.LeastArea, "1000"), (FindSitesOperator.MostArea, "5000"), (FindSitesOperator.NearLimit(2), "5"));

        Assert.Empty(result.Rows.Features);
        Assert.Equal([3, 1, 1, 1, 0], result.Tally.Select(t => t.Count));
    }

    [Fact]
    public void The_ranking_does_not_depend_on_the_order_of_the_ground_and_weights_turn_it()
    {
        var turned = Fallow with { Features = [.. Fallow.Features.Reverse()] };
        string Text(FeatureSet ground) => string.Join(';', Find([(FindSitesOperator.Ground, ground), (FindSitesOperator.Within, Set(Box(-10, -10, 600, 600)))], (FindSitesOperator.LeastArea, "1")).Rows.Features.Select(f => string.Join('/', f.Values)));

        Assert.Equal(Text(Fallow), Text(turned));
        var shape = Find([(FindSitesOperator.Ground, Fallow)], (FindSitesOperator.LeastArea, "10"), (FindSitesOperator.WeightArea, "0"), (FindSitesOperator.WeightNear, "0"));
        Assert.Equal(["78.5", "77.9", "69.8"], shape.Rows.Features.Select(f => f.Values[1]));
    }

    [Fact]
    public void A_slope_is_asked_of_the_terrain_and_refused_where_there_is_none()
    {
        (string, FeatureSet)[] inputs = [(FindSitesOperator.Ground, Fallow)];
        var refused = OperatorRun.Try(new FindSitesOperator(), inputs, (FindSitesOperator.MostSlope, "6"));
        Assert.Equal((AnalysisErrors.NoTerrain, FindSitesOperator.MostSlope), (refused.Error!.Code, refused.Error.Field));
        Assert.Equal(AnalysisErrors.NoTerrain, OperatorRun.Try(new FindSitesOperator(), new Hills(null), inputs, (FindSitesOperator.MostSlope, "6")).Error!.Code);

        var level = OperatorRun.Of(new FindSitesOperator(), new Hills(5), inputs, (FindSitesOperator.MostSlope, "6"));
        Assert.Equal(2, level.Rows.Features.Count);
        Assert.Equal("5.0", level.Rows.Features[0].Values[level.Rows.PlaceOf("PD_PJ")]);
        var steep = OperatorRun.Of(new FindSitesOperator(), new Hills(7), inputs, (FindSitesOperator.MostSlope, "6"));
        Assert.Empty(steep.Rows.Features);
        Assert.Equal(("平均坡度大于 6 度", 2), (steep.Tally[^1].Name, steep.Tally[^1].Count));
    }

    [Fact]
    public void Three_schemes_stand_side_by_side_with_the_best_of_each_row_named()
    {
        var schemes = Set([Text("MC")], (Box(0, 0, 100, 100), ["东"]), (Box(100, 0, 200, 100), ["西"]), (Box(500, 0, 560, 50), ["南"]));
        var use = Set([Text("DLBM")], (Box(0, 0, 150, 100), ["0101"]), (Box(150, 0, 600, 100), ["0601"]));

        var result = OperatorRun.Of(
            new CompareOperator(new Classes()),
            [(CompareOperator.Schemes, schemes), (CompareOperator.LandUse, use), (CompareOperator.Conflict(1), Farmland), (CompareOperator.Near(1), Road)],
            (CompareOperator.NearLimit(1), "50"));

        Assert.Equal(["项目", "单位", "东", "西", "南", "最优方案"], result.Rows.Fields.Select(f => f.Name[..Math.Min(4, f.Name.Length)]));
        string Row(string item) => string.Join('/', result.Rows.Features.Single(f => f.Values[0] == item).Values.Skip(2));
        Assert.Equal("10000/10000/3000/", Row("平面面积"));
        Assert.Equal("10000/5000/0/3", Row("其中耕地"));
        Assert.Equal("0/5000/3000/", Row("其中建设用地"));
        Assert.Equal("4000/0/400/2", Row("占用“永久基本农田”"));
        Assert.Equal("10/10//1,2", Row("离“道路”"));
        Assert.Equal("10000/5000/0/", Row("地类 0101 水田"));
    }

    [Fact]
    public void One_scheme_is_nothing_to_compare()
    {
        var refused = OperatorRun.Try(new CompareOperator(new Classes()), [(CompareOperator.Schemes, Set(Box(0, 0, 10, 10)))]);

        Assert.Equal(AnalysisErrors.InputUnfit, refused.Error!.Code);
    }

    private static OperatorResult Find((string, FeatureSet)[] inputs, params (string, string)[] parameters) => OperatorRun.Of(new FindSitesOperator(), inputs, parameters);

    private sealed class Hills(double? mean) : ISeenTerrain
    {
        public TerrainSource Source { get; } = new("DEM", "数字高程模型", 1, new DateOnly(2025, 12, 31), "s", 0);

        public Result<SlopeOver> Slope(GridMultiPolygon figure, CancellationToken ct) =>
            mean is { } degrees ? new SlopeOver(degrees, degrees + 1) : new Error(AnalysisErrors.NoTerrain);

        public Result<Geo.Terrain.HeightField> Heights(GridEnvelope box, double leastCellMetres, CancellationToken ct) => new Error(AnalysisErrors.NoTerrain);
    }

    private sealed class Classes : ILandClasses
    {
        public IReadOnlyList<LandClass> All { get; } = [new("0101", "水田", LandKind.Agricultural), new("0601", "工业用地", LandKind.Construction)];

        public LandClass? Find(string code) => All.FirstOrDefault(c => c.Code == code);
    }
}
