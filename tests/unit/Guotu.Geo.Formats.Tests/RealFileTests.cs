using System.IO.Compression;
using Guotu.Testing;

namespace Guotu.Geo.Formats.Tests;

/// <summary>Files that others wrote; counts are held against GDAL's.</summary>
public sealed class RealFileTests : IDisposable
{
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Theory]
    [InlineData("landtxt/hangzhou_2019_pengbu_zone40.txt", 4528)]
    [InlineData("landtxt/polygontxt_plot_000.txt", 4526)]
    [InlineData("landtxt/polygontxt_plot_001.txt", 4526)]
    public async Task Coordinate_texts_of_land_offices_are_features_too(string name, int epsg)
    {
        var read = Office.MustRead(await Office.ReadAsync(TestData.Path(name)));
        Assert.Equal((FileFormat.CoordinateText, epsg), (read.Detection!.Format, read.Detection.Crs!.Epsg!.Value));
        Assert.Single(read.Features);
    }

    [Theory]
    [InlineData("admin/cn_610700.json", 11)]
    public async Task The_counties_of_Hanzhong_are_read_and_their_system_asked(string name, int count)
    {
        var read = Office.MustRead(await Office.ReadAsync(TestData.Path(name)));
        Assert.Equal(count, read.Features.Count);
        Assert.NotEmpty(read.Detection!.Doubts);
    }

    [Fact]
    public async Task French_communes_agree_with_GDAL()
    {
        using var zip = ZipFile.OpenRead(TestData.Path("bench/fr_part_00.zip"));
        foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".geojson", StringComparison.Ordinal)).Take(6))
        {
            var path = _office.Path(entry.Name);
            entry.ExtractToFile(path);
            var read = Office.MustRead(await Office.ReadAsync(path));
            Assert.Contains($"Feature Count: {read.Features.Count}", await Office.RunAsync("ogrinfo", "-so", "-al", path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_layers_of_the_QGIS_geodatabase_agree_with_GDAL()
    {
        var path = TestData.Path("shp_gdb/qgis_test_gdb.gdb.zip");
        ZipFile.ExtractToDirectory(path, _office.Path("gdb"));
        var folder = Directory.EnumerateDirectories(_office.Path("gdb"), "*.gdb", SearchOption.AllDirectories).FirstOrDefault() ?? _office.Path("gdb");
        var first = await Office.ReadAsync(path, new ReadChoices { Layer = "no such layer" });
        Assert.Equal(FormatErrors.LayerMissing, first.Error!.Code);
        foreach (var layer in first.Error.Arguments["layers"].Split('、'))
        {
            var read = await Office.ReadAsync(path, new ReadChoices { Layer = layer });
            if (read.Error?.Code == FormatErrors.NotCarried)
            {
                continue; // curves are refused, never drawn over
            }

            Assert.True(read.Error is null, $"{layer}: {read.Error}");
            Assert.Contains($"Feature Count: {read.Features.Count}", await Office.RunAsync("ogrinfo", "-so", folder, layer), StringComparison.Ordinal);
        }
    }
}
