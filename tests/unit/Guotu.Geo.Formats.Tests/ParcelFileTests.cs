using System.Globalization;
using System.Text;
using Guotu.Geo.Areas;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Parcels;
using Guotu.Geo.Formats.Reference;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Tests;

/// <summary>The window takes parcels in any format; the same lot has the same area whatever it came in.</summary>
public sealed class ParcelFileTests
{
    private static readonly CoordinateTextOptions County = new() { RequiredZone = GaussKrugerZone.ThreeDegree(36) };

    [Theory]
    [InlineData("shapefile")]
    [InlineData("geojson")]
    [InlineData("wkt")]
    [InlineData("vct")]
    [InlineData("gml")]
    [InlineData("gpkg")]
    [InlineData("gdb")]
    [InlineData("fgb")]
    public async Task A_lot_has_the_same_area_in_every_format(string code)
    {
        var schema = new FeatureSchema("DK", [new("DKBH", FieldKind.Text, 20), new("DKMC", FieldKind.Text, 40)]) { Geometry = GeometryKind.Polygon };
        var figure = Office.Figure(new Random(4), 3);
        var (bytes, _) = await Office.WriteAsync(FileFormats.OfCode(code)!.Value, schema, [new Feature(new FeatureOrigin(1, null), figure, ["A-1", "一号地块"])], Office.Zone36);
        var file = await MustReadAsync(bytes, County);
        var parcel = Assert.Single(file.Parcels);
        Assert.Equal((decimal)figure.Area, PlaneArea.Of(parcel.Shape).SquareMetres, 3);
        Assert.Equal(36, file.Crs.Zone.Number);
        Assert.NotEmpty(file.Conclusions);
        if (code != "wkt")
        {
            Assert.Equal(("A-1", "一号地块"), (parcel.Number, parcel.Name));
        }
    }

    [Fact]
    public async Task The_coordinate_text_is_read_as_ever()
    {
        const string Text = "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=36\n[地块坐标]\n,1.0000,1,一号地块,面,,,,@\nJ1,1,3650653.447,36478500.889\nJ2,1,3650653.447,36478600.889\nJ3,1,3650553.447,36478600.889\nJ4,1,3650553.447,36478500.889\nJ1,1,3650653.447,36478500.889\n";
        var file = await MustReadAsync(Encoding.UTF8.GetBytes(Text), County);
        Assert.Equal(CoordinateTextReader.FormatName, file.Format);
        Assert.Equal(10_000m, PlaneArea.Of(file.Parcels[0].Shape).SquareMetres);
    }

    [Fact]
    public async Task Degrees_of_unsaid_datum_are_read_only_once_the_zone_is_confirmed()
    {
        var json = Encoding.UTF8.GetBytes("""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[107.77,32.98],[107.771,32.98],[107.771,32.981],[107.77,32.98]]]},"properties":{}}""");
        Assert.Equal(FormatErrors.ImpliedWgs84, (await ReadAsync(json, County)).Error!.Code);
        var file = await MustReadAsync(json, County with { ConfirmedZone = GaussKrugerZone.ThreeDegree(36) });
        Assert.True(file.Crs.Degrees);
        Assert.Contains(file.Warnings, w => w.Code == FormatErrors.WarnCrsConfirmed);
    }

    [Theory]
    [InlineData(4525, "GEO-0014")]
    [InlineData(2360, "GEO-0063")]
    [InlineData(4326, "FMT-0008")]
    public async Task Another_zone_or_datum_is_refused(int epsg, string code)
    {
        var shift = epsg == 4525 ? 1_000_000 : 0;
        var box = FeatureGeometry.Factory.ToGeometry(new Envelope(36_478_000 + shift, 36_478_100 + shift, 3_650_000, 3_650_100));
        var (bytes, _) = await Office.WriteAsync(FileFormat.WellKnownText, new FeatureSchema("x", []), [new Feature(new FeatureOrigin(1, null), box, [])], CoordinateSystem.OfEpsg(epsg));
        Assert.Equal(code, (await ReadAsync(bytes, County)).Error!.Code.Value);
    }

    [Theory]
    [InlineData("POLYGON ((36478000 3650000, 36478100 3650100, 36478100 3650000, 36478000 3650100, 36478000 3650000))", "FMT-0062")]
    [InlineData("LINESTRING (36478000 3650000, 36478100 3650100)", "FMT-0060")]
    public async Task What_is_no_valid_area_is_refused_by_line(string wkt, string code)
    {
        var error = (await ReadAsync(Encoding.ASCII.GetBytes("SRID=4524;" + wkt), County)).Error!;
        Assert.Equal(code, error.Code.Value);
        Assert.Contains("第 1 行", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unprefixed_file_is_brought_to_the_prefixed_zone()
    {
        var box = FeatureGeometry.Factory.ToGeometry(new Envelope(478_000, 478_100, 3_650_000, 3_650_100));
        var (bytes, _) = await Office.WriteAsync(FileFormat.GeoJson, new FeatureSchema("x", []), [new Feature(new FeatureOrigin(1, null), box, [])], CoordinateSystem.OfEpsg(4545));
        var file = await MustReadAsync(bytes, County);
        Assert.Equal(36_478_000m, file.Parcels[0].Shape.Envelope.MinEast / 10_000m);
        Assert.False(file.Crs.Prefixed);
        Assert.Equal("EPSG:4524", file.Crs.Zone.ToString().ToString(CultureInfo.InvariantCulture));
    }

    private static Task<Result<CoordinateFile>> ReadAsync(byte[] bytes, CoordinateTextOptions options) => ParcelFile.ReadAsync(new MemoryStream(bytes), options, CancellationToken.None);

    private static async Task<CoordinateFile> MustReadAsync(byte[] bytes, CoordinateTextOptions options)
    {
        var read = await ReadAsync(bytes, options);
        Assert.True(read.IsSuccess, read.Error?.ToString());
        return read.Value;
    }
}
