using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Testing;

namespace Guotu.Rendering.Tests;

public sealed class LayerCanvasTests
{
    private static readonly Colour Wood = Colour.Parse("#31AD69");
    private static readonly StrokeStyle Edge = new(Colour.Parse("#0B3D91"), 2) { Join = LineJoin.Round };
    private static readonly TextSymbolizer Words = new("NAME", 14, Colour.Black, Casing.White);

    [Fact]
    public void A_polygon_is_filled_but_for_its_hole()
    {
        using var canvas = new ImageCanvas(100, 100, null);
        canvas.Polygon(Ring((10, 10, 90, 90), (40, 40, 60, 60)), new PolygonSymbolizer(new FillStyle(Wood), null));

        var picture = PngPixels.Read(canvas.Finish().Value);

        Assert.Equal((0x31, 0xAD, 0x69, 255), picture[20, 20]);
        Assert.Equal((0, 0, 0, 0), picture[50, 50]);
        Assert.Equal((0, 0, 0, 0), picture[5, 5]);
    }

    [Fact]
    public void The_same_drawing_gives_the_same_bytes()
    {
        Assert.Equal(Drawn(), Drawn());
    }

    [Fact]
    public void A_character_that_no_font_has_refuses_the_map_instead_of_printing_a_box()
    {
        using var canvas = new ImageCanvas(200, 100, null);
        canvas.Label(new MapLabel("\U000F0000", 100, 50, 100, 1, Words));

        Assert.Equal(RenderingErrors.MissingGlyph, canvas.Finish().Error!.Code);
    }

    [Fact]
    public void Of_labels_in_one_place_the_weightier_is_written_and_none_leaves_the_frame()
    {
        var (both, one) = (LabelsOnly(("西乡县", 100, 50, 2), ("城北街道", 104, 52, 1)), LabelsOnly(("西乡县", 100, 50, 2)));
        Assert.Equal(one, both);
        Assert.Equal(LabelsOnly(), LabelsOnly(("西乡县", 198, 50, 1)));
        Assert.NotEqual(LabelsOnly(), one);
    }

    [Fact]
    public void A_page_shows_the_map_as_a_picture_does()
    {
        const double side = 300 * PageCanvas.MillimetresAPixel;
        var paper = new PageCanvas(new BoxMm(0, 0, side, side));
        Draw(paper, PageCanvas.MillimetresAPixel);
        var page = new Page(new PageSize(side, side), [paper.Finish().Value]);
        var printed = PngPixels.Read(PngWriter.Write(page, 25.4 / PageCanvas.MillimetresAPixel, CancellationToken.None).Value);
        using var picture = new ImageCanvas(300, 300, Colour.White);
        Draw(picture, 1);
        var screen = PngPixels.Read(picture.Finish().Value);

        // One pixel of a hundred may differ by more than a tenth of the range: the edges' smoothing.
        Assert.InRange(screen.Difference(printed, 26), 0, 0.01);
    }

    [Fact]
    public void What_lies_outside_of_the_clip_is_cut_and_the_rest_stays()
    {
        var clip = new RingClip(0, 0, 10, 10);
        var cut = clip.Cut([(-1e12, 5), (5, -1e12), (1e12, 5), (5, 1e12)]).ToArray();

        Assert.All(cut, p => Assert.True(p.X is >= -1e-3 and <= 10.001 && p.Y is >= -1e-3 and <= 10.001));
        Assert.True(clip.Cut([(20, 20), (30, 20), (30, 30)]).IsEmpty);
        Assert.Equal(3, clip.Cut([(1, 1), (2, 1), (2, 2)]).Length);
    }

    [Theory]
    [InlineData("<se:Rule><se:PolygonSymbolizer/></se:Rule>", null)]
    [InlineData("<se:Rule><se:RasterSymbolizer/></se:Rule>", "RasterSymbolizer")]
    [InlineData("<se:Rule><ogc:Filter><ogc:PropertyIsLike/></ogc:Filter><se:PolygonSymbolizer/></se:Rule>", "PropertyIsLike")]
    [InlineData("<se:Rule><ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>A</ogc:PropertyName><ogc:Literal>1</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter><se:PolygonSymbolizer/></se:Rule>", "would not show")]
    public void A_style_outside_of_the_subset_is_not_half_understood(string rule, string? fault)
    {
        var text = "<StyledLayerDescriptor version=\"1.1.0\" xmlns=\"http://www.opengis.net/sld\" xmlns:se=\"http://www.opengis.net/se\" xmlns:ogc=\"http://www.opengis.net/ogc\">"
            + $"<NamedLayer><se:Name>X</se:Name><UserStyle><se:Name>d</se:Name><se:FeatureTypeStyle>{rule}</se:FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>";
        if (fault is null)
        {
            Assert.Equal("X", SldReader.Read(text).Layer);
        }
        else
        {
            Assert.Contains(fault, Assert.Throws<FormatException>(() => SldReader.Read(text)).Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Drawn()
    {
        using var canvas = new ImageCanvas(300, 300, Colour.White);
        Draw(canvas, 1);
        return canvas.Finish().Value;
    }

    private static byte[] LabelsOnly(params (string Text, double X, double Y, double Weight)[] labels)
    {
        using var canvas = new ImageCanvas(200, 100, Colour.White);
        foreach (var (text, x, y, weight) in labels)
        {
            canvas.Label(new MapLabel(text, x, y, 100, weight, Words));
        }

        return canvas.Finish().Value;
    }

    private static void Draw(ILayerCanvas canvas, double unit)
    {
        var hatched = new FillStyle(Wood) { Hatch = new Hatch(HatchKind.Rising, Colour.Parse("#7A5B00"), 9, 1.3) };
        var path = Ring((20 * unit, 20 * unit, 280 * unit, 220 * unit), (100 * unit, 80 * unit, 160 * unit, 140 * unit));
        canvas.Polygon(path, new PolygonSymbolizer(hatched, null));
        canvas.Outline(path, Edge);
        canvas.Mark(250 * unit, 250 * unit, new PointSymbolizer(true, 12, Colour.SealRed, null));
        canvas.Label(new MapLabel("永久基本农田", 150 * unit, 180 * unit, 200 * unit, 1, Words));
    }

    private static MapPath Ring(params (double Left, double Top, double Right, double Bottom)[] boxes)
    {
        var path = new MapPath();
        foreach (var (left, top, right, bottom) in boxes)
        {
            path.Add([(left, top), (right, top), (right, bottom), (left, bottom)]);
        }

        return path;
    }
}
