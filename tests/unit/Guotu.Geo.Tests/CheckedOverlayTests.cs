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
        var overlay = new CheckedOverlay(parcel, Zone36);

        foreach (var patch in patches)
        {
            Assert.Equal(GridOverlay.Intersect(parcel, patch).Value, overlay.Intersect(patch).Value);
        }
    }

    [Fact]
    public void A_figure_that_breaks_the_rules_of_validity_makes_the_two_differ_and_is_refused()
    {
        // A bow tie: one method takes its two halves, the other lets them cancel.
        var bowTie = GridMultiPolygon.Of(new GridPolygon(Ring((0, 0), (100, 100), (100, 0), (0, 80))));
        var met = new CheckedOverlay(Box(-50, -50, 150, 150), Zone36).Intersect(bowTie);

        Assert.True(!met.IsSuccess);
        Assert.Contains(met.Error!.Code, (Guotu.Kernel.Results.ErrorCode[])[GeoErrors.OverlaysDisagree, GeoErrors.OverlayFailed]);
    }

    [Fact]
    public void A_feature_far_wider_than_the_frame_is_refused_not_guessed() =>
        Assert.Equal(GeoErrors.TooWide, new CheckedOverlay(Box(0, 0, 100, 100), Zone36).Intersect(Box(-60_000, -10, 60_000, 10)).Error!.Code);
}
