using Guotu.Database.AuditPort;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

public sealed class ImportTests
{
    private const string Layer = "YJJBNT";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_self_crossing_feature_is_named_and_nothing_is_stored(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var square = Fields.Square(2).Polygons[0].Outer.Points;
        var crossing = Fields.Farmland(2) with { Figure = GridMultiPolygon.Of(new GridPolygon(new GridRing([square[0], square[2], square[1], square[3]]))) };

        var error = (await bench.ImportAsync(Layer, Fields.Farmland(0), Fields.Farmland(1), crossing)).Error!;

        Assert.Equal((OneMapErrors.GeometryRefused, 3), (error.Code, error.Line));
        Assert.Equal((0, 0, 0), (await bench.CountAsync("om_feature"), await bench.CountAsync("om_revision"), await bench.CountAsync("om_layer")));
        Assert.Equal(["MAP-0005"], bench.Audit.Refused);
    }

    [Theory]
    [InlineData("DLBM", "", "必填字段没有值")]
    [InlineData("YJJBNTMJ", "一万", "“一万”不是 15 位以内、2 位小数的数")]
    [InlineData("BHKSSJ", "2022-2-30", "“2022-2-30”不是 年-月-日 形式的日期")]
    [InlineData("TBBH", "123456789", "超过 8 个字符")]
    [InlineData("XYZ", "1", "图层没有这个字段")]
    public async Task A_field_that_does_not_fit_is_named(string field, string value, string reason)
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var good = Fields.Farmland(1);
        var bad = good with { Attributes = new Dictionary<string, string>(good.Attributes, StringComparer.Ordinal) { [field] = value } };

        var error = (await bench.ImportAsync(Layer, Fields.Farmland(0), bad)).Error!;

        Assert.Equal((OneMapErrors.FieldRefused, 2, field), (error.Code, error.Line, error.Field));
        Assert.Contains(reason, error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task A_later_delivery_keeps_the_ids_of_features_it_tells_again(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(4));
        var everything = Fields.Square(0).Envelope.Union(Fields.Square(9).Envelope);
        var before = (await bench.PinAsync(Layer, everything)).Value.Features.ToDictionary(f => f["BSM"]!, f => f.FeatureId);

        await bench.ImportAsync(Layer, Fields.Farmland(0), Fields.Farmland(1, -500), Fields.Farmland(8));
        var after = (await bench.PinAsync(Layer, everything)).Value.Features.ToDictionary(f => f["BSM"]!, f => f.FeatureId);

        Assert.Equal(3, after.Count);
        Assert.Equal(before["610724200500000000"], after["610724200500000000"]);
        Assert.Equal(before["610724200500000001"], after["610724200500000001"]);
        Assert.DoesNotContain(after["610724200500000008"], before.Values);
        Assert.Equal(6, await bench.CountAsync("om_feature"));
    }

    [Theory]
    [BothDatabases]
    public async Task The_same_feature_twice_in_one_delivery_is_refused(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);

        var error = (await bench.ImportAsync(Layer, Fields.Farmland(0), Fields.Farmland(0))).Error!;

        Assert.Equal((OneMapErrors.FieldRefused, 2, "BSM"), (error.Code, error.Line, error.Field));
    }

    [Theory]
    [BothDatabases]
    public async Task An_as_of_date_does_not_go_back(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(1));
        var old = new LayerImport(Layer, new DateOnly(2024, 12, 31), "旧数据");

        var result = await bench.The<ILayerImport>().ImportAsync(OneMapBench.Command(), old, ImportLayer.FeatureStream.AsStream(Fields.Row(1), Never), Never);

        Assert.Equal(OneMapErrors.AsOfGoesBack, result.Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task An_import_is_in_the_audit_with_its_digest(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);

        var revision = (await bench.ImportAsync(Layer, Fields.Row(2))).Value;

        var entry = Assert.Single(bench.Audit.Written);
        Assert.Equal(("onemap.layer.commit", Layer), (entry.Kind, entry.ObjectId));
        Assert.Contains(revision.ContentDigest.ToString(), entry.After, StringComparison.Ordinal);
        Assert.Equal("刘华", revision.CommittedBy);
    }

    [Theory]
    [BothDatabases]
    public async Task A_decision_appends_its_parcel_once_however_often_it_is_repeated(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(2));
        var append = new LayerAppend(Layer, "case:77", new DateOnly(2026, 3, 2), "用字第 610724202600001 号", [Fields.Farmland(5)]);

        var first = await AppendAsync(bench, append, refuse: false);
        var again = await AppendAsync(bench, append, refuse: false);

        Assert.Equal((2, 2), (first.Value.Number, again.Value.Number));
        Assert.Equal((3, new DateOnly(2026, 3, 2)), (again.Value.FeatureCount, again.Value.AsOf));
        Assert.Equal(3, await bench.CountAsync("om_feature"));
        Assert.Single((await bench.PinAsync(Layer, Fields.LotIn(5))).Value.Features);
    }

    [Theory]
    [BothDatabases]
    public async Task An_append_goes_with_its_unit(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(2));
        var append = new LayerAppend(Layer, "case:78", new DateOnly(2026, 3, 2), "不成立", [Fields.Farmland(5)]);

        await AppendAsync(bench, append, refuse: true);

        Assert.Equal(2, await bench.CountAsync("om_feature"));
        Assert.Empty((await bench.PinAsync(Layer, Fields.LotIn(5))).Value.Features);
    }

    private static Task<Result<LayerRevision>> AppendAsync(OneMapBench bench, LayerAppend append, bool refuse) =>
        bench.Units.RunAsync<LayerRevision>(
            OneMapBench.Command("approval.case.archive"),
            async (work, ct) =>
            {
                work.Audit(new AuditEntry("case.archive", "case", "77", "入库"));
                var revision = await bench.The<ILayerWriter>().AppendAsync(work, append, ct);
                return refuse ? new Error(KernelErrors.NotFound, ("what", "案件")) : revision;
            },
            Never);
}
