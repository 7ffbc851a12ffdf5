using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Tests;

/// <summary>Figures that repeat known ground a few hundred metres away are suspected of the offset of Internet maps; all others are not.</summary>
public sealed class MapOffsetSearchTests
{
    private const long Metre = GridPoint.UnitsPerMetre;
    private static readonly GridPoint Corner = new(364_785_000_000, 36_505_530_000);
    private static readonly GridPoint[] Ground = Vertices(7, 6_000, 2_500);

    [Theory]
    [InlineData(430, -280, 0, true)]
    [InlineData(-610, 190, 4, true)]
    [InlineData(430, -280, 16, false)]
    [InlineData(120, 90, 0, false)]
    [InlineData(1_500, 0, 0, false)]
    [InlineData(0, 0, 0, false)]
    public void A_boundary_along_known_vertices_is_suspected_only_by_an_offset_of_that_size_over_nearly_all_of_them(int east, int north, int strangers, bool suspected)
    {
        var boundary = Near(Ground, 40).Select((p, i) => i < strangers ? new GridPoint(p.East + (7 * Metre), p.North - (9 * Metre)) : p)
            .Select(p => new GridPoint(p.East + (east * Metre), p.North + (north * Metre))).ToArray();

        var found = MapOffsetSearch.Suspected(boundary, Ground, CancellationToken.None);

        Assert.Equal(suspected ? GeoErrors.Gcj02Suspected : null, found?.Code);
        if (suspected)
        {
            Assert.InRange(int.Parse(found!.Arguments["metres"], System.Globalization.CultureInfo.InvariantCulture), (int)Math.Sqrt((east * east) + (north * north)) - 2, (int)Math.Sqrt((east * east) + (north * north)) + 2);
        }
    }

    [Fact]
    public void Boundaries_that_follow_nothing_known_are_not_suspected_whatever_they_are()
    {
        var property = Prop.ForAll<int>(seed => Assert.Null(MapOffsetSearch.Suspected(Vertices(seed, 60, 400), Ground, CancellationToken.None)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), property);
    }

    [Fact]
    public void Any_patch_of_the_ground_shifted_as_Internet_maps_shift_it_is_suspected_though_the_shift_changes_along_it()
    {
        var property = Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var angle = random.NextDouble() * 2 * Math.PI;
            var size = 260 + (random.NextDouble() * 800);
            var patch = Near(Ground, 12 + random.Next(60), random.Next(Ground.Length));
            var shifted = patch.Select(p =>
            {
                var stretch = 0.0025 * (p.East - patch[0].East);
                return new GridPoint(p.East + (long)((Math.Cos(angle) * size * Metre) + stretch), p.North + (long)(Math.Sin(angle) * size * Metre));
            }).ToArray();
            Assert.NotNull(MapOffsetSearch.Suspected(shifted, Ground, CancellationToken.None));
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), property);
    }

    [Fact]
    public void The_sample_is_of_one_neighbourhood_of_the_figure_with_most_vertices_and_too_few_say_nothing()
    {
        var small = Figure([Corner, At(0, 30), At(30, 30)]);
        var large = Figure([.. Enumerable.Range(0, 200).Select(i => At(2_000 + (400 * Math.Cos(i * Math.PI / 100)), 400 * Math.Sin(i * Math.PI / 100)))]);

        var sample = MapOffsetSearch.Sample([small, large]);

        Assert.Equal(MapOffsetSearch.MostPoints, sample.Count);
        Assert.All(sample, p => Assert.InRange(p.East, At(1_400, 0).East, At(2_600, 0).East));
        Assert.Empty(MapOffsetSearch.Sample([small]));
        Assert.Empty(MapOffsetSearch.Sample([]));
        Assert.True(MapOffsetSearch.Reach(sample).Contains(At(2_000, 1_500)));
    }

    private static GridMultiPolygon Figure(GridPoint[] ring) => GridMultiPolygon.Of(new GridPolygon(new GridRing([.. ring])));

    private static GridPoint At(double east, double north) => new(Corner.East + (long)(east * Metre), Corner.North + (long)(north * Metre));

    private static GridPoint[] Vertices(int seed, int count, double spread)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => At(random.NextDouble() * spread, random.NextDouble() * spread)).Distinct()];
    }

    private static GridPoint[] Near(GridPoint[] all, int count, int from = 0) =>
        [.. all.OrderBy(p => Math.Abs(p.East - all[from].East) + Math.Abs(p.North - all[from].North)).Take(count)];
}
