using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Tiles;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Grants;
using Guotu.MapPublishing.Labels;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.MapPublishing.Tests;

/// <summary>The label that a revision brought with it: nobody lowers it in the database unnoticed, and two persons lower it lawfully.</summary>
public sealed class RevisionLabelTests
{
    private const string Layer = PublishingBench.Layer;
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly SecurityLabel Surveyed = SecurityLabel.Of(2, ["CH"]);
    private static readonly Caller Officer = PublishingBench.Cleared(1, "officer");
    private static readonly Caller Chief = PublishingBench.Holder("officer") with { Clearance = LabelScheme.Shipped.Highest };
    private static readonly Caller Surveyor = PublishingBench.Holder("officer") with { Clearance = Surveyed };

    [Theory]
    [BothDatabases]
    public async Task A_label_that_was_lowered_in_the_database_opens_neither_tile_nor_export_nor_print_nor_list_to_anybody(string provider)
    {
        string[] edits =
        [
            "UPDATE om_revision SET label_level = 0, label_category = NULL WHERE revision_no = 2",
            "UPDATE om_revision SET label_level = 1 WHERE revision_no = 2",
            "UPDATE om_revision SET row_mac = NULL WHERE revision_no = 2",
            "UPDATE om_revision SET label_level = 0, label_category = NULL, row_mac = (SELECT o.row_mac FROM om_revision o WHERE o.revision_no = 1) WHERE revision_no = 2",
            "UPDATE om_revision SET content_digest = (SELECT o.content_digest FROM om_revision o WHERE o.revision_no = 1) WHERE revision_no = 2",
        ];
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync(1);
        await bench.ImportAsync([Patches.Square(0).Shape, Patches.Square(1).Shape], 0, Surveyed);

        // What the surveyor was given lies in every memory that keeps something.
        Assert.Equal(2, (await bench.SeenAsync(Surveyor))!.Count);
        Assert.NotEmpty((await TileAsync(bench, Surveyor)).Value.Bytes);
        Assert.Null(await bench.SeenAsync(Officer));
        await bench.DefineAsync("CREATE TABLE kept AS SELECT * FROM om_revision WHERE revision_no = 2");
        foreach (var edit in edits)
        {
            await bench.BehindTheBackAsync(edit);
            foreach (var caller in new[] { Officer, Surveyor, Chief })
            {
                await NothingIsGivenAsync(bench, caller, edit);
            }

            Assert.Contains(await FindingsAsync(bench, "om_revision"), f => f.RowId is not null);
            foreach (var column in new[] { "label_level", "label_category", "row_mac", "content_digest" })
            {
                await bench.BehindTheBackAsync($"UPDATE om_revision SET {column} = (SELECT k.{column} FROM kept k) WHERE revision_no = 2");
            }

            Assert.Equal(2, (await bench.SeenAsync(Surveyor))!.Count);
        }

        Assert.Empty(await FindingsAsync(bench, "om_revision"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_raster_whose_label_was_lowered_in_the_database_gives_no_cell_and_takes_no_delivery(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        Assert.True((await TerrainAsync(bench, Surveyed)).IsSuccess);
        Assert.Contains(await bench.The<IPublishedRasters>().ListAsync(Surveyor, Never), r => r.Definition.Code == "DEM");
        Assert.True((await bench.The<IPublishedRasters>().OpenAsync(Surveyor, "DEM", null, Never)).IsSuccess);

        await bench.BehindTheBackAsync("UPDATE om_raster_revision SET label_level = 0, label_category = NULL");

        foreach (var caller in new[] { Officer, Surveyor, Chief })
        {
            Assert.Equal(ToldTo(caller), (await bench.The<IPublishedRasters>().OpenAsync(caller, "DEM", null, Never)).Error!.Code);
            Assert.Equal(ToldTo(caller), (await bench.The<IPublishedRasters>().OpenAsync(caller, "DEM", 1, Never)).Error!.Code);
            Assert.DoesNotContain(await bench.The<IPublishedRasters>().ListAsync(caller, Never), r => r.Definition.Code == "DEM");
            Assert.False((await bench.The<IAccessDecisions>().DecideAsync(caller, "layer", "DEM", Never))!.Allowed);
        }

        Assert.True((await bench.The<IRasterCatalogue>().StatesAsync(new DateOnly(2026, 3, 2), Never)).Single(s => s.Definition.Code == "DEM").Damaged);
        Assert.Equal(LayerErrors.Damaged, (await bench.The<IRasterCatalogue>().RevisionsAsync("DEM", Never)).Error!.Code);
        Assert.Equal(LayerErrors.Damaged, (await TerrainAsync(bench, SecurityLabel.Lowest)).Error!.Code);
        Assert.Contains(await FindingsAsync(bench, "om_raster_revision"), f => f.Kind == RowFindingKinds.Edited);
    }

    [Theory]
    [BothDatabases]
    public async Task Revisions_from_before_there_were_MACs_are_sealed_when_the_node_starts_and_not_read_before(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync([Patches.Square(0).Shape], 0, Surveyed);
        Assert.True((await TerrainAsync(bench, Surveyed)).IsSuccess);
        foreach (var table in new[] { "om_revision", "om_raster_revision" })
        {
            await bench.BehindTheBackAsync($"UPDATE {table} SET row_mac = NULL, revision_id = 1");
            await bench.BehindTheBackAsync($"DELETE FROM db_row_tally WHERE table_name = '{table}'");
        }

        Assert.Equal(LayerErrors.Damaged, (await bench.The<IPublishedLayers>().OpenAsync(Chief, Layer, null, Never)).Error!.Code);
        await bench.The<RowTallyKeeper>().RunAsync(Never);

        Assert.Single((await bench.SeenAsync(Surveyor))!);
        Assert.Null(await bench.SeenAsync(Officer));
        Assert.True((await bench.The<IPublishedRasters>().OpenAsync(Surveyor, "DEM", null, Never)).IsSuccess);
        await bench.ImportAsync([Patches.Square(0).Shape, Patches.Square(1).Shape]);
        Assert.True((await TerrainAsync(bench, SecurityLabel.Lowest)).IsSuccess);
        Assert.Equal(["2:CH", "2:CH"], (await bench.The<IRevisionLabels>().ListAsync(Layer, Never)).Value.Select(r => r.Label.ToString()));
        Assert.Empty(await FindingsAsync(bench, "om_revision"));
        Assert.Empty(await FindingsAsync(bench, "om_raster_revision"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_label_that_two_persons_lowered_counts_at_once_and_the_next_delivery_takes_it_over(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync([Patches.Square(0).Shape], 0, Surveyed);
        Assert.Null(await bench.SeenAsync(Officer));
        var before = (await TileAsync(bench, Surveyor)).Value;

        var lowered = await LowerAsync(bench, ("code", Layer), ("revision", "1"), ("level", "内部"));

        Assert.True(lowered.IsSuccess, lowered.Error?.Text);
        Assert.Contains("\"2:CH\"", lowered.Value.Before, StringComparison.Ordinal);
        Assert.Contains("\"1:\"", lowered.Value.After, StringComparison.Ordinal);
        Assert.Contains(LowerRevisionLabel.AuditKind, bench.Audited);
        Assert.Single((await bench.SeenAsync(Officer))!);
        var after = (await TileAsync(bench, Officer)).Value;
        Assert.Equal(before.Bytes, after.Bytes);
        Assert.NotEqual(before.Stamp, after.Stamp);
        await bench.ImportAsync([Patches.Square(0).Shape, Patches.Square(1).Shape]);
        Assert.Equal(["1:", "1:"], (await bench.The<IRevisionLabels>().ListAsync(Layer, Never)).Value.Select(r => r.Label.ToString()));
        Assert.Empty(await FindingsAsync(bench, "om_revision"));

        Assert.True((await TerrainAsync(bench, Surveyed)).IsSuccess);
        Assert.Equal("SYS-0002", (await bench.The<IPublishedRasters>().OpenAsync(Officer, "DEM", null, Never)).Error!.Code.Value);
        Assert.True((await LowerAsync(bench, ("code", "DEM"), ("revision", "1"), ("level", "1"))).IsSuccess);
        Assert.True((await bench.The<IPublishedRasters>().OpenAsync(Officer, "DEM", null, Never)).IsSuccess);
        Assert.Empty(await FindingsAsync(bench, "om_raster_revision"));
    }

    [Theory]
    [BothDatabases]
    public async Task LabelMustGoDown_nothing_is_raised_moved_sideways_or_lowered_against_another_state(string provider)
    {
        await using var bench = await PublishingBench.OpenAsync(provider);
        await bench.ImportAsync([Patches.Square(0).Shape], 0, SecurityLabel.Of(1, ["CH"]));
        foreach (var (level, categories, revision, code) in new[]
        {
            ("1", "CH", "1", KernelErrors.FieldInvalid), ("2", "", "1", KernelErrors.FieldInvalid), ("1", "GR", "1", KernelErrors.FieldInvalid), ("0", "GR", "1", KernelErrors.FieldInvalid),
            ("0", "", "2", LayerErrors.Missing), ("0", "", "x", KernelErrors.FieldInvalid), ("绝密", "", "1", LabelErrors.StateSecret), ("7", "", "1", LabelErrors.Unknown),
        })
        {
            Assert.Equal(code, (await LowerAsync(bench, ("code", Layer), ("revision", revision), ("level", level), ("categories", categories))).Error!.Code);
        }

        Assert.Equal("SYS-0002", (await LowerAsync(bench, ("code", "KONG"), ("revision", "1"), ("level", "0"))).Error!.Code.Value);

        // Asked for against one label, lowered meanwhile: what is confirmed is what was asked for, or nothing.
        var asked = await AskAsync(bench, ("code", Layer), ("revision", "1"), ("level", "0"));
        Assert.True((await LowerAsync(bench, ("code", Layer), ("revision", "1"), ("level", "1"))).IsSuccess);
        Assert.Equal(ControlErrors.RequestOutdated, (await ConfirmAsync(bench, asked.Value)).Error!.Code);
        Assert.Equal("1:", (await bench.The<IRevisionLabels>().ListAsync(Layer, Never)).Value.Single().Label.ToString());

        await bench.BehindTheBackAsync("UPDATE om_revision SET label_level = 2");
        Assert.Equal(LayerErrors.Damaged, (await LowerAsync(bench, ("code", Layer), ("revision", "1"), ("level", "0"))).Error!.Code);
    }

    /// <summary>The name of what cannot be proved is told to those whom no label could hide it from; to others it is unknown.</summary>
    private static ErrorCode ToldTo(Caller caller) => ReferenceEquals(caller, Chief) ? LayerErrors.Damaged : KernelErrors.NotFound;

    private static async Task NothingIsGivenAsync(PublishingBench bench, Caller caller, string edit)
    {
        var layers = bench.The<IPublishedLayers>();
        foreach (var revision in new int?[] { null, 2 })
        {
            Assert.True((await layers.OpenAsync(caller, Layer, revision, Never)).Error?.Code == ToldTo(caller), edit);
        }

        using var file = new MemoryStream();
        Assert.Equal(ToldTo(caller), (await bench.The<ILayerUpkeep>().ExportAsync(new LayerExportOrder(Layer, null, FileFormat.GeoJson, "utf-8"), caller, file, Never)).Error!.Code);
        Assert.Equal(0, file.Length);
        Assert.Equal(ToldTo(caller), (await TileAsync(bench, caller)).Error!.Code);
        Assert.Equal(KernelErrors.NotFound, (await Prints.TryDrawAsync(bench, Prints.Body, Never)).Error!.Code);
        var reach = await bench.The<IEnumerable<IReachPart>>().OfType<LayerReach>().Single().OfAsync(await bench.The<ILayerAccess>().OfAsync(caller, Never), Never);
        Assert.True(reach.Any(l => l.Key == Layer) == ReferenceEquals(caller, Chief), edit);
        Assert.DoesNotContain(await layers.ListAsync(caller, Never), l => l.Definition.Code == Layer);
        if (!edit.Contains("content_digest", StringComparison.Ordinal))
        {
            // A mark has number, day and label only, and tells what proved.
            Assert.Equal([1], (await bench.The<IPublishedExtents>().RevisionsAsync(caller, Never))[Layer].Select(m => m.Number));
        }

        Assert.Equal(AccessTerm.Label, (await bench.The<IAccessDecisions>().DecideAsync(caller, "layer", Layer, Never))!.Decided?.Term);
        var states = await bench.The<ILayerCatalogue>().StatesAsync(new DateOnly(2026, 3, 2), Never);
        Assert.Equal((true, null), states.Where(s => s.Definition.Code == Layer).Select(s => (s.Damaged, s.Current)).Single());
        Assert.Equal(LayerErrors.Damaged, (await bench.The<ILayerCatalogue>().RevisionsAsync(Layer, Never)).Error!.Code);
        var next = new LayerImport(Layer, new DateOnly(2026, 1, 31), "下一批.geojson");
        Assert.Equal(LayerErrors.Damaged, (await bench.The<ILayerImport>().ImportAsync(PublishingBench.Command("onemap.layer.import"), next, NothingAsync(), Never)).Error!.Code);
    }

    private static async IAsyncEnumerable<NewFeature> NothingAsync()
    {
        await Task.CompletedTask;
        yield break;
    }

    private static Task<Result<SeenTile>> TileAsync(PublishingBench bench, Caller caller)
    {
        var (lon, lat) = Patches.Degrees(50, 50);
        var y = WebMercator.Forward(new GeographicPosition(lat, 0)).North;
        var row = (int)((WebMercator.HalfWorld - y) / (2 * WebMercator.HalfWorld) * (1 << 15));
        return bench.The<IVectorTiles>().ReadAsync(caller, Layer, new TileAddress(15, (int)((lon + 180) / 360 * (1 << 15)), row), Never);
    }

    private static async Task<Result<RasterRevision>> TerrainAsync(PublishingBench bench, SecurityLabel label)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".tif");
        Assert.True(RasterFiles.Write(file, new RasterPlan(40, 30, new RasterGrid(36_478_000, 3_650_000, 20, 20), 4524), [.. Enumerable.Repeat(500f, 40 * 30)]).IsSuccess);
        try
        {
            var import = new RasterImport("DEM", new DateOnly(2025, 12, 31), "试验", "1985") { Label = label };
            return await bench.The<IRasterImport>().ImportFileAsync(PublishingBench.Command("onemap.raster.import"), import, file, Never);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<IReadOnlyList<RowFinding>> FindingsAsync(PublishingBench bench, string table)
    {
        var rows = bench.The<IEnumerable<IProtectedRows>>().Single(r => r.Table.Name == table);
        return (await bench.The<RowProof>().ProveAsync(rows, Never)).Findings;
    }

    private static async Task<Result<ControlledEffect>> LowerAsync(PublishingBench bench, params (string Name, string Value)[] asked)
    {
        var matter = await AskAsync(bench, asked);
        return matter.Error is { } refused ? refused : await ConfirmAsync(bench, matter.Value);
    }

    private static Task<Result<ControlledMatter>> AskAsync(PublishingBench bench, params (string Name, string Value)[] asked) => RunAsync(
        bench, (act, work, ct) => act.CheckAsync(work, asked.ToDictionary(a => a.Name, a => a.Value), ct));

    private static Task<Result<ControlledEffect>> ConfirmAsync(PublishingBench bench, ControlledMatter matter) => RunAsync(
        bench, (act, work, ct) => act.ExecuteAsync(work, new ControlledOrder(1, 9, "何军", matter.Parameters), ct));

    private static Task<Result<T>> RunAsync<T>(PublishingBench bench, Func<IControlledChange, IUnitOfWork, CancellationToken, Task<Result<T>>> body) =>
        bench.The<IUnitsOfWork>().RunAsync<T>(
            PublishingBench.Command("identity.control"),
            (work, ct) =>
            {
                work.Audit(new AuditEntry("identity.control", "control-request", "1", "复核"));
                return body((IControlledChange)bench.The<IEnumerable<IControlledAct>>().Single(a => a.Kind.Code == "label.revision-lower"), work, ct);
            },
            Never);
}
