using System.Globalization;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Tests;

/// <summary>Rasters in degrees and of 16 bits, as provinces deliver them; places are held against GDAL's warper.</summary>
public sealed class DegreeRasterTests : IDisposable
{
    private const int Columns = 420;
    private const int Rows = 300;
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly GaussKrugerZone Zone36 = GaussKrugerZone.ThreeDegree(36);
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task Heights_in_degrees_lie_where_the_warper_of_GDAL_puts_them()
    {
        await WrittenAsync("EPSG:4490");
        using var raster = await OpenAsync("degrees.tif", RasterKind.Elevation);
        Assert.Equal(4524, raster.Place.Epsg);
        await WarpedBackAsync(raster.Place, "bilinear");
        await using var warped = (await RasterFiles.OpenAsync(_office.Path("back.tif"), Never)).Value;
        var expected = (await warped.ReadFloatsAsync(0, new RasterWindow(0, 0, raster.Place.Columns, raster.Place.Rows), Never)).Value;
        var cells = raster.Read(0, new RasterWindow(0, 0, raster.Place.Columns, raster.Place.Rows), Never).Value;

        var compared = 0;
        for (var i = 0; i < cells.Length; i++)
        {
            var (column, row) = (i % raster.Place.Columns, i / raster.Place.Columns);
            if (cells[i] == RasterCells.NoHeight || column < 8 || row < 8 || column >= raster.Place.Columns - 8 || row >= raster.Place.Rows - 8 || float.IsNaN(expected[i]))
            {
                continue;
            }

            Assert.InRange(Math.Abs(cells[i] - (expected[i] * 1_000)), 0, 3);
            compared++;
        }

        Assert.True(compared > cells.Length * 0.9, $"{compared} of {cells.Length}");
    }

    [Fact]
    public async Task A_picture_in_degrees_takes_the_nearest_cell_as_the_warper_does()
    {
        await WrittenAsync("EPSG:4326");
        await Office.RunAsync("gdal_translate", "-q", "-ot", "Byte", "-scale", "400", "900", "1", "255", "-a_nodata", "none", _office.Path("degrees.tif"), _office.Path("picture.tif"));
        using var raster = await OpenAsync("picture.tif", RasterKind.Imagery);
        File.Copy(_office.Path("picture.tif"), _office.Path("degrees.tif"), overwrite: true);
        await WarpedBackAsync(raster.Place, "near");
        await using var warped = (await RasterFiles.OpenAsync(_office.Path("back.tif"), Never)).Value;
        var (width, height) = (raster.Place.Columns - 40, raster.Place.Rows - 40);
        var expected = (await warped.ReadBytesAsync(0, new RasterWindow(20, 20, width, height), Never)).Value;
        var cells = raster.Read(0, new RasterWindow(20, 20, width, height), Never).Value;
        Assert.InRange(expected.Zip(cells).Count(p => RasterCells.Colour(p.First, p.First, p.First) != p.Second), 0, cells.Length / 500);
    }

    [Fact]
    public async Task The_same_file_gives_the_same_name_again()
    {
        await WrittenAsync("EPSG:4490");
        Assert.Equal((await StoreAsync("degrees.tif", RasterKind.Elevation)).Value.Name, (await StoreAsync("degrees.tif", RasterKind.Elevation)).Value.Name);
    }

    [Fact]
    public async Task Degrees_far_from_the_zone_and_fine_WGS84_heights_are_refused()
    {
        await WrittenAsync("EPSG:4490");
        await Office.RunAsync("gdal_translate", "-q", "-a_ullr", "112", "33", "112.1", "32.9", _office.Path("degrees.tif"), _office.Path("far.tif"));
        var far = await StoreAsync("far.tif", RasterKind.Elevation);
        Assert.Contains("中央经线 108°", far.Error!.Text, StringComparison.Ordinal);

        await Office.RunAsync("gdal_translate", "-q", "-a_srs", "EPSG:4326", "-a_ullr", "107.77", "32.98", "107.775", "32.977", _office.Path("degrees.tif"), _office.Path("fine.tif"));
        Assert.Contains("WGS84", (await StoreAsync("fine.tif", RasterKind.Elevation)).Error!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Int16")]
    [InlineData("UInt16")]
    [InlineData("Int32")]
    public async Task Whole_heights_of_any_width_are_taken_as_they_are(string type)
    {
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), Plan, Metres()).IsSuccess);
        await Office.RunAsync("gdal_translate", "-q", "-ot", type, _office.Path("dem.tif"), _office.Path("whole.tif"));
        using var raster = await OpenAsync("whole.tif", RasterKind.Elevation);
        var cells = raster.Read(0, new RasterWindow(0, 0, Columns, Rows), Never).Value;
        Assert.All(cells.Zip(Metres()), p => Assert.InRange(Math.Abs(p.First - (p.Second * 1_000)), 0, 501));
        Assert.All(cells, c => Assert.Equal(0, c % 1_000));
    }

    [Fact]
    public async Task Imagery_of_16_bits_is_stretched_between_its_percentiles_and_what_has_no_data_stays_so()
    {
        float[] samples = [.. Enumerable.Range(0, Columns * Rows).Select(i => i % Columns < 30 ? 0 : 1_000 + (i % Columns * 10f))];
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), Plan, samples).IsSuccess);
        await Office.RunAsync("gdal_translate", "-q", "-ot", "UInt16", "-a_nodata", "0", "-b", "1", "-b", "1", "-b", "1", _office.Path("dem.tif"), _office.Path("wide.tif"));
        await using var reader = (await RasterFiles.OpenAsync(_office.Path("wide.tif"), Never)).Value;
        var source = (await RasterSources.OfAsync(reader, RasterKind.Imagery, Zone36, Never)).Value;
        Assert.Equal("16 位拉伸为 8 位", source.Conversion);

        using var raster = await OpenAsync("wide.tif", RasterKind.Imagery);
        var row = raster.Read(0, new RasterWindow(0, 100, Columns, 1), Never).Value;
        Assert.All(row[..30], c => Assert.Equal(RasterCells.NoColour, c));
        Assert.Equal(RasterCells.Colour(1, 1, 1), row[30]);
        Assert.Equal(RasterCells.Colour(255, 255, 255), row[^1]);
        var levels = row[30..].Select(c => c & 0xFF).ToList();
        Assert.Equal(levels.Order(), levels);
        Assert.InRange(levels[levels.Count / 2], 120, 135);
    }

    private static RasterPlan Plan => new(Columns, Rows, new RasterGrid(36_478_000, 3_650_000, 20, 20), 4524);

    private static float[] Metres() =>
        [.. Enumerable.Range(0, Columns * Rows).Select(i => (float)(650 + (200 * Math.Sin(i % Columns / 60.0) * Math.Cos(i / Columns / 45.0))))];

    /// <summary>A smooth terrain of the county's zone brought into degrees by GDAL.</summary>
    private async Task WrittenAsync(string system)
    {
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), Plan, Metres()).IsSuccess);
        await Office.RunAsync("gdalwarp", "-q", "-overwrite", "-et", "0", "-t_srs", "EPSG:4490", "-r", "bilinear", "-dstnodata", "-9999", _office.Path("dem.tif"), _office.Path("degrees.tif"));
        if (system != "EPSG:4490")
        {
            await Office.RunAsync("gdal_translate", "-q", "-a_srs", system, _office.Path("degrees.tif"), _office.Path("other.tif"));
            File.Copy(_office.Path("other.tif"), _office.Path("degrees.tif"), overwrite: true);
        }
    }

    /// <summary>By GDAL to the very cells that were stored; CGCS2000 and WGS84 count as one.</summary>
    private async Task WarpedBackAsync(RasterPlace place, string method)
    {
        string Metres(double units) => units.ToString("R", CultureInfo.InvariantCulture);
        var grid = place.GridAt(0);
        await Office.RunAsync("gdal_translate", "-q", "-a_srs", "EPSG:4490", _office.Path("degrees.tif"), _office.Path("named.tif"));
        await Office.RunAsync(
            "gdalwarp", "-q", "-overwrite", "-et", "0", "-ovr", "NONE", "-t_srs", "EPSG:4524", "-r", method,
            "-te", Metres(grid.OriginEast), Metres(grid.OriginNorth - (place.Rows * grid.CellNorth)), Metres(grid.OriginEast + (place.Columns * grid.CellEast)), Metres(grid.OriginNorth),
            "-ts", place.Columns.ToString(CultureInfo.InvariantCulture), place.Rows.ToString(CultureInfo.InvariantCulture), _office.Path("named.tif"), _office.Path("back.tif"));
    }

    private async Task<StoredRaster> OpenAsync(string file, RasterKind kind)
    {
        var stored = await StoreAsync(file, kind);
        Assert.True(stored.IsSuccess, stored.Error?.Text);
        return StoredRaster.Open(RasterStoring.PathOf(_office.Path("rasters"), stored.Value.Name), stored.Value.Name).Value;
    }

    private async Task<Result<StoredRasterName>> StoreAsync(string file, RasterKind kind)
    {
        await using var reader = (await RasterFiles.OpenAsync(_office.Path(file), Never)).Value;
        var source = await RasterSources.OfAsync(reader, kind, Zone36, Never);
        return source.Error is { } refused ? refused : await RasterStoring.WriteAsync(source.Value, _office.Path("rasters"), "1.partial", null, Never);
    }
}
