using System.Globalization;
using Guotu.Database.Scope;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ImportLayer;
using Guotu.OneMap.Rasters;
using Guotu.OneMap.ReadLayers;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.Tests;

/// <summary>
/// Somebody who can write the embedded database, which lets a column hold anything, puts a value of another kind into the record of a revision: that layer or
/// raster is damaged by name, whichever column it is, and all the others go on.
/// </summary>
public sealed class StrangeRevisionTests
{
    private const string Layer = "YJJBNT";
    private const string Other = "XZQ";
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static IEnumerable<string> ColumnsOf(Database.Rows.ProtectedTable table) => [.. table.Columns, table.IdColumn, table.MacColumn];

    [Fact]
    public async Task A_value_of_another_kind_in_any_column_of_a_revision_damages_its_layer_alone()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        (await bench.ImportAsync(Layer, Fields.Row(2))).MustHold();
        (await bench.ImportAsync(Other, FileImportDoubtTests.Town())).MustHold();
        var catalogue = bench.The<ILayerCatalogue>();
        var row = await RowOfAsync(bench, "om_revision", "layer_code", Layer);
        foreach (var column in ColumnsOf(RevisionRow.Table))
        {
            foreach (var strange in new[] { "'fremd'", "x'fffe'", "-1.5" })
            {
                await EditAsync(bench, "om_revision", (column, strange), row);

                var states = (await catalogue.StatesAsync(Today, Never)).ToDictionary(s => s.Definition.Code, StringComparer.Ordinal);
                var told = $"{column} = {strange}";
                Assert.True(states[Layer] is { Damaged: true, Current: null }, told);
                Assert.True(states[Other] is { Damaged: false, Current.Number: 1 }, told);
                var refused = (await catalogue.StateAsync(Layer, Today, Never)).Error;
                Assert.True(refused?.Code == LayerErrors.Damaged && refused.Text.Contains("永久基本农田", StringComparison.Ordinal), $"{told}: {refused?.Text}");
                Assert.True((await catalogue.StateAsync(Other, Today, Never)).IsSuccess, told);
                Assert.True((await catalogue.RevisionsAsync(Other, Never)).IsSuccess, told);
                Assert.Contains(await bench.The<LayerList>().ReadAsync(OneMapBench.Reader, Never), l => l.Code == Other);
                Assert.Contains((await bench.The<IPublishedExtents>().RevisionsAsync(OneMapBench.Reader, Never))[Other], m => m.Number == 1);
                Assert.DoesNotContain(await bench.The<IPublishedLayers>().ListAsync(OneMapBench.Reader, Never), l => l.Definition.Code == Layer);
                Assert.Equal(LayerErrors.Damaged, (await bench.PinAsync(Layer, Fields.LotIn(1))).Error?.Code);
                await RestoreAsync(bench, "om_revision", column, row);
            }
        }

        Assert.True((await catalogue.StateAsync(Layer, Today, Never)).IsSuccess);
        Assert.True((await bench.PinAsync(Layer, Fields.LotIn(1))).IsSuccess);
    }

    [Fact]
    public async Task A_value_of_another_kind_in_any_column_of_a_raster_s_revision_damages_that_raster()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        (await RasterTests.ImportAsync(bench, 0, "2025-12-31")).MustHold();
        var catalogue = bench.The<IRasterCatalogue>();
        var row = await RowOfAsync(bench, "om_raster_revision", "raster_code", "DEM");
        foreach (var column in ColumnsOf(RasterRow.Table))
        {
            foreach (var strange in new[] { "'fremd'", "x'fffe'", "-1.5" })
            {
                await EditAsync(bench, "om_raster_revision", (column, strange), row);

                var told = $"{column} = {strange}";
                Assert.True((await catalogue.StatesAsync(Today, Never)).Single(s => s.Definition.Code == "DEM") is { Damaged: true, Current: null }, told);
                Assert.Empty(await bench.The<IPublishedRasters>().ListAsync(OneMapBench.Reader, Never));
                Assert.True((await bench.The<IPublishedRasters>().OpenAsync(OneMapBench.Reader, "DEM", null, Never)).Error?.Code == LayerErrors.Damaged, told);
                await RestoreAsync(bench, "om_raster_revision", column, row);
            }
        }

        Assert.True((await bench.The<IPublishedRasters>().OpenAsync(OneMapBench.Reader, "DEM", null, Never)).IsSuccess);
    }

    [Fact]
    public async Task A_layer_hidden_by_the_label_of_its_revision_is_not_named_once_its_record_is_edited_or_gone()
    {
        foreach (var edit in new[] { "UPDATE om_revision SET label_level = 0", "UPDATE om_revision SET label_level = 'fremd'", "DELETE FROM om_revision", "UPDATE om_layer SET current_no = 0" })
        {
            await using var bench = await OneMapBench.OpenAsync("sqlite");
            var import = new LayerImport(Layer, new DateOnly(2025, 12, 31), "测试.geojson") { Label = SecurityLabel.Of(2, ["CH"]) };
            (await bench.The<ILayerImport>().ImportAsync(OneMapBench.Command(), import, Fields.Row(2).AsStream(Never), Never)).MustHold();
            await bench.BehindTheBackAsync(edit);
            bench.Access.Clearance = SecurityLabel.Of(1, []);

            Assert.DoesNotContain(await bench.The<LayerList>().ReadAsync(OneMapBench.Reader, Never), l => l.Code == Layer);
            Assert.Equal(KernelErrors.NotFound, (await bench.The<IPublishedLayers>().OpenAsync(OneMapBench.Reader, Layer, null, Never)).Error!.Code);
            Assert.Equal(KernelErrors.NotFound, (await bench.The<IPublishedLayers>().OpenAsync(OneMapBench.Reader, Layer, 1, Never)).Error!.Code);
            Assert.Equal(KernelErrors.NotFound, (await bench.The<LayerList>().RevisionsAsync(OneMapBench.Reader, Layer, RevisionTime.Now, Never)).Error?.Code ?? KernelErrors.NotFound);

            bench.Access.Clearance = LabelScheme.Shipped.Highest;
            Assert.True((await bench.The<LayerList>().ReadAsync(OneMapBench.Reader, Never)).Single(l => l.Code == Layer).Damaged, edit);
            Assert.Equal(LayerErrors.Damaged, (await bench.The<IPublishedLayers>().OpenAsync(OneMapBench.Reader, Layer, null, Never)).Error!.Code);
        }
    }

    [Fact]
    public async Task A_list_of_revisions_is_whole_although_fewer_are_kept_in_memory_than_there_are()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        for (var i = 1; i <= 5; i++)
        {
            (await bench.ImportAsync(Layer, Fields.Row(i))).MustHold();
        }

        (await bench.ImportAsync(Other, FileImportDoubtTests.Town())).MustHold();
        var table = new RevisionTable(bench.The<Database.Rows.RowWriter>(), bench.The<Kernel.Ids.IIdSource>(), mostProved: 2);
        await using var session = await bench.Units.ReadAsync(DataScope.WholeNode, Never);
        for (var again = 0; again < 2; again++)
        {
            var marks = await table.MarksAsync(session, bench.The<ILayerCatalogue>().Definitions, Never);
            Assert.Equal([(Other, 1), (Layer, 1), (Layer, 2), (Layer, 3), (Layer, 4), (Layer, 5)], marks.Select(m => (m.LayerCode, m.Number)));
        }

        await bench.BehindTheBackAsync("UPDATE om_revision SET label_level = 7 WHERE layer_code = 'YJJBNT' AND revision_no = 3");
        Assert.Equal([1, 2, 4, 5], (await table.MarksAsync(session, bench.The<ILayerCatalogue>().Definitions, Never)).Where(m => m.LayerCode == Layer).Select(m => m.Number));
    }

    private static async Task<long> RowOfAsync(OneMapBench bench, string table, string column, string code)
    {
        await bench.BehindTheBackAsync($"CREATE TABLE kept_{table} AS SELECT rowid AS row_place, * FROM {table}; UPDATE {table} SET {column} = {column}");
        return long.Parse(await bench.TextAsync($"SELECT CAST(rowid AS TEXT) AS row_place FROM {table} WHERE {column} = '{code}'"), CultureInfo.InvariantCulture);
    }

    private static Task EditAsync(OneMapBench bench, string table, (string Column, string Value) edit, long row) =>
        bench.BehindTheBackAsync(string.Create(CultureInfo.InvariantCulture, $"PRAGMA ignore_check_constraints = ON; UPDATE {table} SET {edit.Column} = {edit.Value} WHERE rowid = {row}"));

    private static Task RestoreAsync(OneMapBench bench, string table, string column, long row) =>
        bench.BehindTheBackAsync(string.Create(CultureInfo.InvariantCulture, $"UPDATE {table} SET {column} = (SELECT k.{column} FROM kept_{table} k WHERE k.row_place = {row}) WHERE rowid = {row}"));
}
