using Guotu.Rendering.Figures.Map;
using Guotu.Rendering.Model;
using Guotu.Rendering.Output;
using Guotu.Rendering.Tests.Samples;

namespace Guotu.Rendering.Tests;

public sealed class MapFigureTests
{
    private static readonly PageSize Sheet = new(170, 150);

    [Fact]
    public void A_side_is_on_paper_as_long_as_the_stated_scale_makes_it()
    {
        var page = Draw(SampleMap.Figure with { ScaleDenominator = 2500 });

        var centres = page.AllShapes().OfType<PathShape>().Where(s => s.Stroke?.Width == 0.25).Select(s => s.Path.Bounds().Centre).ToList();

        Assert.Equal(SampleMap.Corners.Count, centres.Count);
        for (var i = 1; i < centres.Count; i++)
        {
            var ground = Distance(SampleMap.Corners[i].At, SampleMap.Corners[i - 1].At);
            var paper = Math.Sqrt(Math.Pow(centres[i].X - centres[i - 1].X, 2) + Math.Pow(centres[i].Y - centres[i - 1].Y, 2));
            Assert.Equal(ground * 1000 / 2500, paper, 6);
        }
    }

    [Fact]
    public void The_chosen_scale_is_round_and_printed() =>
        Assert.Contains("1:2500", Draw(SampleMap.Figure).TextOf(), StringComparison.Ordinal);

    [Fact]
    public void A_lot_that_does_not_fit_at_the_scale_asked_for_is_refused_with_both_sizes()
    {
        var error = Composing.Composer.ComposeFigure(SampleMap.Figure with { ScaleDenominator = 500 }, Sheet, CancellationToken.None).Error!;

        Assert.Equal(RenderingErrors.MapDoesNotFit, error.Code);
        Assert.Contains("南北 179 米、东西 245 米,按 1:500", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ticks_carry_the_coordinates_of_the_place_they_stand_at()
    {
        var page = Draw(SampleMap.Figure with { ScaleDenominator = 2500 });
        var marks = page.AllShapes().OfType<PathShape>().Where(s => s.Stroke?.Width == 0.25).Select(s => s.Path.Bounds().Centre).ToList();
        var (corner, mark) = (SampleMap.Corners[0].At, marks[0]);

        var east = page.Runs().First(r => r.Text == "36482200");
        var expected = mark.X + ((36_482_200 - corner.East) * 1000 / 2500);
        Assert.Equal(expected, east.Origin.X + ((east.Glyphs[^1].X + (east.Glyphs[1].X - east.Glyphs[0].X)) / 2), 1);
        Assert.Contains(page.Runs(), r => r.Text == "3648300" && r.Rotation == -90);
    }

    [Fact]
    public void Labels_of_boundary_points_do_not_cover_each_other()
    {
        var boxes = Draw(SampleMap.Figure).Runs().Where(r => r.Halo is not null && r.Text.StartsWith('J'))
            .Select(r => new BoxMm(r.Origin.X, r.Origin.Y - (0.88 * r.Size), r.Glyphs[^1].X, r.Size)).ToList();

        Assert.Equal(SampleMap.Corners.Count, boxes.Count);
        Assert.All(boxes, a => Assert.Equal(1, boxes.Count(a.Overlaps)));
    }

    [Fact]
    public void The_legend_names_every_layer_once_and_the_north_arrow_stands()
    {
        var text = Draw(SampleMap.Figure with { Callouts = [] }).TextOf();

        Assert.All(SampleMap.Figure.Layers, layer => Assert.Equal(2, text.Split(layer.Name).Length));
        Assert.Contains("北", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlay_lines_have_a_white_casing_and_content_is_clipped_at_the_neat_line()
    {
        var page = Draw(SampleMap.Figure);

        var clip = page.Shapes.OfType<ClipShape>().First();
        var lot = clip.Shapes.OfType<PathShape>().Single(s => s.Stroke is { Width: 0.8 });
        Assert.Equal(Casing.White, lot.Stroke!.Casing);
        Assert.True(new BoxMm(0, 0, Sheet.Width, Sheet.Height).Contains(clip.Clip.Bounds()));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_coordinate_that_is_no_number_refuses_the_map(double bad)
    {
        var layer = new MapLayer("地块", new MapAreaStyle(), [new([[new(bad, 1), new(2, 2), new(3, 1)]])]);

        var result = Composing.Composer.ComposeFigure(new MapFigure("选址图", [layer]), Sheet, CancellationToken.None);

        Assert.Equal(RenderingErrors.MapHasNoExtent, result.Error!.Code);
    }

    [Fact]
    public void A_map_without_content_is_refused() => Assert.Equal(
        RenderingErrors.MapHasNoExtent,
        Composing.Composer.ComposeFigure(new MapFigure("选址图", []), Sheet, CancellationToken.None).Error!.Code);

    [Fact]
    public void A_map_previews_as_a_picture()
    {
        var page = Draw(SampleMap.Figure);

        Assert.Equal((670, 591), PngSize.Of(PngWriter.Write(page, 100, CancellationToken.None).Value));
    }

    [Fact]
    public void The_coordinate_table_closes_the_ring_with_the_side_back_to_the_first_point()
    {
        CornerRing square = new([new("J1", new(100, 0)), new("J2", new(100, 40)), new("J3", new(70, 40)), new("J4", new(70, 0))]);

        var rows = new CornerTable([square]).ToDataTable().Rows;

        Assert.Equal(["J1", "100.000", "0.000", "40.000"], rows[0]);
        Assert.Equal(["30.000", "40.000", "30.000"], rows.Skip(1).Select(r => r[3]));
    }

    private static double Distance(PlanePoint a, PlanePoint b) => Math.Sqrt(Math.Pow(a.North - b.North, 2) + Math.Pow(a.East - b.East, 2));

    private static Page Draw(MapFigure map) => Composing.Composer.ComposeFigure(map, Sheet, CancellationToken.None).Value;
}
