using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Snapshots;

namespace Guotu.Geo.Tests;

/// <summary>Layers wider than 107 km: held whole, computed in sheets.</summary>
public sealed class SheetTests
{
    /// <summary>m². Half a tenth of a millimetre across edges of half a kilometre, at a few crossings: what rounding new vertices to the grid may do.</summary>
    private const double Rounding = 0.05;

    [Fact]
    public void A_snapshot_holds_a_layer_of_any_width()
    {
        var content = SnapshotBuilder.Build(Figures.Dltb(), [Figures.Feature(1, Figures.Box(0, 0, 10, 10)), Figures.Feature(2, Figures.Box(420_000, 300_000, 420_001, 300_001))]);
        Assert.True(content.IsSuccess);
    }

    /// <summary>Patches all over 400 km, and belts across them with a vertex every half kilometre: each parcel has of them what OverlayNG says.</summary>
    [Fact]
    public void Every_place_of_a_wide_layer_is_overlaid_as_by_the_library()
    {
        var random = new Random(5);
        var features = new List<(long Id, GridMultiPolygon Figure)>();
        for (var i = 0; i < 300; i++)
        {
            var (east, north) = (random.NextDouble() * 400_000, random.NextDouble() * 300_000);
            features.Add((i, Round(east, north, 2_000 + (random.NextDouble() * 4_000), 200)));
        }

        for (var belt = 0; belt < 6; belt++)
        {
            features.Add((1_000 + belt, Belt(belt * 50_000, 3_000)));
        }

        var layer = AreaLayer.Of(features, Figures.Zone36);
        for (var i = 0; i < 60; i++)
        {
            var parcel = Round(random.NextDouble() * 400_000, random.NextDouble() * 300_000, i % 10 == 0 ? 30_000 : 3_000, 1_500);
            var expected = features
                .Select(f => (f.Id, Common: GridOverlay.Intersect(parcel, f.Figure).Value))
                .Where(f => f.Common.DoubledArea > 0)
                .ToDictionary(f => f.Id, f => (double)f.Common.DoubledArea / 2e8);
            var areas = layer.Overlay(parcel, CancellationToken.None).Value;
            Assert.Equal(expected.Keys.Order(), areas.Select(h => h.FeatureId));
            Assert.All(areas, h => Assert.Equal(expected[h.FeatureId], (double)h.Common.DoubledPlane / 2e8, Rounding));
            var figures = layer.Intersect(parcel, CancellationToken.None).Value;
            Assert.All(figures, h => Assert.Equal(expected[h.FeatureId], (double)h.Common.Figure.DoubledArea / 2e8, Rounding));
            Assert.Equal(expected.Count, figures.Count);
        }
    }

    [Fact]
    public void The_nearest_feature_of_a_wide_layer_is_found()
    {
        var layer = AreaLayer.Of([(1, Figures.Box(0, 0, 10, 10)), (2, Figures.Box(300_000, 0, 300_010, 10)), (3, Figures.Box(300_500, 0, 300_510, 10))], Figures.Zone36);
        var nearest = layer.Nearest(Figures.Box(300_100, 0, 300_110, 10), 1_000, CancellationToken.None).Value!;
        Assert.Equal((2L, 90.0), (nearest.FeatureId, Math.Round(nearest.Metres, 3)));
        Assert.Null(layer.Nearest(Figures.Box(200_100, 0, 200_110, 10), 1_000, CancellationToken.None).Value);
    }

    [Fact]
    public void What_no_sheet_can_hold_is_refused_and_never_cut_in_silence()
    {
        var layer = AreaLayer.Of([(1, Figures.Box(0, 0, 10, 10)), (7, Figures.Box(150_000, 0, 300_000, 10_000))], Figures.Zone36);
        Assert.Equal(GeoErrors.TooWide, layer.Overlay(Figures.Box(0, 0, 95_000, 10), CancellationToken.None).Error!.Code);
        var tooLong = layer.Overlay(Figures.Box(200_000, 0, 200_100, 100), CancellationToken.None).Error!;
        Assert.Equal(GeoErrors.EdgeTooLong, tooLong.Code);
        Assert.Contains("7", tooLong.Text, StringComparison.Ordinal);
        Assert.Empty(layer.Overlay(Figures.Box(500_000, 0, 500_100, 100), CancellationToken.None).Value);
    }

    private static GridMultiPolygon Round(double east, double north, double radius, int points) => GridMultiPolygon.Of(new GridPolygon(Figures.Ring(
        [.. Enumerable.Range(0, points).Select(i => 2 * Math.PI * i / points).Select(a => (east + ((radius + (radius / 9 * Math.Sin(5 * a))) * Math.Cos(a)), north + (radius * Math.Sin(a))))])));

    /// <summary>A belt from west to east, a point every half kilometre.</summary>
    private static GridMultiPolygon Belt(double north, double height)
    {
        var there = Enumerable.Range(0, 840).Select(i => (i * 500.0, north + (400 * Math.Sin(i))));
        var back = Enumerable.Range(0, 840).Reverse().Select(i => (i * 500.0, north + height + (400 * Math.Sin(i))));
        return GridMultiPolygon.Of(new GridPolygon(Figures.Ring([.. there, .. back])));
    }
}
