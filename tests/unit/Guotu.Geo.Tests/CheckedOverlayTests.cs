using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using static Guotu.Geo.Tests.Figures;

namespace Guotu.Geo.Tests;

/// <summary>Two methods must agree before an intersection is believed.</summary>
public sealed class CheckedOverlayTests
{
    [Fact]
    public void Where_both_agree_the_figure_is_that_of_OverlayNG()
    {
        var (parcel, patches) = (Box(13, 17, 460, 390), Patches(12, 3));
        var overlay = new CheckedOverlay(parcel, Zone36, OverlayForm.Trimmed);

        foreach (var patch in patches)
        {
            Assert.Equal(GridOverlay.Intersect(parcel, patch).Value, overlay.Intersect(patch, CancellationToken.None).Value);
        }
    }

    [Fact]
    public void A_figure_that_breaks_the_rules_of_validity_makes_the_two_differ_and_is_refused()
    {
        // A bow tie: one method takes its two halves, the other lets them cancel.
        var bowTie = GridMultiPolygon.Of(new GridPolygon(Ring((0, 0), (100, 100), (100, 0), (0, 80))));
        var met = new CheckedOverlay(Box(-50, -50, 150, 150), Zone36, OverlayForm.Trimmed).Intersect(bowTie, CancellationToken.None);

        Assert.True(!met.IsSuccess);
        Assert.Contains(met.Error!.Code, (Guotu.Kernel.Results.ErrorCode[])[GeoErrors.OverlaysDisagree, GeoErrors.OverlayFailed]);
    }

    /// <summary>Neighbours surveyed apart: along one border the one has vertices that the other has not, each rounded off the line by less than the grid.</summary>
    [Fact]
    public void A_parcel_along_a_border_without_its_vertices_shares_nothing_and_is_not_refused()
    {
        var (one, other) = (Box(0, 0, 700, 333), GridMultiPolygon.Of(new GridPolygon(Figures.Ring((0, 333), (-100, 800), (900, 800), (700, 333)))));
        var slanted = GridMultiPolygon.Of(new GridPolygon(Figures.Ring((0, 0), (700, 0), (700, 333.0007), (0, 332.9998))));
        var between = Enumerable.Range(1, 69).Select(i => (East: i * 10.0, North: 332.9998 + (0.0009 * i * 10 / 700)));
        var along = GridMultiPolygon.Of(new GridPolygon(Figures.Ring([(0, 332.9998), .. between, (700, 333.0007), (900, 800), (-100, 800)])));
        foreach (var (parcel, patch) in new[] { (one, other), (slanted, along), (along, slanted) })
        {
            foreach (var form in new[] { OverlayForm.Whole, OverlayForm.Trimmed })
            {
                var common = new CheckedOverlay(parcel, Zone36, form).Intersect(patch, CancellationToken.None);
                Assert.True(common.IsSuccess, common.Error?.ToString());
                Assert.InRange((double)common.Value.DoubledArea / 2e8, 0, 0.04);
            }

            var hits = AreaLayer.Of([(1, patch)], Zone36).Intersect(parcel, CancellationToken.None);
            Assert.True(hits.IsSuccess, hits.Error?.ToString());
        }
    }

    [Fact]
    public void A_feature_far_wider_than_the_frame_is_refused_not_guessed() =>
        Assert.Equal(GeoErrors.TooWide, new CheckedOverlay(Box(0, 0, 100, 100), Zone36, OverlayForm.Trimmed).Intersect(Box(-60_000, -10, 60_000, 10), CancellationToken.None).Error!.Code);

    /// <summary>A road of thousands of vertices over a layer, and a border of thousands of vertices under a lot.</summary>
    [Fact]
    public void What_is_cut_from_long_figures_gives_what_the_whole_figures_give()
    {
        var road = GridMultiPolygon.Of(new GridPolygon(new GridRing(Bank(20).Concat(Bank(-20).Reverse()))));
        var patches = Patches(20, 7);
        var (trimmed, whole) = (new CheckedOverlay(road, Zone36, OverlayForm.Trimmed), new CheckedOverlay(road, Zone36, OverlayForm.Whole));
        var met = 0;
        foreach (var patch in patches)
        {
            var (near, all) = (trimmed.Intersect(patch, CancellationToken.None).Value, whole.Intersect(patch, CancellationToken.None).Value);
            Same(near, all);
            Same(new CheckedOverlay(patch, Zone36, OverlayForm.Trimmed).Intersect(road, CancellationToken.None).Value, all);
            met += all.IsEmpty ? 0 : 1;
        }

        Assert.InRange(met, 20, 200);
    }

    private static void Same(GridMultiPolygon near, GridMultiPolygon all)
    {
        Assert.InRange((double)Int128.Abs(near.DoubledArea - all.DoubledArea), 0, 2 * 0.0005 * 1e8);
        var apart = GridOverlay.Subtract(near, all).Value.DoubledArea + GridOverlay.Subtract(all, near).Value.DoubledArea;
        Assert.InRange((double)apart, 0, 2 * 0.01 * 1e8);
    }

    private static IEnumerable<GridPoint> Bank(double offset) => Enumerable.Range(0, 3_000).Select(i =>
    {
        var t = i / 3_000.0;
        return At(-400 + (1_900 * t) - (offset * 0.7), -400 + (1_900 * t) + (60 * Math.Sin(30 * t)) + (offset * 0.7));
    });
}
