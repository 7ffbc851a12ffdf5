using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;
using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Tests;

/// <summary>The tiled form of rasters: what goes in comes out, under a name that stands for the content, and nothing else is believed.</summary>
public sealed class StoredRasterTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly GaussKrugerZone Zone36 = GaussKrugerZone.ThreeDegree(36);
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task Heights_come_back_to_the_millimetre_from_every_block_and_no_data_stays_no_data()
    {
        var (plan, metres) = Terrain(700, 530);
        using var raster = await StoredAsync(plan, metres);
        Assert.Equal((RasterKind.Elevation, 700, 530, 3), (raster.Kind, raster.Place.Columns, raster.Place.Rows, raster.Place.LevelCount));
        Assert.Equal(new GridEnvelope(364_780_000_000, 36_500_000_000 - (530 * 125_000L), 364_780_000_000 + (700 * 125_000L), 36_500_000_000), raster.Place.Envelope);
        var cells = raster.Read(0, new RasterWindow(0, 0, 700, 530), Never).Value;
        for (var i = 0; i < cells.Length; i++)
        {
            Assert.Equal(float.IsNaN(metres[i]) ? RasterCells.NoHeight : (int)Math.Round(metres[i] * 1000.0, MidpointRounding.AwayFromZero), cells[i]);
        }

        // A window over the border of blocks and of the raster.
        var window = raster.Read(0, new RasterWindow(690, 250, 20, 12), Never).Value;
        Assert.Equal(cells[(255 * 700) + 695], window[(5 * 20) + 5]);
        Assert.Equal(RasterCells.NoHeight, window[15]);
    }

    [Fact]
    public async Task Each_overview_is_the_mean_of_the_cells_below_that_have_data()
    {
        var (plan, metres) = Terrain(523, 301);
        using var raster = await StoredAsync(plan, metres);
        for (var level = 1; level < raster.Place.LevelCount; level++)
        {
            var ((columns, rows), (below, belowRows)) = (raster.Place.SizeAt(level), raster.Place.SizeAt(level - 1));
            var (upper, lower) = (raster.Read(level, new RasterWindow(0, 0, columns, rows), Never).Value, raster.Read(level - 1, new RasterWindow(0, 0, below, belowRows), Never).Value);
            for (var i = 0; i < upper.Length; i++)
            {
                var (c, r) = (2 * (i % columns), 2 * (i / columns));
                var four = new[] { (c, r), (c + 1, r), (c, r + 1), (c + 1, r + 1) }.Where(p => p.Item1 < below && p.Item2 < belowRows)
                    .Select(p => lower[(p.Item2 * below) + p.Item1]).Where(v => v != RasterCells.NoHeight).ToList();
                Assert.Equal(four.Count == 0 ? RasterCells.NoHeight : (int)Math.Round(four.Sum(v => (decimal)v) / four.Count, MidpointRounding.AwayFromZero), upper[i]);
            }
        }
    }

    [Fact]
    public async Task The_name_stands_for_the_content_and_not_for_how_the_file_was_laid_out()
    {
        var (plan, metres) = Terrain(300, 200);
        using var first = await StoredAsync(plan, metres);
        await Office.RunAsync("gdal_translate", "-q", "-of", "COG", _office.Path("dem.tif"), _office.Path("cog.tif"));
        var again = await StoreAsync(_office.Path("cog.tif"), RasterKind.Elevation);
        Assert.Equal(first.Name, again.Value.Name);
        metres[5_000] += 0.001f * 2;
        using var other = await StoredAsync(plan, metres);
        Assert.NotEqual(first.Name, other.Name);
    }

    [Fact]
    public async Task A_picture_keeps_its_colours()
    {
        var (plan, metres) = Terrain(300, 200);
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), plan, metres).IsSuccess);
        await Office.RunAsync("gdaldem", "hillshade", "-q", _office.Path("dem.tif"), _office.Path("grey.tif"));
        await Office.RunAsync("gdal_translate", "-q", "-b", "1", "-b", "1", "-b", "1", "-a_nodata", "none", _office.Path("grey.tif"), _office.Path("picture.tif"));
        using var raster = await OpenAsync("picture.tif", RasterKind.Imagery);
        await using var reader = (await RasterFiles.OpenAsync(_office.Path("grey.tif"), Never)).Value;
        var grey = (await reader.ReadBytesAsync(0, new RasterWindow(100, 50, 30, 20), Never)).Value;
        Assert.Equal(grey.Select(g => RasterCells.Colour(g, g, g)), raster.Read(0, new RasterWindow(100, 50, 30, 20), Never).Value);
    }

    [Theory]
    [InlineData("-a_srs", "EPSG:4526", "坐标系")]
    [InlineData("-a_srs", "EPSG:2360", "参数")]
    [InlineData("-a_srs", "EPSG:3857", "只用于显示")]
    [InlineData("-ot", "Byte", "Byte")]
    [InlineData("-scale", "0 1 0 90000", "高程是")]
    public async Task What_is_no_terrain_of_the_county_is_refused_and_nothing_stays(string option, string value, string said)
    {
        var (plan, metres) = Terrain(300, 200);
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), plan, metres).IsSuccess);
        await Office.RunAsync("gdal_translate", ["-q", option, .. value.Split(' '), _office.Path("dem.tif"), _office.Path("other.tif")]);
        var stored = await StoreAsync(_office.Path("other.tif"), RasterKind.Elevation);
        Assert.False(stored.IsSuccess);
        Assert.Contains(said, stored.Error!.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder) && Directory.EnumerateFiles(Folder).Any());
    }

    [Fact]
    public async Task A_zone_without_prefix_is_given_its_prefix()
    {
        var (plan, metres) = Terrain(40, 30);
        Assert.True(RasterFiles.Write(_office.Path("plain.tif"), plan with { Epsg = 4545, Grid = plan.Grid with { OriginEast = 478_000 } }, metres).IsSuccess);
        using var raster = await OpenAsync("plain.tif", RasterKind.Elevation);
        Assert.Equal((4524, 364_780_000_000), (raster.Place.Epsg, raster.Place.OriginEast));
    }

    [Fact]
    public async Task A_bent_file_gives_a_refusal_or_the_true_cells_never_others()
    {
        var (plan, metres) = Terrain(300, 200);
        string path;
        int[] cells;
        Crypto.Sm3Digest name;
        using (var sound = await StoredAsync(plan, metres))
        {
            (name, path) = (sound.Name, RasterStoring.PathOf(Folder, sound.Name));
            cells = sound.Read(0, new RasterWindow(0, 0, 300, 200), Never).Value;
        }

        var bytes = await File.ReadAllBytesAsync(path);
        var random = new Random(610_724);
        var refused = 0;
        for (var i = 0; i < 300; i++)
        {
            await File.WriteAllBytesAsync(path, new Testing.Fuzzing.Mutator(random).Bend(bytes, () => bytes));
            var opened = StoredRaster.Open(path, name);
            if (opened.IsSuccess)
            {
                using var raster = opened.Value;
                var read = raster.Read(0, new RasterWindow(0, 0, 300, 200), Never);
                refused += read.IsSuccess ? 0 : 1;
                Assert.True(!read.IsSuccess || read.Value.AsSpan().SequenceEqual(cells));
            }
            else
            {
                refused++;
                Assert.NotEmpty(opened.Error!.Text);
            }
        }

        Assert.True(refused > 100, $"{refused} refused");
    }

    private string Folder => _office.Path("rasters");

    private static (RasterPlan Plan, float[] Metres) Terrain(int columns, int rows) => (
        new RasterPlan(columns, rows, new RasterGrid(36_478_000, 3_650_000, 12.5, 12.5), 4524),
        [.. Enumerable.Range(0, columns * rows).Select(i => i % 997 < 3 ? float.NaN : (float)(500 + (300 * Math.Sin(i % columns / 40.0) * Math.Cos(i / columns / 30.0))))]);

    private async Task<StoredRaster> StoredAsync(RasterPlan plan, float[] metres)
    {
        Assert.True(RasterFiles.Write(_office.Path("dem.tif"), plan, metres).IsSuccess);
        return await OpenAsync("dem.tif", RasterKind.Elevation);
    }

    private async Task<StoredRaster> OpenAsync(string file, RasterKind kind)
    {
        var stored = await StoreAsync(_office.Path(file), kind);
        Assert.True(stored.IsSuccess, stored.Error?.Text);
        var opened = StoredRaster.Open(RasterStoring.PathOf(Folder, stored.Value.Name), stored.Value.Name);
        Assert.True(opened.IsSuccess, opened.Error?.Text);
        return opened.Value;
    }

    private async Task<Result<StoredRasterName>> StoreAsync(string path, RasterKind kind)
    {
        await using var reader = (await RasterFiles.OpenAsync(path, Never)).Value;
        var source = await RasterSources.OfAsync(reader, kind, Zone36, Never);
        return source.Error is { } refused ? refused : await RasterStoring.WriteAsync(source.Value, Folder, "1.partial", null, Never);
    }
}
