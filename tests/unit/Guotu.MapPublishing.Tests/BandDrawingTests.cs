using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.MapPublishing.Maps;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Testing;

namespace Guotu.MapPublishing.Tests;

/// <summary>Pictures are drawn in bands straight from the stored figures; the same drawing on a page, feature by feature and by cairo, is the judge.</summary>
public sealed class BandDrawingTests
{
    private const int Width = 192, Height = 160;
    private const string Class = "DLBM";

    [Theory]
    [InlineData("EPSG:3857", 1)]
    [InlineData("EPSG:4490", 2)]
    [InlineData("EPSG:4524", 3)]
    public async Task Random_views_in_random_styles_are_those_that_cairo_draws(string system, int seed)
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        var random = new Random(seed);
        await bench.ImportAsync([.. Enumerable.Range(0, 60).Select(_ => Figure(random))]);
        var layer = (await bench.The<IPublishedLayers>().OpenAsync(PublishingBench.Holder("officer"), PublishingBench.Layer, null, PublishingBench.Never)).Value;
        var drawn = 0;
        for (var i = 0; i < 40; i++)
        {
            var (style, crs) = (Style(random), MapCrs.Find(system, layer.Zone)!);
            var box = Box(random, crs, Patches.Projection);
            var (picture, page) = (Picture(layer, style, crs, box), Page(layer, style, crs, box));
            drawn += picture.Difference(Blank(), 8) > 0.01 ? 1 : 0;

            // A picture is thinned to a third of a pixel, a page to a seventh.
            Assert.InRange(picture.Difference(page, 26), 0, 0.015);
            Assert.InRange(picture.Difference(page, 90), 0, 0.004);
        }

        Assert.InRange(drawn, 20, 40);
    }

    [Fact]
    public async Task What_a_sight_hides_is_in_no_band_and_changes_no_pixel()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(20);
        await bench.GrantAsync("town", PublishingBench.Layer, g => g with { RowFilter = "DLBM = '0101'" });
        var layers = bench.The<IPublishedLayers>();
        var seen = (await layers.OpenAsync(PublishingBench.Holder("town"), PublishingBench.Layer, null, PublishingBench.Never)).Value;
        var whole = (await layers.OpenAsync(PublishingBench.Holder("officer"), PublishingBench.Layer, null, PublishingBench.Never)).Value;
        var crs = MapCrs.Find("EPSG:4524", seen.Zone)!;
        var (west, south) = (Patches.West / 10_000.0, Patches.South / 10_000.0);
        var box = new MapBox(west, south - 400, west + 1_920, south + 1_200);
        var style = Plain(new PolygonSymbolizer(new FillStyle(Colour.Black), null));
        var (part, all) = (Picture(seen, style, crs, box), Picture(whole, style, crs, box));

        // Squares of 100 m are ten pixels wide; every other one is hidden.
        for (var square = 0; square < 19; square++)
        {
            Assert.Equal(0, all[(square * 10) + 5, 115].Red);
            Assert.Equal(square % 2 == 0 ? 0 : 255, part[(square * 10) + 5, 115].Red);
        }
    }

    [Fact]
    public async Task A_rule_that_asks_a_hidden_field_draws_nothing()
    {
        await using var bench = await PublishingBench.OpenAsync("sqlite");
        await bench.ImportAsync(20);
        await bench.GrantAsync("town", PublishingBench.Layer, g => g with { DeniedFields = [Class] });
        var seen = (await bench.The<IPublishedLayers>().OpenAsync(PublishingBench.Holder("town"), PublishingBench.Layer, null, PublishingBench.Never)).Value;
        var (west, south) = (Patches.West / 10_000.0, Patches.South / 10_000.0);
        var picture = Picture(seen, Plain(new PolygonSymbolizer(new FillStyle(Colour.Black), null)), MapCrs.Find("EPSG:4524", seen.Zone)!, new MapBox(west, south, west + 960, south + 800));
        Assert.Equal(0, picture.Difference(Blank(), 0));
    }

    [Fact]
    public void The_lattice_is_nowhere_off_by_more_than_a_twentieth_of_a_pixel()
    {
        var random = new Random(4);
        foreach (var crs in MapCrs.All(Patches.Projection.Zone))
        {
            for (var i = 0; i < 30; i++)
            {
                var box = Box(random, crs, Patches.Projection, farthest: 60_000);
                var window = new MapWindow(crs, box, 512, 512, Patches.Projection);
                var area = window.Reach(40)!.Value;
                var lattice = new DisplayLattice(window, area, 0.35);
                for (var j = 0; j < 400; j++)
                {
                    var at = new GridPoint(area.MinEast + (long)(random.NextDouble() * area.Width), area.MinNorth + (long)(random.NextDouble() * area.Height));
                    var ((x, y), (exactX, exactY)) = (lattice.ToCanvas(at), window.ToCanvas(at));
                    Assert.InRange(Math.Max(Math.Abs(x - exactX), Math.Abs(y - exactY)), 0, 0.05);
                }
            }
        }
    }

    [Fact]
    public void A_figure_far_larger_than_the_view_keeps_what_shows_and_little_else()
    {
        // A ring of 60 km with a vertex every ten metres, of which the view sees one corner.
        var (corner, side, step) = (new GridPoint(Patches.West, Patches.South), 600_000_000L, 100_000L);
        var ring = new List<GridPoint>();
        for (var along = 0L; along < side; along += step)
        {
            ring.Add(new GridPoint(corner.East + along, corner.North));
        }

        ring.AddRange(Enumerable.Range(0, (int)(side / step)).Select(i => new GridPoint(corner.East + side, corner.North + (i * step))));
        ring.AddRange(Enumerable.Range(0, (int)(side / step)).Select(i => new GridPoint(corner.East + side - (i * step), corner.North + side)));
        ring.AddRange(Enumerable.Range(0, (int)(side / step)).Select(i => new GridPoint(corner.East, corner.North + side - (i * step))));
        var crs = MapCrs.Find("EPSG:4524", Patches.Projection.Zone)!;
        var (east, north) = (corner.East / 10_000.0, corner.North / 10_000.0);
        var window = new MapWindow(crs, new MapBox(east - 500, north - 500, east + 500, north + 500), 500, 500, Patches.Projection);
        var area = window.Reach(40)!.Value;

        var path = new FigureTracing(new DisplayLattice(window, area, 0.35), area, 0.35, null).Trace(GridMultiPolygon.Of(new GridPolygon(new GridRing(ring))));

        Assert.InRange(path.Ring(0).Length, 100, 130);
        using var canvas = new ImageCanvas(500, 500, Colour.White);
        canvas.Polygon(path, new PolygonSymbolizer(new FillStyle(Colour.Black), null));
        var picture = PngPixels.Read(canvas.Finish().Value);
        Assert.Equal((0, 255, 255, 255), (picture[400, 100].Red, picture[100, 100].Red, picture[400, 400].Red, picture[100, 400].Red));
    }

    private static PngPixels Blank()
    {
        using var canvas = new ImageCanvas(Width, Height, Colour.White);
        return PngPixels.Read(canvas.Finish().Value);
    }

    private static PngPixels Picture(ISeenLayer layer, MapStyle style, MapCrs crs, MapBox box)
    {
        using var canvas = new ImageCanvas(Width, Height, Colour.White);
        Assert.True(new LayerDrawing(layer, style, new MapWindow(crs, box, Width, Height, Patches.Projection)).DrawOn(canvas, PublishingBench.Never).IsSuccess);
        return PngPixels.Read(canvas.Finish().Value);
    }

    private static PngPixels Page(ISeenLayer layer, MapStyle style, MapCrs crs, MapBox box)
    {
        var frame = new BoxMm(0, 0, Width * PageCanvas.MillimetresAPixel, Height * PageCanvas.MillimetresAPixel);
        var canvas = new PageCanvas(frame);
        var window = new MapWindow(crs, box, frame.Width, frame.Height, Patches.Projection) { Denominator = box.Width * crs.MetresAUnit / Width / 0.00028 };
        Assert.True(new LayerDrawing(layer, style, window).DrawOn(canvas, PublishingBench.Never).IsSuccess);
        var page = new Page(new PageSize(frame.Width, frame.Height), [canvas.Finish().Value]);
        return PngPixels.Read(PngWriter.Write(page, 25.4 / PageCanvas.MillimetresAPixel, PublishingBench.Never).Value);
    }

    /// <summary>A star with up to two holes, and sometimes a second part far away, within two kilometres of the county seat.</summary>
    private static GridMultiPolygon Figure(Random random)
    {
        var parts = new List<GridPolygon>();
        var reach = Math.Exp(random.NextDouble() * 6) * 20_000;
        var first = new GridPoint(Patches.West + random.NextInt64(-20_000_000, 20_000_000), Patches.South + random.NextInt64(-20_000_000, 20_000_000));
        for (var part = 0; part <= random.Next(4) / 3; part++)
        {
            var centre = new GridPoint(first.East + (long)(part * 2.5 * reach), first.North);
            var (holes, turn) = (reach < 1_000_000 ? 0 : random.Next(3), random.NextDouble());
            parts.Add(new GridPolygon(
                Star(random, centre, reach, random.Next(5, 80)),
                [.. Enumerable.Range(0, holes).Select(h => Star(random, Beside(centre, reach * 0.2, h + turn), reach * 0.12, random.Next(4, 20)))]));
        }

        return GridMultiPolygon.Of([.. parts]);
    }

    private static GridPoint Beside(GridPoint centre, double away, double turn) =>
        new(centre.East + (long)(away * Math.Cos(Math.PI * turn)), centre.North + (long)(away * Math.Sin(Math.PI * turn)));

    private static GridRing Star(Random random, GridPoint centre, double reach, int corners) => new(Enumerable.Range(0, corners).Select(i =>
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * i / corners);
        var away = reach * (0.5 + (0.5 * random.NextDouble()));
        return new GridPoint(centre.East + (long)(away * cos), centre.North + (long)(away * sin));
    }));

    private static MapBox Box(Random random, MapCrs crs, GaussKrugerProjection projection, double farthest = 3_000)
    {
        // Half of it from 60 m up, around a place near the county seat.
        var half = 60 * Math.Exp(random.NextDouble() * Math.Log(farthest / 60));
        var (east, north) = ((Patches.West / 10_000.0) + (random.NextDouble() * 3_000) - 1_500, (Patches.South / 10_000.0) + (random.NextDouble() * 3_000) - 1_500);
        if (crs.Space == MapSpace.Zone)
        {
            return new MapBox(east - half, north - half, east + half, north + half);
        }

        var place = projection.Inverse(new PlanePosition(east, north));
        var (x, y) = crs.Space == MapSpace.Degrees ? (place.Longitude, place.Latitude) : (WebMercator.Forward(place).East, WebMercator.Forward(place).North);
        var units = crs.Space == MapSpace.Degrees ? half / 111_000 : half * 1.2;
        return new MapBox(x - units, y - units, x + units, y + units);
    }

    private static MapStyle Style(Random random)
    {
        MapRule RuleOf(string value) => new(value, value, new ValueFilter(Class, new HashSet<string> { value }), false, 0, double.PositiveInfinity, LooksOf(random));
        return new MapStyle("random", "随机", [RuleOf("0101"), RuleOf("0103")]);
    }

    private static MapStyle Plain(MapSymbolizer look) =>
        new("plain", "单色", [new MapRule("all", "全部", new ValueFilter(Class, new HashSet<string> { "0101", "0103" }), false, 0, double.PositiveInfinity, [look])]);

    private static IReadOnlyList<MapSymbolizer> LooksOf(Random random)
    {
        Colour Any() => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), (byte)(random.Next(3) == 0 ? 120 : 255));
        var fill = new FillStyle(Any()) { Hatch = random.Next(3) == 0 ? new Hatch((HatchKind)random.Next(5), Any(), 6 + (random.NextDouble() * 8), 1.2) : null };
        var stroke = new StrokeStyle(Any(), 0.4 + (random.NextDouble() * 2)) { Join = (LineJoin)random.Next(3) };
        return random.Next(3) switch
        {
            0 => [new PolygonSymbolizer(fill, null)],
            1 => [new PolygonSymbolizer(fill, stroke)],
            _ => [new LineSymbolizer(new StrokeStyle(Colour.White, 4)), new LineSymbolizer(stroke)],
        };
    }
}
