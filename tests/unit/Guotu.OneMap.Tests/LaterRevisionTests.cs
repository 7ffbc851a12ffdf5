using Guotu.Geo.Snapshots;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

/// <summary>A delivery that changes little: the snapshot of the revision before and what changed are read as one.</summary>
public sealed class LaterRevisionTests
{
    private const string Layer = "YJJBNT";

    [Theory]
    [BothDatabases]
    public async Task A_later_delivery_writes_what_changed_and_reads_as_a_whole(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var first = (await bench.ImportAsync(Layer, Fields.Row(6_000))).Value;
        var second = (await bench.ImportAsync(Layer, [.. Fields.Row(6_000).Skip(1), Fields.Farmland(6_300)])).Value;

        Assert.True(Length(bench, second) < Length(bench, first) / 2, $"{Length(bench, second)} of {Length(bench, first)} bytes");
        using (var snapshot = Snapshot.Open(PathOf(bench, second), second.ContentDigest).Value)
        {
            Assert.Equal([first.ContentDigest], snapshot.Sources);
        }

        Assert.True((await bench.The<ILayerUpkeep>().VerifyAsync(Layer, null, OneMapBench.Never)).IsSuccess);
        Assert.Empty((await bench.PinAsync(Layer, Fields.LotIn(0))).Value.Features);
        Assert.Single((await bench.PinAsync(Layer, Fields.LotIn(6_300))).Value.Features);
        Assert.Single((await bench.PinAsync(Layer, Fields.LotIn(0), revision: 1)).Value.Features);
    }

    [Fact]
    public async Task Where_the_file_below_is_lost_the_revision_is_made_again_from_the_database()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var first = (await bench.ImportAsync(Layer, Fields.Row(600))).Value;
        var second = (await bench.ImportAsync(Layer, Fields.Row(601))).Value;
        File.Delete(PathOf(bench, first));
        Assert.Single((await bench.PinAsync(Layer, Fields.LotIn(600))).Value.Features);
        using var snapshot = Snapshot.Open(PathOf(bench, second), second.ContentDigest).Value;
        Assert.Empty(snapshot.Sources);
    }

    [Fact]
    public async Task A_row_slipped_in_behind_the_back_is_not_taken_for_one_of_the_revision_before()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        await bench.ImportAsync(Layer, Fields.Row(3));
        await bench.BehindTheBackAsync(
            """
            INSERT INTO om_feature SELECT layer_code, feature_id + 1000, first_revision, last_revision, cell_key, min_east, min_north, max_east, max_north, figure_blob,
                replace(attribute_json, '00000002', '00000009') FROM om_feature WHERE attribute_json LIKE '%610724200500000002%'
            """);
        var slipped = Fields.Farmland(2);
        slipped = slipped with { Attributes = slipped.Attributes.ToDictionary(a => a.Key, a => a.Value.Replace("00000002", "00000009", StringComparison.Ordinal), StringComparer.Ordinal) };
        var error = (await bench.ImportAsync(Layer, [.. Fields.Row(3), slipped, Fields.Farmland(10)])).Error;
        Assert.Equal(LayerErrors.Damaged, error!.Code);
    }

    private static long Length(OneMapBench bench, LayerRevision revision) => new FileInfo(PathOf(bench, revision)).Length;

    private static string PathOf(OneMapBench bench, LayerRevision revision) => Path.Combine(bench.Node.SnapshotFolder, revision.ContentDigest + ".snapshot");
}
