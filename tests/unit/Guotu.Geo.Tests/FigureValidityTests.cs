using Guotu.Geo.Geometry;
using Guotu.Geo.Topology;
using Guotu.Geo.Validity;

namespace Guotu.Geo.Tests;

public sealed class FigureValidityTests
{
    [Fact]
    public void Rings_that_cross_only_at_their_vertices_overlap()
    {
        var figure = GridMultiPolygon.Of(
            new GridPolygon(Figures.BoxRing(0, 0, 100, 100)),
            new GridPolygon(Figures.Ring((-50, 50), (0, 50), (50, 50), (50, 100), (50, 150), (-50, 150))));
        Assert.Equal(BoundaryDefectKind.RingsOverlap, Assert.Single(FigureValidity.Check(figure)).Kind);
    }

    [Fact]
    public void A_crossing_is_found_behind_any_number_of_harmless_touches()
    {
        // A hundred holes each touch the outer ring at a point; the last ring crosses it.
        var holes = Enumerable.Range(0, 100).Select(i => Figures.Ring((i * 10 + 5, 0), (i * 10 + 7, 5), (i * 10 + 3, 5)));
        var outer = Figures.BoxRing(0, 0, 1000, 100);
        Assert.Empty(FigureValidity.Check(GridMultiPolygon.Of(new GridPolygon(outer, [.. holes]))));
        var crossing = Figures.BoxRing(990, 50, 1010, 60);
        Assert.NotEmpty(FigureValidity.Check(GridMultiPolygon.Of(new GridPolygon(outer, [.. holes, crossing]))));
    }

    [Theory]
    [InlineData(200, 200, 220, 220)]
    [InlineData(-20, 20, 120, 80)]
    public void A_hole_outside_or_across_its_outer_ring_is_a_defect(double west, double south, double east, double north) =>
        Assert.NotEmpty(FigureValidity.Check(Figures.BoxWithHole(0, 0, 100, 100, Figures.BoxRing(west, south, east, north))));

    [Fact]
    public void A_part_may_lie_in_the_hole_of_another_but_not_in_its_ground()
    {
        var ring = Figures.BoxWithHole(0, 0, 100, 100, Figures.BoxRing(20, 20, 80, 80)).Polygons[0];
        Assert.Empty(FigureValidity.Check(GridMultiPolygon.Of(ring, new GridPolygon(Figures.BoxRing(30, 30, 40, 40)))));
        Assert.Equal(BoundaryDefectKind.WronglyNested, FigureValidity.Check(GridMultiPolygon.Of(ring, new GridPolygon(Figures.BoxRing(5, 5, 10, 10))))[0].Kind);
    }

    [Fact]
    public void A_hostile_star_ends_in_a_refusal_and_not_in_hours()
    {
        // Every edge passes near the centre: each pair of them is a candidate.
        var ring = new GridRing(Enumerable.Range(0, 40_001).Select(i => Figures.At(
            10_000 * Math.Cos(i * Math.PI * 20_000 * 2 / 40_001), 10_000 * Math.Sin(i * Math.PI * 20_000 * 2 / 40_001))));
        Assert.NotEmpty(RingValidity.Check([ring]));
    }

    /// <summary>Holes that touch each other and the outer ring all around a piece cut it off; the repair makes parts of the pieces, on the same ground.</summary>
    [Fact]
    public void Ground_cut_off_by_touching_holes_is_found_and_parted()
    {
        var outer = Figures.BoxRing(0, 0, 100, 100);
        var across = GridMultiPolygon.Of(new GridPolygon(outer, [Figures.Ring((0, 50), (50, 40), (100, 50), (50, 60))]));
        var chain = GridMultiPolygon.Of(new GridPolygon(outer, [Figures.Ring((0, 50), (50, 40), (50, 50)), Figures.Ring((50, 50), (50, 60), (100, 50))]));
        var once = GridMultiPolygon.Of(new GridPolygon(outer, [Figures.Ring((0, 50), (50, 40), (50, 50)), Figures.Ring((50, 50), (50, 60), (90, 50))]));
        Assert.Empty(FigureValidity.Check(once));
        foreach (var cut in new[] { across, chain })
        {
            Assert.Equal(BoundaryDefectKind.InteriorCut, Assert.Single(FigureValidity.Check(cut)).Kind);
            var parted = FigureRepair.Attempt(cut)!;
            Assert.Equal((2, cut.DoubledArea), (parted.Polygons.Length, parted.DoubledArea));
        }
    }
}
