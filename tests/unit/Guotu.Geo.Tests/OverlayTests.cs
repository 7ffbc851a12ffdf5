using Guotu.Geo.Areas;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Tests;

public sealed class OverlayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-overlay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_lot_over_four_fields_gets_its_share_of_each()
    {
        using var snapshot = Saved(
            Figures.Feature(1, Figures.Box(0, 0, 100, 100)), Figures.Feature(2, Figures.Box(100, 0, 200, 100), "0301"),
            Figures.Feature(3, Figures.Box(0, 100, 100, 200)), Figures.Feature(4, Figures.Box(100, 100, 200, 200), "0301"));
        var overlay = new ParcelOverlay(snapshot);
        var hits = overlay.Intersect(Figures.Box(90, 80, 120, 130), Figures.Zone36).Value;
        Assert.Equal([(1, 200m), (2, 400m), (3, 300m), (4, 600m)], hits.Select(h => ((int)h.FeatureId, h.PlaneArea.SquareMetres)));
        Assert.All(hits, h => Assert.Equal(new EllipsoidalArea(Figures.Zone36).Of(h.Common), h.EllipsoidalArea));
        Assert.Equal([("0101", 500m), ("0301", 1000m)], overlay.ByClass(hits, "DLBM").Select(c => (c.Value!, c.PlaneArea.SquareMetres)));
    }

    [Fact]
    public void Shares_of_a_gap_free_layer_add_up_to_the_parcel()
    {
        using var snapshot = Saved([.. Figures.Patches(40, 9).Select((s, i) => Figures.Feature(i + 1, s))]);
        var parcel = Wavy(1000, 1000, 600, 400);
        var hits = new ParcelOverlay(snapshot).Intersect(parcel, Figures.Zone36).Value;
        var total = hits.Aggregate(LegalArea.Zero, (sum, h) => sum + h.PlaneArea);
        // Each crossing is rounded by at most 0.05 mm along edges of some 50 m.
        Assert.InRange(Math.Abs((total - PlaneArea.Of(parcel)).TenThousandths), 0, hits.Count * 50);
        Assert.True(hits.Count(h => h.PlaneArea == PlaneArea.Of(h.Common)) > 300);
    }

    [Fact]
    public void A_feature_wholly_inside_is_taken_to_the_unit_and_a_touching_one_is_no_hit()
    {
        var field = GridMultiPolygon.Of(new GridPolygon(Figures.Ring((10.0001, 10), (20.0003, 11.1111), (15, 19.9999))));
        using var snapshot = Saved(Figures.Feature(1, field), Figures.Feature(2, Figures.Box(100, 0, 200, 100)), Figures.Feature(3, Figures.Box(300, 0, 400, 50)));
        var hit = Assert.Single(new ParcelOverlay(snapshot).Intersect(Figures.Box(0, 0, 100, 100), Figures.Zone36).Value);
        Assert.Equal(field.Normalized(), hit.Common.Normalized());
    }

    [Fact]
    public void A_parcel_in_a_hole_of_a_feature_does_not_lie_on_it_and_one_inside_the_feature_does()
    {
        using var snapshot = Saved(Figures.Feature(1, Figures.BoxWithHole(0, 0, 100, 100, Figures.BoxRing(20, 20, 80, 80))));
        var overlay = new ParcelOverlay(snapshot);
        Assert.Empty(overlay.Intersect(Figures.Box(30, 30, 70, 70), Figures.Zone36).Value);
        Assert.Equal(100m, Assert.Single(overlay.Intersect(Figures.Box(5, 5, 15, 15), Figures.Zone36).Value).PlaneArea.SquareMetres);
        Assert.Equal(10_000m - 3_600m, Assert.Single(overlay.Intersect(Figures.Box(-5, -5, 105, 105), Figures.Zone36).Value).PlaneArea.SquareMetres);
        var ring = Figures.BoxWithHole(10, 10, 90, 90, Figures.BoxRing(15, 15, 85, 85));
        Assert.Equal((80 * 80) - (70 * 70), Assert.Single(overlay.Intersect(ring, Figures.Zone36).Value).PlaneArea.SquareMetres);
    }

    [Fact]
    public void An_invalid_feature_an_invalid_parcel_and_another_zone_are_refusals()
    {
        var bow = GridMultiPolygon.Of(new GridPolygon(Figures.Ring((0, 0), (10, 0), (0, 10), (10, 12), (5, 20))));
        using var snapshot = Saved(Figures.Feature(77, bow));
        var overlay = new ParcelOverlay(snapshot);
        var error = overlay.Intersect(Figures.Box(0, 0, 5, 5), Figures.Zone36).Error!;
        Assert.Equal(GeoErrors.FigureInvalid, error.Code);
        Assert.Contains("77", error.Text, StringComparison.Ordinal);
        Assert.Equal(GeoErrors.FigureInvalid, overlay.Intersect(bow, Figures.Zone36).Error!.Code);
        Assert.Equal(GeoErrors.ZonesDiffer, overlay.Intersect(Figures.Box(0, 0, 5, 5), Guotu.Geo.Crs.GaussKrugerZone.ThreeDegree(37)).Error!.Code);
    }

    [Fact]
    public void A_damaged_block_under_the_parcel_refuses_the_answer()
    {
        var content = SnapshotBuilder.Build(Figures.Dltb(), [Figures.Feature(1, Figures.Box(0, 0, 100, 100))]).Value;
        var path = Path.Combine(_folder, "damaged");
        Snapshot.Save(content, path);
        using var snapshot = Snapshot.Open(path, content.Name).Value;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = 16 + content.Blocks[0].Length + 20;
            file.WriteByte(0x55);
        }

        Assert.Equal(GeoErrors.SnapshotDamaged, new ParcelOverlay(snapshot).Intersect(Figures.Box(0, 0, 5, 5), Figures.Zone36).Error!.Code);
    }

    [Fact]
    public void Slivers_are_told_by_area_or_by_mean_width()
    {
        var policy = new SliverPolicy(LegalArea.FromSquareMetres(1), 500);
        Assert.True(policy.IsSliver(Figures.Box(0, 0, 0.9, 0.9).Polygons[0]));
        Assert.True(policy.IsSliver(Figures.Box(0, 0, 200, 0.04).Polygons[0]));
        Assert.False(policy.IsSliver(Figures.Box(0, 0, 10, 10).Polygons[0]));
        var (kept, slivers) = policy.Split(GridMultiPolygon.Of(Figures.Box(0, 0, 10, 10).Polygons[0], Figures.Box(20, 0, 220, 0.04).Polygons[0]));
        Assert.Equal((100m, 8m), (PlaneArea.Of(kept).SquareMetres, PlaneArea.Of(slivers).SquareMetres));
    }

    private static GridMultiPolygon Wavy(double east, double north, double radius, int points) => GridMultiPolygon.Of(new GridPolygon(Figures.Ring(
        [.. Enumerable.Range(0, points).Select(i => 2 * Math.PI * i / points).Select(a => (east + (radius + (50 * Math.Sin(9 * a))) * Math.Cos(a), north + (radius + (50 * Math.Sin(9 * a))) * Math.Sin(a)))])));

    private Snapshot Saved(params SnapshotFeature[] features)
    {
        var content = SnapshotBuilder.Build(Figures.Dltb(), features).Value;
        var path = Path.Combine(_folder, content.Name.ToString());
        Snapshot.Save(content, path);
        return Snapshot.Open(path, content.Name).Value;
    }
}
