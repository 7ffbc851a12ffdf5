using System.Globalization;
using System.IO.Compression;
using System.Text;
using Guotu.Geo.Areas;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Parcels;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Tests;

/// <summary>Parcels as surveyors hand them in: closed lines of a drawing, tables of boundary points, a lone .shp, an earth browser's file.</summary>
public sealed class DrawnParcelTests : IDisposable
{
    private static readonly GaussKrugerZone Zone = GaussKrugerZone.ThreeDegree(36);
    private static readonly CoordinateTextOptions County = new() { RequiredZone = Zone };
    private static readonly CoordinateTextOptions Confirmed = County with { ConfirmedZone = Zone };
    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task Closed_polylines_of_a_drawing_are_parcels_and_what_is_no_area_is_said()
    {
        var dxf = Drawing(Polyline((0, 0, 0), (100, 0, 0), (100, 100, 0), (0, 100, 0)), Line(0, 0, 500, 500));
        Assert.Equal(FormatErrors.CrsMissing, (await ReadAsync(dxf, County)).Error!.Code);
        var file = await MustReadAsync(dxf, Confirmed);
        Assert.Equal(10_000m, PlaneArea.Of(Assert.Single(file.Parcels).Shape).SquareMetres);
        Assert.Contains(file.Warnings, w => w.Code == FormatErrors.WarnNotRead && w.Text.Contains("1 个不成面的对象", StringComparison.Ordinal));
        Assert.DoesNotContain(file.Warnings, w => w.Code == FormatErrors.WarnArcsAsChords);
    }

    [Fact]
    public async Task A_bulge_is_read_as_chords_within_the_stated_tolerance_and_said()
    {
        // A square whose east side is a half circle outwards: bulge 1 is 180 degrees.
        var file = await MustReadAsync(Drawing(Polyline((0, 0, 0), (100, 0, 1), (100, 100, 0), (0, 100, 0))), Confirmed);
        var area = (double)PlaneArea.Of(Assert.Single(file.Parcels).Shape).SquareMetres;
        var exact = 10_000 + (Math.PI * 50 * 50 / 2);
        Assert.InRange(exact - area, 0, 157.1 * 50 * 2.4e-6);
        Assert.Contains(file.Warnings, w => w.Code == FormatErrors.WarnArcsAsChords && w.Text.Contains("1 处圆弧", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_closed_line_inside_another_of_its_layer_is_a_hole_and_one_inside_the_hole_a_parcel_again()
    {
        var file = await MustReadAsync(Drawing(Square("ZD", 40, 20), Square("ZD", 0, 100), Square("ZD", 45, 5), Square("ZD", 200, 30)), Confirmed);

        Assert.Equal([9_600m, 25m, 900m], file.Parcels.Select(p => PlaneArea.Of(p.Shape).SquareMetres));
        Assert.Equal([1, 0, 0], file.Parcels.Select(p => p.Parts.Sum(q => q.Holes.Length)));
        Assert.Equal("1", Assert.Single(file.Warnings, w => w.Code == FormatErrors.WarnDrawnHoles).Arguments["count"]);
        Assert.DoesNotContain(file.Warnings, w => w.Code == GeoErrors.WarnParcelsOverlap);
    }

    [Fact]
    public async Task Closed_lines_on_other_layers_or_across_the_border_are_parcels_that_overlap_and_are_said_to()
    {
        foreach (var other in (string[])[Square("JZW", 40, 20), Square("ZD", 90, 20)])
        {
            var file = await MustReadAsync(Drawing(Square("ZD", 0, 100), other), Confirmed);
            Assert.Equal([10_000m, 400m], file.Parcels.Select(p => PlaneArea.Of(p.Shape).SquareMetres));
            Assert.DoesNotContain(file.Warnings, w => w.Code == FormatErrors.WarnDrawnHoles);
            Assert.Contains(file.Warnings, w => w.Code == GeoErrors.WarnParcelsOverlap);
        }
    }

    [Fact]
    public async Task A_drawing_without_a_closed_line_has_no_parcels()
    {
        var refused = (await ReadAsync(Drawing(Line(0, 0, 100, 100)), Confirmed)).Error!;
        Assert.True(refused.Code == GeoErrors.NoParcels, refused.ToString());
    }

    [Theory]
    [InlineData("地块编号,点号,X,Y", true)]
    [InlineData("DKBH,JZDH,东坐标,北坐标", false)]
    public async Task A_table_of_boundary_points_is_parcels(string head, bool northFirst)
    {
        (double East, double North)[] outer = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)], hole = [(40, 40), (60, 40), (60, 60), (40, 60), (40, 40)], second = [(200, 0), (300, 0), (300, 50), (200, 50)];
        var rows = outer.Concat(hole).Select(p => ("A-1", p)).Concat(second.Select(p => ("A-2", p)));
        var csv = Table(head, rows, northFirst);
        Assert.Equal(FormatErrors.CrsMissing, (await ReadAsync(csv, County)).Error!.Code);

        var file = await MustReadAsync(csv, Confirmed);

        Assert.Equal(["A-1", "A-2"], file.Parcels.Select(p => p.Number));
        Assert.Equal([9_600m, 5_000m], file.Parcels.Select(p => PlaneArea.Of(p.Shape).SquareMetres));
        Assert.Contains(file.Conclusions, c => c.Topic == "界址点表");
    }

    [Fact]
    public async Task Points_of_a_parcel_that_do_not_follow_one_another_are_refused_by_their_line()
    {
        (double, double)[] square = [(0, 0), (100, 0), (100, 100)];
        var rows = square.Select(p => ("A", p)).Concat(square.Select(p => ("B", p))).Append(("A", (0.0, 100.0)));
        var refused = (await ReadAsync(Table("地块编号,点号,X,Y", rows, true), Confirmed)).Error!;
        Assert.Equal((FormatErrors.LineBroken, 8), (refused.Code, refused.Line));

        var two = (await ReadAsync(Table("地块编号,点号,X,Y", square.Take(2).Select(p => ("A", p)), true), Confirmed)).Error!;
        Assert.Equal((FormatErrors.LineBroken, 2), (two.Code, two.Line));
    }

    [Fact]
    public async Task A_lone_shp_is_read_with_what_it_has_and_says_what_it_misses()
    {
        var (zipped, _) = await Office.WriteAsync(FileFormat.Shapefile, Office.PatchSchema, [new Feature(new FeatureOrigin(1, null), Office.Figure(new Random(4), 3), ["甲", 1L, 2.0, null, null])], Office.Zone36);
        using var zip = new ZipArchive(new MemoryStream(zipped));
        using var shp = new MemoryStream();
        await using (var entry = zip.Entries.Single(e => e.Name.EndsWith(".shp", StringComparison.Ordinal)).Open())
        {
            await entry.CopyToAsync(shp);
        }

        Assert.Equal(FormatErrors.CrsMissing, (await ReadAsync(shp.ToArray(), County)).Error!.Code);
        var file = await MustReadAsync(shp.ToArray(), Confirmed);
        Assert.Single(file.Parcels);
        Assert.Contains(file.Warnings, w => w.Text.Contains(".dbf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task KML_and_KMZ_are_degrees_of_unsaid_datum_until_the_zone_is_confirmed()
    {
        const string Kml = """
            <?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>d</name><Placemark><name>一号</name><Polygon><outerBoundaryIs><LinearRing>
            <coordinates>107.77,32.98 107.771,32.98 107.771,32.981 107.77,32.98</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>
            """;
        using var kmz = new MemoryStream();
        using (var zip = new ZipArchive(kmz, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = zip.CreateEntry("doc.kml").Open();
            await entry.WriteAsync(Encoding.UTF8.GetBytes(Kml));
        }

        foreach (var bytes in (byte[][])[Encoding.UTF8.GetBytes(Kml), kmz.ToArray()])
        {
            Assert.Equal(FormatErrors.ImpliedWgs84, (await ReadAsync(bytes, County)).Error!.Code);
            var file = await MustReadAsync(bytes, Confirmed);
            Assert.True(file.Crs.Degrees);
            Assert.InRange((double)PlaneArea.Of(Assert.Single(file.Parcels).Shape).SquareMetres, 5_000, 5_400);
        }
    }

    [Fact]
    public async Task A_file_of_several_layers_asks_which_and_the_choice_is_read()
    {
        foreach (var name in (string[])["甲", "乙"])
        {
            var schema = new FeatureSchema(name, [new("DKBH", FieldKind.Text)]) { Geometry = GeometryKind.Polygon };
            _office.File(name + ".gpkg", (await Office.WriteAsync(FileFormat.GeoPackage, schema, [new Feature(new FeatureOrigin(1, null), Office.Figure(new Random(name[0]), 3), [name])], Office.Zone36)).Bytes);
        }

        await Office.RunAsync("ogr2ogr", "-update", "-nln", "乙", _office.Path("甲.gpkg"), _office.Path("乙.gpkg"));
        var both = await File.ReadAllBytesAsync(_office.Path("甲.gpkg"));

        var asked = (await ReadAsync(both, County)).Error!;
        Assert.Equal((FormatErrors.LayerNotChosen, "layer"), (asked.Code, asked.Field));
        Assert.Equal(["甲", "乙"], asked.Choices);
        Assert.Equal("乙", Assert.Single((await MustReadAsync(both, County with { Layer = "乙" })).Parcels).Number);
        Assert.Equal(FormatErrors.LayerMissing, (await ReadAsync(both, County with { Layer = "丙" })).Error!.Code);
    }

    private static byte[] Table(string head, IEnumerable<(string Parcel, (double East, double North) At)> rows, bool northFirst) => Encoding.UTF8.GetBytes(head + "\n" + string.Concat(rows.Select((r, i) =>
    {
        var (east, north) = (36_478_000 + r.At.East, 3_650_000 + r.At.North);
        return string.Create(CultureInfo.InvariantCulture, $"{r.Parcel},J{i + 1},{(northFirst ? north : east):0.000},{(northFirst ? east : north):0.000}\n");
    })));

    private static byte[] Drawing(params string[] entities) => Encoding.ASCII.GetBytes("0\nSECTION\n2\nENTITIES\n" + string.Concat(entities) + "0\nENDSEC\n0\nEOF\n");

    /// <summary>A closed square on a layer, from a place on the diagonal.</summary>
    private static string Square(string layer, double at, double side) =>
        Polyline((at, at, 0), (at + side, at, 0), (at + side, at + side, 0), (at, at + side, 0)).Replace("8\n0\n", $"8\n{layer}\n", StringComparison.Ordinal);

    private static string Polyline(params (double East, double North, double Bulge)[] points) => string.Create(
        CultureInfo.InvariantCulture,
        $"0\nLWPOLYLINE\n100\nAcDbEntity\n8\n0\n100\nAcDbPolyline\n90\n{points.Length}\n70\n1\n{string.Concat(points.Select(p => string.Create(CultureInfo.InvariantCulture, $"10\n{36_478_000 + p.East}\n20\n{3_650_000 + p.North}\n42\n{p.Bulge}\n")))}");

    private static string Line(double x1, double y1, double x2, double y2) => string.Create(
        CultureInfo.InvariantCulture, $"0\nLINE\n8\n0\n10\n{36_478_000 + x1}\n20\n{3_650_000 + y1}\n11\n{36_478_000 + x2}\n21\n{3_650_000 + y2}\n");

    private static Task<Result<CoordinateFile>> ReadAsync(byte[] bytes, CoordinateTextOptions options) => ParcelFile.ReadAsync(new MemoryStream(bytes), options, CancellationToken.None);

    private static async Task<CoordinateFile> MustReadAsync(byte[] bytes, CoordinateTextOptions options)
    {
        var read = await ReadAsync(bytes, options);
        Assert.True(read.IsSuccess, read.Error?.ToString());
        return read.Value;
    }
}
