using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using NetTopologySuite.Geometries;
using static Guotu.Geo.Tests.Figures;

namespace Guotu.Geo.Tests;

/// <summary>Distances of a parcel from the features of a layer, by hand and against the library.</summary>
public sealed class NearestFeatureTests
{
    [Fact]
    public void Distances_of_boxes_are_those_of_squared_paper()
    {
        var layer = Layer([Box(300, 0, 400, 100), Box(0, 500, 100, 600), Box(203, 104, 280, 180)]);

        Assert.Equal(new NearestFeature(2, 5), Nearest(layer, Box(0, 0, 200, 100), 1000));
        Assert.Equal(new NearestFeature(0, 10), Nearest(layer, Box(150, 0, 290, 50), 1000));
        Assert.Null(Nearest(layer, Box(0, 0, 200, 100), 4.9));
        Assert.Equal(new NearestFeature(2, 5), Nearest(layer, Box(0, 0, 200, 100), 5));
    }

    [Fact]
    public void What_is_met_touched_held_or_around_is_at_no_distance()
    {
        var layer = Layer([BoxWithHole(0, 0, 100, 100, BoxRing(20, 20, 80, 80))]);

        Assert.Equal(0, Nearest(layer, Box(90, 90, 120, 120), 50)!.Metres);
        Assert.Equal(0, Nearest(layer, Box(100, 0, 120, 20), 50)!.Metres);
        Assert.Equal(0, Nearest(layer, Box(5, 5, 10, 10), 50)!.Metres);
        Assert.Equal(0, Nearest(layer, Box(-50, -50, 150, 150), 50)!.Metres);
        Assert.Equal(10, Nearest(layer, Box(40, 30, 60, 70), 50)!.Metres);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_nearest_of_scattered_patches_is_the_one_the_library_finds(int seed)
    {
        var random = new Random(seed);
        var patches = Patches(14, seed).Where(_ => random.Next(3) == 0).ToList();
        var layer = Layer(patches);
        for (var i = 0; i < 40; i++)
        {
            var parcel = Star(seed + i, random.Next(-300, 1000), random.Next(-300, 1000), random.Next(5, 60));
            var distances = patches.Select(p => Drawn(p).Distance(Drawn(parcel)) / GridPoint.UnitsPerMetre).ToList();
            var within = random.Next(1, 400);
            var found = Nearest(layer, parcel, within);
            if (distances.Min() > within + 0.001)
            {
                Assert.Null(found);
                continue;
            }

            Assert.Equal(distances.Min(), found!.Metres, 1e-6);
            Assert.Equal(distances[(int)found.FeatureId], found.Metres, 1e-6);
        }
    }

    private static NearestFeature? Nearest(AreaLayer layer, GridMultiPolygon parcel, double within) => layer.Nearest(parcel, within, CancellationToken.None).Value;

    private static AreaLayer Layer(List<GridMultiPolygon> patches) => AreaLayer.Of([.. patches.Select((p, i) => ((long)i, p))], Zone36);

    private static Polygon Drawn(GridMultiPolygon figure)
    {
        var (corner, ring) = (At(0, 0), figure.Polygons[0].Outer.Points);
        return new Polygon(new LinearRing([.. ring.Append(ring[0]).Select(p => new Coordinate(p.East - corner.East, p.North - corner.North))]));
    }

    private static GridMultiPolygon Star(int seed, double east, double north, double radius)
    {
        var random = new Random(seed);
        return GridMultiPolygon.Of(new GridPolygon(new GridRing(Enumerable.Range(0, 17).Select(i =>
        {
            var (angle, r) = (2 * Math.PI * i / 17, radius * (0.5 + (0.5 * random.NextDouble())));
            return At(east + (r * Math.Cos(angle)), north + (r * Math.Sin(angle)));
        }))));
    }
}
