using System.Globalization;
using System.Text.Json;
using Guotu.Geo.Formats.Rasters;

namespace Guotu.Geo.Formats.Tests;

/// <summary>GeoTIFF read and written, held against GDAL's own programs.</summary>
public sealed class RasterTests : IDisposable
{
    private static readonly RasterPlan Plan = new(300, 200, new RasterGrid(36_478_000, 3_650_000, 12.5, 12.5), 4524);
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task A_terrain_written_is_what_GDAL_says_and_what_is_read_back()
    {
        var samples = Terrain();
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), Plan, samples).IsSuccess);

        using var info = JsonDocument.Parse(await Office.RunAsync("gdalinfo", "-json", "-stats", _office.Path("dem.tif")));
        Assert.Equal([300, 200], info.RootElement.GetProperty("size").EnumerateArray().Select(s => s.GetInt32()));
        Assert.Equal([36_478_000, 12.5, 0, 3_650_000, 0, -12.5], info.RootElement.GetProperty("geoTransform").EnumerateArray().Select(s => s.GetDouble()));
        Assert.Contains("4524", info.RootElement.GetProperty("coordinateSystem").GetProperty("wkt").GetString(), StringComparison.Ordinal);
        Assert.Equal(samples.Where(s => !float.IsNaN(s)).Average(s => (double)s), info.RootElement.GetProperty("bands")[0].GetProperty("mean").GetDouble(), 1e-3);

        await using var reader = await OpenAsync("dem.tif");
        Assert.Equal((300, 200, 4524, false), (reader.Description.Width, reader.Description.Height, reader.Description.Crs!.Epsg!.Value, reader.Description.IsCloudOptimised));
        Assert.Equal(Plan.Grid, reader.Description.Grid);
        Assert.Equal(samples, (await reader.ReadFloatsAsync(0, new RasterWindow(0, 0, 300, 200), CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Cells_agree_with_gdallocationinfo_in_plain_and_cloud_optimised_files_with_a_no_data_value()
    {
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), Plan, Terrain()).IsSuccess);
        await Office.RunAsync("gdal_translate", "-q", "-of", "COG", "-a_nodata", "-9999", _office.Path("dem.tif"), _office.Path("cog.tif"));
        await using var reader = await OpenAsync("cog.tif");
        Assert.True(reader.Description.IsCloudOptimised);
        Assert.Equal(("Float32", -9999), (reader.Description.Bands[0].SampleType, reader.Description.Bands[0].NoData));
        foreach (var (east, north) in ((double, double)[])[(36_478_001, 3_649_999), (36_479_333, 3_648_777), (36_481_749, 3_647_501)])
        {
            var (column, row) = reader.Description.Grid.CellAt(east, north);
            var ours = (await reader.ReadFloatsAsync(0, new RasterWindow(column, row, 1, 1), CancellationToken.None)).Value[0];
            var theirs = await Office.RunAsync("gdallocationinfo", "-valonly", "-geoloc", _office.Path("cog.tif"), Text(east), Text(north));
            Assert.Equal(double.Parse(theirs.Trim(), CultureInfo.InvariantCulture), ours, 1e-4);
        }
    }

    [Fact]
    public async Task An_image_of_bytes_is_read_band_by_band()
    {
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), Plan, Terrain()).IsSuccess);
        await Office.RunAsync("gdal_translate", "-q", "-ot", "Byte", "-scale", "0", "1000", "0", "255", "-b", "1", "-b", "1", _office.Path("dem.tif"), _office.Path("image.tif"));
        await using var reader = await OpenAsync("image.tif");
        Assert.Equal(["Byte", "Byte"], reader.Description.Bands.Select(b => b.SampleType));
        var window = new RasterWindow(10, 20, 30, 40);
        var first = (await reader.ReadBytesAsync(0, window, CancellationToken.None)).Value;
        Assert.Equal(first, (await reader.ReadBytesAsync(1, window, CancellationToken.None)).Value);
        Assert.Equal(1_200, first.Length);
        Assert.True(first.Distinct().Count() > 5);
    }

    [Theory]
    [InlineData(1, 0, 0, 1, 1)]
    [InlineData(0, 299, 0, 2, 1)]
    [InlineData(0, 0, -1, 1, 1)]
    [InlineData(0, 0, 0, 0, 5)]
    [InlineData(0, int.MaxValue, 0, int.MaxValue, 1)]
    public async Task A_window_that_is_not_there_is_refused(int band, int column, int row, int width, int height)
    {
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), Plan, Terrain()).IsSuccess);
        await using var reader = await OpenAsync("dem.tif");
        Assert.Equal(FormatErrors.WindowRefused, (await reader.ReadFloatsAsync(band, new RasterWindow(column, row, width, height), CancellationToken.None)).Error!.Code);
    }

    [Fact]
    public async Task Bent_rasters_are_refused_or_read_and_leave_the_node_standing()
    {
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), Plan with { Width = 30, Height = 20 }, Terrain().AsSpan(0, 600)).IsSuccess);
        var sound = await File.ReadAllBytesAsync(_office.Path("dem.tif"));
        var random = new Random(610_724);
        for (var i = 0; i < 25; i++)
        {
            var bent = new Testing.Fuzzing.Mutator(random).Bend(sound, () => sound);
            var opened = await RasterFiles.OpenAsync(_office.File("bent.tif", bent), CancellationToken.None);
            if (opened.IsSuccess)
            {
                await using var reader = opened.Value;
                var read = await reader.ReadFloatsAsync(0, new RasterWindow(0, 0, 1, 1), CancellationToken.None);
                Assert.True(read.IsSuccess || read.Error!.Text.Length > 0);
            }
            else
            {
                Assert.NotEmpty(opened.Error!.Text);
            }
        }
    }

    private static float[] Terrain() =>
        [.. Enumerable.Range(0, 60_000).Select(i => i % 997 == 0 ? float.NaN : (float)(500 + (300 * Math.Sin(i % 300 / 40.0) * Math.Cos(i / 300 / 30.0))))];

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private async Task<IRasterReader> OpenAsync(string name)
    {
        var opened = await RasterFiles.OpenAsync(_office.Path(name), CancellationToken.None);
        Assert.True(opened.IsSuccess, opened.Error?.ToString());
        return opened.Value;
    }
}
