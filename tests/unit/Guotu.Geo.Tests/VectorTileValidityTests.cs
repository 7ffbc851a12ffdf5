using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Tiles;
using Guotu.Geo.Validity;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Tests;

/// <summary>
/// Whatever is cut and rounded into a tile is valid by the judgement of NTS, and covers what NTS cuts from the same figure without rounding, up to the
/// width of the rounding along the border.
/// </summary>
public sealed class VectorTileValidityTests
{
    private const double Frame = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Tiles_of_random_figures_are_valid_and_cover_the_same(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 600; round++)
        {
            var figure = AnyFigure(random);
            var zoom = random.Next(7, 20);
            var inside = figure.Polygons[0].Outer.Points[random.Next(figure.Polygons[0].Outer.Points.Length)];
            var tile = Beside(Containing(inside, zoom), random);
            var bytes = VectorTileEncoder.Encode("L", tile, Figures.Zone36, [new TileFeature(1, figure, [])]);
            Assert.True(bytes.IsSuccess, $"seed {seed} round {round}");
            var shown = bytes.Value.Length == 0 ? MultiPolygon.Empty : Assert.Single(DecodedTile.Read(bytes.Value).Features).Geometry;
            Assert.True(shown.IsValid, $"seed {seed} round {round} zoom {zoom}: {shown}");
            Assert.All(shown.Coordinates, c => Assert.True(c.X is >= -64 and <= 4160 && c.Y is >= -64 and <= 4160));
            var exact = Exact(figure, tile);
            Assert.True(
                Math.Abs(exact.Area - shown.Area) <= (1.5 * exact.Length) + 8, $"seed {seed} round {round} zoom {zoom}: {exact.Area} against {shown.Area} of {exact.Length}");
        }
    }

    [Fact]
    public void Neighbours_of_a_coverage_stay_neighbours()
    {
        // Patches that fill a square leave no gap of a unit's width between them at any zoom that shows them.
        var patches = Figures.Patches(16, 9);
        foreach (var zoom in new[] { 13, 15, 17 })
        {
            var tile = Containing(Figures.At(400, 400), zoom);
            var features = patches.Select((p, i) => new TileFeature(i + 1, p, [])).ToArray();
            var shown = DecodedTile.Read(VectorTileEncoder.Encode("L", tile, Figures.Zone36, features).Value).Features;
            Assert.All(shown, f => Assert.True(f.Geometry.IsValid));
            var whole = Exact(Figures.Box(0, 0, 800, 800), tile);
            Assert.InRange(shown.Sum(f => f.Geometry.Area), whole.Area - (4 * whole.Length), whole.Area + (4 * whole.Length));
        }
    }

    [Theory]
    [InlineData("comb")]
    [InlineData("surrounding")]
    [InlineData("hole over the tile")]
    [InlineData("hole across the border")]
    public void Figures_that_cross_the_border_often_are_cut_rightly(string kind)
    {
        var tile = Containing(Figures.At(0, 0), 15);
        var projection = new GaussKrugerProjection(Figures.Zone36);
        GridPoint In(double x, double y) => GridPoint.FromMetres(projection.Forward(WebMercator.Inverse(
            new PlanePosition(tile.West + (x / 4096 * tile.Side), tile.North - (y / 4096 * tile.Side)))));
        GridRing Ring(params (double X, double Y)[] points) => new(points.Select(p => In(p.X, p.Y)));
        var figure = kind switch
        {
            "comb" => new GridPolygon(Ring([.. Enumerable.Range(0, 40).Select(i => (500.0 + (50 * i), i % 2 == 0 ? -900.0 : 900.0)), (2500, 2000), (500, 2000)])),
            "surrounding" => new GridPolygon(Ring((-9000, -9000), (9000, -9000), (9000, 9000), (-9000, 9000))),
            "hole over the tile" => new GridPolygon(Ring((-9000, -9000), (9000, -9000), (9000, 9000), (-9000, 9000)), [Ring((-500, -500), (5000, -500), (5000, 5000), (-500, 5000))]),
            _ => new GridPolygon(Ring((-9000, -9000), (9000, -9000), (9000, 9000), (-9000, 9000)), [Ring((3000, 100), (6000, 100), (6000, 3000), (3000, 3000)), Ring((-800, 3500), (50, 3300), (60, 5200), (-900, 5000))]),
        };
        var exact = Exact(GridMultiPolygon.Of(figure), tile);
        var bytes = VectorTileEncoder.Encode("L", tile, Figures.Zone36, [new TileFeature(1, GridMultiPolygon.Of(figure), [])]).Value;
        var shown = bytes.Length == 0 ? MultiPolygon.Empty : DecodedTile.Read(bytes).Features[0].Geometry;
        Assert.True(shown.IsValid);
        Assert.InRange(shown.Area, exact.Area - exact.Length - 1, exact.Area + exact.Length + 1);
        Assert.Equal(kind == "hole over the tile", shown.IsEmpty);
    }

    private static GridMultiPolygon AnyFigure(Random random)
    {
        while (true)
        {
            var figure = random.Next(5) switch
            {
                0 => GridMultiPolygon.Of(Star(random, random.NextDouble() * 3000, 3 + random.Next(200), holes: random.Next(3))),
                1 => GridMultiPolygon.Of(Star(random, random.NextDouble() * 60, 3 + random.Next(12), holes: random.Next(2))),
                2 => GridMultiPolygon.Of([.. Enumerable.Range(0, 1 + random.Next(6)).Select(i => Star(random, 400, 3 + random.Next(40), holes: 1, east: i * 1000))]),
                3 => Strip(random),
                _ => new GridMultiPolygon([.. Figures.Patches(5, random.Next(), 10 + (random.NextDouble() * 300)).Where((_, i) => i % 2 == 0).SelectMany(p => p.Polygons)]),
            };
            if (FigureValidity.Check(figure).Count == 0)
            {
                return figure;
            }
        }
    }

    private static GridPolygon Star(Random random, double radius, int points, int holes, double east = 0)
    {
        GridRing Ring(double least, double most, double atEast, int count) => Figures.Ring([.. Enumerable.Range(0, count).Select(i =>
        {
            var (angle, reach) = (2 * Math.PI * (i + (0.8 * random.NextDouble())) / count, least + ((most - least) * random.NextDouble()));
            return (atEast + (reach * Math.Cos(angle)), reach * Math.Sin(angle));
        })]);
        return new GridPolygon(Ring(radius * 0.5, radius, east, points), holes == 0 ? [] : [Ring(radius * 0.01, radius * 0.05 * holes, east, 3 + random.Next(8))]);
    }

    /// <summary>A long thin thing with bends, as ditches and roads are.</summary>
    private static GridMultiPolygon Strip(Random random)
    {
        var (width, count) = (0.05 + (random.NextDouble() * 8), 3 + random.Next(60));
        var line = Enumerable.Range(0, count).Select(i => (East: i * 40.0, North: 60 * random.NextDouble())).ToArray();
        return GridMultiPolygon.Of(new GridPolygon(Figures.Ring([.. line.Select(p => (p.East, p.North)), .. line.Reverse().Select(p => (p.East, p.North + width))])));
    }

    /// <summary>The figure in units of the tile, cut by NTS without any rounding.</summary>
    private static NetTopologySuite.Geometries.Geometry Exact(GridMultiPolygon figure, TileAddress tile)
    {
        var projection = new GaussKrugerProjection(Figures.Zone36);
        LinearRing Ring(GridRing ring) => new([.. ring.Points.Append(ring.Points[0]).Select(p =>
        {
            var place = WebMercator.Forward(projection.Inverse(p.ToMetres()));
            return new Coordinate((place.East - tile.West) / tile.Side * 4096, (tile.North - place.North) / tile.Side * 4096);
        })]);
        var whole = new MultiPolygon([.. figure.Polygons.Select(p => new Polygon(Ring(p.Outer), [.. p.Holes.Select(Ring)]))]);
        return NetTopologySuite.Operation.OverlayNG.OverlayNGRobust.Overlay(
            whole, whole.Factory.ToGeometry(new Envelope(-Frame, 4096 + Frame, -Frame, 4096 + Frame)), NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection);
    }

    private static TileAddress Beside(TileAddress tile, Random random) =>
        random.Next(3) > 0 ? tile : tile with { Column = tile.Column + random.Next(-1, 2), Row = tile.Row + random.Next(-1, 2) };

    private static TileAddress Containing(GridPoint point, int zoom)
    {
        var position = WebMercator.Forward(new GaussKrugerProjection(Figures.Zone36).Inverse(point.ToMetres()));
        var side = new TileAddress(zoom, 0, 0).Side;
        return new TileAddress(zoom, (int)((position.East + WebMercator.HalfWorld) / side), (int)((WebMercator.HalfWorld - position.North) / side));
    }
}
