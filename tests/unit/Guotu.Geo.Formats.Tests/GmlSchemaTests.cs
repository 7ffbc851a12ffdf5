using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Guotu.Testing.Ogc;

namespace Guotu.Geo.Formats.Tests;

/// <summary>A GML file names the schema beside it, holds by it, and GDAL takes types and widths of fields from it.</summary>
public sealed class GmlSchemaTests : IDisposable
{
    private static readonly FeatureSchema Lots = new(
        "YDBP",
        [
            new("DKMC", FieldKind.Text, 10), new("ZS", FieldKind.Whole, 4), new("BSM", FieldKind.Whole, 12), new("MJ", FieldKind.Number, 15, 4), new("XS", FieldKind.Number),
            new("RQ", FieldKind.Date), new("SJ", FieldKind.Instant), new("QR", FieldKind.Flag), new("备注", FieldKind.Text),
        ])
    { Geometry = GeometryKind.Polygon };

    private readonly Office _office = new();

    public void Dispose() => _office.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4524)]
    public async Task A_file_holds_by_its_own_schema_whatever_is_in_it(int seed)
    {
        var (file, report) = await WriteAsync(Office.PatchSchema, Office.Patches(60, seed));
        var schemas = new GmlSchemas(new MemoryStream(report.Beside!.Content.ToArray()));

        var document = XDocument.Parse(Encoding.UTF8.GetString(file).TrimStart('\uFEFF'));

        Assert.Equal(string.Empty, schemas.Faults(document));
        Assert.StartsWith(schemas.Own + " layer.xsd ", document.Root!.Attributes().Single(a => a.Name.LocalName == "schemaLocation").Value, StringComparison.Ordinal);
        var wrong = document.Descendants().First(e => e.Name.LocalName == "RQ");
        wrong.Value = "去年";
        Assert.Contains("RQ", schemas.Faults(document), StringComparison.Ordinal);
        wrong.Remove();
        document.Descendants().First(e => e.Name.LocalName == "geometry").AddAfterSelf(new XElement(XName.Get("MC", schemas.Own)));
        Assert.NotEmpty(schemas.Faults(document));
    }

    [Fact]
    public async Task Values_that_pass_a_field_s_width_widen_the_schema()
    {
        var figure = Office.Figure(new Random(3), 0);
        var features = new object?[][]
        {
            ["比规定的十个字符还要长的地块名称", 123_456L, 1L, 0.12345, 1e-7, new DateOnly(2025, 1, 2), new DateTime(2025, 1, 2, 3, 4, 5), true, "𠮷野家"],
            [null, -9L, null, 99_999_999_999.5, double.NaN, null, null, null, "第一行\n第二行"],
        };
        var (file, report) = await WriteAsync(Lots, features.Select((v, i) => new Feature(new FeatureOrigin(i + 1, null), figure, v)));
        var schema = XDocument.Parse(Encoding.UTF8.GetString(report.Beside!.Content.Span));

        Assert.Equal(string.Empty, new GmlSchemas(new MemoryStream(report.Beside.Content.ToArray())).Faults(XDocument.Parse(Encoding.UTF8.GetString(file).TrimStart('\uFEFF'))));
        Assert.Equal("16", Facet(schema, "DKMC", "maxLength"));
        Assert.Equal("6", Facet(schema, "ZS", "totalDigits"));
        Assert.Equal("5", Facet(schema, "MJ", "fractionDigits"));
        Assert.Empty(report.Losses);
    }

    [Fact]
    public async Task GDAL_takes_types_and_widths_from_the_schema()
    {
        var (file, report) = await WriteAsync(Lots, [new Feature(new FeatureOrigin(1, null), Office.Figure(new Random(3), 0), ["甲", 7L, 610_724L, 12.5, 0.5, new DateOnly(2025, 1, 2), new DateTime(2025, 1, 2, 3, 4, 5), true, "无"])]);
        var path = _office.File("layer.gml", file);
        _office.File("layer.xsd", report.Beside!.Content.ToArray());

        var info = await Office.RunAsync("ogrinfo", "-al", path);

        foreach (var line in (string[])["DKMC: String (10.0)", "ZS: Integer", "BSM: Integer64", "MJ: Real (15.4)", "XS: Real (0.0)", "RQ: Date", "SJ: DateTime", "QR: Integer(Boolean)", "备注: String (0.0)", "RQ (Date) = 2025/01/02"])
        {
            Assert.Contains(line, info, StringComparison.Ordinal);
        }

        Assert.Contains("Feature Count: 1", info, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_zip_the_schema_lies_beside_the_file_and_the_zip_is_read_as_before()
    {
        using var stream = new MemoryStream();
        var plan = new WritePlan(Office.PatchSchema, Office.Zone36) { Companion = new CompanionText("导出说明.txt", "导出人:王建国\r\n", "导出人 王建国") };
        await using (var writer = FeatureFiles.Create(FileFormat.Gml, plan, stream).Value)
        {
            Assert.True((await writer.WriteAsync(Office.Patches(1, 5, ["旱地"])[0], CancellationToken.None)).IsSuccess);
            Assert.Empty((await writer.CompleteAsync(CancellationToken.None)).Value.Losses);
        }

        using (var zip = new ZipArchive(new MemoryStream(stream.ToArray()), ZipArchiveMode.Read))
        {
            Assert.Equal(["DLTB.gml", "DLTB.xsd", "导出说明.txt"], zip.Entries.Select(e => e.FullName));
        }

        Assert.Single(Office.MustRead(await Office.ReadAsync(stream.ToArray())).Features);
        Assert.Contains("RQ: Date", await Office.RunAsync("ogrinfo", "-so", "-al", "/vsizip/" + _office.File("export.zip", stream.ToArray()) + "/DLTB.gml"), StringComparison.Ordinal);
    }

    private static string? Facet(XDocument schema, string field, string facet) =>
        schema.Descendants().Single(e => (string?)e.Attribute("name") == field).Descendants().Single(e => e.Name.LocalName == facet).Attribute("value")?.Value;

    private static async Task<(byte[] File, WriteReport Report)> WriteAsync(FeatureSchema schema, IEnumerable<Feature> features)
    {
        using var stream = new MemoryStream();
        await using var writer = FeatureFiles.Create(FileFormat.Gml, new WritePlan(schema, Office.Zone36) { SchemaFile = "layer.xsd" }, stream).Value;
        foreach (var feature in features)
        {
            Assert.True((await writer.WriteAsync(feature, CancellationToken.None)).IsSuccess);
        }

        var report = await writer.CompleteAsync(CancellationToken.None);
        return (stream.ToArray(), report.Value);
    }
}
