using System.Buffers.Binary;
using System.IO.Compression;
using Guotu.Geo.Formats.Reference;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Tests;

/// <summary>Shapefiles as they arrive: parts missing, encodings unsaid, rings turned the wrong way.</summary>
public sealed class ShapefileTests : IDisposable
{
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("GB18030")]
    public async Task Chinese_text_without_cpg_is_told_by_its_content(string encoding)
    {
        var folder = await UnpackedAsync(encoding);
        File.Delete(Path.Combine(folder, "DLTB.cpg"));
        Patch(Path.Combine(folder, "DLTB.dbf"), 29, 0);
        var read = Office.MustRead(await Office.ReadAsync(Path.Combine(folder, "DLTB.shp")));
        Assert.Equal(encoding, read.Detection!.Encoding);
        Assert.Equal("旱地一等", read.Value(0, "MC"));
        Assert.True(read.Warns(FormatErrors.WarnPartFileMissing));
    }

    [Fact]
    public async Task A_cpg_that_contradicts_the_content_asks_back()
    {
        var folder = await UnpackedAsync("GB18030");
        File.WriteAllText(Path.Combine(folder, "DLTB.cpg"), "UTF-8");
        var read = await Office.ReadAsync(Path.Combine(folder, "DLTB.shp"));
        Assert.Equal(FormatErrors.EncodingContradiction, read.Error!.Code);
        Assert.Equal("旱地一等", Office.MustRead(await Office.ReadAsync(Path.Combine(folder, "DLTB.shp"), new ReadChoices { Encoding = "GB18030" })).Value(0, "MC"));
    }

    [Fact]
    public async Task Without_index_and_table_the_figures_are_still_read_and_it_is_said()
    {
        var folder = await UnpackedAsync("UTF-8");
        File.Delete(Path.Combine(folder, "DLTB.shx"));
        File.Delete(Path.Combine(folder, "DLTB.dbf"));
        var read = Office.MustRead(await Office.ReadAsync(Path.Combine(folder, "DLTB.shp")));
        Assert.Equal(8, read.Features.Count);
        Assert.Equal(2, read.Warnings.Count(w => w.Code == FormatErrors.WarnPartFileMissing));
    }

    [Fact]
    public async Task Without_prj_the_coordinate_system_is_asked_for_and_the_guess_is_named()
    {
        var folder = await UnpackedAsync("UTF-8");
        File.Delete(Path.Combine(folder, "DLTB.prj"));
        var read = Office.MustRead(await Office.ReadAsync(Path.Combine(folder, "DLTB.shp")));
        Assert.Null(read.Detection!.Crs);
        Assert.Contains("3 度带第 36 带", Assert.Single(read.Detection.Doubts).Text, StringComparison.Ordinal);
        var chosen = Office.MustRead(await Office.ReadAsync(Path.Combine(folder, "DLTB.shp"), new ReadChoices { Crs = Office.Zone36 }));
        Assert.Empty(chosen.Detection!.Doubts);
        var wrong = Office.MustRead(await Office.ReadAsync(Path.Combine(folder, "DLTB.shp"), new ReadChoices { Crs = CoordinateSystem.OfEpsg(4525) }));
        Assert.Equal(FormatErrors.CrsContradiction, Assert.Single(wrong.Detection!.Doubts).Code);
    }

    [Theory]
    [InlineData("PROJCS[\"CGCS2000_3_Degree_GK_Zone_36\",GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",36500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",108.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]", 4524)]
    [InlineData("PROJCS[\"a name of our own\",GEOGCS[\"x\",DATUM[\"China_2000\",SPHEROID[\"CGCS2000\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",108],PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",500000],PARAMETER[\"false_northing\",0],UNIT[\"metre\",1]]", 4545)]
    [InlineData("PROJCS[\"CGCS2000_GK_Zone_18\",GEOGCS[\"g\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",18500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",105.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]", 4496)]
    [InlineData("GEOGCS[\"GCS_China_Geodetic_Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]", 4490)]
    [InlineData("GEOGCS[\"ETRS89\",DATUM[\"European_Terrestrial_Reference_System_1989\",SPHEROID[\"GRS 1980\",6378137,298.257222101]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]", null)]
    [InlineData("PROJCS[\"Xian_1980_3_Degree_GK_Zone_36\",GEOGCS[\"GCS_Xian_1980\",DATUM[\"D_Xian_1980\",SPHEROID[\"Xian_1980\",6378140.0,298.257]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\",36500000.0],PARAMETER[\"Central_Meridian\",108.0],UNIT[\"Meter\",1.0]]", 2360)]
    public void A_prj_is_understood_by_its_parameters(string text, int? epsg) => Assert.Equal(epsg, CrsWkt.Read(text)!.Epsg);

    [Fact]
    public void Every_zone_of_the_country_is_written_and_understood_again()
    {
        foreach (var epsg in Enumerable.Range(4491, 64))
        {
            var crs = CoordinateSystem.OfEpsg(epsg);
            var again = CrsWkt.Read(CrsWkt.Write(crs)!)!;
            Assert.Equal((crs.Zone!.CentralMeridian, crs.Zone.FalseEasting), (again.Zone!.CentralMeridian, again.Zone.FalseEasting));
            Assert.Equal(epsg, again.Epsg);
        }
    }

    [Fact]
    public async Task A_hole_turned_like_an_outer_ring_is_still_a_hole_with_a_warning()
    {
        var folder = await UnpackedAsync("UTF-8", [HoleyBox()]);
        var shp = Path.Combine(folder, "DLTB.shp");
        Reverse(shp, 100 + 8 + 44 + 8 + (5 * 16), 5);
        var read = Office.MustRead(await Office.ReadAsync(shp));
        var polygon = Assert.IsType<Polygon>(read.Features[0].Geometry);
        Assert.Single(polygon.InteriorRings);
        Assert.Equal(2, Assert.Single(read.Warnings, w => w.Code == FormatErrors.WarnRingRole).Ring);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(99)]
    [InlineData(104)]
    [InlineData(150)]
    [InlineData(-1)]
    public async Task A_shp_cut_off_anywhere_is_refused(int length)
    {
        var folder = await UnpackedAsync("UTF-8");
        var shp = Path.Combine(folder, "DLTB.shp");
        var bytes = await File.ReadAllBytesAsync(shp);
        await File.WriteAllBytesAsync(shp, length < 0 ? bytes[..^1] : bytes[..length]);
        var read = await Office.ReadAsync(shp);
        Assert.NotNull(read.Error);
        Assert.NotEmpty(read.Error.Text);
    }

    [Fact]
    public async Task A_table_with_a_record_too_few_is_refused_by_name()
    {
        var folder = await UnpackedAsync("UTF-8");
        var dbf = Path.Combine(folder, "DLTB.dbf");
        var bytes = await File.ReadAllBytesAsync(dbf);
        await File.WriteAllBytesAsync(dbf, bytes[..^40]);
        Assert.Contains("第 8 条记录", (await Office.ReadAsync(Path.Combine(folder, "DLTB.shp"))).Error!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_bomb_is_stopped_while_it_unpacks()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a.shp", CompressionLevel.SmallestSize).Open();
            entry.Write(new byte[40 << 20]);
        }

        var read = await Office.ReadAsync(stream.ToArray());
        Assert.Equal(FormatErrors.ArchiveRefused, read.Error!.Code);
    }

    [Theory]
    [InlineData("../evil.shp")]
    [InlineData("/etc/evil.shp")]
    [InlineData("a/../../evil.shp")]
    [InlineData("..\\evil.shp")]
    public async Task An_archive_that_reaches_out_of_its_folder_is_refused(string name)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write("x"u8);
        }

        Assert.Equal(FormatErrors.ArchiveRefused, (await Office.ReadAsync(stream.ToArray())).Error!.Code);
    }

    private static Polygon HoleyBox()
    {
        var box = FeatureGeometry.Factory.ToGeometry(new Envelope(36_478_000, 36_478_100, 3_650_000, 3_650_100));
        return FeatureGeometry.Factory.CreatePolygon(((Polygon)box).Shell, [((Polygon)FeatureGeometry.Factory.ToGeometry(new Envelope(36_478_020, 36_478_030, 3_650_020, 3_650_030))).Shell]);
    }

    private async Task<string> UnpackedAsync(string encoding, NtsGeometry[]? figures = null)
    {
        var features = Office.Patches(8, 11, ["旱地一等", "水田二等", "园地三等"]).Select((f, i) => f with { Values = ["旱地一等", .. f.Values.Skip(1)], Geometry = f.Geometry ?? Office.Figure(new Random(i), i) }).ToList();
        if (figures is not null)
        {
            features = [.. figures.Select((g, i) => features[i] with { Geometry = g })];
        }

        var (bytes, _) = await Office.WriteAsync(FileFormat.Shapefile, Office.PatchSchema, features, Office.Zone36, encoding);
        var folder = Directory.CreateDirectory(_office.Path("set")).FullName;
        using var zip = new ZipArchive(new MemoryStream(bytes));
        zip.ExtractToDirectory(folder, overwriteFiles: true);
        return folder;
    }

    private static void Patch(string path, int at, byte value)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] = value;
        File.WriteAllBytes(path, bytes);
    }

    private static void Reverse(string path, int at, int points)
    {
        var bytes = File.ReadAllBytes(path);
        var values = Enumerable.Range(0, points * 2).Select(i => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(at + (8 * i)))).ToArray();
        for (var i = 0; i < points; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at + (16 * i)), values[2 * (points - 1 - i)]);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at + (16 * i) + 8), values[(2 * (points - 1 - i)) + 1]);
        }

        File.WriteAllBytes(path, bytes);
    }
}
