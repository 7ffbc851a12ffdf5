using Guotu.Kernel.Labels;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Domain;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

/// <summary>A delivery that says it is a state secret does not come into this network, and that it was tried is on record (涉密数据禁入).</summary>
public sealed class SecretDataTests
{
    private const string Farmland = "YJJBNT";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_patch_marked_secret_is_named_by_line_and_field_and_nothing_of_the_delivery_is_stored(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var marked = Fields.Farmland(1) with { Attributes = new Dictionary<string, string>(Fields.Farmland(1).Attributes, StringComparer.Ordinal) { ["DLMC"] = "水田(秘密★10年)" } };

        var refused = (await bench.ImportAsync(Farmland, Fields.Farmland(0), marked)).Error!;

        Assert.Equal((SecrecyErrors.SecretMark, 2, "DLMC"), (refused.Code, refused.Line, refused.Field));
        Assert.DoesNotContain("水田", refused.Text, StringComparison.Ordinal);
        Assert.Equal(["SEC-0005"], bench.Audit.Refused);
        Assert.Equal(0, await bench.CountAsync("om_feature"));
        Assert.Equal(0, await bench.CountAsync("om_revision"));
    }

    [Theory]
    [InlineData("永久基本农田(秘密).geojson", "测试")]
    [InlineData("机密-农田.geojson", "测试")]
    [InlineData("农田.geojson", "省厅 机密★20年")]
    public async Task A_file_whose_name_or_source_says_so_is_refused_before_a_patch_is_read(string name, string source)
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var path = Path.Combine(bench.Node.Home, name);
        await File.WriteAllTextAsync(path, """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4524"}},"features":[]}""", Never);

        var refused = await bench.The<ILayerUpkeep>().ImportFileAsync(OneMapBench.Command(), new LayerImport(Farmland, new DateOnly(2025, 12, 31), source), path, Never);

        Assert.Equal(SecrecyErrors.SecretMark, refused.Error?.Code);
        Assert.Equal(["SEC-0005"], bench.Audit.Refused);
    }

    [Fact]
    public async Task A_raster_whose_name_says_so_is_not_even_opened()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var path = Path.Combine(bench.Node.Home, "DEM_机密.tif");
        await File.WriteAllBytesAsync(path, [1, 2, 3], Never);

        var refused = await bench.The<IRasterImport>().ImportFileAsync(
            OneMapBench.Command(OneMapModule.RasterPermission), new RasterImport("DEM", new DateOnly(2025, 12, 31), "省测绘局", "1985国家高程基准"), path, Never);

        Assert.Equal(SecrecyErrors.SecretMark, refused.Error!.Code);
        Assert.Equal(["SEC-0005"], bench.Audit.Refused);
    }

    [Theory]
    [InlineData("密云路南侧", false)]
    [InlineData("机密文件柜", false)]
    [InlineData("★重点图斑", false)]
    [InlineData("加密控制点 2024", false)]
    [InlineData("机 密 ★ 20 年", true)]
    [InlineData("绝密☆", true)]
    [InlineData("秘密*5年", true)]
    public void Ordinary_words_are_no_marks(string words, bool isMark) =>
        Assert.Equal(isMark, SecretDataMustNotComeIn.Check(1, Fields.Farmland(0) with { Attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["XZQMC"] = words } }) is not null);
}
