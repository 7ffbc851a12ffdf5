using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

public sealed class PinTests
{
    private const string Layer = "YJJBNT";

    // 0: a large layer, of which only the touched rows and the count are read at a pin; 1000: a small one, digested whole.
    private const int Large = 0;

    [Theory]
    [BothDatabases]
    public async Task A_lot_on_farmland_meets_the_patch_it_lies_on_and_no_other(string provider)
    {
        foreach (var limit in new[] { Large, 1000 })
        {
            await using var bench = await OneMapBench.OpenAsync(provider, limit);
            var revision = (await bench.ImportAsync(Layer, Fields.Row(600))).Value;

            var pinned = (await bench.PinAsync(Layer, Fields.LotIn(300))).Value;

            var feature = Assert.Single(pinned.Features);
            Assert.Equal("610724101000300", feature["YJJBNTTBBH"]);
            Assert.Equal((1, 600), (pinned.Revision.Number, pinned.Revision.FeatureCount));
            Assert.Equal(revision.ContentDigest, pinned.Revision.ContentDigest);
            Assert.Equal(Fields.Square(300), feature.Figure);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_layer_that_was_never_filled_is_missing(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);

        Assert.Equal(LayerErrors.Missing, (await bench.PinAsync(Layer, Fields.LotIn(0))).Error!.Code);
        Assert.Equal(LayerErrors.Missing, (await bench.PinAsync("WHATEVER", Fields.LotIn(0))).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_row_removed_behind_the_back_damages_the_layer_wherever_it_lay(string provider)
    {
        foreach (var limit in new[] { Large, 1000 })
        {
            await using var bench = await OneMapBench.OpenAsync(provider, limit);
            await bench.ImportAsync(Layer, Fields.Row(600));
            Assert.True((await bench.PinAsync(Layer, Fields.LotIn(3))).IsSuccess);

            await bench.BehindTheBackAsync("DELETE FROM om_feature WHERE feature_id = (SELECT MAX(feature_id) FROM om_feature)");

            Assert.Equal(LayerErrors.Damaged, (await bench.PinAsync(Layer, Fields.LotIn(3))).Error!.Code);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_vertex_changed_behind_the_back_damages_the_layer(string provider)
    {
        foreach (var limit in new[] { Large, 1000 })
        {
            await using var bench = await OneMapBench.OpenAsync(provider, limit);
            await bench.ImportAsync(Layer, Fields.Row(600));
            Assert.True((await bench.PinAsync(Layer, Fields.LotIn(3))).IsSuccess);

            await MoveVertexAsync(bench, 3);

            Assert.Equal(LayerErrors.Damaged, (await bench.PinAsync(Layer, Fields.LotIn(3))).Error!.Code);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_small_layer_is_damaged_by_a_change_anywhere(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(600));

        await MoveVertexAsync(bench, 500);

        Assert.Equal(LayerErrors.Damaged, (await bench.PinAsync(Layer, Fields.LotIn(3))).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_row_hidden_by_its_box_or_cell_or_attributes_damages_a_large_layer(string provider)
    {
        foreach (var change in new[] { "cell_key = cell_key + 7000000000", "min_east = min_east + 900000000, max_east = max_east + 900000000", "attribute_json = '{}'", "feature_id = feature_id + 1000000000000" })
        {
            await using var bench = await OneMapBench.OpenAsync(provider, Large);
            await bench.ImportAsync(Layer, Fields.Row(300));
            Assert.True((await bench.PinAsync(Layer, Fields.LotIn(3))).IsSuccess);

            await bench.BehindTheBackAsync($"UPDATE om_feature SET {change} WHERE attribute_json LIKE '%610724200500000003%'");

            Assert.Equal(LayerErrors.Damaged, (await bench.PinAsync(Layer, Fields.LotIn(3))).Error!.Code);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_missing_or_damaged_snapshot_is_made_again_with_the_same_name_and_the_same_answer(string provider)
    {
        foreach (var fault in new Action<string>[] { File.Delete, Overwrite, Cut })
        {
            await using var bench = await OneMapBench.OpenAsync(provider, Large);
            var revision = (await bench.ImportAsync(Layer, Fields.Row(600))).Value;
            var path = Path.Combine(bench.Node.SnapshotFolder, revision.ContentDigest + ".snapshot");
            var good = await File.ReadAllBytesAsync(path);

            fault(path);
            var pinned = (await bench.PinAsync(Layer, Fields.LotIn(300))).Value;

            Assert.Equal("610724101000300", Assert.Single(pinned.Features)["YJJBNTTBBH"]);
            Assert.Equal(good, await File.ReadAllBytesAsync(path));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Without_snapshot_and_with_a_changed_row_there_is_no_answer(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider, Large);
        var revision = (await bench.ImportAsync(Layer, Fields.Row(600))).Value;
        File.Delete(Path.Combine(bench.Node.SnapshotFolder, revision.ContentDigest + ".snapshot"));

        await MoveVertexAsync(bench, 500);

        Assert.Equal(LayerErrors.Damaged, (await bench.PinAsync(Layer, Fields.LotIn(3))).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Data_older_than_its_catalogue_entry_allows_is_stale(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(3));
        bench.Clock.Set(new DateTimeOffset(2027, 12, 31, 12, 0, 0, TimeSpan.FromHours(8)));
        Assert.True((await bench.PinAsync(Layer, Fields.LotIn(1))).IsSuccess);

        bench.Clock.Advance(TimeSpan.FromDays(1));

        var error = (await bench.PinAsync(Layer, Fields.LotIn(1))).Error!;
        Assert.Equal(LayerErrors.Stale, error.Code);
        Assert.Equal("图层 永久基本农田 的数据时点是 2025-12-31,要求不超过 730 天,已过期 1 天。", error.Text);
    }

    [Theory]
    [BothDatabases]
    public async Task When_the_store_is_away_the_layer_is_unavailable(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(3));

        await bench.BehindTheBackAsync("ALTER TABLE om_feature RENAME TO om_feature_away");

        Assert.Equal(LayerErrors.Unavailable, (await bench.PinAsync(Layer, Fields.LotIn(1))).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task An_old_revision_is_read_as_it_was_after_the_layer_moved_on(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider, Large);
        await bench.ImportAsync(Layer, Fields.Row(5));
        await bench.ImportAsync(Layer, Fields.Farmland(0), Fields.Farmland(1, widen: -10), Fields.Farmland(7));
        Directory.Delete(bench.Node.SnapshotFolder, recursive: true);

        Assert.Equal(Fields.Square(1), Assert.Single((await bench.PinAsync(Layer, Fields.LotIn(1), revision: 1)).Value.Features).Figure);
        Assert.Equal(Fields.Square(1, -10).Normalized(), Assert.Single((await bench.PinAsync(Layer, Fields.LotIn(1))).Value.Features).Figure);
        Assert.Empty((await bench.PinAsync(Layer, Fields.LotIn(3), revision: 2)).Value.Features);
        Assert.Single((await bench.PinAsync(Layer, Fields.LotIn(3), revision: 1)).Value.Features);
    }

    private static async Task MoveVertexAsync(OneMapBench bench, int place)
    {
        var moved = Convert.ToHexString(FigureCodec.Encode(Fields.Square(place, widen: 10)));
        var literal = bench.Database.Options.Provider == "sqlite" ? $"X'{moved}'" : $"'\\x{moved}'";
        await bench.BehindTheBackAsync($"UPDATE om_feature SET figure_blob = {literal} WHERE attribute_json LIKE '%6107242005{place:00000000}%'");
    }

    private static void Overwrite(string path)
    {
        var bytes = File.ReadAllBytes(path);
        for (var i = bytes.Length / 3; i < bytes.Length / 2; i++)
        {
            bytes[i] ^= 0x5A;
        }

        File.WriteAllBytes(path, bytes);
    }

    private static void Cut(string path) => File.WriteAllBytes(path, File.ReadAllBytes(path)[..100]);
}
