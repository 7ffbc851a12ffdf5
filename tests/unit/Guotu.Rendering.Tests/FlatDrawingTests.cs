using Guotu.Kernel.Results;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Testing;

namespace Guotu.Rendering.Tests;

/// <summary>Pictures are filled by our own hand where looks are flat; cairo, which draws the pages, is the judge of it.</summary>
public sealed class FlatDrawingTests
{
    private const int Side = 160;
    private static readonly Colour[] Colours = [Colour.Parse("#31AD69"), Colour.Parse("#F8D072"), Colour.Parse("#7C8896"), new(0xD7, 0x00, 0x0F, 90), new(0x0B, 0x3D, 0x91, 160)];
    private static readonly double[] Widths = [0.4, 0.7, 1, 1.6, 2.5, 4];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void A_picture_differs_from_what_cairo_draws_by_rounding_along_edges_only(int seed)
    {
        for (var i = 0; i < 30; i++)
        {
            var drawing = Drawing(new Random((seed * 1_000) + i), 12);
            var (own, cairo) = (Picture(drawing), Page(drawing));

            // Cairo counts coverage on a raster of 15 × 256 in a pixel; outlines that lie over themselves are united by it point by point.
            Assert.InRange(own.Difference(cairo, 26), 0, 0.004);
            Assert.InRange(own.Difference(cairo, 64), 0, 0.0005);
        }
    }

    [Fact]
    public void Bands_give_the_picture_that_is_drawn_in_one()
    {
        for (var i = 0; i < 40; i++)
        {
            var drawing = Drawing(new Random(i), 12);
            using var canvas = new ImageCanvas(Side, Side, Colour.White);
            var drawn = canvas.InBands(
                band =>
                {
                    foreach (var (path, look) in drawing)
                    {
                        band.Draw(path(1), look);
                    }

                    return Result.Done;
                },
                TestContext.Current.CancellationToken);

            Assert.True(drawn.IsSuccess);
            Assert.Equal(0, Picture(drawing).Difference(PngPixels.Read(canvas.Finish().Value), 2));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Borders_of_a_mosaic_drawn_in_one_go_are_those_that_cairo_draws_polygon_by_polygon(int seed)
    {
        var (random, border) = (new Random(seed), new StrokeStyle(Colour.Parse("#7C8896"), 0.4));
        var drawing = Mosaic(random, 12).Select(path => (path, new PolygonSymbolizer(new FillStyle(Colours[random.Next(2)]), border))).ToList();
        using var canvas = new ImageCanvas(Side, Side, Colour.White);
        canvas.InBands(
            band =>
            {
                drawing.ForEach(d => band.DrawNeighbour(d.path(1), d.Item2.Fill, border));
                band.DrawBorders(border);
                return Result.Done;
            },
            TestContext.Current.CancellationToken);
        var own = PngPixels.Read(canvas.Finish().Value);
        var cairo = Page([.. drawing.Select(d => (d.path, (MapSymbolizer)d.Item2))]);

        // What is drawn later hides half of an earlier border there; a lone border is paler by a sixteenth.
        Assert.InRange(own.Difference(cairo, 26), 0, 0.004);
        Assert.InRange(own.Difference(cairo, 40), 0, 0.0005);
    }

    [Fact]
    public void A_border_that_is_wide_or_lets_things_shine_through_is_drawn_with_its_own_polygon()
    {
        Assert.True(ImageBand.DrawsBorder(new StrokeStyle(Colour.Black, 0.4)));
        Assert.False(ImageBand.DrawsBorder(new StrokeStyle(Colour.Black, 0.6)));
        Assert.False(ImageBand.DrawsBorder(new StrokeStyle(new Colour(0, 0, 0, 128), 0.4)));
        Assert.False(ImageBand.DrawsBorder(new StrokeStyle(Colour.Black, 0.4) { Dashes = [2, 2] }));
    }

    [Fact]
    public void The_area_of_any_figure_is_counted_to_the_pixel_wherever_it_lies()
    {
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var path = new MapPath();
            var ring = Ring(random, random.Next(3, 40), 40 + (random.NextDouble() * 80), 1, 0.05 + random.NextDouble());
            path.Add(ring);
            using var canvas = new ImageCanvas(Side, Side, Colour.White);
            canvas.Polygon(path, new PolygonSymbolizer(new FillStyle(Colour.Black), null));
            var picture = PngPixels.Read(canvas.Finish().Value);
            var counted = Enumerable.Range(0, Side * Side).Sum(p => (255 - picture[p % Side, p / Side].Red) / 255.0);
            var clipped = new RingClip(0, 0, Side, Side).Cut(ring).ToArray();
            Assert.InRange(counted - AreaOf(clipped), -1.5, 1.5);
        }
    }

    [Fact]
    public void A_refusal_of_any_band_is_the_answer_and_cancelled_work_stops()
    {
        using var canvas = new ImageCanvas(Side, 2 * Side, null);
        var refused = canvas.InBands(b => b.Rows.Top == 0 ? Result.Done : new Error(RenderingErrors.MissingGlyph), TestContext.Current.CancellationToken);
        Assert.Equal(RenderingErrors.MissingGlyph, refused.Error!.Code);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => canvas.InBands(_ => Result.Done, stop.Token));
    }

    [Fact]
    public void A_band_takes_no_dashes_and_no_marks()
    {
        var dashed = new StrokeStyle(Colour.Black, 1) { Dashes = [4, 2] };
        Assert.False(ImageBand.Draws(new LineSymbolizer(dashed)));
        Assert.False(ImageBand.Draws(new PolygonSymbolizer(null, dashed)));
        Assert.False(ImageBand.Draws(new PointSymbolizer(true, 4, Colour.Black, null)));
        Assert.True(ImageBand.Draws(new LineSymbolizer(new StrokeStyle(Colour.Black, 1))));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    [InlineData(-1e18)]
    public void Coordinates_that_are_no_places_draw_nothing_beside_the_picture(double wild)
    {
        var path = new MapPath();
        path.Add([(10, 10), (wild, 20), (30, wild), (wild, wild)]);
        using var canvas = new ImageCanvas(Side, Side, Colour.White);
        canvas.Polygon(path, new PolygonSymbolizer(new FillStyle(Colour.Black), new StrokeStyle(Colour.SealRed, 2)));
        Assert.Equal(Side, PngPixels.Read(canvas.Finish().Value).Width);
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(3, 700, false)]
    [InlineData(513, 257, true)]
    [InlineData(640, 129, false)]
    public void A_packed_picture_holds_every_pixel_and_others_can_read_it(int width, int height, bool isOpaque)
    {
        using var canvas = new ImageCanvas(width, height, isOpaque ? Colour.White : null);
        var random = new Random(width);
        var pixels = Enumerable.Range(0, width * height).Select(i => Premultiplied(random, isOpaque, i / width % 3 == 0)).ToArray();
        canvas.Pixels(pixels, width, 0, 0);
        var png = canvas.Finish().Value;
        var read = PngPixels.Read(png);
        Assert.Equal((width, height), (read.Width, read.Height));
        for (var i = 0; i < pixels.Length; i++)
        {
            var (pixel, expected) = (read[i % width, i / width], pixels[i]);
            var alpha = (expected >> 24) & 255;
            Assert.Equal(alpha, pixel.Alpha);
            Assert.InRange((pixel.Red * alpha / 255.0) - ((expected >> 16) & 255), -0.51, 0.51);
            Assert.InRange((pixel.Blue * alpha / 255.0) - (expected & 255), -0.51, 0.51);
        }

        // libpng reads it, and it checks every sum.
        var page = new Page(new PageSize(10, 10), [new ImageShape(new BoxMm(0, 0, 10, 10), png)]);
        Assert.True(PngWriter.Write(page, 96, TestContext.Current.CancellationToken).IsSuccess);
    }

    private static int Premultiplied(Random random, bool isOpaque, bool isFlat)
    {
        var alpha = isOpaque ? 255 : isFlat ? 0 : random.Next(256);
        return (alpha << 24) | (random.Next(alpha + 1) << 16) | (random.Next(alpha + 1) << 8) | random.Next(alpha + 1);
    }

    /// <summary>Figures with holes, partly outside of the picture, and their looks; the path is made for the unit of a canvas.</summary>
    private static List<(Func<double, MapPath> Path, MapSymbolizer Look)> Drawing(Random random, int figures)
    {
        var drawing = new List<(Func<double, MapPath>, MapSymbolizer)>();
        for (var i = 0; i < figures; i++)
        {
            var seed = random.Next();
            MapPath PathIn(double unit)
            {
                var (shape, path) = (new Random(seed), new MapPath());
                var (corners, reach) = (shape.Next(3, 60), 2 + (shape.NextDouble() * 90));
                var centre = ((shape.NextDouble() * Side * 1.4) - (Side * 0.2), (shape.NextDouble() * Side * 1.4) - (Side * 0.2));
                path.Add(Star(shape, corners, centre, reach, unit));
                if (reach > 20)
                {
                    path.Add(Star(shape, corners, centre, reach * 0.3, unit));
                }

                return path;
            }

            drawing.Add((PathIn, LookOf(random)));
        }

        return drawing;
    }

    /// <summary>Crooked fields that share their corners, one in eight left out.</summary>
    private static List<Func<double, MapPath>> Mosaic(Random random, int cells)
    {
        var step = Side / (double)cells;
        var corners = new (double X, double Y)[cells + 1, cells + 1];
        for (var i = 0; i <= cells; i++)
        {
            for (var j = 0; j <= cells; j++)
            {
                corners[i, j] = ((i + (0.6 * (random.NextDouble() - 0.5))) * step, (j + (0.6 * (random.NextDouble() - 0.5))) * step);
            }
        }

        return [.. Enumerable.Range(0, cells * cells).Where(_ => random.Next(8) > 0).Select<int, Func<double, MapPath>>(c => unit =>
        {
            var (i, j, path) = (c / cells, c % cells, new MapPath());
            path.Add([.. new[] { corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1] }.Select(p => (p.X * unit, p.Y * unit))]);
            return path;
        })];
    }

    private static MapSymbolizer LookOf(Random random)
    {
        var stroke = new StrokeStyle(Colours[random.Next(Colours.Length)], Widths[random.Next(Widths.Length)]) { Join = (LineJoin)random.Next(3) };
        var hatch = new Hatch((HatchKind)random.Next(5), Colours[random.Next(Colours.Length)], 5 + (random.NextDouble() * 9), 1.3);
        return random.Next(4) switch
        {
            0 => new PolygonSymbolizer(new FillStyle(Colours[random.Next(Colours.Length)]), null),
            1 => new PolygonSymbolizer(new FillStyle(Colours[random.Next(Colours.Length)]) { Hatch = hatch }, stroke),
            2 => new LineSymbolizer(stroke),
            _ => new PolygonSymbolizer(new FillStyle(Colours[random.Next(Colours.Length)]), stroke),
        };
    }

    private static (double X, double Y)[] Ring(Random random, int corners, double reach, double unit, double centre) =>
        Star(random, corners, (Side * centre, Side * (1 - (centre / 2))), reach, unit);

    private static (double X, double Y)[] Star(Random random, int corners, (double X, double Y) centre, double reach, double unit)
    {
        var ring = new (double, double)[corners];
        for (var i = 0; i < corners; i++)
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / corners);
            var away = reach * (0.45 + (0.55 * random.NextDouble()));
            ring[i] = ((centre.X + (away * cos)) * unit, (centre.Y + (away * sin)) * unit);
        }

        return ring;
    }

    private static PngPixels Picture(List<(Func<double, MapPath> Path, MapSymbolizer Look)> drawing)
    {
        using var canvas = new ImageCanvas(Side, Side, Colour.White);
        Draw(canvas, drawing, 1);
        return PngPixels.Read(canvas.Finish().Value);
    }

    private static PngPixels Page(List<(Func<double, MapPath> Path, MapSymbolizer Look)> drawing)
    {
        const double side = Side * PageCanvas.MillimetresAPixel;
        var canvas = new PageCanvas(new BoxMm(0, 0, side, side));
        Draw(canvas, drawing, PageCanvas.MillimetresAPixel);
        return PngPixels.Read(PngWriter.Write(new Page(new PageSize(side, side), [canvas.Finish().Value]), 25.4 / PageCanvas.MillimetresAPixel, CancellationToken.None).Value);
    }

    private static void Draw(ILayerCanvas canvas, List<(Func<double, MapPath> Path, MapSymbolizer Look)> drawing, double unit)
    {
        foreach (var (path, look) in drawing)
        {
            if (look is PolygonSymbolizer polygon)
            {
                canvas.Polygon(path(unit), polygon);
            }
            else
            {
                canvas.Outline(path(unit), ((LineSymbolizer)look).Stroke);
            }
        }
    }

    private static double AreaOf((double X, double Y)[] ring)
    {
        var sum = 0.0;
        for (var i = 0; i < ring.Length; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
            sum += (a.X * b.Y) - (b.X * a.Y);
        }

        return Math.Abs(sum) / 2;
    }
}
