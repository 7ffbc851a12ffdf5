using Guotu.Geo.Areas;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Tests;

public sealed class AreaTests
{
    private static readonly GaussKrugerZone Zone36 = GaussKrugerZone.ThreeDegree(36);

    [Theory]
    [InlineData(107.75, 107.8125, 32.958333333333336, 33.0, 26_996_818.4722, 0.0002)]
    [InlineData(107.75, 107.875, 33.0, 33.083333333333336, 107_912_208.7319, 0.0002)]
    [InlineData(107.5, 108.0, 32.666666666666664, 33.0, 1_730_588_098.58, 0.006)]
    [InlineData(107.76, 107.78, 32.97, 32.99, 4_146_672.9909, 0.0002)]
    public void A_map_sheet_has_the_area_of_the_standard(double west, double east, double south, double north, double expected, double tolerance) =>
        Assert.Equal(expected, GeographicRingArea.SquareMetres([new(south, west), new(south, east), new(north, east), new(north, west)]), tolerance);

    [Fact]
    public void A_triangle_has_the_area_of_the_trapezoid_rule() =>
        Assert.Equal(2_073_336.4955, GeographicRingArea.SquareMetres([new(32.97, 107.76), new(32.97, 107.78), new(32.99, 107.77)]), 0.0002);

    [Fact]
    public void The_whole_ellipsoid_has_the_area_of_the_standard() =>
        Assert.Equal(5.100656217147e14, EllipsoidalTrapezoid.Cgcs2000.Area(Math.PI, 0, 2 * Math.PI), 1e2);

    [Fact]
    public void The_coefficients_are_those_of_the_standard()
    {
        double[] expected = [1.003364089834192896, 0.001124189381927124523, 1.699459473518905559e-6, 2.717857845577555884e-9, 4.358419004834515403e-12];
        Assert.All(expected.Zip(EllipsoidalTrapezoid.Cgcs2000.Coefficients), pair => Assert.Equal(1, pair.Second / pair.First, 1e-14));
    }

    [Fact]
    public void A_square_of_100_metres_is_one_hectare_in_the_plane() =>
        Assert.Equal(new LegalArea(100_000_000), PlaneArea.Of(Square(364_785_008_890, 36_505_534_470, 1_000_000)));

    [Fact]
    public void Half_a_legal_unit_is_rounded_away_from_zero()
    {
        // 1 × 5000 units of 1e-8 m² is half of 0.0001 m².
        var sliver = new GridRing([new(0, 0), new(5000, 0), new(5000, 1), new(0, 1)]);
        Assert.Equal(1, PlaneArea.Of(sliver).TenThousandths);
        Assert.Equal(0, PlaneArea.Of(new GridRing([new(0, 0), new(4999, 0), new(4999, 1), new(0, 1)])).TenThousandths);
    }

    [Fact]
    public void A_hole_is_taken_off_both_areas()
    {
        var outer = Square(364_785_000_000, 36_505_000_000, 10_000_000).Outer;
        var hole = Square(364_787_000_000, 36_507_000_000, 2_000_000).Outer;
        var ellipsoid = new EllipsoidalArea(Zone36);
        Assert.Equal(PlaneArea.Of(new GridPolygon(outer)) - PlaneArea.Of(new GridPolygon(hole)), PlaneArea.Of(new GridPolygon(outer, [hole])));
        var difference = ellipsoid.Of(new GridPolygon(outer)) - ellipsoid.Of(new GridPolygon(hole));
        Assert.InRange(Math.Abs(difference.TenThousandths - ellipsoid.Of(new GridPolygon(outer, [hole])).TenThousandths), 0, 1);
    }

    [Fact]
    public void The_ellipsoidal_area_of_a_plane_figure_is_that_of_its_degrees()
    {
        var projection = new GaussKrugerProjection(Zone36);
        GeographicPosition[] corners = [new(32.97, 107.76), new(32.97, 107.78), new(32.99, 107.78), new(32.99, 107.76)];
        // Many points along each side, so that straight in the plane and straight in degrees come together.
        var dense = corners.SelectMany((c, i) => Enumerable.Range(0, 500).Select(k => Between(c, corners[(i + 1) % 4], k / 500.0)));
        var figure = new GridPolygon(new GridRing(dense.Select(p => GridPoint.FromMetres(projection.Forward(p)))));
        var area = new EllipsoidalArea(Zone36).Of(figure);
        Assert.Equal(4_146_672.9909, (double)area.SquareMetres, 0.5);
    }

    [Fact]
    public void Neighbours_that_share_an_edge_add_up_to_their_union()
    {
        var ellipsoid = new EllipsoidalArea(Zone36);
        GridPoint a = new(364_785_000_003, 36_505_000_001), b = new(364_789_000_000, 36_505_100_000), c = new(364_789_100_000, 36_509_000_000), d = new(364_785_100_000, 36_508_000_000);
        var sum = ellipsoid.Of(new GridPolygon(new GridRing([a, b, c]))) + ellipsoid.Of(new GridPolygon(new GridRing([a, c, d])));
        Assert.InRange(Math.Abs(sum.TenThousandths - ellipsoid.Of(new GridPolygon(new GridRing([a, b, c, d]))).TenThousandths), 0, 1);
    }

    [Fact]
    public void Direction_and_start_of_a_ring_do_not_change_its_area()
    {
        var ring = new GridRing([new(364_785_000_003, 36_505_000_001), new(364_789_000_000, 36_505_100_000), new(364_789_100_000, 36_509_000_000), new(364_785_100_000, 36_508_000_000)]);
        var turned = new GridRing(ring.Points.Skip(2).Concat(ring.Points.Take(2)));
        var ellipsoid = new EllipsoidalArea(Zone36);
        Assert.Equal(ellipsoid.Of(new GridPolygon(ring)), ellipsoid.Of(new GridPolygon(ring.Reversed())));
        Assert.Equal(ellipsoid.Of(new GridPolygon(ring)), ellipsoid.Of(new GridPolygon(turned)));
    }

    [Fact]
    public void Densification_matters_only_for_long_edges()
    {
        var small = Square(364_785_000_000, 36_505_000_000, 600_000);
        var undensified = new EllipsoidalArea(Zone36, new EllipsoidalAreaRule(0, 6));
        Assert.Equal(new EllipsoidalArea(Zone36).Of(small), undensified.Of(small));
        var large = Square(363_500_000_000, 36_000_000_000, 400_000_000);
        Assert.NotEqual(new EllipsoidalArea(Zone36).Of(large), undensified.Of(large));
    }

    /// <summary>The bits of these figures are the same on every machine; this is where another machine would show itself.</summary>
    [Fact]
    public void Recorded_figures_are_fixed_to_the_last_unit()
    {
        var triangle = new GridPolygon(new GridRing([new(364_785_008_890, 36_505_534_470), new(364_885_018_890, 36_505_534_471), new(364_785_008_891, 36_605_534_470)]));
        Assert.Equal(RecordedPlane, PlaneArea.Of(triangle).TenThousandths);
        Assert.Equal(RecordedEllipsoidal, new EllipsoidalArea(Zone36).Of(triangle).TenThousandths);
    }

    private const long RecordedPlane = 500_050_000_000;
    private const long RecordedEllipsoidal = 500_045_860_035;

    private static GridPolygon Square(long east, long north, long side) =>
        new(new GridRing([new(east, north), new(east + side, north), new(east + side, north + side), new(east, north + side)]));

    private static GeographicPosition Between(GeographicPosition a, GeographicPosition b, double t) =>
        new(a.Latitude + ((b.Latitude - a.Latitude) * t), a.Longitude + ((b.Longitude - a.Longitude) * t));
}
