using Guotu.Analysis.OverlayFigures;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using static Guotu.Analysis.Tests.SquaredPaper;

namespace Guotu.Analysis.Tests;

/// <summary>叠加: land use against plan zones, as the planning section lays them over each other.</summary>
public sealed class OverlayTests
{
    private static readonly FeatureSet LandUse = Set([Text("DLBM")], (Box(0, 0, 100, 100), ["0101"]), (Box(100, 0, 200, 100), ["0301"]));
    private static readonly FeatureSet Plan = Set([Text("GHYT"), Text("DLBM")], (Box(50, 50, 150, 150), ["工业", "旧"]));

    [Fact]
    public void Clipping_keeps_the_rows_of_the_layer_within_the_plan_and_no_field_of_the_plan()
    {
        var clipped = Run(OverlayKind.Clip, LandUse, Plan);

        Assert.Equal([("0101", 2_500), ("0301", 2_500)], clipped.Features.Select(f => (f.Values[0], f.Figure!.Metres2())));
        Assert.Equal(["DLBM"], clipped.Fields.Select(f => f.Code));
    }

    [Fact]
    public void Clipping_by_areas_that_overlap_takes_the_common_ground_once()
    {
        var clipped = Run(OverlayKind.Clip, Set(Box(0, 0, 100, 100)), Set(Box(0, 0, 60, 100), Box(40, 0, 100, 50)));

        Assert.Equal(8_000, Assert.Single(clipped.Features).Figure!.Metres2());
    }

    [Fact]
    public void Union_has_the_fields_of_both_and_says_nothing_where_there_is_nothing()
    {
        var united = Run(OverlayKind.Union, LandUse, Plan);

        Assert.Equal(["DLBM", "GHYT", "DLBM_2"], united.Fields.Select(f => f.Code));
        Assert.Equal(
            [("0101", "工业", 2_500), ("0101", null, 7_500), ("0301", "工业", 2_500), ("0301", null, 7_500), (null, "工业", 5_000)],
            united.Features.Select(f => (f.Values[0], f.Values[1], f.Figure!.Metres2())));
    }

    [Fact]
    public void Intersection_identity_erasure_and_symmetric_difference_keep_what_their_names_say()
    {
        Assert.Equal(5_000, Run(OverlayKind.Intersection, LandUse, Plan).Features.Sum(f => f.Figure!.Metres2()));
        Assert.Equal(20_000, Run(OverlayKind.Identity, LandUse, Plan).Features.Sum(f => f.Figure!.Metres2()));
        Assert.Equal(15_000, Run(OverlayKind.Erase, LandUse, Plan).Features.Sum(f => f.Figure!.Metres2()));
        Assert.Equal(20_000, Run(OverlayKind.Difference, LandUse, Plan).Features.Sum(f => f.Figure!.Metres2()));
        Assert.Equal(["DLBM"], Run(OverlayKind.Erase, LandUse, Plan).Fields.Select(f => f.Code));
    }

    [Fact]
    public void Neighbours_that_only_touch_and_layers_far_apart_or_empty_have_nothing_in_common()
    {
        Assert.Empty(Run(OverlayKind.Intersection, LandUse, Set(Box(200, 0, 300, 100), Box(0, 100, 10, 110))).Features);
        Assert.Empty(Run(OverlayKind.Clip, LandUse, Set(Box(70_000, 70_000, 70_010, 70_010))).Features);
        Assert.Empty(Run(OverlayKind.Clip, LandUse, Set([], [])).Features);
        Assert.Equal(2, Run(OverlayKind.Erase, LandUse, Set([], [])).Features.Count);
        Assert.Equal(2, Run(OverlayKind.Union, LandUse, Set([], [])).Features.Count);
        Assert.Empty(Run(OverlayKind.Union, Set([], []), Set([], [])).Features);
    }

    [Fact]
    public async Task More_rows_than_a_run_may_give_are_refused_not_cut_off()
    {
        var call = new OperatorCall
        {
            Inputs = new Dictionary<string, FeatureSet> { [OverlayOperator.Layer] = LandUse, [OverlayOperator.Other] = Plan },
            Parameters = new ParameterValues(new Dictionary<string, string>()),
            Zone = Zone,
            Limits = new OperatorLimits(10, 1_000, 1),
        };

        var refused = await new OverlayOperator(OverlayKind.Union).RunAsync(call, CancellationToken.None);

        Assert.Equal(AnalysisErrors.TooMuch, refused.Error!.Code);
    }

    [Fact]
    public async Task Work_that_is_cancelled_stops()
    {
        using var stop = new CancellationTokenSource();
        var seen = new StopAtFirst(stop);
        var call = new OperatorCall
        {
            Inputs = new Dictionary<string, FeatureSet> { [OverlayOperator.Layer] = LandUse, [OverlayOperator.Other] = Plan },
            Parameters = new ParameterValues(new Dictionary<string, string>()),
            Zone = Zone,
            Progress = seen,
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new OverlayOperator(OverlayKind.Clip).RunAsync(call, stop.Token));
        Assert.Equal(1, seen.Last);
    }

    /// <summary>The parts of every overlay of two invented layers: valid, apart, and together the ground they should be.</summary>
    [Fact]
    public void Areas_are_conserved_over_invented_layers()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var first = Set([.. Patches(5, seed)]);
            var second = Set([.. Enumerable.Range(0, 6).Select(_ => Star(random, random.Next(-50, 300), random.Next(-50, 300), 60))]);
            var (a, b) = (Ground(first), Ground(second));
            var common = GridOverlay.Intersect(a, b).Value.Metres2();

            var clipped = Run(OverlayKind.Clip, first, second);
            Near(common, clipped, seed);
            Near(a.Metres2() - common, Run(OverlayKind.Erase, first, second), seed);
            Assert.All(clipped.Features, f => Assert.InRange(GridOverlay.Subtract(f.Figure!, b).Value.Metres2(), 0, 0.1));
            Assert.Equal(a.Metres2() + b.Metres2() - common, Ground(Run(OverlayKind.Union, first, second)).Metres2(), 0.5);
            Assert.Equal(a.Metres2(), Ground(Run(OverlayKind.Identity, first, second)).Metres2(), 0.5);
            Assert.Equal(a.Metres2() + b.Metres2() - (2 * common), Ground(Run(OverlayKind.Difference, first, second)).Metres2(), 0.5);
        }
    }

    private static void Near(double expected, FeatureSet set, int seed)
    {
        Assert.All(set.Features, f => Assert.Empty(FigureValidity.Check(f.Figure!)));
        Assert.True(Math.Abs(expected - set.Features.Sum(f => f.Figure!.Metres2())) < 0.5, $"seed {seed}: {expected}");
    }

    /// <summary>All ground of a set by OverlayNG, one figure after another.</summary>
    private static GridMultiPolygon Ground(FeatureSet set) =>
        set.Features.Aggregate(GridMultiPolygon.Empty, (sum, f) => sum.IsEmpty ? f.Figure! : GridOverlay.Unite(sum, f.Figure!).Value);

    private static FeatureSet Run(OverlayKind kind, FeatureSet layer, FeatureSet other) =>
        OperatorRun.Of(new OverlayOperator(kind), [(OverlayOperator.Layer, layer), (OverlayOperator.Other, other)]).Rows;

    private sealed class StopAtFirst(CancellationTokenSource stop) : IOperatorProgress
    {
        public long Last { get; private set; }

        public void Reached(long done, long total)
        {
            Last = done;
            stop.Cancel();
        }
    }
}
