using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Areas;
using Guotu.Geo.Crossings;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using static Guotu.Geo.Tests.Figures;

namespace Guotu.Geo.Tests;

/// <summary>Area of what two figures have in common, by crossings, against hand calculation and against OverlayNG.</summary>
public sealed class CommonAreaTests
{
    [Fact]
    public void Two_boxes_that_cross_share_the_hand_calculated_square()
    {
        var common = Common(Box(0, 0, 100, 100), Box(60, 70, 160, 170));

        Assert.Equal(1200_0000, common.PlaneArea.TenThousandths);
        Assert.Equal(2, common.Crossings);
    }

    [Fact]
    public void A_box_in_a_box_counts_whole_and_a_hole_does_not_count()
    {
        Assert.Equal(100_0000, Common(Box(10, 10, 20, 20), Box(0, 0, 100, 100)).PlaneArea.TenThousandths);
        Assert.Equal(100_0000, Common(Box(0, 0, 100, 100), Box(10, 10, 20, 20)).PlaneArea.TenThousandths);
        Assert.True(Common(Box(42, 42, 58, 58), BoxWithHole(0, 0, 100, 100, BoxRing(40, 40, 60, 60))).IsNone);
        Assert.Equal((256 - 36) * 10_000, Common(Box(42, 42, 58, 58), BoxWithHole(0, 0, 100, 100, BoxRing(50, 50, 56, 56))).PlaneArea.TenThousandths);
    }

    [Fact]
    public void Boxes_that_share_an_edge_a_part_of_an_edge_or_a_corner_share_no_area()
    {
        var box = Box(0, 0, 100, 100);
        foreach (var touching in (GridMultiPolygon[])[Box(100, 0, 200, 100), Box(-50, 0, 0, 100), Box(20, 100, 60, 150), Box(20, -50, 60, 0), Box(100, 100, 150, 150), Box(-10, -10, 0, 0)])
        {
            Assert.True(Common(box, touching).IsNone);
            Assert.True(Common(touching, box).IsNone);
        }
    }

    [Fact]
    public void The_same_figure_twice_shares_all_of_itself_in_both_areas()
    {
        var figure = BoxWithHole(0, 0, 500, 300, BoxRing(100, 100, 200, 200));
        var common = Common(figure, figure);

        Assert.Equal(PlaneArea.Of(figure), common.PlaneArea);
        Assert.InRange(common.EllipsoidalArea.TenThousandths - new EllipsoidalArea(Zone36).Of(figure).TenThousandths, -20, 20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_a_parcel_takes_of_a_gap_free_layer_adds_up_to_the_parcel(int seed)
    {
        var layer = Layer(Patches(30, seed));
        var parcel = Star(seed, 750, 750, 700, 257);
        var hits = layer.Overlay(parcel, CancellationToken.None).Value;

        var plane = hits.Aggregate((Int128)0, (sum, h) => sum + h.Common.DoubledPlane);
        var ellipsoidal = hits.Aggregate((Int128)0, (sum, h) => sum + h.Common.Ellipsoidal);
        Assert.InRange((double)(plane - parcel.DoubledArea), -100, 100);
        // B and L of each crossing are kept to 10⁻⁶″ (0.03 mm), which moves it off the edge that it divides.
        Assert.InRange((double)ellipsoidal / 1e8 - (double)new EllipsoidalArea(Zone36).Of(parcel).SquareMetres, -0.05, 0.05);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void Each_feature_has_the_area_that_OverlayNG_gives(int seed)
    {
        var patches = Patches(20, seed);
        var layer = Layer(patches);
        var parcel = Star(seed, 500, 480, 460, 120);
        var hits = layer.Overlay(parcel, CancellationToken.None).Value.ToDictionary(h => h.FeatureId, h => h.Common);

        for (var i = 0; i < patches.Count; i++)
        {
            var oracle = GridOverlay.Intersect(parcel, patches[i]).Value;
            var ours = hits.GetValueOrDefault(i);
            // The oracle moves new vertices to the grid: at most half a unit along its border.
            Assert.InRange((double)(ours.DoubledPlane - oracle.DoubledArea), -Rounding(oracle), Rounding(oracle));
            Assert.InRange(
                ((double)ours.Ellipsoidal / 1e8) - (double)new EllipsoidalArea(Zone36).Of(oracle).SquareMetres, -0.01, 0.01);
        }
    }

    /// <summary>Vertices on a small lattice: edges coincide, vertices touch, nearly every case is degenerate.</summary>
    [Fact]
    public void On_a_lattice_where_everything_touches_the_area_is_that_of_OverlayNG_and_does_not_depend_on_which_is_moved()
    {
        var stars = Gen.Choose(0, 1_000_000).Select(LatticeFigure);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(stars.Two().ToArbitrary(), pair =>
        {
            var (a, b) = (pair.Item1, pair.Item2);
            if (FigureValidity.Check(a).Count + FigureValidity.Check(b).Count > 0)
            {
                return true;
            }

            var (one, other, oracle) = (Common(a, b), Common(b, a), GridOverlay.Intersect(a, b).Value);
            return Math.Abs((double)(one.DoubledPlane - other.DoubledPlane)) <= 4 * (one.Crossings + other.Crossings + 1)
                && Math.Abs((double)(one.DoubledPlane - oracle.DoubledArea)) <= Rounding(oracle) + (4 * one.Crossings);
        }));
    }

    [Theory]
    [InlineData(36, 0)]
    [InlineData(36, 150_000)]
    [InlineData(36, -140_000)]
    [InlineData(40, 90_000)]
    public void Ellipsoidal_area_is_that_of_the_survey_formula_anywhere_in_a_zone(int zone, double fromMeridian)
    {
        var of = GaussKrugerZone.ThreeDegree(zone);
        var exact = new EllipsoidalArea(of, new EllipsoidalAreaRule(70, null));
        foreach (var north in (double[])[2_000_000, 3_650_000, 5_700_000])
        {
            var middle = new GridPoint((long)(((zone * 1_000_000.0) + 500_000 + fromMeridian) * 10_000), (long)(north * 10_000));
            var figure = GridMultiPolygon.Of(new GridPolygon(new GridRing(Enumerable.Range(0, 90).Select(i =>
                new GridPoint(middle.East + (long)(80_000_000 * Math.Cos(i * Math.PI / 45)), middle.North + (long)(50_000_000 * Math.Sin(i * Math.PI / 45)))))));
            var frame = AreaFrame.Around(figure.Envelope, of);
            var ours = CommonArea.Of(frame.Prepare(figure).Value, frame.Prepare(figure).Value).EllipsoidalArea;
            var expected = exact.Of(figure);
            Assert.InRange((double)(ours.SquareMetres / expected.SquareMetres) - 1, -2e-9, 2e-9);
        }
    }

    [Fact]
    public void A_parcel_beyond_the_frame_is_refused_not_measured()
    {
        var layer = Layer(Patches(3, 1));
        Assert.Equal(GeoErrors.TooWide, layer.Overlay(Box(0, 0, 90_000, 90_000), CancellationToken.None).Error!.Code);
    }

    [Fact]
    public void Cancelled_work_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => Layer(Patches(5, 1)).Overlay(Box(20, 20, 200, 200), cancelled.Token));
    }

    private static double Rounding(GridMultiPolygon common) => common.Rings.Sum(r =>
    {
        var sum = 0.0;
        for (var i = 0; i < r.Points.Length; i++)
        {
            var (p, q) = (r.Points[i], r.Points[(i + 1) % r.Points.Length]);
            sum += Math.Sqrt(Math.Pow(q.East - p.East, 2) + Math.Pow(q.North - p.North, 2));
        }

        return 2 * sum;
    }) + 64;

    private static CommonUnits Common(GridMultiPolygon a, GridMultiPolygon b)
    {
        var frame = AreaFrame.Around(a.Envelope.Union(b.Envelope), Zone36);
        return CommonArea.Of(frame.Prepare(a).Value, frame.Prepare(b).Value);
    }

    private static AreaLayer Layer(List<GridMultiPolygon> patches) =>
        AreaLayer.Of([.. patches.Select((p, i) => ((long)i, p))], Zone36);

    /// <summary>A ragged star around a point, valid by its angles.</summary>
    private static GridMultiPolygon Star(int seed, double east, double north, double radius, int points)
    {
        var random = new Random(seed);
        return GridMultiPolygon.Of(new GridPolygon(new GridRing(Enumerable.Range(0, points).Select(i =>
        {
            var (angle, r) = (2 * Math.PI * i / points, radius * (0.55 + (0.45 * random.NextDouble())));
            return At(east + (r * Math.Cos(angle)), north + (r * Math.Sin(angle)));
        }))));
    }

    /// <summary>A star whose vertices lie on lattice points 10 m apart; the caller drops the invalid ones.</summary>
    private static GridMultiPolygon LatticeFigure(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(3, 9);
        return GridMultiPolygon.Of(new GridPolygon(new GridRing(Enumerable.Range(0, count).Select(i =>
        {
            var (angle, r) = (2 * Math.PI * i / count, 15 + (25 * random.NextDouble()));
            return At(50 + (10 * Math.Round(r * Math.Cos(angle) / 10)), 50 + (10 * Math.Round(r * Math.Sin(angle) / 10)));
        }))));
    }
}
