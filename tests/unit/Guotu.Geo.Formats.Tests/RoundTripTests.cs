using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Formats.Reference;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Tests;

/// <summary>What is written is read back; where a format can not carry something, the report says so and names the field.</summary>
public sealed class RoundTripTests
{
    private static readonly CoordinateSystem Zone36 = Office.Zone36;

    [Theory]
    [InlineData("shapefile", "UTF-8")]
    [InlineData("shapefile", "GB18030")]
    [InlineData("geojson", "UTF-8")]
    [InlineData("wkt", "UTF-8")]
    [InlineData("wkb", "UTF-8")]
    [InlineData("csv", "UTF-8")]
    [InlineData("vct", "UTF-8")]
    [InlineData("gml", "UTF-8")]
    public void Nothing_is_lost_in_silence(string format, string encoding) => CheckFormat(FileFormats.OfCode(format)!.Value, encoding, 40);

    [Theory]
    [InlineData("gpkg")]
    [InlineData("gdb")]
    [InlineData("fgb")]
    public void Nothing_is_lost_in_silence_through_GDAL(string format) => CheckFormat(FileFormats.OfCode(format)!.Value, "UTF-8", 6);

    [Theory]
    [InlineData("geojson")]
    [InlineData("shapefile")]
    [InlineData("gml")]
    [InlineData("wkt")]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    public async Task Heights_come_back(string format)
    {
        var schema = Office.PatchSchema with { HasZ = true };
        var features = Office.Patches(20, 7, withHeights: true).Where(f => f.Geometry is not null).ToList();
        var (bytes, report) = await Office.WriteAsync(FileFormats.OfCode(format)!.Value, schema, features, Zone36);
        Assert.DoesNotContain(report.Losses, l => l.Code == FormatErrors.LossHeight);
        var read = Office.MustRead(await Office.ReadAsync(bytes));
        Assert.Equal(features.Select(f => Heights(f.Geometry!)), read.Features.Select(f => Heights(f.Geometry!)));
    }

    [Fact]
    public async Task A_flat_layer_reports_the_heights_it_drops()
    {
        var (_, report) = await Office.WriteAsync(FileFormat.Shapefile, Office.PatchSchema, Office.Patches(3, 1, withHeights: true), Zone36);
        Assert.Contains(report.Losses, l => l.Code == FormatErrors.LossHeight);
    }

    [Fact]
    public async Task A_line_among_areas_is_left_out_of_a_shapefile_and_reported()
    {
        var line = FeatureGeometry.Factory.CreateLineString([new Coordinate(36_478_000, 3_650_000), new Coordinate(36_478_010, 3_650_000)]);
        var mixed = Office.Patches(2, 3).Append(new Feature(new FeatureOrigin(3, null), line, [null, null, null, null, null]));
        var (bytes, report) = await Office.WriteAsync(FileFormat.Shapefile, Office.PatchSchema, mixed, Zone36);
        var loss = Assert.Single(report.Losses, l => l.Code == FormatErrors.LossFeatureLeftOut);
        Assert.Equal((1, 3), (loss.Count, loss.FirstRecord));
        Assert.Equal(2, Office.MustRead(await Office.ReadAsync(bytes)).Features.Count);
    }

    [Fact]
    public async Task Long_names_and_texts_of_a_dbf_are_cut_at_whole_characters_and_reported()
    {
        var schema = new FeatureSchema("长名", [new("国土空间规划用途分类", FieldKind.Text), new("国土空间规划用途名称", FieldKind.Text)]) { Geometry = GeometryKind.Polygon };
        var value = new string('国', 300);
        var feature = new Feature(new FeatureOrigin(1, null), Office.Figure(new Random(1), 0), [value, "短"]);
        var (bytes, report) = await Office.WriteAsync(FileFormat.Shapefile, schema, [feature], Zone36, "GB18030");
        Assert.Equal(2, report.Losses.Count(l => l.Code == FormatErrors.LossFieldRenamed));
        Assert.Single(report.Losses, l => l.Code == FormatErrors.LossTextCut);
        var read = Office.MustRead(await Office.ReadAsync(bytes));
        Assert.Equal(["国土空间规", "国土空间_1"], read.Schema!.Fields.Select(f => f.Name));
        Assert.Equal(new string('国', 127), read.Features[0].Values[0]);
    }

    [Theory]
    [InlineData("dxf")]
    [InlineData("kml")]
    public async Task Drawings_give_back_the_areas_and_say_what_they_drop(string format)
    {
        var features = Office.Patches(10, 5, ["旱地"]).Where(f => f.Geometry is Polygon).ToList();
        var (bytes, report) = await Office.WriteAsync(FileFormats.OfCode(format)!.Value, Office.PatchSchema, features, Zone36);
        Assert.Contains(report.Losses, l => l.Code == FormatErrors.LossCrs);
        var read = Office.MustRead(await Office.ReadAsync(bytes));
        Assert.Equal(features.Count, read.Features.Count);
        if (format == "dxf")
        {
            Assert.Equal(features.Sum(f => f.Geometry!.Area), read.Features.Sum(f => f.Geometry!.Area), 1e-3);
        }
    }

    private static double[] Heights(NtsGeometry geometry) => [.. geometry.Normalized().Coordinates.Select(c => c.Z)];

    private static void CheckFormat(FileFormat format, string encoding, int times)
    {
        var property = Prop.ForAll<int>(seed =>
        {
            var features = Office.Patches(12, seed);
            var (bytes, report) = Office.WriteAsync(format, Office.PatchSchema, features, Zone36, encoding).GetAwaiter().GetResult();
            var choices = format is FileFormat.Csv ? new ReadChoices { Crs = Zone36 } : ReadChoices.None;
            var read = Office.ReadAsync(bytes, choices).GetAwaiter().GetResult();
            Assert.True(read.Error is null, read.Error?.ToString());
            Assert.Empty(read.Detection!.Doubts);
            Assert.Equal(Zone36, read.Detection.Crs);
            Compare(features, report, read);
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), property);
    }

    private static void Compare(List<Feature> features, WriteReport report, ReadFile read)
    {
        var leftOut = report.Losses.Where(l => l.Code == FormatErrors.LossFeatureLeftOut).Sum(l => l.Count);
        Assert.Equal(features.Count, report.Features + leftOut);
        Assert.Equal(report.Features, read.Features.Count);
        var expected = leftOut == 0 ? features : features.Where(f => f.Geometry is not null).ToList();
        var lost = report.Losses.Where(l => l.Field is not null).Select(l => l.Field!).ToHashSet(StringComparer.Ordinal);
        var tolerance = report.Losses.Any(l => l.Code == FormatErrors.LossGeometryChanged) ? 1e-5 : 0;
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(Same(expected[i].Geometry, read.Features[i].Geometry, tolerance), $"{expected[i].Geometry}\n{read.Features[i].Geometry}");
            for (var j = 0; j < Office.PatchSchema.Fields.Count; j++)
            {
                var field = Office.PatchSchema.Fields[j];
                var at = read.Schema!.IndexOf(field.Name);
                var value = at < 0 ? null : read.Features[i].Values[at];
                Assert.True(Equals(expected[i].Values[j], value) || lost.Contains(field.Name), $"{field.Name}: {expected[i].Values[j]} became {value}");
                if (at >= 0 && field.Kind is FieldKind.Whole or FieldKind.Number && value is string text)
                {
                    Assert.Equal(ValueText.Of(expected[i].Values[j]), text);
                }
            }
        }
    }

    private static bool Same(NtsGeometry? a, NtsGeometry? b, double tolerance) => a is null || b is null ? a is null && b is null : Multi(a).EqualsExact(Multi(b), tolerance);

    private static NtsGeometry Multi(NtsGeometry geometry) =>
        FeatureGeometry.Factory.CreateMultiPolygon([.. FeatureGeometry.Parts(geometry).Cast<Polygon>().Select(p => (Polygon)p.Copy())]).Normalized();
}
