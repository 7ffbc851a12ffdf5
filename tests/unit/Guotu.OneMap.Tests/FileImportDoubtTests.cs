using System.Globalization;
using System.Text;
using Guotu.Geo;
using Guotu.Geo.Formats;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

/// <summary>What a delivered file is doubted for, and what of it a layer does not hold, is said where it is imported.</summary>
public sealed class FileImportDoubtTests
{
    private const string Farmland = "YJJBNT";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_delivery_that_repeats_the_county_beside_it_is_refused_until_somebody_has_checked_its_positions(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        (await bench.ImportAsync("XZQ", Town())).MustHold();
        var shifted = await FileAsync(bench, new GridPoint(4_300_000, -2_800_000), height: string.Empty);

        var refused = await ImportAsync(bench, shifted);
        Assert.Equal(GeoErrors.Gcj02Suspected, refused.Error!.Code);
        Assert.Contains("513", refused.Error.Text, StringComparison.Ordinal);
        Assert.Equal(0, await bench.CountAsync("om_feature WHERE layer_code = 'YJJBNT'"));

        Assert.Equal("positionsChecked", (await ImportAsync(bench, shifted, " ")).Error!.Field);
        var stored = (await ImportAsync(bench, shifted, "用 3 个控制点核对,差 0.04 米")).MustHold();
        Assert.Equal(GeoErrors.Gcj02Suspected, Assert.Single(stored.Warnings).Code);
        Assert.Equal("测试.geojson(疑似偏移,位置经核对:用 3 个控制点核对,差 0.04 米)", stored.Revision.Source);
        Assert.Contains(bench.Audit.Written, a => a.After?.Contains("差 0.04 米", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_delivery_in_its_place_and_one_of_a_county_that_has_no_ground_yet_are_stored_without_a_word()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        Assert.Empty((await ImportAsync(bench, await FileAsync(bench, new GridPoint(4_300_000, -2_800_000), string.Empty))).MustHold().Warnings);
        (await bench.ImportAsync("XZQ", Town())).MustHold();
        Assert.Empty((await ImportAsync(bench, await FileAsync(bench, default, string.Empty))).MustHold().Warnings);
    }

    [Fact]
    public async Task Heights_are_counted_and_said_and_the_layer_comes_out_without_them()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");

        var imported = (await ImportAsync(bench, await FileAsync(bench, default, ",450.5"))).MustHold();

        var warning = Assert.Single(imported.Warnings);
        Assert.Equal((FormatErrors.WarnNotStored, "1", "高程(Z)"), (warning.Code, warning.Arguments["count"], warning.Arguments["what"]));
        using var written = new MemoryStream();
        var exported = (await bench.The<ILayerUpkeep>().ExportAsync(new LayerExportOrder(Farmland, null, FileFormat.GeoJson, "UTF-8"), OneMapBench.Reader, written, Never)).MustHold();
        Assert.DoesNotContain("450.5", Encoding.UTF8.GetString(written.ToArray()), StringComparison.Ordinal);
        Assert.Equal(1, exported.Revision.FeatureCount);
    }

    private static Task<Result<LayerImported>> ImportAsync(OneMapBench bench, string path, string? positionsChecked = null) =>
        bench.The<ILayerUpkeep>().ImportFileAsync(OneMapBench.Command(), new LayerImport(Farmland, new DateOnly(2025, 12, 31), "测试.geojson") { PositionsChecked = positionsChecked }, path, Never);

    /// <summary>A town whose border has many corners, none like another.</summary>
    internal static NewFeature Town() => new(GridMultiPolygon.Of(new GridPolygon(new GridRing([.. Corners()]))), new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BSM"] = "610724100000000001",
        ["YSDM"] = "1000600100",
        ["XZQDM"] = "610724101",
        ["XZQMC"] = "杨河镇",
        ["DCMJ"] = "1000.00",
        ["JSMJ"] = "1000.00",
    });

    private static IEnumerable<GridPoint> Corners()
    {
        var (random, middle) = (new Random(11), Fields.Square(0).Envelope);
        return Enumerable.Range(0, 60).Select(i =>
        {
            var (angle, radius) = (i * Math.PI / 30, 2_000_000 + random.Next(1_500_000));
            return new GridPoint(middle.MinEast + (long)(radius * Math.Cos(angle)), middle.MinNorth + (long)(radius * Math.Sin(angle)));
        });
    }

    /// <summary>Farmland up to the town's border, moved by an offset.</summary>
    private static async Task<string> FileAsync(OneMapBench bench, GridPoint offset, string height)
    {
        var ring = Corners().Select(p => new GridPoint(p.East + offset.East, p.North + offset.North)).ToList();
        var positions = string.Join(',', ring.Append(ring[0]).Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.EastMetres},{p.NorthMetres}{height}]")));
        var properties = string.Join(',', Fields.Farmland(0).Attributes.Select(a => $"\"{a.Key}\":\"{a.Value}\""));
        var path = Path.Combine(bench.Node.Home, "delivery.geojson");
        await File.WriteAllTextAsync(path, $$$"""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4524"}},"features":[{"type":"Feature","properties":{{{{properties}}}},"geometry":{"type":"Polygon","coordinates":[[{{{positions}}}]]}}]}""");
        return path;
    }
}
