using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using static Guotu.Geo.Tests.Figures;

namespace Guotu.Geo.Tests;

/// <summary>Whole areas along the boundary: four edges at a time and without a tree, to the bit what edge by edge gives.</summary>
public sealed class BoundarySumsTests
{
    [Fact]
    public void Many_edges_at_once_give_to_the_bit_what_each_gives_by_itself()
    {
        var correction = AreaFrame.Around(Box(0, 0, 40_000, 40_000).Envelope, Zone36).Correction;
        var coordinate = Gen.Choose(0, (1 << 30) - 1);
        var ring = Gen.Choose(1, 40).SelectMany(n => coordinate.Two().ArrayOf(n));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(ring.ToArbitrary(), vertices =>
        {
            var (x, y) = (vertices.Select(v => v.Item1).ToArray(), vertices.Select(v => v.Item2).ToArray());
            var edges = new double[x.Length];
            correction.AlongEach(x, y, edges);
            return Enumerable.Range(0, x.Length).All(i =>
            {
                var next = (i + 1) % x.Length;
                return Bits(edges[i]) == Bits(correction.AlongOne(x[i], y[i], x[next], y[next]))
                    && Bits(edges[i]) == Bits(correction.Along(x[i], y[i], x[next], y[next]));
            });
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_figure_sums_to_the_bit_as_it_does_when_made_ready(int seed)
    {
        foreach (var figure in Drawn(seed))
        {
            var frame = AreaFrame.Around(figure.Envelope, Zone36);
            var (quick, ready) = (frame.AreaOf(figure).Value, frame.Prepare(figure).Value);
            Assert.Equal(ready.DoubledArea, quick.DoubledPlane);
            Assert.Equal(Bits(ready.Correction), Bits(quick.Correction));
            Assert.Equal(figure.DoubledArea, quick.DoubledPlane);
            Assert.Equal(quick.Units.PlaneArea, quick.PlaneArea);
            Assert.Equal(quick.Units.EllipsoidalArea, quick.EllipsoidalArea);
        }
    }

    [Fact]
    public void All_areas_of_a_layer_are_those_of_an_overlay_with_all_of_it_the_first_time_and_later()
    {
        var figures = Enumerable.Range(1, 6).SelectMany(Drawn).ToList();
        var layer = AreaLayer.Of([.. figures.Select((f, i) => (100L + i, f))], Zone36);
        var all = Box(-5_000, -5_000, 9_000, 9_000);

        var first = layer.Areas(CancellationToken.None).Value;
        var again = layer.Areas(CancellationToken.None).Value;
        var overlaid = AreaLayer.Of([.. figures.Select((f, i) => (100L + i, f))], Zone36).Overlay(all, CancellationToken.None).Value;

        Assert.Equal(figures.Count, first.Count);
        Assert.Equal(first, again);
        Assert.Equal(overlaid.Select(h => (h.FeatureId, h.Common)), first.Select(a => (a.FeatureId, a.Sums.Units)));
        // What has been made ready by a parcel says the same.
        Assert.Equal(overlaid, layer.Overlay(all, CancellationToken.None).Value);
        Assert.NotEmpty(layer.Intersect(Box(0, 0, 900, 900), CancellationToken.None).Value);
        Assert.Equal(first, layer.Areas(CancellationToken.None).Value);
    }

    [Fact]
    public void A_layer_wider_than_a_frame_has_no_areas_in_one_and_says_so()
    {
        var layer = AreaLayer.Of([(1, Box(0, 0, 10, 10)), (2, Box(300_000, 0, 300_010, 10))], Zone36);
        Assert.Equal(GeoErrors.TooWide, layer.Areas(CancellationToken.None).Error!.Code);
        Assert.Empty(AreaLayer.Of([], Zone36).Areas(CancellationToken.None).Value);
    }

    [Fact]
    public void Summing_a_layer_stops_when_it_is_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => AreaLayer.Of([(1, Box(0, 0, 10, 10))], Zone36).Areas(cancelled.Token));
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    /// <summary>Patches, a figure of two parts with a hole, a clockwise ring, and a ring with a vertex twice in a row.</summary>
    private static IEnumerable<GridMultiPolygon> Drawn(int seed)
    {
        foreach (var patch in Patches(4, seed))
        {
            yield return patch;
        }

        var hole = BoxRing(2_040, 40, 2_060, 60);
        yield return new GridMultiPolygon([.. BoxWithHole(2_000, 0, 2_000 + (100 * seed), 100, seed % 2 == 0 ? hole : hole.Reversed()).Polygons, .. Box(3_000, 0, 3_033.3333, 70).Polygons]);
        yield return GridMultiPolygon.Of(new GridPolygon(BoxRing(4_000, 4_000, 4_100.0001 + seed, 4_050).Reversed()));
        yield return GridMultiPolygon.Of(new GridPolygon(Ring((5_000, 0), (5_100, 3), (5_100, 3), (5_050, 80.5), (5_020, 90 + seed), (4_990, 20))));
    }
}
