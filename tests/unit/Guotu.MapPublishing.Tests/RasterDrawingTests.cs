using System.Diagnostics;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Rasters;
using Guotu.OneMap.Contracts;
using Guotu.Testing;

namespace Guotu.MapPublishing.Tests;

/// <summary>Pictures of a terrain against gdaldem, in every coordinate system, and no further than a grant goes.</summary>
public sealed class RasterDrawingTests : IAsyncLifetime
{
    private const int Columns = 300;
    private const int Rows = 280;
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly GaussKrugerZone Zone36 = GaussKrugerZone.ThreeDegree(36);
    private static readonly RasterPlan Plan = new(Columns, Rows, new RasterGrid(36_478_000, 3_650_000, 20, 20), 4524);
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-raster-drawing").FullName;
    private readonly float[] _metres = [.. Enumerable.Range(0, Columns * Rows).Select(i => HeightOf(i % Columns, i / Columns))];
    private PublishingBench _bench = null!;

    private string Dem => Path.Combine(_folder, "dem.tif");

    private MapBox ZoneBox => new(Plan.Grid.OriginEast, Plan.Grid.OriginNorth - (Rows * 20), Plan.Grid.OriginEast + (Columns * 20), Plan.Grid.OriginNorth);

    public async ValueTask InitializeAsync()
    {
        _bench = await PublishingBench.OpenAsync("sqlite");
        Assert.True(RasterFiles.Write(Dem, Plan, _metres).IsSuccess);
        var imported = await _bench.The<IRasterImport>().ImportFileAsync(
            PublishingBench.Command("onemap.raster.import"), new RasterImport("DEM", new DateOnly(2025, 12, 31), "试验", "1985"), Dem, Never);
        Assert.True(imported.IsSuccess, imported.Error?.Text);
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_light_drawn_cell_by_cell_is_that_of_gdaldem_to_its_rounding()
    {
        var drawn = PngPixels.Read(await DrawAsync("hillshade", MapCrs.Find("EPSG:4524", Zone36)!, ZoneBox, Columns, Rows));
        var theirs = await GdalDemAsync("hillshade", "-az", "315", "-alt", "45");
        for (var i = 0; i < theirs.Length; i++)
        {
            var pixel = drawn[i % Columns, i / Columns];
            Assert.Equal(float.IsNaN(theirs[i]) || theirs[i] == 0 ? 0 : 255, pixel.Alpha);
            Assert.True(pixel.Alpha == 0 || Math.Abs(pixel.Red - theirs[i]) <= 1, $"{i}: {pixel} {theirs[i]}");
        }
    }

    [Theory]
    [InlineData("EPSG:4524")]
    [InlineData("EPSG:3857")]
    [InlineData("EPSG:4490")]
    public async Task Slope_classes_lie_where_the_ground_lies_in_every_coordinate_system(string system)
    {
        var crs = MapCrs.Find(system, Zone36)!;
        var box = BoxIn(crs);
        const int side = 200;
        var drawn = PngPixels.Read(await DrawAsync("slope", crs, box, side, side));
        var slope = await GdalDemAsync("slope");
        var window = new MapWindow(crs, box, side, side, new GaussKrugerProjection(Zone36));
        var colours = _bench.The<IRasterCatalogue>().Find("DEM")!.Drawing.Find("slope")!.Colours!;
        var (compared, other) = (0, 0);
        for (var i = 0; i < side * side; i++)
        {
            var place = window.ToGrid((i % side) + 0.5, (i / side) + 0.5).ToMetres();
            var (column, row) = Plan.Grid.CellAt(place.East, place.North);
            if (column is < 2 or >= Columns - 2 || row is < 2 or >= Rows - 2 || float.IsNaN(slope[(row * Columns) + column]))
            {
                continue;
            }

            compared++;
            var expected = colours.Of(slope[(row * Columns) + column]);
            var pixel = drawn[i % side, i / side];
            other += pixel.Red == expected.Red && pixel.Green == expected.Green && pixel.Blue == expected.Blue ? 0 : 1;
        }

        // Heights are whole millimetres here: an angle next to a limit may fall on its other side.
        Assert.True(compared > 20_000 && other < compared / 200, $"{other} of {compared} differ");
    }

    [Fact]
    public async Task A_small_picture_is_drawn_from_an_overview_and_far_away_nothing_is()
    {
        var crs = MapCrs.Find("EPSG:4524", Zone36)!;
        var small = PngPixels.Read(await DrawAsync("tint", crs, ZoneBox, 30, 28));
        Assert.Equal(255, small[15, 14].Alpha);
        var wide = PngPixels.Read(await DrawAsync("default", MapCrs.Mercator, new MapBox(-20_037_508, -20_037_508, 20_037_508, 20_037_508), 256, 256));
        var shown = Enumerable.Range(0, 256 * 256).Count(i => wide[i % 256, i / 256].Alpha > 0);
        Assert.InRange(shown, 0, 2);
    }

    [Fact]
    public async Task Outside_of_the_granted_area_no_cell_is_drawn_or_told()
    {
        var projection = new GaussKrugerProjection(Zone36);
        string Corner(double east, double north) => projection.Inverse(new PlanePosition(east, north)) is var d
            ? FormattableString.Invariant($"{d.Longitude:F9} {d.Latitude:F9}") : string.Empty;
        var (west, south) = (ZoneBox.West + 1_010, ZoneBox.South + 1_010);
        var wkt = $"POLYGON(({Corner(west, south)},{Corner(west + 2_000, south)},{Corner(west + 2_000, south + 2_000)},{Corner(west, south + 2_000)},{Corner(west, south)}))";
        await _bench.GrantAsync("town", "DEM", g => g with { AreaWkt = wkt });
        var crs = MapCrs.Find("EPSG:4524", Zone36)!;
        var town = PngPixels.Read(await DrawAsync("tint", crs, ZoneBox, Columns, Rows, "town"));
        var officer = PngPixels.Read(await DrawAsync("tint", crs, ZoneBox, Columns, Rows));
        for (var i = 0; i < Columns * Rows; i++)
        {
            var (column, row) = (i % Columns, Rows - 1 - (i / Columns));
            // Cells wholly within: from 1,020 m to 3,000 m; the corner lies in the middle of a cell.
            var isInside = column is >= 51 and < 150 && row is >= 51 and < 150 && officer[i % Columns, i / Columns].Alpha == 255;
            Assert.Equal(isInside ? 255 : 0, town[i % Columns, i / Columns].Alpha);
        }

        var opened = (await _bench.The<RasterChoosing>().OpenAsync(PublishingBench.Holder("town"), "DEM", string.Empty, TimeAsked.Now, Never)).Value;
        Assert.Single(opened.FindAt(Geo.Geometry.GridPoint.FromMetres(new PlanePosition(west + 500, south + 500)), 5, Never).Value);
        Assert.Empty(opened.FindAt(Geo.Geometry.GridPoint.FromMetres(new PlanePosition(west + 3, south + 500)), 5, Never).Value);
        Assert.Empty(opened.FindAt(Geo.Geometry.GridPoint.FromMetres(new PlanePosition(west - 500, south + 500)), 5, Never).Value);
    }

    [Fact]
    public async Task A_condition_on_rows_or_a_hiding_takes_the_whole_raster_away()
    {
        var refused = await _bench.The<Grants.GrantCommands>().GrantAsync(
            PublishingBench.Command(Grants.GrantCommands.GrantKind), new Grants.LayerGrantBody("town", "DEM", false, "GC > 500", null, null, null, 0), Never);
        Assert.False(refused.IsSuccess);
        await _bench.GrantAsync("town", "DEM", g => g with { Hidden = true });
        var opened = await _bench.The<RasterChoosing>().OpenAsync(PublishingBench.Holder("town"), "DEM", string.Empty, TimeAsked.Now, Never);
        Assert.Equal("SYS-0002", opened.Error!.Code.Value);
        Assert.Empty(await _bench.The<RasterDescriptions>().ReadAsync(PublishingBench.Holder("town"), Never));
        Assert.Single(await _bench.The<RasterDescriptions>().ReadAsync(PublishingBench.Holder("officer"), Never));
    }

    private static float HeightOf(int column, int row) => (column * 7) + (row * 13) == 3_000
        ? float.NaN
        : (float)(800 + (250 * Math.Sin(column / 27.0) * Math.Cos(row / 33.0)) + (30 * Math.Sin((column + (3 * row)) / 11.0)));

    private MapBox BoxIn(MapCrs crs)
    {
        var window = new MapWindow(crs, new MapBox(0, 0, 1, 1), 1, 1, new GaussKrugerProjection(Zone36));
        var (a, b) = (window.ToCrs(Geo.Geometry.GridPoint.FromMetres(new(ZoneBox.West + 500, ZoneBox.South + 500))), window.ToCrs(Geo.Geometry.GridPoint.FromMetres(new(ZoneBox.East - 500, ZoneBox.North - 500))));
        return new MapBox(a.X, a.Y, b.X, b.Y);
    }

    private async Task<byte[]> DrawAsync(string style, MapCrs crs, MapBox box, int width, int height, string role = "officer")
    {
        var opened = await _bench.The<LayerChoosing>().OpenDrawnAsync(PublishingBench.Holder(role), "DEM", style, TimeAsked.Now, Never);
        Assert.True(opened.IsSuccess, opened.Error?.Text);
        var drawn = await _bench.The<MapPictures>().DrawAsync(new PictureAsked([opened.Value], crs, box, width, height, null), Never);
        Assert.True(drawn.IsSuccess, drawn.Error?.Text);
        return drawn.Value;
    }

    private async Task<float[]> GdalDemAsync(string kind, params string[] more)
    {
        var target = Path.Combine(_folder, kind + ".tif");
        using var process = Process.Start(new ProcessStartInfo("gdaldem", [kind, "-q", Dem, target, .. more]))!;
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        await using var reader = (await RasterFiles.OpenAsync(target, Never)).Value;
        return (await reader.ReadFloatsAsync(0, new RasterWindow(0, 0, Columns, Rows), Never)).Value;
    }
}
