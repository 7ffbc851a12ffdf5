using Guotu.Analysis.BufferFigures;
using Guotu.Geo;
using Guotu.Geo.Buffers;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using static Guotu.Analysis.Tests.SquaredPaper;

namespace Guotu.Analysis.Tests;

/// <summary>缓冲区: protection belts of reservoirs and roads.</summary>
public sealed class BufferTests
{
    private static readonly BufferOperator Buffer = new();

    [Fact]
    public void Fifty_metres_around_a_square_lot_are_the_lot_four_strips_and_a_circle()
    {
        var result = OperatorRun.Of(Buffer, [(BufferOperator.Source, Set(Box(0, 0, 100, 100)))], (BufferOperator.Distance, "50"), (BufferOperator.ArcError, "0.001"));

        var true_ = 10_000 + (4 * 100 * 50) + (Math.PI * 2_500);
        var area = Assert.Single(result.Rows.Features).Figure!.Metres2();
        Assert.InRange(true_ - area, 0, 2 * Math.PI * 50 * 0.001);
        Assert.Contains("圆弧", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flat", 2_000)]
    [InlineData("square", 2_400)]
    public void A_road_of_a_hundred_metres_drawn_by_hand_gets_a_belt_of_ten_on_both_sides(string ends, double area)
    {
        var road = new FeatureSet("路", [], [new AnalysisFeature(1, null, []) { Paths = [new GridPath([At(0, 0), At(100, 0)])] }]);

        var result = OperatorRun.Of(Buffer, [(BufferOperator.Source, road)], (BufferOperator.Distance, "10"), (BufferOperator.Ends, ends));

        Assert.Equal(area, Assert.Single(result.Rows.Features).Figure!.Metres2(), 1e-6);
        Assert.Empty(result.Notes);
    }

    [Fact]
    public void A_lot_narrower_than_twice_the_distance_has_nothing_left_when_drawn_in_and_the_answer_says_so()
    {
        var result = OperatorRun.Of(Buffer, [(BufferOperator.Source, Set(Box(0, 0, 100, 15), Box(0, 100, 100, 200)))], (BufferOperator.Distance, "-10"));

        Assert.Equal(6_400, Assert.Single(result.Rows.Features).Figure!.Metres2(), 1e-6);
        Assert.Contains(result.Notes, n => n.Contains("1 个图形", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_are_not_drawn_in_and_a_distance_of_nought_is_none()
    {
        var road = new FeatureSet("路", [], [new AnalysisFeature(1, null, []) { Paths = [new GridPath([At(0, 0), At(100, 0)])] }]);

        Assert.Equal(GeoErrors.BufferUnusable, OperatorRun.Try(Buffer, [(BufferOperator.Source, road)], (BufferOperator.Distance, "-1")).Error!.Code);
        Assert.Equal(GeoErrors.BufferUnusable, OperatorRun.Try(Buffer, [(BufferOperator.Source, road)], (BufferOperator.Distance, "0")).Error!.Code);
        Assert.Equal(AnalysisErrors.ParameterUnfit, OperatorRun.Try(Buffer, [(BufferOperator.Source, road)], (BufferOperator.Distance, "五十")).Error!.Code);
        Assert.Equal(AnalysisErrors.ParameterUnfit, OperatorRun.Try(Buffer, [(BufferOperator.Source, road)], (BufferOperator.Distance, "60000")).Error!.Code);
    }

    [Fact]
    public void Overlapping_belts_are_one_figure_when_united()
    {
        var result = OperatorRun.Of(
            Buffer, [(BufferOperator.Source, Set(Box(0, 0, 10, 10), Box(20, 0, 30, 10)))], (BufferOperator.Distance, "10"), (BufferOperator.Unite, "yes"));

        Assert.Single(Assert.Single(result.Rows.Features).Figure!.Polygons);
    }

    /// <summary>Every figure: valid, holds its source, and no place of its border is farther or nearer than the distance allows.</summary>
    [Fact]
    public void The_border_of_every_buffer_lies_at_the_distance_from_its_source()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var source = Star(random, 0, 0, 200);
            var distance = (random.NextDouble() * 120) + 0.5;
            var rule = new BufferRule(seed % 3 == 2 ? -distance / 10 : distance, BufferEnds.Round, 0.01);
            var drawn = new FigureBuffer(Zone, rule).Of(source, CancellationToken.None);
            Assert.True(drawn.IsSuccess, $"{seed}: {drawn.Error?.Text}");
            var figure = drawn.Value.Figure;
            Assert.Empty(FigureValidity.Check(figure));
            var rest = rule.Metres > 0 ? GridOverlay.Subtract(source, figure) : GridOverlay.Subtract(figure, source);
            Assert.InRange(rest.Value.Metres2(), 0, 0.05);
            foreach (var point in figure.Rings.SelectMany(r => r.Points))
            {
                var away = source.Rings.Min(r => Distance(point, r));
                Assert.InRange(away, Math.Abs(rule.Metres) - drawn.Value.ArcErrorMetres - 0.001, Math.Abs(rule.Metres) + 0.001);
            }
        }
    }

    private static double Distance(GridPoint p, GridRing ring)
    {
        var least = double.MaxValue;
        for (var i = 0; i < ring.Points.Length; i++)
        {
            var (a, b) = (ring.Points[i], ring.Points[(i + 1) % ring.Points.Length]);
            double dx = b.East - a.East, dy = b.North - a.North, px = p.East - a.East, py = p.North - a.North;
            var t = Math.Clamp(((px * dx) + (py * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
            least = Math.Min(least, Math.Sqrt(((px - (t * dx)) * (px - (t * dx))) + ((py - (t * dy)) * (py - (t * dy)))));
        }

        return least / GridPoint.UnitsPerMetre;
    }
}
