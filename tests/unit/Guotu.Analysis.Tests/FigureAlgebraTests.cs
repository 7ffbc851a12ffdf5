using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using static Guotu.Analysis.Tests.SquaredPaper;

namespace Guotu.Analysis.Tests;

/// <summary>交、差、并 against OverlayNG without our grid, over drawn figures.</summary>
public sealed class FigureAlgebraTests
{
    private static readonly FigureAlgebra Algebra = new(Zone);
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void Areas_are_those_of_the_oracle_and_add_up()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var (a, b) = (Star(random, 0, 0, 200), Star(random, random.Next(-250, 250), random.Next(-250, 250), 200));
            var (common, rest, all) = (Algebra.Intersect(a, b, Never), Algebra.Subtract(a, b, Never), Algebra.Unite(a, b, Never));
            Assert.True(common.IsSuccess && rest.IsSuccess && all.IsSuccess, $"seed {seed}");
            Assert.All([common.Value, rest.Value, all.Value], f => Assert.Empty(FigureValidity.Check(f)));
            Near(Oracle(a, b, SpatialFunction.Intersection), common.Value, seed);
            Near(Oracle(a, b, SpatialFunction.Difference), rest.Value, seed);
            Near(Oracle(a, b, SpatialFunction.Union), all.Value, seed);
            Assert.Equal(a.Metres2() + b.Metres2() - common.Value.Metres2(), all.Value.Metres2(), 0.2);
            Assert.Equal(a.Metres2(), common.Value.Metres2() + rest.Value.Metres2(), 0.2);
        }
    }

    [Fact]
    public void A_coverage_united_is_its_square_to_the_last_unit()
    {
        var patches = Patches(15, 11);

        var whole = Algebra.UniteAll(patches, Never);

        Assert.True(whole.IsSuccess, whole.Error?.Text);
        Assert.Equal(patches.Aggregate((Int128)0, (sum, p) => sum + p.DoubledArea), whole.Value.DoubledArea);
        Assert.Single(whole.Value.Polygons);
    }

    [Fact]
    public void Figures_that_only_touch_have_nothing_in_common_and_lose_nothing()
    {
        var (left, right) = (Box(0, 0, 10, 10), Box(10, 3, 20, 20));

        Assert.True(Algebra.Intersect(left, right, Never).Value.IsEmpty);
        Assert.Equal(left.DoubledArea, Algebra.Subtract(left, right, Never).Value.DoubledArea);
        Assert.True(Algebra.Subtract(left, left, Never).Value.IsEmpty);
        Assert.Equal(left.DoubledArea, Algebra.Unite(left, left, Never).Value.DoubledArea);
        Assert.True(Algebra.UniteAll([], Never).Value.IsEmpty);
        Assert.Equal(left, Algebra.Subtract(left, GridMultiPolygon.Empty, Never).Value);
    }

    private static void Near(double oracle, GridMultiPolygon figure, int seed) => Assert.True(Math.Abs(oracle - figure.Metres2()) < 0.2, $"seed {seed}: {oracle} {figure.Metres2()}");

    private static double Oracle(GridMultiPolygon a, GridMultiPolygon b, SpatialFunction function) =>
        OverlayNGRobust.Overlay(ToNts(a), ToNts(b), function).Area / 1e8;

    private static MultiPolygon ToNts(GridMultiPolygon figure)
    {
        var factory = new GeometryFactory();
        LinearRing Turned(GridRing ring) => factory.CreateLinearRing(
            [.. ring.Points.Append(ring.Points[0]).Select(p => new Coordinate(p.East - 364_780_000_000, p.North - 36_500_000_000))]);
        return factory.CreateMultiPolygon([.. figure.Polygons.Select(p => factory.CreatePolygon(Turned(p.Outer), [.. p.Holes.Select(Turned)]))]);
    }
}
