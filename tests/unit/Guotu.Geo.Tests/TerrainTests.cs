using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.StoredRasters;
using Guotu.Geo.Terrain;

namespace Guotu.Geo.Tests;

/// <summary>Terrain analyses against surfaces whose answers are known in closed form.</summary>
public sealed class TerrainTests
{
    private const double Cell = 5;
    private static readonly CancellationToken Never = CancellationToken.None;

    [Fact]
    public void A_plane_has_its_slope_and_aspect_in_every_cell_and_none_at_the_border()
    {
        // Falls 30 % to the south-east: tan = 0.3 √2.
        var field = Field(40, 30, (e, n) => 900 - (0.3 * e) + (0.3 * n));
        var gradient = HornGradient.At(field, 20, 10)!.Value;
        Assert.Equal(Math.Atan(0.3 * Math.Sqrt(2)) * 180 / Math.PI, gradient.SlopeDegrees, 1e-3);
        Assert.Equal(135, gradient.AspectDegrees!.Value, 1e-2);
        Assert.Equal(4, gradient.SlopeClass);
        Assert.Null(HornGradient.At(field, 0, 10));
        Assert.Null(HornGradient.At(field, 20, 29));
        Assert.Null(HornGradient.At(Field(9, 9, (_, _) => 500), 4, 4)!.Value.AspectDegrees);
    }

    [Fact]
    public void A_cell_beside_one_without_data_has_no_slope()
    {
        var field = Field(9, 9, (e, n) => 500 + e);
        field.Millimetres[(4 * 9) + 4] = RasterCells.NoHeight;
        Assert.Null(HornGradient.At(field, 3, 3));
        Assert.Null(HornGradient.At(field, 4, 4));
        Assert.NotNull(HornGradient.At(field, 2, 4));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2.01, 2)]
    [InlineData(6, 2)]
    [InlineData(15.01, 4)]
    [InlineData(25, 4)]
    [InlineData(25.01, 5)]
    [InlineData(60, 5)]
    public void Slopes_fall_into_the_classes_of_the_land_survey(double degrees, int expected)
    {
        var tangent = Math.Tan((degrees * Math.PI / 180) - 1e-12);
        Assert.Equal(expected, new HornGradient(0, tangent).SlopeClass);
    }

    [Fact]
    public void A_cone_is_as_steep_everywhere_and_falls_away_from_its_top()
    {
        var field = Field(101, 101, (e, n) => 1_000 - (0.5 * Math.Sqrt(Squared(e - 252.5) + Squared(n - 252.5))));
        foreach (var (column, row) in ((int, int)[])[(80, 50), (50, 20), (25, 75), (70, 20)])
        {
            var gradient = HornGradient.At(field, column, row)!.Value;
            Assert.Equal(Math.Atan(0.5) * 180 / Math.PI, gradient.SlopeDegrees, 0.05);
            var outward = Math.Atan2(column - 50, 50 - row) * 180 / Math.PI;
            Assert.Equal(0, Math.IEEERemainder(gradient.AspectDegrees!.Value - outward, 360), 0.1);
        }
    }

    [Fact]
    public void Light_from_the_north_west_leaves_level_ground_at_the_sine_of_its_height()
    {
        var light = new Hillshade(315, 45, 1);
        Assert.Equal(1 + (254 * Math.Sin(Math.PI / 4)), light.Of(new HornGradient(0, 0)), 1e-9);
        // Ground that faces the sun straight is as light as it gets; turned away by 90° and more it is dark.
        Assert.Equal(255, light.Of(new HornGradient(Math.Sqrt(0.5), -Math.Sqrt(0.5))), 1e-9);
        Assert.Equal(1, light.Of(new HornGradient(-2, 2)));
    }

    [Fact]
    public void A_profile_over_a_plane_gives_its_heights_at_every_step_and_vertex()
    {
        var field = Field(60, 60, (e, n) => 500 + (0.1 * e) - (0.2 * n));
        PlanePosition[] line = [Place(20, 20), Place(120, 20), Place(120, 75)];
        var profile = TerrainProfile.Along(field, line, 30).Value;
        Assert.Null(profile.Doubt);
        Assert.Equal([0, 30, 60, 90, 100, 120, 150, 155], profile.Points.Select(p => Math.Round(p.Distance, 6)));
        Assert.All(profile.Points, p => Assert.Equal(500 + (0.1 * (p.East - Origin.East)) - (0.2 * (p.North - Origin.North)), p.Height!.Value, 2e-3));
        Assert.Equal((10, 11), (Math.Round(profile.Climbed!.Value.Up, 2), Math.Round(profile.Climbed.Value.Down, 2)));
    }

    [Fact]
    public void A_profile_that_leaves_the_terrain_or_crosses_a_hole_in_it_is_undetermined()
    {
        var field = Field(60, 60, (_, _) => 500);
        var leaving = TerrainProfile.Along(field, [Place(20, 20), Place(320, 20)], 10).Value;
        Assert.Equal(TerrainDoubtKind.OutsideDem, leaving.Doubt!.Kind);
        Assert.Null(leaving.Climbed);
        Assert.NotNull(leaving.Points[0].Height);
        Assert.Null(leaving.Points[^1].Height);
        field.Millimetres[(40 * 60) + 20] = RasterCells.NoHeight;
        Assert.Equal(TerrainDoubtKind.NoData, TerrainProfile.Along(field, [Place(52, 98), Place(152, 98)], 10).Value.Doubt!.Kind);
        Assert.Equal(GeoErrors.TerrainTooLarge, TerrainProfile.Along(field, [Place(20, 20), Place(250, 20)], 0.001).Error!.Code);
    }

    [Fact]
    public void Cut_and_fill_of_a_slope_against_a_level_are_two_wedges()
    {
        // Ground rises 0.1 to the east through 500 m at the middle of a 100 m × 60 m lot: two wedges of ½ · 50 · 5 · 60.
        var field = Field(60, 60, (e, _) => 500 + (0.1 * (e - 100)));
        var lot = Figures.Box(50, 50, 150, 110);
        var volumes = Earthworks.Of(field, lot, new DesignPlane(500, Origin.East, Origin.North, 0, 0), Never).Value.Value!;
        Assert.Equal(7_500, volumes.Cut, 0.6);
        Assert.Equal(7_500, volumes.Fill, 0.6);
        Assert.Equal(6_000, volumes.SquareMetres, 1e-6);
        Assert.Equal(500, volumes.BalanceHeight, 1e-4);
        Assert.Equal(500, volumes.MeanGround, 1e-4);
    }

    [Fact]
    public void A_lot_with_a_hole_against_a_sloping_design_has_the_volume_of_the_prism()
    {
        var field = Field(80, 80, (e, n) => 600 + (0.05 * e) + (0.02 * n));
        var lot = Figures.BoxWithHole(33, 41, 207, 251, Figures.BoxRing(101, 90, 133, 177));
        // The design runs parallel, 3 m under the ground at the origin of the drawing.
        var volumes = Earthworks.Of(field, lot, new DesignPlane(597, Origin.East, Origin.North, 0.05, 0.02), Never).Value.Value!;
        var area = (174.0 * 210) - (32 * 87);
        Assert.Equal(area, volumes.SquareMetres, 1e-6);
        Assert.Equal(3 * area, volumes.Cut, 0.001 * area);
        Assert.Equal(0, volumes.Fill, 1e-6);
        Assert.Equal(600, volumes.BalanceHeight, 1e-3);
    }

    [Fact]
    public void A_cone_shaped_heap_has_the_volume_of_a_cone()
    {
        // Radius 150 m, height 60 m on level ground at 400 m.
        var field = Field(161, 161, (e, n) => 400 + Math.Max(0, 60 - (0.4 * Math.Sqrt(Squared(e - 400) + Squared(n - 400)))), cell: 5);
        var volumes = Earthworks.Of(field, Figures.Box(200, 200, 600, 600), new DesignPlane(400, Origin.East, Origin.North, 0, 0), Never).Value.Value!;
        Assert.Equal(1, volumes.Cut / (Math.PI * 150 * 150 * 60 / 3), 0.002);
        Assert.Equal(0, volumes.Fill, 1e-6);
    }

    [Fact]
    public void Earthworks_are_the_same_however_the_lot_is_divided()
    {
        var field = Field(60, 60, (e, n) => 500 + (20 * Math.Sin(e / 40) * Math.Cos(n / 30)));
        var design = new DesignPlane(503, Origin.East, Origin.North, 0.01, -0.02);
        var whole = Earthworks.Of(field, Figures.Box(31.3, 42.7, 231.1, 201.9), design, Never).Value.Value!;
        var west = Earthworks.Of(field, Figures.Box(31.3, 42.7, 97.77, 201.9), design, Never).Value.Value!;
        var east = Earthworks.Of(field, Figures.Box(97.77, 42.7, 231.1, 201.9), design, Never).Value.Value!;
        Assert.True(whole.Cut > 1_000 && whole.Fill > 1_000);
        Assert.Equal(whole.Cut, west.Cut + east.Cut, 1e-6 * whole.Cut);
        Assert.Equal(whole.Fill, west.Fill + east.Fill, 1e-6 * whole.Fill);
    }

    [Fact]
    public void No_data_in_the_lot_or_ground_beyond_the_terrain_leaves_the_volume_undetermined_but_not_in_a_hole()
    {
        var field = Field(60, 60, (_, _) => 500);
        var design = new DesignPlane(500, Origin.East, Origin.North, 0, 0);
        var beyond = Earthworks.Of(field, Figures.Box(200, 200, 320, 280), design, Never).Value;
        Assert.Equal((TerrainDoubtKind.OutsideDem, true), (beyond.Doubt!.Kind, beyond.Value is null));
        field.Millimetres[(30 * 60) + 30] = RasterCells.NoHeight;
        var holed = Earthworks.Of(field, Figures.Box(50, 50, 250, 250), design, Never).Value;
        // Of the six triangles around the middle all four squares are in doubt.
        Assert.Equal((TerrainDoubtKind.NoData, 4 * Cell * Cell), (holed.Doubt!.Kind, Math.Round(holed.Doubt.SquareMetres, 6)));
        var spared = Earthworks.Of(field, Figures.BoxWithHole(50, 50, 250, 250, Figures.BoxRing(140, 135, 165, 160)), design, Never).Value;
        Assert.NotNull(spared.Value);
    }

    [Fact]
    public void Zonal_figures_weigh_border_cells_by_the_share_that_is_covered()
    {
        // Two and a half columns at 100, 200 and 300 m.
        var field = Field(60, 60, (e, _) => 100 * (1 + Math.Floor(e / Cell)));
        var figures = ZonalStatistics.Of(field, Figures.Box(0, 10, 12.5, 20), Never).Value.Value!;
        Assert.Equal(5, figures.Cells, 1e-9);
        Assert.Equal((100, 300), (figures.Lowest, figures.Highest));
        Assert.Equal((100 + 200 + 150) / 2.5, figures.Mean, 1e-6);
        var variance = ((100 * 100) + (200 * 200) + (300 * 300 / 2.0)) / 2.5 - (180 * 180);
        Assert.Equal(Math.Sqrt(variance), figures.Deviation, 1e-6);
        field.Millimetres[(57 * 60) + 1] = RasterCells.NoHeight;
        var doubt = ZonalStatistics.Of(field, Figures.Box(0, 10, 12.5, 20), Never).Value;
        Assert.Equal((TerrainDoubtKind.NoData, 25), (doubt.Doubt!.Kind, Math.Round(doubt.Doubt.SquareMetres, 6)));
    }

    [Fact]
    public void Shares_add_up_to_the_area_of_any_figure()
    {
        var field = Field(60, 60, (_, _) => 500);
        foreach (var figure in Figures.Patches(4, 7, 60))
        {
            var shares = CellShares.OfCells(field, figure, Never).Value;
            Assert.Equal((double)figure.DoubledArea / 2e8, shares.All().Sum(s => s.Share) * field.CellArea, 1e-6);
        }
    }

    [Fact]
    public void The_slope_of_a_parcel_is_given_by_classes_and_undetermined_at_the_border()
    {
        // Level in the west, 10° in the east.
        var tangent = Math.Tan(10 * Math.PI / 180);
        var field = Field(60, 60, (e, _) => 500 + (tangent * Math.Max(0, e - 152.5)));
        var slope = SlopeShares.Of(field, Figures.Box(50, 50, 145, 100), Never).Value.Value!;
        Assert.Equal([4_750, 0, 0, 0, 0], slope.SquareMetres.Select(a => Math.Round(a, 3)));
        var both = SlopeShares.Of(field, Figures.Box(50, 50, 250, 100), Never).Value.Value!;
        Assert.Equal(10_000, both.SquareMetres.Sum(), 1e-6);
        Assert.Equal(10_000, both.AspectSquareMetres.Sum(), 1e-6);
        // The slope rises to the east: it falls to the west; the rest is level.
        Assert.Equal([6, 8], Enumerable.Range(0, 9).Where(i => both.AspectSquareMetres[i] > 0));
        Assert.Equal(10, both.SteepestDegrees, 0.01);
        Assert.Equal(TerrainDoubtKind.OutsideDem, SlopeShares.Of(field, Figures.Box(0, 50, 100, 100), Never).Value.Doubt!.Kind);
    }

    [Fact]
    public void Behind_a_wall_the_ground_is_hidden_and_the_wall_itself_is_seen()
    {
        // A wall of 20 m at column 60; the eye 2 m above level ground at column 40.
        var field = Field(121, 121, (e, _) => 500 + (e is > 300 and < 305 ? 20 : 0));
        var seen = Viewshed.Of(field, new ViewshedAsked(40, 60, 2, 0, 400), Never).Value.Value!;
        Visibility At(int column, int row) => seen.Cells[((row - seen.Row) * seen.Side) + column - seen.Column];
        Assert.Equal(Visibility.Visible, At(60, 60));
        Assert.Equal(Visibility.Visible, At(50, 60));
        Assert.Equal(Visibility.Hidden, At(61, 60));
        Assert.Equal(Visibility.Hidden, At(80, 70));
        Assert.Equal(Visibility.NotAsked, At(40 + 80, 60 + 20));
        // A mast of 41 m stands clear of the wall: twice the distance, twice the rise of 18 m, and 2 m of the eye.
        var masts = Viewshed.Of(field, new ViewshedAsked(40, 60, 2, 41, 400), Never).Value.Value!;
        Assert.Equal(Visibility.Visible, masts.Cells[((60 - masts.Row) * masts.Side) + 80 - masts.Column]);
    }

    [Fact]
    public void On_level_ground_the_earth_s_curvature_hides_what_lies_beyond_the_horizon()
    {
        // Eye 1.7 m, k = 0: horizon at √(2 R h) = 4.65 km; cells of 50 m.
        var field = Field(241, 3, (_, _) => 0, cell: 50);
        var seen = Viewshed.Of(field, new ViewshedAsked(0, 1, 1.7, 0, 10_000, 0), Never).Value.Value!;
        var row = Enumerable.Range(0, 200).Select(c => seen.Cells[((1 - seen.Row) * seen.Side) + c - seen.Column]).ToList();
        var last = row.FindLastIndex(v => v == Visibility.Visible) * 50;
        Assert.InRange(last, 4_550, 4_750);
    }

    [Fact]
    public void Ground_without_data_between_leaves_a_cell_unknown_unless_known_ground_hides_it()
    {
        var field = Field(81, 5, (e, _) => e is > 300 and < 305 ? 530 : 500);
        field.Millimetres[(2 * 81) + 30] = RasterCells.NoHeight;
        var seen = Viewshed.Of(field, new ViewshedAsked(10, 2, 2, 0, 345), Never).Value.Value!;
        Visibility At(int column) => seen.Cells[((2 - seen.Row) * seen.Side) + column - seen.Column];
        Assert.Equal((Visibility.Visible, Visibility.Unknown, Visibility.Unknown, Visibility.Hidden), (At(29), At(30), At(40), At(70)));
        Assert.Equal(TerrainDoubtKind.NoData, Viewshed.Of(field, new ViewshedAsked(30, 2, 2, 0, 100), Never).Value.Doubt!.Kind);
        Assert.Equal(GeoErrors.TerrainTooLarge, Viewshed.Of(field, new ViewshedAsked(10, 2, 2, 0, 50_000), Never).Error!.Code);
    }

    private static (double East, double North) Origin => (Figures.At(0, 0).EastMetres, Figures.At(0, 0).NorthMetres);

    private static PlanePosition Place(double east, double north) => new(Origin.East + east, Origin.North + north);

    private static double Squared(double value) => value * value;

    /// <summary>Heights in metres at the middles of cells whose lower left corner is the origin of the drawing.</summary>
    private static HeightField Field(int columns, int rows, Func<double, double, double> height, double cell = Cell)
    {
        var cells = new int[columns * rows];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = (int)Math.Round(1000 * height(((i % columns) + 0.5) * cell, (rows - (i / columns) - 0.5) * cell));
        }

        return new HeightField(new RasterGrid(Origin.East, Origin.North + (rows * cell), cell, cell), columns, rows, cells);
    }
}
