using Guotu.Geo.Crs;
using Guotu.Testing;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Tests;

/// <summary>VCT of both versions: polygons out of lines, some of them backwards, with counted separators.</summary>
public sealed class VctTests
{
    private const string Head = """
        HeadBegin
        Datamark:LANDUSE-VCT
        Version:3.0
        CoordinateSystemType:P
        Dim:2
        XYUnit:M
        Spheroid:CGCS2000,6378137.0,298.257222101
        Parameters:108,1,36500000,0,3,36
        ExtentMin:36478000,3650000
        ExtentMax:36478100,3650100
        Separator:,
        HeadEnd
        FeatureCodeBegin
        2001010100,地类图斑,Polygon,DLTB
        FeatureCodeEnd
        TableStructureBegin
        DLTB,3
        BSM,Int,10
        DLBM,Char,5
        TBMJ,Float,15,2
        0
        TableStructureEnd

        """;

    [Fact]
    public async Task A_polygon_is_chained_of_lines_with_a_hole_behind_the_separator()
    {
        var read = Office.MustRead(await ReadAsync(Head + Lines + Polygon("1,-2,0,3", count: 4) + Attributes));
        var polygon = Assert.IsType<Polygon>(read.Features[0].Geometry);
        Assert.Single(polygon.InteriorRings);
        Assert.Equal(10_000 - 100, polygon.Area);
        Assert.Equal("0101", read.Value(0, "DLBM"));
        Assert.Equal(9900.5, read.Value(0, "TBMJ"));
        Assert.Equal(GaussKrugerZone.ThreeDegree(36), read.Detection!.Crs!.Zone);
    }

    [Theory]
    [InlineData("1,2,0,3", 4, "端点不相接")]
    [InlineData("1,-2,0,3", 3, "写明 3 项")]
    [InlineData("1,0,3", 3, "没有闭合")]
    [InlineData("1,-9,0,3", 4, "不存在")]
    public async Task A_wrong_composition_is_refused_by_name(string ids, int count, string said)
    {
        var read = await ReadAsync(Head + Lines + Polygon(ids, count) + Attributes);
        Assert.Contains(said, read.Error!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_third_party_file_of_version_2_gives_all_its_polygons()
    {
        var read = Office.MustRead(await Office.ReadAsync(TestData.Path("landtxt/vct/vctfaker_v20_s12_efc.VCT"), new ReadChoices { Layer = "layer4" }));
        Assert.Equal(121, read.Features.Count);
        Assert.Equal(121, read.Features.Sum(f => f.Geometry!.Area), 1e-6);
        Assert.Equal("xxmc", read.Value(0, "KZDMC"));
        Assert.False(read.Detection!.Crs!.IsCgcs2000);
    }

    [Fact]
    public async Task Every_boundary_of_a_coverage_is_written_once()
    {
        var cells = Enumerable.Range(0, 16).Select(i => new Feature(new FeatureOrigin(i + 1, null), FeatureGeometry.Factory.ToGeometry(
            new Envelope(36_478_000 + (i % 4 * 10), 36_478_010 + (i % 4 * 10), 3_650_000 + (i / 4 * 10), 3_650_010 + (i / 4 * 10))), [null, (long)i, null, null, null])).ToList();
        var (bytes, _) = await Office.WriteAsync(FileFormat.Vct, Office.PatchSchema, cells, Office.Zone36);
        var text = Office.Gb18030.GetString(bytes);
        // 4 × 4 cells have 40 edges; the four corners of the whole are no nodes, so 8 of them join to 4.
        Assert.Equal(36, text.Split("1099000000").Length - 1);
        Assert.Equal(1600, Office.MustRead(await Office.ReadAsync(bytes)).Features.Sum(f => f.Geometry!.Area));
    }

    private static string Lines => "LineBegin\n" + Line(1, "36478000,3650000", "36478100,3650000", "36478100,3650100") + Line(2, "36478000,3650000", "36478000,3650100", "36478100,3650100")
        + Line(3, "36478020,3650020", "36478030,3650020", "36478030,3650030", "36478020,3650030", "36478020,3650020") + "LineEnd\n";

    private static string Attributes => "AttributeBegin\nDLTB\n9,1,0101,9900.5\nTableEnd\nAttributeEnd\n";

    private static string Line(int id, params string[] points) => $"{id}\n1099000000\nunknown\n1\n1\n11\n{points.Length}\n{string.Join('\n', points)}\n0\n";

    private static string Polygon(string ids, int count) => $"PolygonBegin\n9\n2001010100\nUnknown\n100\n36478010,3650010\n21\n{count}\n{ids}\n0\nPolygonEnd\n";

    private static Task<ReadFile> ReadAsync(string text) => Office.ReadAsync(Office.Gb18030.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)));
}
