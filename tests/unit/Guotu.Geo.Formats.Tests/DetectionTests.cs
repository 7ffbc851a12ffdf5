using System.Text;
using Guotu.Testing;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Tests;

/// <summary>What is concluded of a file is said with its evidence; what is not certain is asked.</summary>
public sealed class DetectionTests : IDisposable
{
    private const string Square = "36478000 3650000, 36478100 3650000, 36478100 3650100, 36478000 3650000";
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Theory]
    [InlineData("shapefile")]
    [InlineData("geojson")]
    [InlineData("wkt")]
    [InlineData("wkb")]
    [InlineData("csv")]
    [InlineData("vct")]
    [InlineData("gml")]
    [InlineData("gpkg")]
    [InlineData("gdb")]
    [InlineData("dxf")]
    [InlineData("kml")]
    [InlineData("fgb")]
    public async Task A_format_is_known_by_its_content_whatever_the_name(string code)
    {
        var format = FileFormats.OfCode(code)!.Value;
        var (bytes, _) = await Office.WriteAsync(format, Office.PatchSchema, Office.Patches(3, 2, ["旱地"]).Where(f => f.Geometry is not null), Office.Zone36);
        var read = Office.MustRead(await Office.ReadAsync(_office.File("without-extension", bytes)));
        Assert.Equal(format, read.Detection!.Format);
        Assert.All(read.Detection.Conclusions, c => Assert.True(c.Topic.Length > 0 && c.Finding.Length > 0 && c.Reason.Length > 0));
    }

    [Fact]
    public async Task GeoJSON_without_crs_is_WGS84_by_its_rule_and_asks()
    {
        var read = Office.MustRead(await TextAsync("""{"type":"Feature","geometry":{"type":"Point","coordinates":[107.77,32.98]},"properties":{"DLBM":"0101"}}"""));
        Assert.Equal(FormatErrors.ImpliedWgs84, Assert.Single(read.Detection!.Doubts).Code);
        Assert.Equal("0101", read.Value(0, "DLBM"));
    }

    [Fact]
    public async Task The_crs_member_of_older_GeoJSON_is_believed_and_held_against_the_numbers()
    {
        var fits = Office.MustRead(await TextAsync("""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[107.77,32.98]},"properties":null}]}"""));
        Assert.Equal((4490, 0), (fits.Detection!.Crs!.Epsg!.Value, fits.Detection.Doubts.Length));
        var turned = Office.MustRead(await TextAsync("""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4490"}},"features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[32.98,107.77]},"properties":null}]}"""));
        Assert.Equal(FormatErrors.AxesContradiction, Assert.Single(turned.Detection!.Doubts).Code);
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:EPSG::4490", "32.98 107.77")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4490", "32.98 107.77")]
    [InlineData("EPSG:4490", "107.77 32.98")]
    [InlineData("http://www.opengis.net/gml/srs/epsg.xml#4490", "107.77 32.98")]
    public async Task The_form_of_srsName_tells_the_order_of_GML(string srsName, string position)
    {
        var read = Office.MustRead(await TextAsync($"""<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2"><gml:featureMember><p><g><gml:Point srsName="{srsName}"><gml:pos>{position}</gml:pos></gml:Point></g><n>甲</n></p></gml:featureMember></gml:FeatureCollection>"""));
        Assert.Empty(read.Detection!.Doubts);
        Assert.Equal(new Coordinate(107.77, 32.98), read.Features[0].Geometry!.Coordinate);
        Assert.Equal("甲", read.Value(0, "n"));
    }

    [Fact]
    public async Task A_table_of_X_and_Y_is_read_north_first_because_its_numbers_are()
    {
        var read = Office.MustRead(await TextAsync("点号,X,Y\nJ1,3650553.447,36478500.889\nJ2,3650653.447,36478500.889\n", new ReadChoices { Crs = Office.Zone36 }));
        Assert.Equal(AxisOrder.NorthFirst, read.Detection!.Axis);
        Assert.Equal(new Coordinate(36478500.889, 3650553.447), read.Features[0].Geometry!.Coordinate);
        Assert.Empty(read.Detection.Doubts);
    }

    [Theory]
    [InlineData("名称;WKT\n甲;\"POLYGON ((36478000 3650000, 36478100 3650000, 36478100 3650100, 36478000 3650000))\"\n", "分号")]
    [InlineData("名称\t经度\t纬度\n甲\t107.77\t32.98\n", "制表符")]
    public async Task The_delimiter_is_found_and_said(string text, string name)
    {
        var read = Office.MustRead(await TextAsync(text, encoding: Office.Gb18030));
        Assert.Contains(read.Detection!.Conclusions, c => c.Topic == "分隔符" && c.Reason.Contains(name, StringComparison.Ordinal));
        Assert.Equal("GB18030", read.Detection.Encoding);
        Assert.Equal("甲", read.Value(0, "名称"));
    }

    [Fact]
    public async Task A_short_row_of_a_table_is_refused_by_line()
    {
        var read = await TextAsync("名称,X,Y\n甲,3650553,36478500\n乙,3650553\n");
        Assert.NotNull(read.Error);
    }

    [Fact]
    public async Task EWKT_names_its_system()
    {
        var read = Office.MustRead(await TextAsync($"SRID=4524;POLYGON (({Square}))\nSRID=4524;POLYGON (({Square}))\n"));
        Assert.Equal((4524, 2), (read.Detection!.Crs!.Epsg!.Value, read.Features.Count));
    }

    [Fact]
    public async Task A_format_that_was_named_wrongly_is_refused()
    {
        var read = await TextAsync($"POLYGON (({Square}))", new ReadChoices { Format = FileFormat.GeoJson });
        Assert.Equal(FormatErrors.FormatContradiction, read.Error!.Code);
    }

    [Fact]
    public async Task Of_several_layers_none_is_taken_unasked()
    {
        var path = TestData.Path("shp_gdb/cctool_village_plan_template.gdb.zip");
        var read = await Office.ReadAsync(path);
        Assert.Equal(FormatErrors.LayerNotChosen, read.Error!.Code);
    }

    private Task<ReadFile> TextAsync(string text, ReadChoices? choices = null, Encoding? encoding = null) => Office.ReadAsync((encoding ?? Encoding.UTF8).GetBytes(text), choices);
}
