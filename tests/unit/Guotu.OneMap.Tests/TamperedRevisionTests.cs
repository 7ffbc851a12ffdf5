using Guotu.Database.AuditPort;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ImportLayer;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

/// <summary>Records of layers and revisions changed behind the application's back, besides the rows of features.</summary>
public sealed class TamperedRevisionTests
{
    private const string Layer = "YJJBNT";

    [Theory]
    [BothDatabases]
    public async Task RevisionMustBeAsCommitted_a_layer_that_points_back_to_an_older_revision_is_damaged(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(2));
        await bench.ImportAsync(Layer, Fields.Row(3));

        await bench.BehindTheBackAsync("UPDATE om_layer SET current_no = 1");

        Assert.Equal(LayerErrors.Damaged, (await bench.PinAsync(Layer, Fields.LotIn(1))).Error!.Code);
        Assert.True((await bench.PinAsync(Layer, Fields.LotIn(1), revision: 1)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task RevisionMustBeAsCommitted_a_layer_with_features_is_not_made_lawfully_empty_by_its_record(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(2));

        await bench.BehindTheBackAsync("UPDATE om_revision SET empty_digest = 'd', empty_document = '批复', empty_until = '2099-12-31'");

        Assert.Equal(LayerErrors.Damaged, (await bench.PinAsync(Layer, Fields.LotIn(1))).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task DataMustBeCurrent_a_date_after_the_review_makes_no_layer_young(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var later = new LayerImport(Layer, new DateOnly(2999, 12, 31), "测试.geojson");
        Assert.True((await bench.The<ILayerImport>().ImportAsync(OneMapBench.Command(), later, Fields.Row(2).AsStream(OneMapBench.Never), OneMapBench.Never)).IsSuccess);
        Assert.Equal(LayerErrors.Stale, (await bench.PinAsync(Layer, Fields.LotIn(1))).Error!.Code);

        await bench.BehindTheBackAsync("UPDATE om_revision SET as_of_date = '2025-12-31'");
        Assert.Equal(LayerErrors.Damaged, (await bench.PinAsync(Layer, Fields.LotIn(1))).Error!.Code);
    }

    [Theory]
    [InlineData("UPDATE om_revision SET as_of_date = 'garbage'")]
    [InlineData("UPDATE om_revision SET feature_count = 'many'")]
    [InlineData("UPDATE om_feature SET figure_blob = 'text'")]
    public async Task A_column_that_holds_what_it_must_not_makes_the_layer_unavailable(string statement)
    {
        // Only the embedded database lets a column hold anything.
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        await bench.ImportAsync(Layer, Fields.Row(2));

        await bench.BehindTheBackAsync(statement);

        Assert.Contains((await bench.PinAsync(Layer, Fields.LotIn(1))).Error!.Code, new[] { LayerErrors.Unavailable, LayerErrors.Damaged });
    }

    [Theory]
    [BothDatabases]
    public async Task A_decision_is_not_appended_to_a_layer_with_a_row_removed_so_that_the_damage_is_not_committed(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(3));

        await bench.BehindTheBackAsync("DELETE FROM om_feature WHERE feature_id = (SELECT MIN(feature_id) FROM om_feature)");
        var append = new LayerAppend(Layer, "case:79", new DateOnly(2026, 3, 2), "用字第 610724202600002 号", [Fields.Farmland(5)]);
        var appended = await bench.Units.RunAsync<LayerRevision>(
            OneMapBench.Command("approval.case.archive"),
            async (work, ct) =>
            {
                work.Audit(new AuditEntry("case.archive", "case", "79", "入库"));
                return await bench.The<ILayerWriter>().AppendAsync(work, append, ct);
            },
            CancellationToken.None);

        Assert.Equal(LayerErrors.Damaged, appended.Error!.Code);
        Assert.Equal(LayerErrors.Damaged, (await bench.PinAsync(Layer, Fields.LotIn(1))).Error!.Code);
        Assert.Equal(2, await bench.CountAsync("om_feature"));
    }
}
