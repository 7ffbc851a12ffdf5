using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Tests;

/// <summary>GDAL's own programs open what we write and write what we open, with the same counts and coordinates.</summary>
public sealed class GdalAgreementTests : IDisposable
{
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Theory]
    [InlineData("shapefile")]
    [InlineData("geojson")]
    [InlineData("gml")]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    public async Task GDAL_reads_our_file_as_we_wrote_it(string code)
    {
        var format = FileFormats.OfCode(code)!.Value;
        var features = Sample();
        var (bytes, _) = await Office.WriteAsync(format, Office.PatchSchema, features, Office.Zone36);
        var path = Unpacked(_office.File("ours" + format.Extension(), bytes));
        var info = await Office.RunAsync("ogrinfo", "-so", "-al", path);
        Assert.Contains($"Feature Count: {features.Count}", info, StringComparison.Ordinal);
        await Office.RunAsync("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", _office.Path("theirs.json"), path);
        MustBeSame(features, await File.ReadAllTextAsync(_office.Path("theirs.json")));
    }

    [Theory]
    [InlineData("shapefile", "ESRI Shapefile", ".shp")]
    [InlineData("geojson", "GeoJSON", ".json")]
    [InlineData("gml", "GML", ".gml")]
    [InlineData("gpkg", "GPKG", ".gpkg")]
    [InlineData("fgb", "FlatGeobuf", ".fgb")]
    [InlineData("gdb", "OpenFileGDB", ".gdb")]
    [InlineData("csv", "CSV", ".csv")]
    public async Task We_read_what_GDAL_writes(string code, string driver, string extension)
    {
        var features = Sample();
        var (bytes, _) = await Office.WriteAsync(FileFormat.GeoPackage, Office.PatchSchema, features, Office.Zone36);
        var (source, target) = (_office.File("source.gpkg", bytes), _office.Path("theirs" + extension));
        string[] options = code switch
        {
            "shapefile" => ["-lco", "ENCODING=GBK"],
            "csv" => ["-lco", "GEOMETRY=AS_WKT"],
            "gml" => ["-dsco", "FORMAT=GML3.2"],
            "fgb" => ["-lco", "SPATIAL_INDEX=NO"],
            _ => [],
        };
        await Office.RunAsync("ogr2ogr", ["-f", driver, "-nln", "DLTB", .. options, target, source]);
        var read = Office.MustRead(await Office.ReadAsync(target, code == "csv" ? new ReadChoices { Crs = Office.Zone36 } : ReadChoices.None));
        Assert.Empty(read.Detection!.Doubts);
        Assert.Equal(4524, read.Detection.Crs!.Epsg);
        Assert.Equal(features.Count, read.Features.Count);
        for (var i = 0; i < features.Count; i++)
        {
            Assert.True(Multi(features[i].Geometry!).EqualsExact(Multi(read.Features[i].Geometry!), code == "gdb" ? 1e-5 : 1e-6), $"feature {i}");
            Assert.Equal(features[i].Values[0], read.Value(i, "MC"));
        }
    }

    [Fact]
    public async Task GDAL_reads_the_land_classes_of_a_GBK_shapefile()
    {
        var (bytes, _) = await Office.WriteAsync(FileFormat.Shapefile, Office.PatchSchema, Sample(), Office.Zone36, "GB18030");
        var info = await Office.RunAsync("ogrinfo", "-al", Unpacked(_office.File("gbk.zip", bytes)));
        Assert.Contains("MC (String) = 旱地", info, StringComparison.Ordinal);
    }

    private static List<Feature> Sample() =>
        [.. Office.Patches(30, 77, ["旱地", "水田"]).Where(f => f.Geometry is not null).Select(f => f with { Values = ["旱地", .. f.Values.Skip(1)] })];

    private string Unpacked(string path)
    {
        if (!path.EndsWith(".zip", StringComparison.Ordinal))
        {
            return path;
        }

        ZipFile.ExtractToDirectory(path, _office.Path("unpacked"));
        return Directory.EnumerateFiles(_office.Path("unpacked"), "*.shp").Single();
    }

    private static void MustBeSame(List<Feature> features, string json)
    {
        using var document = JsonDocument.Parse(json);
        var theirs = document.RootElement.GetProperty("features").EnumerateArray().ToArray();
        Assert.Equal(features.Count, theirs.Length);
        for (var i = 0; i < theirs.Length; i++)
        {
            var numbers = Numbers(theirs[i].GetProperty("geometry").GetProperty("coordinates")).Order().ToArray();
            var ours = features[i].Geometry!.Coordinates.SelectMany(c => new[] { c.X, c.Y }).Order().ToArray();
            Assert.Equal(ours.Length, numbers.Length);
            Assert.All(ours.Zip(numbers), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            Assert.Equal(features[i].Values[0], theirs[i].GetProperty("properties").GetProperty("MC").GetString());
            if (features[i].Values[1] is long whole)
            {
                Assert.Equal(whole.ToString(CultureInfo.InvariantCulture), theirs[i].GetProperty("properties").GetProperty("BSM").ToString());
            }
        }
    }

    private static IEnumerable<double> Numbers(JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Numbers) : [element.GetDouble()];

    private static NtsGeometry Multi(NtsGeometry geometry) =>
        FeatureGeometry.Factory.CreateMultiPolygon([.. FeatureGeometry.Parts(geometry).Cast<Polygon>().Select(p => (Polygon)p.Copy())]).Normalized();
}
