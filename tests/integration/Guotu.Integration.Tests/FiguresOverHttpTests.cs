using System.IO.Compression;
using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Reference;
using Guotu.Testing.Node;
using NetTopologySuite.Geometries;

namespace Guotu.Integration.Tests;

/// <summary>Parcels come to the window in the formats of surveyors: a GeoPackage, a lone .shp, an archive of several files (各种图形文件收件).</summary>
public sealed class FiguresOverHttpTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private readonly CaseDesk _desk = demonstration.Desk();

    [Fact]
    public async Task An_archive_of_several_files_asks_which_and_the_chosen_one_is_parsed_and_reviewed()
    {
        var clerk = await _desk.AsAsync("wangxy");
        var digest = await StagedAsync(clerk, Zip(("甲.geojson", await WrittenAsync(FileFormat.GeoJson, "甲")), ("乙.geojson", await WrittenAsync(FileFormat.GeoJson, "乙"))), "地块.zip");

        using var asked = await clerk.PostRawAsync("parcels/parse", new { digest });
        var problem = JsonSerializer.Deserialize<JsonElement>(await asked.Content.ReadAsStringAsync());
        Assert.Equal(("FMT-0032", "layer"), (Text(problem, "code"), Text(problem, "field")));
        Assert.Equal(["乙", "甲"], problem.GetProperty("choices").EnumerateArray().Select(c => c.GetString()).Order(StringComparer.Ordinal));

        var parsed = await clerk.PostAsync("parcels/parse", new { digest, layer = "乙" });
        Assert.Equal("乙", Text(Assert.Single(parsed.GetProperty("parcels").EnumerateArray()), "name"));
        var checkedNow = await clerk.PostAsync("parcels/precheck", new { matter = "land-preexamination", digest, layer = "乙" });
        Assert.Single(checkedNow.GetProperty("parcels").EnumerateArray());
    }

    [Fact]
    public async Task A_GeoPackage_and_a_lone_shp_are_parsed()
    {
        var clerk = await _desk.AsAsync("wangxy");
        var package = await clerk.PostAsync("parcels/parse", new { digest = await StagedAsync(clerk, await WrittenAsync(FileFormat.GeoPackage, "甲"), "地块.gpkg") });
        Assert.Equal("GeoPackage", Text(package, "format"));

        using var zip = new ZipArchive(new MemoryStream(await WrittenAsync(FileFormat.Shapefile, "甲")));
        using var shape = new MemoryStream();
        await using (var entry = zip.Entries.Single(e => e.Name.EndsWith(".shp", StringComparison.Ordinal)).Open())
        {
            await entry.CopyToAsync(shape);
        }

        var digest = await StagedAsync(clerk, shape.ToArray(), "地块.shp");
        Assert.Equal("FMT-0007", (await Assert.ThrowsAsync<RefusedException>(() => clerk.PostAsync("parcels/parse", new { digest }))).Code);
        var lone = await clerk.PostAsync("parcels/parse", new { digest, zone = 36 });
        Assert.Contains(lone.GetProperty("warnings").EnumerateArray(), w => Text(w, "text").Contains(".dbf", StringComparison.Ordinal));
        Assert.Equal(Text(package.GetProperty("parcels")[0], "planeArea"), Text(lone.GetProperty("parcels")[0], "planeArea"));
    }

    [Fact]
    public async Task A_broken_GeoPackage_is_refused_and_the_node_goes_on()
    {
        var clerk = await _desk.AsAsync("wangxy");
        var bytes = await WrittenAsync(FileFormat.GeoPackage, "甲");
        Array.Fill(bytes, (byte)0xA5, 4_096, bytes.Length - 8_192);

        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await clerk.PostAsync("parcels/parse", new { digest = await StagedAsync(clerk, bytes, "坏.gpkg") }));

        Assert.StartsWith("FMT-", refused.Code, StringComparison.Ordinal);
        await clerk.GetAsync("matters");
    }

    private static async Task<string> StagedAsync(StaffClient clerk, byte[] content, string name)
    {
        using var response = await clerk.UploadRawAsync(content, name);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync()).GetProperty("digest").GetString()!;
    }

    private static async Task<byte[]> WrittenAsync(FileFormat format, string name)
    {
        var schema = new FeatureSchema("DK", [new FieldDefinition("DKMC", FieldKind.Text, 20)]) { Geometry = GeometryKind.Polygon };
        var figure = FeatureGeometry.Factory.ToGeometry(new Envelope(36_478_500, 36_478_560, 3_650_500, 3_650_540));
        using var stream = new MemoryStream();
        await using var writer = FeatureFiles.Create(format, new WritePlan(schema, CoordinateSystem.OfZone(GaussKrugerZone.ThreeDegree(36))), stream).Value;
        Assert.True((await writer.WriteAsync(new Feature(new FeatureOrigin(1, null), figure, [name]), CancellationToken.None)).IsSuccess);
        Assert.True((await writer.CompleteAsync(CancellationToken.None)).IsSuccess);
        return stream.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();
}
